"""``ops provider check whatsapp`` and ``ops template check``, against a server that speaks as Meta's Graph API."""

import json
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner, Result

from handlers.common.rules.model import PACED_KINDS, Channel, Kind
from handlers.common.storage import clients, configuration, dynamo
from ops.__main__ import main
from ops.template_store import TemplateFile, put

SAMPLES = Path(__file__).parents[2] / "local" / "samples"
LINE, ACCOUNT, TOKEN = "106540352242922", "102290129340398", "EAAtoken"
WORKS = {
    "display_phone_number": "+55 11 4000-0000",
    "verified_name": "Aurora",
    "status": "CONNECTED",
    "quality_rating": "GREEN",
    "platform_type": "CLOUD_API",
    "name_status": "APPROVED",
}

UNPAID = {
    "can_send_message": "BLOCKED",
    "entities": [
        {"entity_type": "PHONE_NUMBER", "id": LINE, "can_send_message": "AVAILABLE"},
        {
            "entity_type": "WABA",
            "id": ACCOUNT,
            "can_send_message": "BLOCKED",
            "errors": [
                {
                    "error_code": 141006,
                    "error_description": "There is an error with the payment method.",
                    "possible_solution": "Please add a new payment method to the account.",
                }
            ],
        },
        {"entity_type": "APP", "id": "1", "can_send_message": "LIMITED", "additional_info": ["…"]},
    ],
}


@dataclass
class Graph:
    """What the API answers at each path, and what it was asked."""

    url: str
    answers: dict[str, Callable[[Mapping[str, str]], tuple[int, Any]]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def set(self, path: str, document: Any, status: int = 200) -> None:
        self.answers[f"/v23.0/{path}"] = lambda _: (status, document)

    def refuse(self, path: str, status: int, code: int) -> None:
        self.set(path, {"error": {"code": code, "message": "(#1) …"}}, status)


@pytest.fixture
def graph() -> Iterator[Graph]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query))
            graph.asked.append((self.command, parts.path, query))
            status, document = 401, {"error": {"code": 190}}
            if self.headers["Authorization"] == f"Bearer {TOKEN}":
                answer = graph.answers.get(parts.path)
                unknown = (400, {"error": {"code": 100, "error_subcode": 33}})
                status, document = unknown if answer is None else answer(query)
            content = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: what was asked is in ``asked``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    graph = Graph(f"http://127.0.0.1:{server.server_port}/v23.0")
    graph.set(LINE, WORKS)
    graph.set(
        f"{ACCOUNT}/subscribed_apps", {"data": [{"whatsapp_business_api_data": {"id": "1", "name": "app"}}]}
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield graph
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Command:
    """The command line over a stack with the tenant aurora."""

    prefix: str
    secret: str
    url: str

    def __call__(self, *arguments: Any) -> Result:
        configuration.forget()
        return CliRunner().invoke(main, ["--prefix", self.prefix, *map(str, arguments)])

    def check(self, channel: str = "whatsapp") -> Result:
        return self("provider", "check", channel, "--secret", self.secret)

    def check_templates(self) -> list[str]:
        """The differences; the first line of what is printed for each."""
        result = self("template", "check", "aurora", "--secret", self.secret)
        lines = result.output.splitlines()
        assert result.exit_code == (0 if "are those that Meta has approved" in lines[-1] else 3)
        return lines[:-1]

    def put_secret(self, **changes: Any) -> None:
        document = {
            "provider": "whatsapp-cloud",
            "accessToken": TOKEN,
            "phoneNumberId": LINE,
            "businessAccountId": ACCOUNT,
            "apiUrl": self.url,
        } | changes
        clients.secretsmanager().put_secret_value(SecretId=self.secret, SecretString=json.dumps(document))


@pytest.fixture
def ops(tables: dict[str, str], graph: Graph) -> Command:
    dynamo.client.cache_clear()
    clients.secretsmanager.cache_clear()
    name = f"{uuid.uuid4().hex}/whatsapp"
    clients.secretsmanager().create_secret(Name=name, SecretString="{}")
    command = Command(tables["config"].removesuffix("-config"), name, graph.url)
    command.put_secret()
    assert command("tenant", "put", SAMPLES / "aurora.json").exit_code == 0
    return command


def test_a_line_that_works_is_said_to_work_and_nothing_but_questions_is_asked(
    ops: Command, graph: Graph
) -> None:
    checked = ops.check()
    assert (checked.exit_code, checked.output) == (0, "whatsapp by whatsapp-cloud would work\n")
    (line, account) = graph.asked
    assert line[:2] == ("GET", f"/v23.0/{LINE}")
    assert {"quality_rating", "health_status"} <= set(line[2]["fields"].split(","))
    assert account[:2] == ("GET", f"/v23.0/{ACCOUNT}/subscribed_apps")


@pytest.mark.parametrize(
    ("changes", "problem", "cure"),
    [
        ({"quality_rating": "RED"}, "quality_rating is RED", "stop the campaigns"),
        ({"platform_type": "NOT_APPLICABLE"}, "not registered for the Cloud API", f"POST /{LINE}/register"),
        ({"status": "DISCONNECTED"}, "status is DISCONNECTED", f"POST /{LINE}/register"),
        ({"status": "BANNED"}, "status is BANNED", "appeal in WhatsApp Manager"),
        ({"name_status": "DECLINED"}, "'Aurora' is not approved", "hand in another one"),
        ({"verified_name": "Test Number"}, "a number that Meta lends", "add a number of your own"),
        ({"health_status": UNPAID}, "its WABA 102290129340398 is BLOCKED", "Please add a new payment method"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_cure(
    ops: Command, graph: Graph, changes: dict[str, str], problem: str, cure: str
) -> None:
    graph.set(LINE, WORKS | changes)
    checked = ops.check()
    assert checked.exit_code == 3
    first, last = checked.output.splitlines()
    assert first.startswith(f"line {LINE} (tenants aurora): ")
    assert problem in first
    assert cure in first
    assert last == "Error: whatsapp by whatsapp-cloud would not work: see above"


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (401, 190, "accessToken: it is refused"),
        (500, 3, "accessToken: it lacks a permission"),
        (403, 200, "accessToken: it lacks a permission"),
        (400, 100, f"{LINE}: Meta knows no such id"),
        (400, 80007, "asked too often"),
        (500, 131000, "code 131000: look the code up"),
        (502, None, "Meta answers 502"),
    ],
)
def test_a_question_that_meta_refuses_is_explained(
    ops: Command, graph: Graph, status: int, code: int | None, said: str
) -> None:
    graph.set(LINE, {"error": {"code": code}} if code else {}, status)
    checked = ops.check()
    assert checked.exit_code == 3
    assert said in checked.output
    assert TOKEN not in checked.output


@pytest.mark.parametrize("path", [LINE, f"{ACCOUNT}/message_templates"])
def test_a_200_of_somebody_else_is_not_taken_for_metas(ops: Command, graph: Graph, path: str) -> None:
    graph.set(path, "<html>Welcome</html>")
    checked = ops.check() if path == LINE else ops("template", "check", "aurora", "--secret", ops.secret)
    assert checked.exit_code == (3 if path == LINE else 1)
    assert "answers, but not as Meta's Graph API" in checked.output


def test_a_token_that_no_header_carries_is_explained(ops: Command) -> None:
    ops.put_secret(accessToken=f"{TOKEN}\n")
    checked = ops.check()
    assert checked.exit_code == 3
    assert "correct the secret's apiKey (accessToken for Meta)" in checked.output
    assert TOKEN not in checked.output


def test_an_account_to_which_no_app_is_subscribed_is_named_with_the_request_that_subscribes_it(
    ops: Command, graph: Graph
) -> None:
    graph.set(f"{ACCOUNT}/subscribed_apps", {"data": []})
    checked = ops.check()
    assert checked.exit_code == 3
    assert (
        f"account {ACCOUNT}: no app is subscribed to it, so that no answer arrives: curl -X POST"
        in checked.output
    )


def test_an_api_that_does_not_answer_is_explained(ops: Command) -> None:
    ops.put_secret(apiUrl="http://127.0.0.1:9/v23.0")
    checked = ops.check()
    assert checked.exit_code == 3
    assert "apiUrl: http://127.0.0.1:9/v23.0 does not answer" in checked.output


def test_a_tenant_without_a_line_is_named_and_every_line_is_asked_about_once(
    ops: Command, graph: Graph, tmp_path: Path
) -> None:
    document = json.loads((SAMPLES / "aurora.json").read_text())
    for number in (1, 2):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(document | {"tenantId": f"own{number}", "phoneNumberId": "777"}))
        ops("tenant", "put", file)
    ops.put_secret(phoneNumberId="")
    graph.set("777", WORKS)
    checked = ops.check()
    assert checked.exit_code == 3
    assert checked.output.splitlines()[0].startswith("tenant aurora: phoneNumberId: there is none")
    assert [path for _, path, _ in graph.asked] == ["/v23.0/777"]


def test_a_secret_that_is_not_there_or_malformed_is_explained(ops: Command) -> None:
    clients.secretsmanager().put_secret_value(SecretId=ops.secret, SecretString='{"provider": "x"}')
    assert "has a provider that is not" in ops.check().output
    missing = ops("provider", "check", "whatsapp", "--secret", "no/such")
    assert (missing.exit_code, "there is no secret no/such" in missing.output) == (1, True)


def test_a_gateway_cannot_be_asked(ops: Command) -> None:
    ops.put_secret(provider="gateway", endpoint="https://gateway.example", apiKey="k")
    checked = ops.check()
    assert checked.exit_code == 1
    assert "names a gateway, which cannot be asked without writing to somebody" in checked.output
    compared = ops("template", "check", "aurora", "--secret", ops.secret)
    assert "only templates of whatsapp-cloud can be compared" in compared.output


# Templates


SAVED: dict[Kind, dict[str, Any]] = {
    Kind.OUTREACH: {"parameters": ("contactName", "offer"), "optOutButton": True},
    Kind.FOLLOW_UP: {"parameters": ("contactName", "offer")},
    Kind.REMINDER: {"parameters": ("contactName", "when", "place")},
    Kind.PROPOSAL: {"parameters": ("slot1", "slot2", "slot3")},
    Kind.CONFIRMATION: {"parameters": ("when", "place")},
    Kind.CANCELLATION: {"parameters": ("hostName", "when")},
    Kind.LAPSE: {"parameters": ("standing", "lateChoice")},
}


def approved(name: str, changes: Mapping[str, Any] = {}) -> dict[str, Any]:
    numbers = [f"{{{{{number}}}}}" for number in range(1, 1 + len(SAVED[Kind(name)]["parameters"]))]
    body = {"type": "BODY", "text": f"Olá, falamos de {', '.join(numbers)}."}
    buttons = {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Não receber mais"}]}
    return {
        "name": name,
        "language": "pt_BR",
        "status": "APPROVED",
        "category": "MARKETING" if name in PACED_KINDS else "UTILITY",
        "components": [body, buttons],
        **changes,
    }


@pytest.fixture
def templates(ops: Command, graph: Graph) -> Callable[..., list[str]]:
    """Save the tenant's seven templates, let Meta know some, and compare."""
    for kind, fields in SAVED.items():
        file = {"body": "Olá! Responda SAIR.", "name": kind.value, "language": "pt_BR", **fields}
        put("aurora", Channel.WHATSAPP, kind, TemplateFile.model_validate(file))

    def compared(**changes: Any) -> list[str]:
        known = [approved(kind.value, changes.get(kind.value, {})) for kind in SAVED]
        graph.set(f"{ACCOUNT}/message_templates", {"data": known})
        return ops.check_templates()

    return compared


def test_templates_that_meta_has_approved_differ_in_nothing(templates: Any) -> None:
    assert templates() == []


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("outreach", {"name": "other"}, "outreach: name: Meta knows no template outreach"),
        ("outreach", {"language": "en_US"}, "outreach: language: outreach is there in en_US, not in pt_BR"),
        ("outreach", {"status": "PAUSED"}, "outreach: status: outreach is PAUSED"),
        ("outreach", {"category": "UTILITY"}, "outreach: category: outreach is UTILITY"),
        ("reminder", {"category": "MARKETING"}, "reminder: category: reminder is MARKETING"),
        ("outreach", {"parameter_format": "NAMED"}, "outreach: parameters: those of outreach have names"),
        (
            "reminder",
            {"components": [{"type": "BODY", "text": "{{1}} {{2}} {{1}}"}]},
            "reminder: parameters: the body of reminder has 2, and saved are contactName, when, place",
        ),
        (
            "outreach",
            {"components": [{"type": "BODY", "text": "{{1}} {{2}}"}]},
            "outreach: optOutButton: the first button of outreach is not there",
        ),
        (
            "follow_up",
            {"components": [{"type": "BODY", "text": "{{1}} {{2}}"}, {"type": "HEADER", "format": "IMAGE"}]},
            "follow_up: header: that of follow_up has to be filled in",
        ),
        (
            "follow_up",
            {
                "components": [
                    {"type": "BODY", "text": "{{1}} {{2}}"},
                    {"type": "BUTTONS", "buttons": [{"type": "URL", "url": "https://acme.example/{{1}}"}]},
                ]
            },
            "follow_up: buttons: a link of follow_up has to be filled in",
        ),
    ],
)
def test_each_difference_is_said_with_its_cure(
    templates: Any, kind: str, changes: dict[str, Any], said: str
) -> None:
    (difference,) = templates(**{kind: changes})
    assert difference.startswith(said)
    assert difference.count(": ") >= 3


@pytest.mark.parametrize("kind", SAVED)
def test_a_kind_that_reaches_people_who_have_not_written_needs_a_template(
    ops: Command, templates: Any, kind: Kind
) -> None:
    ops("template", "remove", "aurora", "whatsapp", kind.value)
    (difference,) = templates()
    assert difference.startswith(f"{kind}: no template is saved: unless the contact wrote within a day, ")
    assert difference.endswith(f"python -m ops template put aurora whatsapp {kind} FILE")


@pytest.mark.parametrize("kind", [Kind.CONFIRMATION, Kind.REMINDER])
def test_a_template_of_a_meeting_that_names_no_place_is_a_difference(templates: Any, kind: Kind) -> None:
    file = {"body": "{{ when }}", "name": kind.value, "language": "pt_BR", "parameters": ("when",)}
    put("aurora", Channel.WHATSAPP, kind, TemplateFile.model_validate(file))
    (difference,) = templates(**{kind.value: {"components": [{"type": "BODY", "text": "Até {{1}}."}]}})
    assert difference.startswith(f"{kind}: place: {kind} names neither place nor link")


def test_a_first_message_that_does_not_say_how_to_opt_out_is_a_difference(templates: Any) -> None:
    file = {
        "body": "Responda SAIR.",
        "name": "outreach",
        "language": "pt_BR",
        "parameters": ("offer", "company"),
    }
    put("aurora", Channel.WHATSAPP, Kind.OUTREACH, TemplateFile.model_validate(file))
    text = {"type": "BODY", "text": "Olá {{1}} {{2}}"}
    (difference,) = templates(outreach={"components": [text]})
    assert "does not say how to opt out" in difference
    assert templates(outreach={"components": [text, {"type": "FOOTER", "text": "Para parar: SAIR"}]}) == []


def test_every_page_is_read_and_the_token_goes_to_the_secrets_api_alone(
    ops: Command, templates: Any, graph: Graph
) -> None:
    templates()
    pages = {
        None: {"data": [approved("outreach")], "paging": {"cursors": {"after": "A"}, "next": "http://evil/"}},
        "A": {
            "data": [approved(kind) for kind in SAVED if kind is not Kind.OUTREACH],
            "paging": {"cursors": {"after": "B"}},
        },
    }
    graph.answers[f"/v23.0/{ACCOUNT}/message_templates"] = lambda query: (200, pages[query.get("after")])
    graph.asked.clear()
    assert ops.check_templates() == []
    assert [query.get("after") for _, _, query in graph.asked] == [None, "A"]


def test_a_comparison_without_the_account_or_the_tenant_says_what_to_add(ops: Command) -> None:
    unknown = ops("template", "check", "nobody", "--secret", ops.secret)
    assert "there is no tenant nobody" in unknown.output
    ops.put_secret(businessAccountId="")
    compared = ops("template", "check", "aurora", "--secret", ops.secret)
    assert compared.exit_code == 1
    assert "businessAccountId: the secret has none" in compared.output

"""The stand-in for Meta's Graph API over real HTTP: what it answers, and each refusal of the real one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import urllib3

from handlers.common.rules.partner import WhatsAppCloudSecret
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.server import Desk, serve
from local.campaign.stand_ins.whatsapp.api import Account, GraphApi
from local.campaign.stand_ins.whatsapp.limits import BURST, Window
from local.campaign.stand_ins.whatsapp.people import Delivery
from local.campaign.stand_ins.whatsapp.templates import Catalogue
from ops import approved_templates
from ops.provider_checks import whatsapp

LINE, ACCOUNT, TOKEN = "106540352242922", "102290129340398", "EAAtoken"
NUMBER = "5511987654321"
NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)


def definition(name: str, text: str = "Olá, {{1}}! Aqui é da {{2}}.", **changes: Any) -> dict[str, Any]:
    return {
        "id": f"9{len(name)}",
        "name": name,
        "language": "pt_BR",
        "status": "APPROVED",
        "category": "MARKETING",
        "components": [
            {"type": "BODY", "text": text},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Não receber mais"}]},
        ],
        **changes,
    }


LINKED = {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Ver", "url": "https://a.example/{{1}}"}]}
TEMPLATES = [
    definition("primeira"),
    definition("pausada", status="PAUSED"),
    definition("desativada", status="DISABLED"),
    definition("pendente", status="PENDING"),
    definition(
        "com_foto",
        components=[{"type": "BODY", "text": "{{1}} {{2}}"}, {"type": "HEADER", "format": "IMAGE"}],
    ),
    definition("com_link", components=[{"type": "BODY", "text": "{{1}} {{2}}"}, LINKED]),
    definition("por_nome", "Olá, {{nome}}!", parameter_format="NAMED"),
]


@pytest.fixture
def meta() -> Iterator[SimpleNamespace]:
    """The API; ``call`` sends a request, ``received`` holds what arrived, ``wrote`` lets somebody write to the line."""
    received: list[Delivery] = []
    clock = SimpleNamespace(now=NOW)
    window = Window()
    ledger = RequestLedger(frozenset({"whatsapp"}))
    account = Account(ACCOUNT, TOKEN, {LINE: "551140028922"})
    api = GraphApi(account, Catalogue(TEMPLATES), ledger, window, received.append, clock=lambda: clock.now)
    endpoint = serve({"whatsapp": api}, Desk(frozenset(), ledger, ledger.as_data, lambda: 0))["whatsapp"]
    with urllib3.PoolManager(retries=False) as http:

        def call(
            path: str = f"/v23.0/{LINE}/messages", body: Any = None, method: str = "POST", token: str = TOKEN
        ) -> tuple[int, Any]:
            content = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
            headers = {"Authorization": f"Bearer {token}"}
            response = http.request(method, endpoint + path, body=content, headers=headers)
            return response.status, json.loads(response.data)

        def wrote(number: str = NUMBER) -> None:
            window.wrote((LINE, number), clock.now)

        yield SimpleNamespace(
            api=api,
            endpoint=endpoint,
            call=call,
            received=received,
            clock=clock,
            wrote=wrote,
            ledger=ledger,
            window=window,
        )


def request(**content: Any) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": NUMBER,
        "biz_opaque_callback_data": "ref",
        **content,
    }


def text(body: str = "Olá!") -> dict[str, Any]:
    return request(type="text", text={"body": body, "preview_url": False})


def template(
    name: str = "primeira", values: tuple[str, ...] = ("Ana", "Aurora"), **changes: Any
) -> dict[str, Any]:
    parameters = [{"type": "text", "text": value} for value in values]
    payload = [{"type": "payload", "payload": "opt_out"}]
    components = [
        {"type": "body", "parameters": parameters},
        {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": payload},
    ]
    filled = {"name": name, "language": {"code": "pt_BR"}, "components": components, **changes}
    return request(type="template", template=filled)


def buttons(*titles: str, body: str = "Qual prefere?") -> dict[str, Any]:
    replies = [
        {"type": "reply", "reply": {"id": f"slot.{number}", "title": title}}
        for number, title in enumerate(titles)
    ]
    return request(
        type="interactive",
        interactive={"type": "button", "body": {"text": body}, "action": {"buttons": replies}},
    )


def rows(*rows: Mapping[str, str], button: str = "Ver horários") -> dict[str, Any]:
    action = {"button": button, "sections": [{"title": "Horários", "rows": list(rows)}]}
    return request(
        type="interactive", interactive={"type": "list", "body": {"text": "Qual?"}, "action": action}
    )


def refusal(answer: tuple[int, Any]) -> tuple[int, int]:
    status, body = answer
    error = body["error"]
    assert error["type"] == "OAuthException"
    assert error["fbtrace_id"]
    if error["code"] not in (190,):
        assert error["message"].startswith(f"(#{error['code']}) ")
        assert error["error_data"]["messaging_product"] == "whatsapp"
        assert error["error_data"]["details"]
    return status, error["code"]


def test_a_template_is_accepted_and_arrives_with_its_values_and_its_button(meta: SimpleNamespace) -> None:
    status, answer = meta.call(body=template())
    assert status == 200
    assert answer["messaging_product"] == "whatsapp"
    assert answer["contacts"] == [{"input": NUMBER, "wa_id": NUMBER}]
    assert answer["messages"][0]["id"].startswith("wamid.")
    (arrived,) = meta.received
    assert (arrived.text, arrived.kind, arrived.reference) == (
        "Olá, Ana! Aqui é da Aurora.",
        "template",
        "ref",
    )
    assert [(button.id, button.title) for button in arrived.buttons] == [("opt_out", "Não receber mais")]
    assert meta.ledger.accepted[0].answer["messageId"] == answer["messages"][0]["id"]


def test_a_template_with_named_parameters_is_filled_in_by_name(meta: SimpleNamespace) -> None:
    named = [{"type": "body", "parameters": [{"type": "text", "parameter_name": "nome", "text": "Ana"}]}]
    assert meta.call(body=template("por_nome", components=named))[0] == 200
    assert meta.received[0].text == "Olá, Ana!"


def test_every_request_is_another_message_there_is_no_idempotency(meta: SimpleNamespace) -> None:
    first, again = meta.call(body=template())[1], meta.call(body=template())[1]
    assert first["messages"][0]["id"] != again["messages"][0]["id"]
    assert len(meta.ledger.accepted) == 2


def test_text_buttons_and_lists_pass_within_24_hours_after_the_person_wrote(meta: SimpleNamespace) -> None:
    meta.wrote()
    meta.clock.now += timedelta(hours=23, minutes=59)
    row = {"id": "slot.1", "title": "Opção 1", "description": "quinta-feira, 26/11, às 9h"}
    assert [meta.call(body=body)[0] for body in (text(), buttons("9h", "10h"), rows(row))] == [200] * 3
    assert [each.kind for each in meta.received] == ["text", "button", "list"]
    assert meta.received[2].buttons[0].description == "quinta-feira, 26/11, às 9h"


@pytest.mark.parametrize("body", [text(), buttons("9h")])
def test_text_outside_the_24_hours_is_refused(meta: SimpleNamespace, body: dict[str, Any]) -> None:
    assert refusal(meta.call(body=body)) == (400, 131047)
    meta.wrote()
    meta.clock.now += timedelta(hours=24)
    assert refusal(meta.call(body=body)) == (400, 131047)
    assert meta.received == []


def test_text_outside_the_24_hours_may_be_accepted_and_fail_afterwards(meta: SimpleNamespace) -> None:
    meta.api.late = True
    assert meta.call(body=text())[0] == 200
    assert meta.received[0].failure.number == 131047


def test_a_wrong_token_is_refused(meta: SimpleNamespace) -> None:
    status, body = meta.call(body=template(), token="wrong")
    assert (status, body["error"]["code"], body["error"]["type"]) == (401, 190, "OAuthException")
    assert body["error"]["message"].startswith("Invalid OAuth access token")


@pytest.mark.parametrize(
    ("name", "code"), [("fehlt", 132001), ("pendente", 132001), ("pausada", 132015), ("desativada", 132016)]
)
def test_a_template_that_is_not_approved_is_refused(meta: SimpleNamespace, name: str, code: int) -> None:
    assert refusal(meta.call(body=template(name))) == (404 if code == 132001 else 400, code)


def test_a_template_is_approved_for_one_language(meta: SimpleNamespace) -> None:
    status, body = meta.call(body=template(language={"code": "en_US"}))
    assert (status, body["error"]["code"]) == (404, 132001)
    assert body["error"]["error_data"]["details"] == "template name (primeira) does not exist in en_US"


@pytest.mark.parametrize("values", [(), ("Ana",), ("Ana", "Aurora", "mais")])
def test_a_wrong_number_of_parameters_is_refused(meta: SimpleNamespace, values: tuple[str, ...]) -> None:
    answer = meta.call(body=template(values=values))
    assert refusal(answer) == (400, 132000)
    assert answer[1]["error"]["error_data"]["details"] == (
        f"body: number of localizable_params ({len(values)}) does not match the expected number of params (2)"
    )


@pytest.mark.parametrize("value", ["duas\nlinhas", "duas\rlinhas", "um\ttab", "a     b"])
def test_a_parameter_of_several_lines_is_refused(meta: SimpleNamespace, value: str) -> None:
    assert refusal(meta.call(body=template(values=(value, "Aurora")))) == (400, 132018)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"values": (" ", "Aurora")}, 131008),
        ({"values": ("", "Aurora")}, 131008),
        ({"values": ("a" * 600, "b" * 600)}, 132005),
        ({"name": "com_foto"}, 132012),
        ({"name": "com_link"}, 131008),
    ],
)
def test_what_a_template_cannot_be_filled_in_with_is_refused(
    meta: SimpleNamespace, changes: dict[str, Any], code: int
) -> None:
    assert refusal(meta.call(body=template(**changes))) == (400, code)
    assert meta.received == []


def test_parameters_for_a_head_that_the_template_has_not_are_refused(meta: SimpleNamespace) -> None:
    asked = template()
    asked["template"]["components"].append({"type": "header", "parameters": [{"type": "text", "text": "Oi"}]})
    assert refusal(meta.call(body=asked)) == (400, 132000)


def test_a_button_that_the_template_has_not_is_refused(meta: SimpleNamespace) -> None:
    asked = template()
    asked["template"]["components"][1]["index"] = "1"
    assert refusal(meta.call(body=asked)) == (400, 132012)


def test_more_messages_to_one_person_than_the_pair_rate_allows_are_refused_until_they_are_paid_back(
    meta: SimpleNamespace,
) -> None:
    meta.wrote()
    for number in range(BURST):
        asked = text() | {"biz_opaque_callback_data": f"m{number}"}
        if meta.call(body=asked)[0] != 200:
            assert meta.call(body=asked)[0] == 200
    assert refusal(meta.call(body=text())) == (400, 131056)
    other = text() | {"to": "5511912345678"}
    assert refusal(meta.call(body=other)) == (400, 131047)
    meta.clock.now += timedelta(seconds=6 * BURST)
    assert meta.call(body=text())[0] == 200


def test_the_third_message_meets_the_throughput_limit_and_passes_afterwards(meta: SimpleNamespace) -> None:
    asked = [template() | {"biz_opaque_callback_data": f"m{number}"} for number in range(3)]
    assert [meta.call(body=each)[0] for each in asked] == [200, 200, 400]
    assert meta.call(body=asked[2])[0] == 200


ONE_ROW = {"id": "a", "title": "Opção 1"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", 100),
        (b"[]", 100),
        ({"to": NUMBER, "type": "text", "text": {"body": "Olá"}}, 100),
        (request(type="text"), 100),
        (
            request(type="text", text={"body": "Olá"}, template={"name": "a", "language": {"code": "pt_BR"}}),
            100,
        ),
        (request(type="text", text={"body": "Olá", "colour": "red"}), 100),
        (text("x" * 4097), 131009),
        (text(""), 131009),
        (text() | {"to": "11 98765"}, 131009),
        (text() | {"biz_opaque_callback_data": "x" * 513}, 131009),
        (buttons(), 131009),
        (buttons("1", "2", "3", "4"), 131009),
        (buttons("x" * 21), 131009),
        (buttons("mesma", "mesma"), 100),
        (buttons("9h", body="x" * 1025), 100),
        (rows(), 131009),
        (rows(ONE_ROW, button="x" * 21), 131009),
        (rows(ONE_ROW | {"title": "x" * 25}), 131009),
        (rows(ONE_ROW | {"description": "x" * 73}), 131009),
        (rows(ONE_ROW, ONE_ROW), 100),
        (rows(*({"id": f"{number}", "title": f"{number}"} for number in range(11))), 100),
    ],
)
def test_what_is_beyond_the_limits_of_the_documentation_is_refused(
    meta: SimpleNamespace, body: Any, code: int
) -> None:
    meta.wrote()
    assert refusal(meta.call(body=body)) == (400, code)
    assert meta.received == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v23.0/1/messages"),
        ("GET", "/v23.0/1"),
        ("POST", f"/v23.0/{LINE}/media"),
        ("GET", "/v23.0/1/message_templates"),
    ],
)
def test_an_unknown_object_is_refused(meta: SimpleNamespace, method: str, path: str) -> None:
    status, body = meta.call(path, template() if method == "POST" else None, method)
    error = body["error"]
    assert (status, error["code"], error["error_subcode"]) == (400, 100, 33)
    assert error["type"] == "GraphMethodException"


def test_a_line_shows_the_fields_that_are_asked_for(meta: SimpleNamespace) -> None:
    status, line = meta.call(f"/v23.0/{LINE}?fields=display_phone_number,quality_rating", method="GET")
    assert (status, line) == (
        200,
        {"display_phone_number": "551140028922", "quality_rating": "GREEN", "id": LINE},
    )
    assert meta.call(f"/v23.0/{LINE}", method="GET")[1]["verified_name"]
    assert refusal(meta.call(f"/v23.0/{LINE}?fields=colour", method="GET")) == (400, 100)


def test_the_templates_come_in_pages(meta: SimpleNamespace) -> None:
    path: str = f"/v23.0/{ACCOUNT}/message_templates?limit=2&fields=name,status,language"
    found: list[dict[str, Any]] = []
    while path:
        status, page = meta.call(path, method="GET")
        assert status == 200
        found += page["data"]
        following = page["paging"].get("next", "")
        path = following and "/" + following.split("/", 3)[3]
    assert [each["name"] for each in found] == [each["name"] for each in TEMPLATES]
    assert set(found[0]) == {"name", "status", "language", "id"}


def test_templates_are_found_by_name(meta: SimpleNamespace) -> None:
    page = meta.call(f"/v23.0/{ACCOUNT}/message_templates?name=primeira", method="GET")[1]
    assert [each["name"] for each in page["data"]] == ["primeira"]
    assert page["data"][0]["components"][0]["text"] == "Olá, {{1}}! Aqui é da {{2}}."


def test_a_number_is_known_to_whatsapp_without_its_ninth_digit_in_most_states(
    meta: SimpleNamespace,
) -> None:
    answer = meta.call(body=template() | {"to": "5531987654321"})[1]
    assert answer["contacts"] == [{"input": "5531987654321", "wa_id": "553187654321"}]


def test_the_operators_questions_are_answered_as_metas_are(meta: SimpleNamespace) -> None:
    url = f"{meta.endpoint}/v23.0"
    secret = WhatsAppCloudSecret(TOKEN, LINE, ACCOUNT, url)
    assert whatsapp.check(secret, []) == []
    (refused,) = whatsapp.check(replace(secret, access_token="wrong"), [])
    assert "accessToken: it is refused (Meta answers 401, code 190)" in refused
    (unknown,) = whatsapp.check(replace(secret, phone_number_id="777"), [])
    assert "777: Meta knows no such id" in unknown
    assert "Object with ID '777' does not exist" in unknown
    assert [each["name"] for each in approved_templates.known(secret)] == [each["name"] for each in TEMPLATES]
    assert meta.received == []

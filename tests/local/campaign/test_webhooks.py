"""The webhooks of the stand-in for WhatsApp: signed, in batches, out of order, repeated, and what people do by them."""

import hashlib
import hmac
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from local.campaign.stand_ins.courier import Courier, pause
from local.campaign.stand_ins.function_urls import FunctionUrls
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.offers import Button
from local.campaign.stand_ins.personas import CLOUD_CAST, Casting, Persona
from local.campaign.stand_ins.whatsapp import payloads
from local.campaign.stand_ins.whatsapp.limits import Window
from local.campaign.stand_ins.whatsapp.payloads import Change, Person
from local.campaign.stand_ins.whatsapp.people import STATUSES, Delivery, People, person
from local.campaign.stand_ins.whatsapp.webhooks import Webhooks

LINE, ACCOUNT, SECRET = "106540352242922", "102290129340398", "app-secret"
NUMBER = "5511987654321"
NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)
SLOTS = tuple(
    Button(f"slot.m.1.{number}", f"Opção {number}", day)
    for number, day in enumerate(("segunda-feira, às 10h", "terça-feira, às 14h30", "quinta-feira, às 9h"), 1)
)
LEAVE = Button("opt_out", "Não receber mais")
SOMEBODY = Person("5511987654321", "BR.1", "Joana")


def change(number: int, kind: str = "statuses", line: str = LINE) -> Change:
    return Change(line, kind, {"id": f"wamid.{number}"}, SOMEBODY)


def settle(courier: Courier) -> None:
    deadline = time.monotonic() + 20
    while courier.pending and time.monotonic() < deadline:
        time.sleep(0.01)
    assert courier.pending == 0


@pytest.fixture
def sent() -> Iterator[SimpleNamespace]:
    """Webhooks that are posted to ``bodies``, each with its signature; ``statuses`` are answered first, then 200."""
    bodies: list[tuple[bytes, str]] = []
    statuses: list[int] = []
    told: list[tuple[str, str]] = []

    def post(body: bytes, headers: Mapping[str, str]) -> int:
        bodies.append((body, headers["X-Hub-Signature-256"]))
        return statuses.pop(0) if statuses else 200

    courier = Courier(attempts=3, pause=lambda _: 0.0)
    webhooks = Webhooks(
        ACCOUNT,
        SECRET,
        {LINE: "551140028922", "2": "552"},
        post,
        courier,
        lambda each, problem: told.append((each.item["id"], problem)),
    )
    yield SimpleNamespace(bodies=bodies, statuses=statuses, told=told, webhooks=webhooks, courier=courier)
    courier.close()


def test_a_webhook_is_signed_over_its_very_bytes(sent: SimpleNamespace) -> None:
    sent.webhooks.tell(change(1))
    settle(sent.courier)
    ((body, signature),) = sent.bodies
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert signature == f"sha256={digest}"
    assert payloads.signature("another", body) != signature


def test_what_happens_at_the_same_time_comes_in_one_body_of_several_entries(sent: SimpleNamespace) -> None:
    for number in range(4):
        sent.webhooks.tell(change(number))
    sent.webhooks.tell(change(8, "messages"))
    sent.webhooks.tell(change(9, "messages", "2"))
    settle(sent.courier)
    body = json.loads(sent.bodies[0][0])
    assert body["object"] == "whatsapp_business_account"
    values = [each["value"] for entry in body["entry"] for each in entry["changes"]]
    assert {entry["id"] for entry in body["entry"]} == {ACCOUNT}
    assert [len(value.get("statuses", ())) + len(value.get("messages", ())) for value in values] == [
        3,
        1,
        1,
        1,
    ]
    assert [value["metadata"]["phone_number_id"] for value in values] == [LINE, LINE, LINE, "2"]
    assert all(value["contacts"] for value in values)


def test_a_webhook_that_is_not_answered_200_comes_again_as_it_was(sent: SimpleNamespace) -> None:
    sent.statuses += [500, 503]
    sent.webhooks.tell(change(1))
    settle(sent.courier)
    assert (len(sent.bodies), len(set(sent.bodies))) == (3, 1)
    assert [problem for _, problem in sent.told] == [
        "RefusedError: the webhook was answered 500",
        "RefusedError: the webhook was answered 503",
        "",
    ]


def test_the_delay_grows_from_attempt_to_attempt() -> None:
    assert [pause(attempt) for attempt in range(1, 8)] == [1, 2, 3, 4, 5, 5, 5]


def test_a_webhook_is_given_up_after_its_attempts(sent: SimpleNamespace) -> None:
    sent.statuses += [401] * 9
    sent.webhooks.tell(change(1))
    settle(sent.courier)
    assert len(sent.bodies) == 3


def test_every_third_webhook_comes_twice(sent: SimpleNamespace) -> None:
    for number in range(3):
        sent.webhooks.tell(change(number))
        settle(sent.courier)
    assert [count for _, count in Counter(body for body, _ in sent.bodies).items()] == [1, 1, 2]


def test_a_function_url_is_reached_at_the_clouds_port_under_its_own_host_name() -> None:
    asked: list[tuple[str, str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.headers["Host"], self.path, body))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    urls = FunctionUrls(f"http://127.0.0.1:{server.server_address[1]}")
    url = "https://abc.lambda-url.us-east-1.on.aws/unsubscribe?t=1"
    assert urls.post(url, b"x", {"Content-Type": "text/plain"}) == 200
    assert asked == [("abc.lambda-url.us-east-1.on.aws", "/unsubscribe?t=1", b"x")]
    server.shutdown()
    server.server_close()


class Line:
    """A line with people of one persona; ``said`` are the changes that follow from a message, with their moments."""

    def __init__(self, persona: Persona) -> None:
        self.changes: list[tuple[Change, float]] = []
        self.ledger = RequestLedger()
        self.window = Window()
        casting = Casting([persona])
        self.people = People(
            casting, self.ledger, self.window, lambda *told: self.changes.append(told), lambda: NOW
        )

    def write(self, text: str = "Olá!", buttons: tuple[Button, ...] = (), kind: str = "text") -> list[Any]:
        """Deliver a message; return the messages of its reader that follow."""
        self.changes.clear()
        self.people.receive(Delivery(LINE, NUMBER, "wamid.ours", "ref", text, buttons, kind))
        moments = [(after, each.item) for each, after in self.changes if each.kind == "messages"]
        return [item for _, item in sorted(moments, key=lambda moment: moment[0])]

    @property
    def statuses(self) -> list[str]:
        """The statuses in the order in which they come."""
        told = [(after, each.item["status"]) for each, after in self.changes if each.kind == "statuses"]
        return [status for _, status in sorted(told)]


def line(name: str) -> Line:
    return Line(next(persona for persona in CLOUD_CAST if persona.name == name))


def test_statuses_come_in_order_out_of_order_and_repeated() -> None:
    here = line("picks by number")
    orders = []
    for _ in STATUSES:
        here.write()
        orders.append(here.statuses)
    assert ["sent", "delivered", "read"] in orders
    assert ["delivered", "sent", "read"] in orders
    assert ["sent", "read", "delivered"] in orders
    assert any(Counter(order)["delivered"] > 1 for order in orders)


def test_a_status_brings_the_messages_own_reference_back() -> None:
    here = line("picks by number")
    here.write()
    items = [each.item for each, _ in here.changes if each.kind == "statuses"]
    assert {item["biz_opaque_callback_data"] for item in items} == {"ref"}
    assert {item["recipient_id"] for item in items} == {NUMBER}
    assert {item["id"] for item in items} == {"wamid.ours"}


def test_an_unknown_recipient_is_a_failed_status_and_nothing_else() -> None:
    here = line("has no WhatsApp")
    assert here.write() == []
    assert here.statuses == ["failed", "failed"]
    error = here.changes[0][0].item["errors"][0]
    assert (error["code"], error["title"]) == (131026, "Message undeliverable")
    assert here.ledger.as_data()["undelivered"] == ["wamid.ours"]


def test_a_message_of_a_person_opens_the_24_hours() -> None:
    here = line("picks by number")
    assert not here.window.is_open((LINE, NUMBER), NOW)
    (said,) = here.write()
    assert said["text"]["body"] == "Tenho interesse sim, pode me mandar os horários?"
    assert here.window.is_open((LINE, NUMBER), NOW)


@pytest.mark.parametrize("kind", ["button", "list"])
def test_a_slot_is_chosen_by_its_id_where_there_are_buttons_or_rows(kind: str) -> None:
    here = line("picks by position")
    here.write()
    (said,) = here.write("Qual?", SLOTS, kind)
    answered = said["interactive"][f"{kind}_reply"]
    assert (said["type"], said["interactive"]["type"]) == ("interactive", f"{kind}_reply")
    assert (answered["id"], answered["title"]) == ("slot.m.1.1", "Opção 1")
    assert said["context"] == {"from": LINE, "id": "wamid.ours"}


def test_who_does_not_tap_writes_also_where_there_are_buttons() -> None:
    here = line("picks by day and hour")
    here.write()
    (said,) = here.write("Qual?", SLOTS, "list")
    assert said["text"]["body"] == "Pode ser quinta às 9h"


def test_who_leaves_by_a_button_taps_the_quick_reply_and_writes_where_there_is_none() -> None:
    (said,) = line("leaves by a button").write(buttons=(LEAVE,), kind="template")
    assert (said["type"], said["button"]) == ("button", {"payload": "opt_out", "text": "Não receber mais"})
    (said,) = line("leaves by a button").write()
    assert said["text"]["body"] == "SAIR"


def test_a_reaction_points_to_the_message_and_says_no_word() -> None:
    here = line("reacts")
    (said,) = here.write()
    assert (said["type"], said["reaction"]) == ("reaction", {"message_id": "wamid.ours", "emoji": "👍"})
    assert len(here.ledger.replies) == 1


def test_a_voice_message_is_audio_that_says_so() -> None:
    here = line("speaks")
    (said,) = here.write()
    assert (said["type"], said["audio"]["voice"]) == ("audio", True)
    assert len(here.ledger.replies) == 1


def test_a_message_is_mended_after_it_was_sent() -> None:
    here = line("edits")
    first, mended = here.write()
    assert first["text"]["body"] != "Tenho interesse"
    assert mended["type"] == "edit"
    assert mended["edit"]["original_message_id"] == first["id"]
    assert mended["edit"]["message"]["text"]["body"] == "Tenho interesse"
    assert (len(here.ledger.replies), here.ledger.amendments) == (1, 1)


def test_a_message_is_taken_back_after_it_was_sent() -> None:
    first, gone = line("deletes").write()
    assert (gone["type"], gone["revoke"]) == ("revoke", {"original_message_id": first["id"]})


def test_who_has_a_username_hides_the_number() -> None:
    who = person(NUMBER, username="joana")
    item = payloads.message("wamid.1", who, NOW, payloads.text("Oi"))
    assert "from" not in item
    assert item["from_user_id"] == who.user_id
    assert "wa_id" not in who.contact


@pytest.mark.parametrize(
    ("number", "wa_id"),
    [
        ("5511987654321", "5511987654321"),
        ("5531987654321", "553187654321"),
        ("5531900001234", "5531900001234"),
        ("351910000501", "351910000501"),
        ("553133334444", "553133334444"),
    ],
)
def test_numbers_of_most_states_are_known_without_their_ninth_digit(number: str, wa_id: str) -> None:
    assert person(number).wa_id == wa_id


def test_every_reply_is_recorded_under_the_id_that_the_webhook_brings() -> None:
    here = line("asks")
    (said,) = here.write()
    (reply,) = here.ledger.replies
    assert (reply["messageId"], reply["from"]) == (said["id"], f"+{NUMBER}")


def test_a_run_on_the_providers_shows_every_gesture() -> None:
    casting = Casting(CLOUD_CAST)
    names = {casting.recipient(f"+{n}", is_phone=True).persona.name for n in range(20)}
    names |= {casting.recipient(f"{n}@a.example", is_phone=False).persona.name for n in range(5)}
    assert names >= {persona.name for persona in CLOUD_CAST}

"""The stand-in partners over real HTTP, and the people behind them."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import urllib3

from local.campaign.stand_ins import process
from local.campaign.stand_ins.agenda import busy_times
from local.campaign.stand_ins.gateway import StandIns, serve_gateways
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.offers import in_own_words, read_offer
from local.campaign.stand_ins.personas import CAST, Casting, Recipient
from local.campaign.stand_ins.replies import Replies
from local.errors import LocalError

OFFER = """Que bom! Posso oferecer:

1. segunda-feira, 23/11, às 10:00
2. terça-feira, 24/11, às 14:30
3. quinta-feira, 26/11, às 9h

Qual prefere?"""
KEYS = {"whatsapp": "key-w", "email": "key-e", "calendar": "key-c"}


@pytest.fixture
def desk() -> Iterator[SimpleNamespace]:
    """Three partners with what was replied in ``said``; ``call`` sends a request to one of them."""
    said: list[tuple[str, str, str, str]] = []
    stand_ins = StandIns(
        RequestLedger(), lambda *reply: said.append(reply), frozenset({"ana@aurora.example"})
    )
    endpoints = serve_gateways(stand_ins, KEYS, lambda: 0)
    with urllib3.PoolManager(retries=False) as http:

        def call(
            partner: str,
            path: str,
            body: Any = None,
            *,
            key: str | None = None,
            method: str = "POST",
            bearer: str | None = None,
        ) -> tuple[int, Any, Mapping[str, str]]:
            headers = {"Authorization": f"Bearer {bearer or KEYS[partner]}"}
            if key is not None:
                headers["Idempotency-Key"] = key
            content = None if body is None else json.dumps(body).encode()
            response = http.request(method, endpoints[partner] + path, body=content, headers=headers)
            return response.status, json.loads(response.data or b"null"), response.headers

        yield SimpleNamespace(call=call, said=said, stand_ins=stand_ins)


def whatsapp(number: int, text: str = "Olá!") -> dict[str, str]:
    return {"to": f"+55119{number:08d}", "message": text}


def test_a_message_is_accepted_once_and_its_repeat_gets_the_same_answer(desk: SimpleNamespace) -> None:
    first = desk.call("whatsapp", "/send", whatsapp(1), key="k1")
    again = desk.call("whatsapp", "/send", whatsapp(1), key="k1")
    assert first[0] == again[0] == 200
    assert first[1] == again[1]
    _, record, _ = desk.call("whatsapp", "/_accepted", method="GET")
    assert len(record["accepted"]) == 1
    assert record["repeats"] == 1
    assert len(desk.said) == 1


def test_a_wrong_key_is_refused_and_nothing_is_accepted(desk: SimpleNamespace) -> None:
    status, answer, _ = desk.call("whatsapp", "/send", whatsapp(1), key="k1", bearer="guess")
    assert status == 401
    assert answer["error"]["code"] == "unauthorized"
    assert desk.stand_ins.ledger.accepted == []


@pytest.mark.parametrize(
    ("partner", "body", "wrong"),
    [
        ("whatsapp", {"to": "11987654321", "message": "Olá"}, "to"),
        ("whatsapp", {"to": "+5511987654321", "message": ""}, "message"),
        ("whatsapp", {"to": "+5511987654321", "message": "Olá", "colour": "red"}, "colour"),
        ("whatsapp", ["no", "object"], "body"),
        ("email", {"to": "nobody", "subject": "Oi", "body": "Olá"}, "to"),
        ("email", {"to": "a@b.example", "subject": "two\nlines", "body": "Olá"}, "subject"),
        ("email", {"to": "a@b.example", "subject": "Oi"}, "body"),
    ],
)
def test_a_malformed_body_is_refused_with_the_name_of_the_field(
    desk: SimpleNamespace, partner: str, body: Any, wrong: str
) -> None:
    status, answer, _ = desk.call(partner, "/send", body, key="k")
    assert (status, answer["error"]["field"]) == (400, wrong)


def test_a_message_without_an_idempotency_key_is_refused(desk: SimpleNamespace) -> None:
    status, answer, _ = desk.call("email", "/send", {"to": "a@b.example", "subject": "Oi", "body": "Olá"})
    assert (status, answer["error"]["field"]) == (400, "Idempotency-Key")


def test_a_colleague_gets_mail_and_never_answers(desk: SimpleNamespace) -> None:
    body = {"to": "ana@aurora.example", "subject": "Briefing", "body": "…"}
    assert desk.call("email", "/send", body, key="b")[0] == 200
    assert desk.said == []


def test_the_third_message_is_asked_to_wait_and_then_accepted(desk: SimpleNamespace) -> None:
    answers = [desk.call("whatsapp", "/send", whatsapp(n), key=f"k{n}") for n in range(3)]
    assert [status for status, _, _ in answers] == [200, 200, 429]
    assert answers[2][2]["Retry-After"] == "1"
    assert desk.call("whatsapp", "/send", whatsapp(2), key="k2")[0] == 200


def test_a_number_without_whatsapp_is_undeliverable_at_every_try(desk: SimpleNamespace) -> None:
    for n in range(12):
        if desk.call("whatsapp", "/send", whatsapp(n), key=f"k{n}")[0] == 429:
            desk.call("whatsapp", "/send", whatsapp(n), key=f"k{n}")
    refused = [entry for entry in desk.stand_ins.ledger.refused if entry.code == "undeliverable"]
    assert [entry.key for entry in refused] == ["k5"]
    status, answer, _ = desk.call("whatsapp", "/send", whatsapp(5), key="k5")
    assert (status, answer["error"]["code"]) == (422, "undeliverable")


def event(start: datetime) -> dict[str, str]:
    return {
        "calendarId": "ana",
        "summary": "Reunião",
        "start": start.isoformat(),
        "end": (start + timedelta(hours=1)).isoformat(),
    }


def test_an_event_is_booked_once_shows_as_busy_and_can_be_deleted_twice(desk: SimpleNamespace) -> None:
    start = datetime(2026, 11, 28, 13, tzinfo=UTC)
    status, first, _ = desk.call("calendar", "/events", event(start), key="m1")
    assert status == 201
    assert desk.call("calendar", "/events", event(start), key="m1")[1] == first
    path = f"/events/{first['eventId']}"
    read = desk.call("calendar", path, method="GET")[1]
    assert (read["status"], read["start"]) == ("confirmed", event(start)["start"])
    query = {"from": "2026-11-28T00:00:00Z", "to": "2026-11-29T00:00:00Z", "calendarId": "ana"}
    busy = desk.call("calendar", "/availability", query)[1]["busy"]
    assert [datetime.fromisoformat(span["start"]) for span in busy] == [start]
    for _ in range(2):
        assert desk.call("calendar", path, method="DELETE")[0] == 204
    assert desk.call("calendar", path, method="GET")[1]["status"] == "cancelled"
    assert desk.call("calendar", "/availability", query)[1]["busy"] == []
    assert desk.call("calendar", "/events/nothing", method="DELETE")[0] == 404


def test_a_host_may_move_an_event_and_delete_it(desk: SimpleNamespace) -> None:
    start = datetime(2026, 11, 28, 12, tzinfo=UTC)
    booked = desk.call("calendar", "/events", event(start), key="m1")[1]["eventId"]
    span = {"start": "2026-11-29T09:00:00+00:00", "end": "2026-11-29T10:00:00+00:00"}
    assert desk.call("calendar", f"/events/{booked}", span, method="PATCH")[0] == 200
    read = desk.call("calendar", f"/events/{booked}", method="GET")[1]
    assert {name: read[name] for name in span} == span
    assert desk.call("calendar", "/events/nothing", span, method="PATCH")[0] == 404
    assert desk.call("calendar", f"/events/{booked}", method="DELETE")[0] == 204
    assert desk.call("calendar", f"/events/{booked}", method="GET")[1]["status"] == "cancelled"


def test_the_calendar_refuses_an_overlap(desk: SimpleNamespace) -> None:
    start = datetime(2026, 11, 28, 13, tzinfo=UTC)
    assert desk.call("calendar", "/events", event(start), key="m1")[0] == 201
    status, answer, _ = desk.call("calendar", "/events", event(start + timedelta(minutes=59)), key="m2")
    assert (status, answer["error"]["code"]) == (409, "conflict")


def test_the_calendar_refuses_the_fourth_event_for_good_and_no_other(desk: SimpleNamespace) -> None:
    start = datetime(2026, 11, 28, 13, tzinfo=UTC)

    def book(number: int) -> int:
        return desk.call("calendar", "/events", event(start + timedelta(hours=number)), key=f"m{number}")[0]

    assert [book(number) for number in range(1, 7)] == [201, 201, 201, 409, 201, 201]
    assert book(4) == 409


def test_a_backwards_or_endless_span_is_refused(desk: SimpleNamespace) -> None:
    query = {"from": "2026-11-28T00:00:00Z", "to": "2026-11-27T00:00:00Z", "calendarId": "ana"}
    assert desk.call("calendar", "/availability", query)[0] == 400
    assert desk.call("calendar", "/availability", query | {"to": "2027-11-28T00:00:00Z"})[0] == 400


def test_busy_times_are_the_same_in_every_run_and_lie_on_weekdays() -> None:
    start = datetime(2026, 11, 21, tzinfo=UTC)
    spans = list(busy_times("ana", start, start + timedelta(days=7)))
    assert spans == list(busy_times("ana", start, start + timedelta(days=7)))
    assert len(spans) == 10
    assert all(first.isoweekday() <= 5 and last > first for first, last in spans)


def test_three_numbered_lines_are_read_as_an_offer() -> None:
    assert read_offer(OFFER) == (
        "segunda-feira, 23/11, às 10:00",
        "terça-feira, 24/11, às 14:30",
        "quinta-feira, 26/11, às 9h",
    )
    assert read_offer("Olá! Tudo bem?") is None
    assert read_offer("1. só uma opção") is None


def test_a_slot_is_named_in_own_words() -> None:
    assert in_own_words("terça-feira, 24/11, às 14:30") == "terça às 14h30"
    assert in_own_words("segunda-feira, 23/11, às 10:00") == "segunda às 10h"
    assert in_own_words("quando quiser") is None


def test_ten_contacts_of_any_kind_show_every_intent_of_the_flow() -> None:
    for is_phone in (True, False):
        casting = Casting()
        names = {casting.recipient(f"{n}", is_phone=is_phone).persona.name for n in range(10)}
        assert {"picks by number", "declines", "opts out", "asks", "stays silent", "is away"} <= names


def test_a_character_that_needs_a_phone_waits_for_one() -> None:
    casting = Casting()
    for n in range(6):
        casting.recipient(f"{n}@a.example", is_phone=False)
    assert casting.recipient("+5511987654321", is_phone=True).persona.undeliverable
    assert casting.recipient("+5511987654321", is_phone=True) is casting.recipient(
        "+5511987654321", is_phone=True
    )


def persona(name: str) -> Recipient:
    return Recipient(next(one for one in CAST if one.name == name))


def test_who_wants_other_times_gets_them_and_then_chooses() -> None:
    contact = persona("wants other times")
    assert contact.hears("Olá!") == "Tenho interesse"
    assert "outro" in (contact.hears(OFFER) or "")
    assert contact.hears(OFFER) == "Pode ser a terceira opção"
    assert contact.hears("Reunião confirmada!") is None


def test_who_picks_by_day_and_hour_says_them() -> None:
    contact = persona("picks by day and hour")
    contact.hears("Olá!")
    assert contact.hears(OFFER) == "Pode ser quinta às 9h"


def test_who_cancels_does_so_once_and_only_after_the_confirmation() -> None:
    contact = persona("cancels later")
    assert contact.hears("Olá!") == "Me interessa, sim"
    assert contact.hears(OFFER) == "opção 2"
    assert "cancelar" in (contact.hears("Sua reunião está confirmada") or "")
    assert contact.hears("Sua reunião está confirmada") is None


def test_every_third_reply_is_delivered_twice_under_one_message_id_and_counts_once() -> None:
    delivered: list[str] = []

    def deliver(reply: Mapping[str, Any]) -> Mapping[str, Any]:
        repeated = reply["messageId"] in delivered
        delivered.append(reply["messageId"])
        return {"intent": "unknown" if repeated else "interested", "duplicate": repeated}

    ledger = RequestLedger()
    replies = Replies("aurora", deliver, ledger)
    for n in range(3):
        replies.add("whatsapp", f"+551198765432{n}", "somebody", "Oi")
    settle(replies)
    assert sorted(delivered) == ["reply-0001", "reply-0002", "reply-0003", "reply-0003"]
    assert [(reply["deliveries"], reply["intent"]) for reply in ledger.replies] == [
        (1, "interested"),
        (1, "interested"),
        (2, "interested"),
    ]


def test_a_reply_that_the_function_could_not_take_is_brought_again() -> None:
    tries: list[str] = []

    def deliver(reply: Mapping[str, Any]) -> Mapping[str, Any]:
        tries.append(reply["receivedAt"])
        if len(tries) == 1:
            raise RuntimeError("not yet")
        return {"intent": "interested", "duplicate": False}

    ledger = RequestLedger()
    replies = Replies("aurora", deliver, ledger)
    replies.add("email", "a@b.example", "somebody", "Oi")
    settle(replies)
    assert len(tries) == 2
    assert tries[0] == tries[1]
    assert ledger.replies[0]["error"] is None


def test_replies_that_are_held_back_come_when_they_are_let_go() -> None:
    delivered: list[str] = []

    def deliver(reply: Mapping[str, Any]) -> Mapping[str, Any]:
        delivered.append(reply["messageId"])
        return {"intent": "interested", "duplicate": False}

    replies = Replies("aurora", deliver, RequestLedger())
    replies.hold()
    replies.add("email", "a@b.example", "somebody", "Oi")
    time.sleep(1.0)
    assert (delivered, replies.pending) == ([], 1)
    replies.resume()
    settle(replies)
    assert delivered == ["reply-0001"]


def test_a_reply_is_given_up_after_as_many_attempts_as_are_allowed() -> None:
    tries: list[str] = []

    def deliver(reply: Mapping[str, Any]) -> Mapping[str, Any]:
        tries.append(reply["messageId"])
        raise RuntimeError("never")

    ledger = RequestLedger()
    replies = Replies("aurora", deliver, ledger, attempts=2)
    replies.add("email", "a@b.example", "somebody", "Oi")
    settle(replies)
    assert len(tries) == 2
    assert ledger.replies[0]["error"] == "RuntimeError: never"


def settle(replies: Replies) -> None:
    deadline = time.monotonic() + 10
    while replies.pending and time.monotonic() < deadline:
        time.sleep(0.02)
    assert replies.pending == 0


def brief() -> process.Brief:
    aws = {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    return process.Brief(KEYS, "aurora", "handle-replies", aws)


def test_the_process_serves_until_it_is_stopped_and_leaves_only_its_log(tmp_path: Any) -> None:
    with process.start(brief(), tmp_path) as stand_ins:
        assert stand_ins.record()["accepted"] == []
        assert set(stand_ins.endpoints) == set(KEYS)
    assert [entry.name for entry in tmp_path.iterdir()] == ["partners.log"]


def test_a_killed_process_is_reported_in_one_line(tmp_path: Any) -> None:
    with process.start(brief(), tmp_path) as stand_ins:
        pid = int((tmp_path / "partners.lock").read_text())
        os.kill(pid, 15)
        deadline = time.monotonic() + 10
        with pytest.raises(LocalError, match="stopped during the run: run make up again"):  # noqa: PT012
            while time.monotonic() < deadline:
                stand_ins.check()
                time.sleep(0.02)

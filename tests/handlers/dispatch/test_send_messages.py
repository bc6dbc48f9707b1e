import base64
import threading
from collections import Counter
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from handlers import send_messages
from handlers.common.rules import passing
from handlers.common.rules.envelope import Invitation
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.rules.tenants import Hours, Limits
from handlers.common.storage import contacts, dynamo, events, forgotten, keys, secrets, stats
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.storage import channels, claims, tallies

OK = (200, {"messageId": "m1", "status": "accepted"})


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


def error(code: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": "…"}}


def counters(world: Any) -> dict[str, int]:
    return {name: value for name, value in stats.totals("acme", "spring").items() if value}


def test_what_is_released_is_sent_recorded_and_counted(world: Any) -> None:
    ids = [world.contact(number) for number in range(12)]
    assert world.release() == {"released": 12, "postponed": 0, "given_up": 0}
    records = world.receive()
    assert len(records) == 12
    assert world.send(*(record["body"] for record in records[:10])) == []
    assert world.send(*(record["body"] for record in records[10:])) == []
    assert len(world.partner.requests) == 12
    assert world.partner.requests[0]["message"].startswith("Olá, equipe da Empresa")
    item = world.item(ids[0])
    assert item["state"] == "contacted"
    assert item["partnerMessageId"] == "m"
    assert (item["nextStep"], item["backlogOrder"][:2]) == ("follow_up#1", "0#")
    assert "attempt" not in item
    whats = [(line["what"], line["from"], line["to"]) for line in contacts.history(ids[0])]
    assert whats == [("released", "new", "queued"), ("sent", "queued", "contacted")]
    assert world.address(item["phone"])["contacts"] == {ids[0]}
    assert counters(world)["sent_whatsapp"] == 12
    assert counters(world)["contacts_sent"] == 12
    assert Counter(name for name, _ in world.events) == {"Message Sent": 12}
    assert world.release() == {"released": 0, "postponed": 0, "given_up": 0}


def test_the_same_message_delivered_again_is_not_sent_again(world: Any) -> None:
    message = world.queued()
    assert world.send(message) == []
    assert world.send(message, message) == []
    assert len(world.partner.requests) == 1


def test_a_malformed_message_blocks_none_of_the_others(world: Any) -> None:
    stranger = world.message("0" * 32)
    foreign = world.queued(2, campaignId="autumn")
    assert world.send("{", world.queued(1), stranger, foreign, '{"kind": "spam"}') == [0, 2, 3, 4]
    assert len(world.partner.requests) == 1


def test_a_claim_that_another_attempt_holds_is_left_alone(world: Any) -> None:
    deadline = keys.instant(world.clock() + timedelta(minutes=1))
    message = world.queued(state="sending", attempt="a", attemptChannel="whatsapp", deadline=deadline)
    assert world.send(message) == [0]
    assert not world.partner.requests


def test_an_attempt_cut_short_between_claim_and_mark_is_unknown_and_shown_to_a_human(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = world.queued()
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "join", lambda *_: 1 / 0)
        assert world.send(message) == [0]
    assert world.item(message.contactId)["state"] == "sending"
    world.clock.advance(minutes=31)
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    assert world.item(message.contactId)["state"] == "unknown"
    assert {name for name, _ in world.events} == {"Message Failed", "Human Attention Needed"}
    assert counters(world)["contacts_unknown"] == 1


def test_an_attempt_cut_short_is_repeated_under_the_same_key_where_the_partner_recognises_it(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.secret(idempotent=True)
    message = world.queued()
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "join", lambda *_: 1 / 0)
        assert world.send(message) == [0]
    world.clock.advance(minutes=31)
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "contacted"
    assert len({request["key"] for request in world.partner.requests}) == 1


def test_a_partner_that_is_busy_is_asked_again_after_growing_delays(world: Any) -> None:
    answers = iter([(429, {}), (429, {}, {"Retry-After": "7"}), (429, {}), OK])
    world.partner.answer = lambda _: next(answers)
    message = world.queued()
    assert world.send(message) == []
    assert [wait for wait in world.clock.waits if wait >= 1] == [1.0, 7.0, 4.0]
    assert len({request["key"] for request in world.partner.requests}) == 1
    assert world.item(message.contactId)["state"] == "contacted"


def test_a_partner_that_stays_busy_gets_the_message_from_the_queue_again(world: Any) -> None:
    world.partner.answer = lambda _: (429, {})
    message = world.queued()
    assert world.send(message) == [0]
    assert len(world.partner.requests) == 6
    assert world.item(message.contactId)["state"] == "queued"
    assert "attempt" not in world.item(message.contactId)
    world.partner.answer = lambda _: OK
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "contacted"


def test_a_partner_that_is_not_there_cannot_have_accepted_anything(world: Any) -> None:
    world.secret(endpoint="http://127.0.0.1:9")
    message = world.queued()
    assert world.send(message) == [0]
    assert world.item(message.contactId)["state"] == "queued"


@pytest.mark.parametrize("reply", [None, (500, {}), (503, {})])
def test_what_may_have_been_accepted_is_never_sent_again_blindly(world: Any, reply: Any) -> None:
    world.partner.answer = lambda _: reply
    message = world.queued()
    assert world.send(message) == []
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    assert world.item(message.contactId)["state"] == "unknown"


def test_what_may_have_been_accepted_is_repeated_where_the_partner_recognises_it(world: Any) -> None:
    world.secret(idempotent=True)
    answers = iter([None, (503, {}), OK])
    world.partner.answer = lambda _: next(answers)
    message = world.queued()
    assert world.send(message) == []
    assert len({request["key"] for request in world.partner.requests}) == 1
    assert world.item(message.contactId)["state"] == "contacted"


def test_a_number_that_cannot_be_reached_is_tried_by_email(world: Any) -> None:
    world.partner.answer = lambda request: (422, error("invalid_number")) if "message" in request else OK
    message = world.queued(email="joao@empresa.example")
    assert world.send(message) == []
    item = world.item(message.contactId)
    assert (item["state"], item["undeliverableOn"]) == ("new", ["whatsapp"])
    assert world.release()["released"] == 1
    assert world.send(*(record["body"] for record in world.receive())) == []
    assert world.partner.recipients == [item["phone"], "joao@empresa.example"]
    assert world.partner.requests[1]["subject"]
    assert world.partner.requests[0]["key"] != world.partner.requests[1]["key"]
    assert world.item(message.contactId)["state"] == "contacted"


def test_a_contact_that_cannot_be_reached_at_all_is_undeliverable(world: Any) -> None:
    world.partner.answer = lambda _: (422, error("undeliverable"))
    message = world.queued()
    assert world.send(message) == []
    item = world.item(message.contactId)
    assert (item["state"], item["failure"]) == ("undeliverable", "undeliverable")
    assert counters(world)["contacts_failed"] == 1
    assert [(name, detail["outcome"]) for name, detail in world.events] == [("Message Failed", "failed")]


def test_who_has_opted_out_at_the_provider_is_opted_out_everywhere(world: Any) -> None:
    world.partner.answer = lambda _: (403, error("opted_out"))
    message = world.queued()
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "opted_out"
    again = world.queued(2, phone=world.item(message.contactId)["phone"])
    assert world.send(again) == []
    assert world.item(again.contactId)["state"] == "opted_out"
    assert len(world.partner.requests) == 1


OTHER, LAND_LINE = "+5511977770002", "+551133334444"


def test_an_opt_out_at_the_provider_closes_every_address_of_the_person(world: Any) -> None:
    world.partner.answer = lambda _: (403, error("opted_out"))
    world.put_address(OTHER, contacts={"somebody"}, optedOut=False)
    message = world.queued(otherAddresses={OTHER, LAND_LINE}, email="ana@empresa.example")
    assert world.send(message) == []
    for address in (world.item(message.contactId)["phone"], OTHER, LAND_LINE, "ana@empresa.example"):
        assert world.address(address)["optedOut"] is True, address
    assert world.address(OTHER)["contacts"] == {"somebody"}
    again = world.queued(2, phone=OTHER)
    assert world.send(again) == []
    assert world.item(again.contactId)["state"] == "opted_out"
    assert len(world.partner.requests) == 1


@pytest.mark.parametrize(
    ("wish", "state"), [({"optedOut": True}, "opted_out"), ({"blocked": True}, "undeliverable")]
)
def test_nobody_is_written_to_whose_other_address_is_closed(
    world: Any, wish: dict[str, bool], state: str
) -> None:
    message = world.queued(otherAddresses={OTHER, "ana@empresa.example"})
    world.put_address("ana@empresa.example", **wish)
    assert world.send(message) == []
    assert not world.partner.requests
    assert world.item(message.contactId)["state"] == state


@pytest.mark.parametrize("address", ["+5511988000001", "ana@empresa.example"])
def test_nobody_is_written_to_one_of_whose_addresses_was_erased(world: Any, address: str) -> None:
    forgotten.add("acme", (address,), world.clock())
    message = world.queued(otherAddresses={OTHER, "ana@empresa.example"})
    assert world.send(message) == []
    assert not world.partner.requests
    assert world.item(message.contactId)["state"] == "opted_out"


def test_a_message_whose_contact_was_erased_is_dropped_and_one_to_nobody_is_refused(world: Any) -> None:
    message = world.queued()
    key = {"pk": keys.contact_pk(message.contactId)}
    contacts_table = world.tables["contacts"]
    dynamo.client().delete_item(TableName=contacts_table, Key=dynamo.encode({**key, "sk": keys.CONTACT_SK}))
    assert world.send(message) == [0]
    erased = dynamo.encode({**key, "sk": keys.ERASED_SK})
    dynamo.client().put_item(TableName=contacts_table, Item=erased)
    assert world.send(message) == []
    assert not world.partner.requests


def test_a_contacts_other_addresses_are_noted_as_its_own_with_the_first_message(world: Any) -> None:
    first = world.queued(otherAddresses={OTHER, "ana@empresa.example"})
    second = world.queued(2, otherAddresses={OTHER})
    known = world.queued(3, phone="+5511987650009")
    fourth = world.queued(4, otherAddresses={"+5511987650009"})
    assert world.send(first, second, known, fourth) == []
    assert world.address("ana@empresa.example")["alsoOf"] == {first.contactId}
    assert world.address(OTHER)["alsoOf"] == {first.contactId, second.contactId}
    assert world.address("+5511987650009")["contacts"] == {known.contactId}
    later = world.queued(5, otherAddresses={OTHER})
    assert world.send(later) == []
    assert world.address(OTHER)["alsoOf"] == {first.contactId, second.contactId, later.contactId}
    own = world.queued(6, phone=OTHER)
    assert world.send(own) == []
    assert world.address(OTHER)["contacts"] == {own.contactId}


def test_an_opt_out_binds_before_hours_and_limits(world: Any) -> None:
    world.tenant(hours=Hours(weekdays=frozenset({(world.clock().isoweekday() + 2) % 7 + 1})))
    message = world.queued()
    world.put_address(world.item(message.contactId)["phone"], optedOut=True)
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "opted_out"
    assert not world.partner.requests


def test_an_opt_out_between_reading_and_claiming_binds(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    message = world.queued()
    phone = world.item(message.contactId)["phone"]
    take = claims.take

    def overtaken(*arguments: Any) -> Any:
        world.put_address(phone, optedOut=True)
        return take(*arguments)

    monkeypatch.setattr(claims, "take", overtaken)
    assert world.send(message) == []
    assert not world.partner.requests
    assert world.item(message.contactId)["state"] == "opted_out"


def test_opting_out_is_acknowledged_all_the_same(world: Any) -> None:
    contact_id = world.contact(state="opted_out")
    world.put_address(world.item(contact_id)["phone"], optedOut=True)
    ack = world.message(contact_id, Kind.OPT_OUT_ACK)
    assert world.send(ack) == []
    assert world.send(ack) == []
    assert len(world.partner.requests) == 1
    assert world.send(world.message(contact_id, Kind.PROPOSAL, variables=SLOTS)) == []
    assert len(world.partner.requests) == 1


SLOTS = {"slot1": "quinta, às 10h", "slot2": "sexta, às 14h", "slot3": "segunda, às 16h"}


def test_outside_the_hours_a_message_goes_back_to_the_backlog(world: Any) -> None:
    tomorrow = (world.clock() + timedelta(days=1)).astimezone(ZoneInfo("America/Sao_Paulo"))
    world.tenant(hours=Hours(weekdays=frozenset({tomorrow.isoweekday()}), holidays=True))
    message = world.queued()
    assert world.send(message) == []
    item = world.item(message.contactId)
    assert item["state"] == "new"
    due = datetime.fromisoformat(item["backlogOrder"].partition("#")[2]).astimezone(tomorrow.tzinfo)
    assert (due.date(), due.hour) == (tomorrow.date(), 8)
    assert item["backlogOrder"].startswith("2#")
    assert not world.partner.requests
    assert counters(world) == {"deferred": 1}


def test_hours_and_limits_do_not_hold_back_an_answer(world: Any) -> None:
    tomorrow = world.clock() + timedelta(days=2)
    limits = Limits(perMinute=1, perHour=1, perDay=1)
    world.tenant(hours=Hours(weekdays=frozenset({tomorrow.isoweekday()})), limits=limits)
    messages = [
        world.message(world.contact(number, state="interested"), Kind.PROPOSAL, variables=SLOTS)
        for number in range(3)
    ]
    assert world.send(*messages) == []
    assert len(world.partner.requests) == 3


def test_no_more_go_out_than_the_limit_allows_and_the_rest_waits(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=4, perHour=100, perDay=100))
    messages = [world.queued(number) for number in range(10)]
    assert world.send(*messages) == []
    assert len(world.partner.requests) == 4
    states = Counter(world.item(message.contactId)["state"] for message in messages)
    assert states == {"contacted": 4, "new": 6}
    minute = world.clock().replace(second=0) + timedelta(minutes=1)
    waiting = [item for message in messages if (item := world.item(message.contactId))["state"] == "new"]
    assert {item["backlogOrder"] for item in waiting} == {f"2#{keys.instant(minute)}"}


def test_room_that_was_reserved_and_not_used_is_given_back(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=3, perHour=100, perDay=100))
    world.partner.answer = lambda _: (422, error("undeliverable"))
    assert world.send(*(world.queued(number) for number in range(3))) == []
    world.partner.answer = lambda _: OK
    assert world.send(*(world.queued(number) for number in range(3, 6))) == []
    assert len(world.partner.requests) == 6


def test_a_retry_in_another_minute_counts_there(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=1, perHour=100, perDay=100))
    world.clock.advance(seconds=48.5)
    answers = iter([(429, {}), (429, {}), OK, OK])
    world.partner.answer = lambda _: next(answers)
    assert world.send(world.queued(1)) == []
    second = world.queued(2)
    assert world.send(second) == []
    assert len(world.partner.requests) == 3
    assert world.item(second.contactId)["state"] == "new"


def test_a_refused_key_is_read_again_once_and_then_the_channel_is_closed(world: Any) -> None:
    world.partner.answer = lambda _: (401, error("unauthorized"))
    messages = [world.queued(number) for number in range(3)]
    assert world.send(*messages) == []
    assert len(world.partner.requests) == 6
    assert world.requests["GetSecretValue"] == 2
    assert {world.item(message.contactId)["state"] for message in messages} == {"new"}
    assert world.close_channel()["reason"] == "unauthorized"
    assert [name for name, _ in world.events] == ["Human Attention Needed"]
    held = world.queued(4)
    assert world.send(held) == []
    assert len(world.partner.requests) == 6
    assert world.item(held.contactId)["state"] == "new"


def test_a_new_key_is_found_without_closing_anything(world: Any) -> None:
    world.partner.answer = lambda request: OK if request["authorization"] == "Bearer k2" else (401, {})
    secrets.partner("whatsapp")
    set_secret_quietly(world, apiKey="k2")
    message = world.queued()
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "contacted"
    assert not world.close_channel()


def set_secret_quietly(world: Any, **changes: Any) -> None:
    kept = dict(secrets._kept)
    world.secret(**changes)
    secrets._kept.update(kept)


def test_a_closed_channel_is_tried_again_and_opens_with_the_first_success(world: Any) -> None:
    world.partner.answer = lambda _: (403, error("account_locked"))
    message = world.queued()
    assert world.send(message) == []
    world.clock.advance(minutes=6)
    assert world.send(world.queued(2)) == []
    first_pause = datetime.fromisoformat(world.close_channel()["retryAt"]) - world.clock()
    assert timedelta(minutes=9) < first_pause <= timedelta(minutes=10)
    world.clock.advance(minutes=11)
    world.partner.answer = lambda _: OK
    assert world.send(world.queued(3)) == []
    assert not world.close_channel()


def test_an_answer_waits_for_its_channel_and_goes_out_when_it_opens(world: Any) -> None:
    world.partner.answer = lambda _: (401, {})
    contact_id = world.contact(state="interested", backlog=None, backlogOrder=None)
    proposal = world.message(contact_id, Kind.PROPOSAL, variables=SLOTS)
    assert world.send(proposal) == []
    assert world.item(contact_id, "MESSAGE#proposal")["status"] == "queued"
    assert world.release()["released"] == 0
    channels.reopen("acme", Channel.WHATSAPP)
    make_due(world, contact_id, "MESSAGE#proposal")
    world.partner.answer = lambda _: OK
    assert world.release()["released"] == 1
    assert world.send(*(record["body"] for record in world.receive())) == []
    message = world.item(contact_id, "MESSAGE#proposal")
    assert message["status"] == "sent"
    assert "backlog" not in message


def make_due(world: Any, contact_id: str, sk: str) -> None:
    dynamo.client().update_item(
        TableName=world.tables["contacts"],
        Key=dynamo.encode({"pk": keys.contact_pk(contact_id), "sk": sk}),
        UpdateExpression="SET backlogOrder = :order",
        ExpressionAttributeValues=dynamo.encode({":order": "0#2020-01-01T00:00:00.000Z"}),
    )


def test_silence_is_followed_up_until_an_answer_comes(world: Any) -> None:
    world.campaign(followUpDays=(2, 5))
    message = world.queued()
    assert world.send(message) == []
    item = world.item(message.contactId)
    due = keys.instant(world.clock() + timedelta(days=2))
    assert (item["nextStep"], item["backlogOrder"]) == ("follow_up#1", f"0#{due}")
    assert world.release()["released"] == 0
    make_due(world, message.contactId, keys.CONTACT_SK)
    assert world.release()["released"] == 1
    bodies = [record["body"] for record in world.receive()]
    assert world.send(*bodies) == []
    assert world.send(*bodies) == []
    assert len(world.partner.requests) == 2
    item = world.item(message.contactId)
    assert (item["state"], item["nextStep"]) == ("contacted", "follow_up#2")
    answered = world.queued(2, state="interested")
    follow_up = world.message(answered.contactId, Kind.FOLLOW_UP, step="follow_up#1")
    assert world.send(follow_up) == []
    assert len(world.partner.requests) == 2


@pytest.mark.parametrize(
    ("kind", "meeting", "sent"),
    [
        (Kind.REMINDER, {"status": "confirmed", "version": 2}, True),
        (Kind.REMINDER, {"status": "confirmed", "version": 3}, False),
        (Kind.REMINDER, {"status": "cancelled", "version": 2}, False),
        (Kind.CONFIRMATION, {"status": "confirmed", "version": 2}, True),
        (Kind.PROPOSAL, {"status": "proposed", "version": 2}, True),
        (Kind.PROPOSAL, {"status": "expired", "version": 2}, False),
        (Kind.PROPOSAL, {"status": "confirmed", "version": 2, "bookedVersion": 1}, True),
        (Kind.REMINDER, {"status": "confirmed", "version": 5, "bookedVersion": 2}, True),
        (Kind.REMINDER, {"status": "confirmed", "version": 5, "bookedVersion": 4}, False),
        (Kind.LAPSE, {"status": "expired", "version": 2}, True),
        (Kind.LAPSE, {"status": "confirmed", "version": 2}, True),
        (Kind.LAPSE, {"status": "confirmed", "version": 3}, False),
        (Kind.LAPSE, {"status": "proposed", "version": 2}, False),
        (Kind.REMINDER, None, False),
    ],
)
def test_a_message_about_a_meeting_is_true_when_it_goes_out(
    world: Any, kind: Kind, meeting: Any, sent: bool
) -> None:
    if meeting is not None:
        item = {"pk": keys.meeting_pk("m1"), "sk": keys.MEETING_SK, "meetingId": "m1", **meeting}
        dynamo.client().put_item(TableName=world.tables["meetings"], Item=dynamo.encode(item))
    contact_id = world.contact(state="scheduled")
    variables = {**SLOTS, "when": "quinta, às 10h", "lead": "24 horas", "standing": "Nada está marcado."}
    message = world.message(
        contact_id, kind, step=f"{kind}#m1#2", meetingId="m1", meetingVersion=2, variables=variables
    )
    assert world.send(message) == []
    assert len(world.partner.requests) == int(sent)
    status = world.item(contact_id, keys.message_sk(message.step))["status"]
    assert status == ("sent" if sent else "skipped")


@pytest.mark.parametrize(("ahead", "said"), [(1, "Sua reunião continua marcada."), (-1, "Nada foi marcado.")])
def test_what_stands_is_said_as_it_is_when_the_message_goes_out(world: Any, ahead: int, said: str) -> None:
    contact_id = world.contact(state="interested")
    begins = world.clock() + timedelta(minutes=ahead)
    variables = passing.holding("standing", "Sua reunião continua marcada.", begins, "Nada foi marcado.")
    assert world.send(world.message(contact_id, Kind.LAPSE, step="lapse#m1#1", variables=variables)) == []
    assert said in world.partner.requests[0]["message"]


def test_a_message_that_came_too_late_is_dropped_on_the_record(world: Any) -> None:
    contact_id = world.contact(state="scheduled")
    late = world.message(
        contact_id, Kind.REMINDER, variables={"when": "x", "lead": "1 hora"}, expiresAt=world.clock()
    )
    assert world.send(late) == []
    assert world.item(contact_id, "MESSAGE#reminder")["status"] == "expired"
    assert not world.partner.requests


def test_an_invitation_travels_with_the_email(world: Any) -> None:
    contact_id = world.contact(state="scheduled", channel="email", phone=None, email="a@b.example")
    invited = Invitation(
        hostId="ana", start=world.clock(), end=world.clock() + timedelta(hours=1), stamp=world.clock()
    )
    said = {"when": "quinta", "place": "https://meet.example/abc"}
    message = world.message(contact_id, Kind.CONFIRMATION, variables=said, invitation=invited)
    assert world.send(message) == []
    request = world.partner.requests[0]
    assert "está confirmada para quinta.\n\nOnde: https://meet.example/abc\n\nSe" in request["body"]
    assert request["path"] == "/email/send"
    attached = request["attachments"][0]
    assert attached["filename"].endswith(".ics")
    (event,) = Calendar.from_ical(base64.b64decode(attached["content"]).decode()).events
    assert (event["organizer"], event["attendee"]) == ("mailto:ana@acme.example", "mailto:a@b.example")
    assert event.start == invited.start.replace(microsecond=0)
    assert event["location"] == event["url"] == "https://meet.example/abc"


def test_an_invitation_of_an_earlier_release_travels_as_it_is(world: Any) -> None:
    contact_id = world.contact(state="scheduled", channel="email", phone=None, email="a@b.example")
    said = {"variables": {"when": "quinta"}, "invitation": "BEGIN:VCALENDAR"}
    assert world.send(world.message(contact_id, Kind.CONFIRMATION, **said)) == []
    (attached,) = world.partner.requests[0]["attachments"]
    assert base64.b64decode(attached["content"]) == b"BEGIN:VCALENDAR"


def test_the_calls_of_a_batch_go_out_at_the_same_time(world: Any) -> None:
    everybody = threading.Barrier(10)

    def answer(_: Any) -> Any:
        everybody.wait(timeout=20)
        return OK

    world.partner.answer = answer
    assert world.send(*(world.queued(number) for number in range(10))) == []
    assert len(world.partner.requests) == 10


def test_a_full_batch_costs_eight_requests_for_its_ten_messages(world: Any) -> None:
    assert world.send(*(world.queued(number) for number in range(10))) == []
    messages = [world.queued(number) for number in range(10, 20)]
    world.requests.clear()
    assert world.send(*messages) == []
    received_and_deleted = 2
    assert sum(world.requests.values()) + received_and_deleted == 8
    assert len(world.partner.requests) == 20


def test_who_answers_while_the_message_is_being_recorded_stays_where_the_answer_led(world: Any) -> None:
    message = world.queued()

    def answers_at_once(_: Any) -> Any:
        contacts.move(message.contactId, State.CONTACTED, world.clock(), "answered")
        contacts.move(message.contactId, State.INTERESTED, world.clock(), "interested")
        return OK

    world.campaign(followUpDays=(2,))
    world.partner.answer = answers_at_once
    assert world.send(message) == []
    item = world.item(message.contactId)
    assert (item["state"], item["partnerMessageId"]) == ("interested", "m1")
    assert "attempt" not in item
    assert "backlog" not in item
    # What the answer moved was counted with the move, and is not counted again.
    moved = {"contacts_waiting": -1, "contacts_sent": 1}
    assert counters(world) == {"sent_whatsapp": 1, "sent_outreach": 1, **moved}


def test_counters_that_cannot_be_written_do_not_send_anything_twice(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "put", lambda *_: 1 / 0)
    monkeypatch.setattr(events, "raise_events", lambda *_: 1 / 0)
    message = world.queued()
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == State.CONTACTED


def test_the_function_takes_records_and_answers_with_those_to_be_delivered_again(world: Any) -> None:
    records = [
        {"messageId": "good", "body": world.queued().model_dump_json()},
        {"messageId": "bad", "body": "[]"},
    ]
    context = SimpleNamespace(get_remaining_time_in_millis=lambda: 300_000, aws_request_id="r1")
    assert send_messages.handler({"Records": records}, context) == {
        "batchItemFailures": [{"itemIdentifier": "bad"}]
    }
    assert len(world.partner.requests) == 1


def test_the_log_names_nobody_and_quotes_nothing(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    answers = iter([(422, error("invalid_number")), (401, {}), (401, {}), (500, {}), (429, {}), OK])
    world.partner.answer = lambda _: next(answers)
    for number in range(4):
        world.send(world.queued(number, email=f"pessoa{number}@empresa.example", contactName="Fulana"))
        world.clock.advance(minutes=10)
    world.send('{"to": "+5511988000000"}', world.queued(9, campaignId="autumn"))
    written = "\n".join(str(vars(record)) for record in caplog.records)
    assert "correlationId" in written
    for secret in ("98800", "empresa.example", "Fulana", "consultoria", "k1"):
        assert secret not in written

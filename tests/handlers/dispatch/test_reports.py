"""Reports of providers on messages that went out, or may have."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.common.rules import accounting
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.references import Reference
from handlers.common.rules.reports import Report, Reported
from handlers.common.storage import stats
from handlers.dispatch import reports
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.storage.report_items import Place

SLOTS = {f"slot{number}": f"terça-feira, 1{number}h" for number in (1, 2, 3)}
LOST = None


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


def report(message: Message, status: Reported, seconds: int = 1, **more: Any) -> Report:
    channel = more.pop("channel", Channel.WHATSAPP)
    at = message.createdAt + timedelta(seconds=seconds)
    known: dict[str, Any] = {"partner_message_id": "m", **more}
    return Report(Reference(message.contactId, message.step, channel), status, at, **known)


def failed(message: Message, code: str, outcome: Outcome | None = None, **more: Any) -> Report:
    return report(message, Reported.FAILED, code=code, outcome=outcome, **more)


def settle(world: Any, *told: Report) -> None:
    assert reports.settle(told, world.clock()) == []


def lose(world: Any, message: Message) -> None:
    """Send a message whose answer gets lost: nobody knows how it ended."""
    world.partner.answer = lambda _: LOST
    world.send(message)
    world.partner.answer = lambda _: (200, {"messageId": "m", "status": "accepted"})


def counted(name: str) -> int:
    return stats.totals("acme", "spring").get(name, 0)


def told(world: Any, event: str) -> int:
    return [name for name, _ in world.events].count(event)


def balanced(contacts: int = 1) -> bool:
    totals = {**stats.totals("acme", "spring"), "ingested": contacts}
    totals[accounting.AccountPlace.WAITING] = totals.get(accounting.AccountPlace.WAITING, 0) + contacts
    return accounting.account(totals).balanced


@pytest.mark.parametrize("status", [Reported.SENT, Reported.DELIVERED, Reported.READ])
def test_an_unknown_message_that_is_reported_to_have_arrived_is_sent_without_another_request(
    world: Any, status: Reported
) -> None:
    message = world.queued()
    lose(world, message)
    assert world.item(message.contactId)["state"] == "unknown"
    settle(world, report(message, status))
    settle(world, report(message, status))
    item = world.item(message.contactId)
    assert (item["state"], item["partnerMessageId"], item["lastChannel"]) == ("contacted", "m", "whatsapp")
    assert "failure" not in item
    assert len(world.partner.requests) == 1
    assert counted("sent_whatsapp") == counted("contacts_sent") == told(world, "Message Sent") == 1
    assert counted("contacts_unknown") == 0
    assert balanced()


def test_the_follow_up_of_an_unknown_message_waits_once_it_is_reported_as_sent(world: Any) -> None:
    world.campaign(followUpDays=(3,))
    message = world.queued()
    lose(world, message)
    settle(world, report(message, Reported.DELIVERED))
    item = world.item(message.contactId)
    assert item["nextStep"] == "follow_up#1"
    assert datetime.fromisoformat(item["sentAt"]) + timedelta(days=3) == datetime.fromisoformat(
        item["backlogOrder"].removeprefix("0#")
    )


def test_an_unknown_message_that_is_reported_to_have_failed_has_failed_with_the_code(world: Any) -> None:
    message = world.queued()
    lose(world, message)
    settle(world, failed(message, "131000"), failed(message, "131000"))
    item = world.item(message.contactId)
    assert (item["state"], item["failure"]) == ("undeliverable", "131000")
    assert counted("failed") == told(world, "Message Failed") - 1 == 1, (
        "the first one told that it was unknown"
    )
    assert len(world.partner.requests) == 1
    assert balanced()


def test_delivered_and_read_are_kept_with_the_message_and_change_nothing_else(world: Any) -> None:
    message = world.queued()
    world.send(message)
    settle(world, report(message, Reported.READ, 9), report(message, Reported.SENT))
    settle(world, report(message, Reported.DELIVERED, 5))
    before = world.item(message.contactId)
    settle(world, report(message, Reported.DELIVERED, 5), report(message, Reported.READ, 9))
    item = world.item(message.contactId)
    assert item == before
    assert item["deliveredAt"] < item["readAt"]
    assert item["state"] == "contacted"
    assert told(world, "Message Sent") == counted("sent_whatsapp") == 1


def test_who_has_no_whatsapp_is_written_to_by_e_mail(world: Any) -> None:
    message = world.queued(email="zoe@cliente.example")
    world.send(message)
    settle(world, failed(message, "131026", Outcome.CONTACT_FAULT))
    item = world.item(message.contactId)
    assert (item["state"], item["undeliverableOn"]) == ("new", ["whatsapp"])
    assert not {"sentAt", "partnerMessageId", "failedAt"} & item.keys()
    assert balanced()
    world.release()
    (record,) = world.receive()
    world.send(record["body"])
    assert world.partner.requests[-1]["to"] == "zoe@cliente.example"
    settle(world, failed(message, "131026", Outcome.CONTACT_FAULT), report(message, Reported.DELIVERED))
    assert world.item(message.contactId)["state"] == "contacted"
    assert balanced()


def test_who_cannot_be_reached_at_all_is_undeliverable(world: Any) -> None:
    message = world.queued()
    world.send(message)
    settle(world, failed(message, "131026", Outcome.CONTACT_FAULT))
    assert world.item(message.contactId)["state"] == "undeliverable"
    assert counted("failed") == told(world, "Message Failed") == 1
    assert balanced()


@pytest.mark.parametrize("code", ["131049", "130472"])
def test_what_the_provider_held_back_goes_out_a_day_later_and_not_before(world: Any, code: str) -> None:
    message = world.queued()
    world.send(message)
    settle(world, failed(message, code, Outcome.NOT_NOW))
    item = world.item(message.contactId)
    assert item["state"] == "new"
    due = datetime.fromisoformat(item["backlogOrder"].partition("#")[2])
    assert due >= world.clock() + timedelta(days=1)
    assert balanced()
    settle(world, failed(message, code, Outcome.NOT_NOW), report(message, Reported.SENT))
    assert world.item(message.contactId) == item, "reports of the first request say nothing of the second"


def test_what_arrived_is_not_sent_again_whatever_else_is_reported_of_it(world: Any) -> None:
    message = world.queued()
    world.send(message)
    settle(world, report(message, Reported.DELIVERED), failed(message, "131049", Outcome.NOT_NOW))
    assert world.item(message.contactId)["state"] == "undeliverable"


def test_a_report_that_was_read_before_the_message_went_out_again_does_not_send_it_a_third_time(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = world.queued(email="zoe@cliente.example")
    world.send(message)
    late = failed(message, "131026", Outcome.CONTACT_FAULT)
    before = reports.report_items.find([Place(message.contactId, message.step)], world.clock())
    settle(world, late)
    world.release()
    (record,) = world.receive()
    world.partner.answer = lambda _: (200, {"messageId": "m2", "status": "accepted"})
    world.send(record["body"])
    found = iter([before])
    find = reports.report_items.find
    monkeypatch.setattr(reports.report_items, "find", lambda *given: next(found, None) or find(*given))
    settle(world, late)
    assert world.item(message.contactId)["partnerMessageId"] == "m2"
    assert world.item(message.contactId)["state"] == "contacted"
    assert balanced()


def test_an_offer_that_did_not_arrive_by_whatsapp_goes_out_by_e_mail_with_its_slots(world: Any) -> None:
    contact_id = world.contact(
        state="interested", backlog=None, backlogOrder=None, email="zoe@cliente.example"
    )
    message = world.message(contact_id, Kind.PROPOSAL, variables=SLOTS)
    world.send(message)
    settle(world, failed(message, "131026", Outcome.CONTACT_FAULT))
    item = world.item(contact_id, "MESSAGE#proposal")
    assert item["status"] == "queued"
    assert world.item(contact_id)["undeliverableOn"] == ["whatsapp"]
    world.clock.advance(minutes=1)
    assert world.send(Message.model_validate_json(item["envelope"])) == []
    assert world.partner.requests[-1]["to"] == "zoe@cliente.example"
    assert "terça-feira, 11h" in world.partner.requests[-1]["body"]


def test_a_further_message_that_was_unknown_ends_as_reported(world: Any) -> None:
    contact_id = world.contact(state="interested", backlog=None, backlogOrder=None)
    first, second = (
        world.message(contact_id, Kind.PROPOSAL, step=f"proposal#m1#{n}", variables=SLOTS) for n in (1, 2)
    )
    lose(world, first)
    lose(world, second)
    settle(world, report(first, Reported.DELIVERED), failed(second, "131000"))
    one, other = (world.item(contact_id, f"MESSAGE#{each.step}") for each in (first, second))
    assert (one["status"], other["status"], other["reason"]) == ("sent", "failed", "131000")
    assert "reason" not in one
    assert world.item(contact_id)["state"] == "interested"


@pytest.mark.parametrize("cut_short", [False, True])
@pytest.mark.parametrize("kind", [Kind.OUTREACH, Kind.PROPOSAL])
def test_a_bounce_that_is_repeated_does_not_send_again_what_is_unknown_on_the_other_channel(
    world: Any, monkeypatch: pytest.MonkeyPatch, kind: Kind, cut_short: bool
) -> None:
    contact = {"channel": "email", "email": "zoe@cliente.example"}
    if kind is Kind.OUTREACH:
        message, sk = world.queued(**contact), "CONTACT"
    else:
        contact_id = world.contact(state="interested", backlog=None, backlogOrder=None, **contact)
        message = world.message(contact_id, kind, step="proposal#m1#1", variables=SLOTS)
        sk = f"MESSAGE#{message.step}"
    bounce = failed(message, "bounce", Outcome.CONTACT_FAULT, channel=Channel.EMAIL, partner_message_id=None)
    world.send(message)
    settle(world, bounce)
    world.clock.advance(minutes=1)
    world.release()
    (record,) = world.receive()
    if cut_short:
        with monkeypatch.context() as broken:
            broken.setattr(Ledger, "join", lambda *_: 1 / 0)
            assert world.send(record["body"]) == [0]
        world.clock.advance(minutes=41)
        world.send(record["body"])
    else:
        lose(world, record["body"])
    before = world.item(message.contactId, sk)
    assert "unknown" in (before.get("state"), before.get("status"))
    settle(world, bounce)
    assert world.item(message.contactId, sk) == before
    settle(world, report(message, Reported.DELIVERED, partner_message_id="m2"))
    item = world.item(message.contactId, sk)
    assert (item.get("status") or item["state"]) in ("contacted", "sent")
    assert [each["to"] for each in world.partner.requests] == ["zoe@cliente.example", "+5511988000001"]


@pytest.mark.parametrize("status", [Reported.DELIVERED, Reported.FAILED])
@pytest.mark.parametrize("lost", [False, True])
def test_a_report_that_comes_before_our_own_record_of_the_sending_is_not_lost(
    world: Any, status: Reported, lost: bool
) -> None:
    message = world.queued()

    def answer(_: Any) -> Any:
        settle(world, report(message, status, code="131000"))
        assert world.item(message.contactId)["state"] == "sending", "the attempt is its sender's to end"
        return LOST if lost else (200, {"messageId": "m", "status": "accepted"})

    world.partner.answer = answer
    assert world.send(message) == []
    expected = "contacted" if status is Reported.DELIVERED else "undeliverable"
    assert world.item(message.contactId)["state"] == expected
    assert len(world.partner.requests) == 1
    assert balanced()
    assert counted("sent_whatsapp") == told(world, "Message Sent")
    assert counted("failed") == told(world, "Message Failed") == (status is Reported.FAILED)
    assert told(world, "Human Attention Needed") == 0, "its end is known"


def reported_after_its_sender_died(world: Any, status: Reported, monkeypatch: pytest.MonkeyPatch) -> Message:
    """A message on which there is a report, and whose claim is over without an end."""
    message = world.queued()
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "join", lambda *_: 1 / 0)
        assert world.send(message) == [0]
    settle(world, report(message, status))
    world.clock.advance(minutes=41)
    return message


@pytest.mark.parametrize("status", [Reported.DELIVERED, Reported.FAILED])
def test_a_run_that_dies_before_it_takes_a_report_over_leaves_that_to_the_next_delivery(
    world: Any, status: Reported, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = reported_after_its_sender_died(world, status, monkeypatch)
    with monkeypatch.context() as broken:
        broken.setattr(reports, "take_over", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            world.send(message)
    assert world.item(message.contactId)["state"] == "unknown"
    assert world.send(message) == []
    expected = "contacted" if status is Reported.DELIVERED else "undeliverable"
    assert world.item(message.contactId)["state"] == expected
    assert len(world.partner.requests) == 1
    assert balanced()


@pytest.mark.parametrize("status", [Reported.DELIVERED, Reported.FAILED])
def test_a_report_on_a_message_whose_sender_died_settles_it_when_its_time_is_over(
    world: Any, status: Reported, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.secret(idempotent=True)
    message = reported_after_its_sender_died(world, status, monkeypatch)
    assert world.send(message) == []
    expected = "contacted" if status is Reported.DELIVERED else "undeliverable"
    assert world.item(message.contactId)["state"] == expected
    assert len(world.partner.requests) == 1, "it is not sent again, although the partner would know it"
    assert told(world, "Human Attention Needed") == 0
    assert balanced()


def test_who_has_answered_is_not_undeliverable_whatever_is_reported(world: Any) -> None:
    message = world.queued(state="interested")
    settle(world, failed(message, "131026", Outcome.CONTACT_FAULT))
    assert world.item(message.contactId)["state"] == "interested"


def test_a_report_about_nobody_or_about_a_message_of_another_request_changes_nothing(world: Any) -> None:
    message = world.queued()
    world.send(message)
    before = world.item(message.contactId)
    stranger = message.model_copy(update={"contactId": "nobody"})
    settle(world, report(stranger, Reported.READ), failed(message, "1", partner_message_id="another"))
    settle(world, failed(message, "1", channel=Channel.EMAIL))
    assert world.item(message.contactId) == before


def test_reports_of_a_batch_are_read_together_and_written_together(world: Any) -> None:
    messages = [world.queued(number) for number in range(1, 11)]
    world.send(*messages)
    world.requests.clear()
    settle(world, *(report(message, Reported.DELIVERED) for message in messages))
    assert world.requests == {"BatchGetItem": 1, "BatchExecuteStatement": 1}
    world.requests.clear()
    settle(world, *(report(message, Reported.DELIVERED) for message in messages))
    assert world.requests == {"BatchGetItem": 1}, "a repeat writes nothing"


def test_a_message_that_others_keep_changing_is_left_for_another_delivery(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = world.queued()
    world.send(message)
    monkeypatch.setattr(reports.report_items, "find", _outdated(reports.report_items.find))
    told_again = report(message, Reported.DELIVERED)
    assert reports.settle([told_again], world.clock()) == [told_again]


def _outdated(find: Any) -> Any:
    """What ``find`` gives, with a contact as it was before."""

    def found(places: Any, now: datetime) -> Any:
        return {
            place: each._replace(item={**each.item, "state": "unknown"})
            for place, each in find(places, now).items()
        }

    return found


STATUSES = st.lists(
    st.sampled_from([Reported.SENT, Reported.DELIVERED, Reported.READ, Reported.FAILED]),
    min_size=1,
    max_size=4,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATUSES, st.booleans(), st.data())
def test_statuses_in_any_order_and_repetition_leave_the_message_where_the_furthest_one_says(
    world: Any, statuses: list[Reported], lost: bool, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, 999_999), label="contact")
    contact_id = world.contact(number, state="queued")
    message = world.message(contact_id, correlationId=str(number))
    lose(world, message) if lost else world.send(message)
    for status in data.draw(st.permutations([*statuses, *statuses])):
        settle(
            world,
            report(
                message,
                status,
                list(Reported).index(status),
                code="131000",
            ),
        )
    item = world.item(contact_id)
    assert item["state"] == ("undeliverable" if Reported.FAILED in statuses else State.CONTACTED)
    assert ("deliveredAt" in item, "readAt" in item) == (
        Reported.DELIVERED in statuses,
        Reported.READ in statuses,
    )

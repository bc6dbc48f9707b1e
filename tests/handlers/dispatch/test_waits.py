"""What happens to a message while it waits, and what is known of it when its attempt dies."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from itertools import count, islice
from typing import Any

import pytest

from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.tenants import Hours, Limits
from handlers.common.storage import dynamo, keys
from handlers.dispatch import providers
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.storage import channel_seconds, channels, claims, limits
from tests.handlers.lost import lost_answers

OK = (200, {"messageId": "m1", "status": "accepted"})
BUSY = (429, {}, {"Retry-After": "100"})
NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Monday, 12:00 in São Paulo."""


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.clock.set(NOON)
    world.tenant()
    world.campaign()


def state(world: Any, message: Any) -> str:
    return world.item(message.contactId)["state"]


def answers(world: Any, *replies: Any, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Let the partner answer in this order; ``meanwhile`` happens before its first answer arrives."""
    left = list(replies)

    def answer(_: Any) -> Any:
        if len(left) == len(replies):
            meanwhile()
        return left.pop(0)

    world.partner.answer = answer


def die_before_recording(world: Any, monkeypatch: pytest.MonkeyPatch, message: Any) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "join", lambda *_: 1 / 0)
        assert world.send(message) == [0]
    world.clock.advance(minutes=31)


def test_a_message_that_waited_for_its_channel_counts_in_the_minute_in_which_it_goes_out(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=2, perHour=100, perDay=100))
    world.clock.advance(seconds=56.5)
    for second in range(2):
        channel_seconds.take(Channel.WHATSAPP, 80, world.clock() + timedelta(seconds=second))
    waited = [world.queued(number) for number in range(2)]
    assert world.send(*waited) == []
    third = world.queued(3)
    assert world.send(third) == []
    assert len(world.partner.requests) == 2
    assert state(world, third) == "new"
    assert world.usage().minute == NOON + timedelta(minutes=1)
    assert (world.usage().minute_count, world.usage().day_count) == (2, 2)


def test_workers_whose_clocks_differ_by_seconds_keep_a_limit_together(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=2, perHour=100, perDay=100))
    seen: list[datetime] = []
    for number, (second, skew) in enumerate([(50, 0), (56.5, 2), (57.5, 2), (61, -2), (62.5, 2), (63, 0)]):
        true = NOON + timedelta(seconds=second)
        world.clock.set(true + timedelta(seconds=skew))
        world.partner.answer = lambda _, skew=skew: seen.append(world.clock() - timedelta(seconds=skew)) or OK
        limits._refusals.clear()
        world.send(*(world.queued(2 * number + each) for each in range(2)))
    by_minute = Counter(instant.replace(second=0, microsecond=0) for instant in seen)
    assert set(by_minute.values()) == {2}
    assert len(by_minute) == 2


def test_a_place_in_a_second_that_a_slow_table_used_up_is_not_used_in_the_next(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, seconds = channel_seconds.take, []

    def slow(channel: Channel, wanted: int, now: datetime) -> int:
        taken = take(channel, wanted, now)
        if not seconds:
            world.clock.advance(seconds=1.5)
        seconds.append(now.replace(microsecond=0))
        return taken

    # Another worker was the first in this second, so that a request of its own is needed.
    world.clock.set(world.clock().replace(second=10))
    take(Channel.WHATSAPP, 1, world.clock())
    channel_seconds.forget()
    monkeypatch.setattr(channel_seconds, "take", slow)
    seen: list[datetime] = []
    world.partner.answer = lambda _: seen.append(world.clock().replace(microsecond=0)) or OK
    assert world.send(world.queued()) == []
    assert seen == seconds[1:]


def test_a_place_in_a_second_that_slow_claims_used_up_is_not_used_in_the_next(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claims.take

    def slow(*arguments: Any) -> Any:
        taken = claim(*arguments)
        world.clock.advance(seconds=1.5)
        return taken

    monkeypatch.setattr(claims, "take", slow)
    places: list[int] = []
    world.partner.answer = lambda _: (
        places.append(channel_seconds.take(Channel.WHATSAPP, 80, world.clock())) or OK
    )
    assert world.send(world.queued()) == []
    assert places == [79], "the place is in the second in which the partner sees the request"


def test_room_that_could_not_be_renewed_is_given_back_once(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert world.send(world.queued(1)) == []
    world.clock.advance(seconds=50)
    reserve = limits.reserve
    tries: list[int] = []

    def fails_once(*arguments: Any) -> Any:
        tries.append(1)
        return reserve(*arguments) if len(tries) != 2 else 1 / 0

    monkeypatch.setattr(limits, "reserve", fails_once)
    answers(world, BUSY)
    assert world.send(world.queued(2)) == [0]
    assert (world.usage().hour_count, world.usage().day_count) == (1, 1)


def test_room_of_a_message_that_may_have_been_accepted_stays_used(world: Any) -> None:
    world.secret(idempotent=True)
    world.tenant(limits=Limits(perMinute=1, perHour=1, perDay=1))
    world.clock.advance(seconds=57.5)
    answers(world, None)
    first, second = world.queued(1), world.queued(2)
    assert world.send(first) == []
    assert state(world, first) == "unknown"
    assert world.send(second) == []
    assert state(world, second) == "new"
    assert len(world.partner.requests) == 1


@pytest.mark.parametrize(
    "reply", [(401, {}), (422, {"error": {"code": "undeliverable"}}), (429, {}), (422, {}), (303, {}), None]
)
def test_who_takes_over_knows_that_the_message_may_have_been_accepted(
    world: Any, monkeypatch: pytest.MonkeyPatch, reply: Any
) -> None:
    world.secret(idempotent=True)
    message = world.queued(email="joao@empresa.example")
    die_before_recording(world, monkeypatch, message)
    world.partner.answer = lambda _: reply
    assert world.send(message) == []
    assert state(world, message) == "unknown"
    assert "undeliverableOn" not in world.item(message.contactId)
    assert {request["path"] for request in world.partner.requests} == {"/whatsapp/send"}
    assert [detail["reason"] for name, detail in world.events if "Human" in name][-1] == "message_unknown"


def test_a_request_is_never_repeated_with_another_partner(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.secret(idempotent=True)
    message = world.queued()
    die_before_recording(world, monkeypatch, message)
    world.secret(idempotent=True, endpoint=f"{world.partner.url}/another")
    assert world.send(message) == []
    assert state(world, message) == "unknown"
    assert len(world.partner.requests) == 1


def test_a_secret_that_changes_between_two_requests_leaves_an_open_message_to_a_human(world: Any) -> None:
    world.secret(idempotent=True)
    message = world.queued()
    changed = {"idempotent": True, "endpoint": f"{world.partner.url}/another"}
    answers(world, None, meanwhile=lambda: world.secret(**changed))
    assert world.send(message) == []
    assert state(world, message) == "unknown"
    assert len(world.partner.requests) == 1


@pytest.mark.parametrize("error", [RecursionError, OverflowError, KeyError])
def test_an_error_of_ours_after_the_request_leaves_the_message_open(
    world: Any, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def breaks(*_: object) -> None:
        raise error("after the request")

    monkeypatch.setattr(providers, "send", breaks)
    message = world.queued()
    assert world.send(message) == []
    assert state(world, message) == "unknown"


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_redirect_may_follow_an_acceptance_and_is_never_repeated_blindly(world: Any, status: int) -> None:
    answers(world, (status, {}))
    message = world.queued()
    assert world.send(message) == []
    assert world.send(message) == []
    assert state(world, message) == "unknown"
    assert len(world.partner.requests) == 1


def test_who_opts_out_while_the_message_waits_is_not_written_to(world: Any) -> None:
    message = world.queued()
    phone = world.item(message.contactId)["phone"]
    answers(world, BUSY, meanwhile=lambda: world.put_address(phone, optedOut=True))
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    assert state(world, message) == "opted_out"


def test_who_is_blocked_while_the_message_waits_is_not_written_to(world: Any) -> None:
    message = world.queued()
    phone = world.item(message.contactId)["phone"]
    answers(world, BUSY, meanwhile=lambda: world.put_address(phone, optedOut=False, blocked=True))
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    item = world.item(message.contactId)
    assert (item["state"], item["failure"]) == ("undeliverable", "blocked")


def put_meeting(world: Any, **fields: Any) -> None:
    item = {"pk": keys.meeting_pk("m1"), "sk": keys.MEETING_SK, "meetingId": "m1", **fields}
    dynamo.client().put_item(TableName=world.tables["meetings"], Item=dynamo.encode(item))


def reminder(world: Any, **changes: Any) -> Any:
    put_meeting(world, status="confirmed", version=2)
    contact_id = world.contact(state="scheduled")
    variables = {"when": "quinta, às 10h", "lead": "1 hora"}
    about = {"step": "reminder_1h#m1#v2", "meetingId": "m1", "meetingVersion": 2, "variables": variables}
    return world.message(contact_id, Kind.REMINDER, **about | changes)


@pytest.mark.parametrize(
    "meeting", [{"status": "cancelled", "version": 2}, {"status": "confirmed", "version": 3}]
)
def test_nobody_is_reminded_of_a_meeting_that_is_called_off_while_the_reminder_waits(
    world: Any, meeting: dict[str, Any]
) -> None:
    message = reminder(world)
    answers(world, BUSY, meanwhile=lambda: put_meeting(world, **meeting))
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    claim = world.item(message.contactId, keys.message_sk(message.step))
    assert (claim["status"], claim["reason"]) == ("skipped", "meeting_changed")


@pytest.mark.parametrize(
    "meeting", [{"status": "cancelled", "version": 2}, {"status": "confirmed", "version": 3}]
)
def test_no_reminder_is_claimed_for_a_meeting_that_is_called_off_after_it_was_read(
    world: Any, monkeypatch: pytest.MonkeyPatch, meeting: dict[str, Any]
) -> None:
    message, take = reminder(world), claims.take

    def overtaken(*arguments: Any) -> Any:
        put_meeting(world, **meeting)
        return take(*arguments)

    with monkeypatch.context() as raced:
        raced.setattr(claims, "take", overtaken)
        assert world.send(message) == []
    assert world.item(message.contactId, keys.message_sk(message.step))["status"] == "skipped"
    assert not world.partner.requests


def test_nobody_who_opts_out_after_a_reminder_was_read_is_reminded(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, take = reminder(world), claims.take
    phone = world.item(message.contactId)["phone"]

    def overtaken(*arguments: Any) -> Any:
        world.put_address(phone, optedOut=True)
        return take(*arguments)

    monkeypatch.setattr(claims, "take", overtaken)
    assert world.send(message) == []
    assert world.item(message.contactId, keys.message_sk(message.step)).get("status") != "sent"
    assert not world.partner.requests


def test_a_reminder_goes_out_once_where_the_answer_of_its_claim_is_lost(world: Any) -> None:
    message = reminder(world)
    with lost_answers(dynamo.client(), "TransactWriteItems"):
        assert world.send(message) == []
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    assert world.item(message.contactId, keys.message_sk(message.step))["status"] == "sent"


@pytest.mark.parametrize(
    ("late", "told"), [(timedelta(minutes=1), "24 horas"), (timedelta(hours=20), "4 horas")]
)
def test_a_reminder_says_how_long_it_is_until_the_meeting_when_it_goes_out(
    world: Any, late: timedelta, told: str
) -> None:
    made = world.clock()
    variables = {"when": "quinta, às 10h", "lead": "24 horas"}
    message = reminder(world, createdAt=made, expiresAt=made + timedelta(hours=24), variables=variables)
    world.clock.set(made + late)
    assert world.send(message) == []
    (request,) = world.partner.requests
    assert f"daqui a {told}" in request["message"]


def test_a_message_that_is_worthless_after_a_wait_is_dropped_on_the_record(world: Any) -> None:
    message = reminder(world, expiresAt=world.clock() + timedelta(seconds=50))
    answers(world, BUSY)
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    assert world.item(message.contactId, keys.message_sk(message.step))["status"] == "expired"


def test_a_message_that_waited_past_the_hours_goes_out_on_the_next_day(world: Any) -> None:
    world.tenant(hours=Hours(opens=time(8), closes=time(12, 1)))
    message = world.queued()
    answers(world, BUSY)
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    item = world.item(message.contactId)
    assert (item["state"], item["backlogOrder"]) == ("new", "2#2026-11-24T11:00:00.000Z")


def test_a_channel_that_is_closed_during_a_wait_holds_back_the_message(world: Any) -> None:
    message = world.queued()

    def close() -> None:
        world.partner.requests.clear()
        channels.close("acme", ClosedChannel(Channel.WHATSAPP, "x", NOON, NOON + timedelta(hours=1), 1), NOON)

    answers(world, BUSY, meanwhile=close)
    assert world.send(message) == []
    assert world.item(message.contactId)["backlogOrder"] == "2#2026-11-23T16:00:00.000Z"


def test_a_retry_looks_again_and_goes_out_where_nothing_has_changed(world: Any) -> None:
    message = world.queued()
    answers(world, BUSY, OK)
    assert world.send(message) == []
    assert state(world, message) == "contacted"


@pytest.mark.parametrize(
    ("meeting", "status"),
    [
        ({"status": "confirmed", "version": 3, "bookedVersion": 2}, "sent"),
        ({"status": "cancelled", "version": 3}, "skipped"),
    ],
)
def test_a_message_whose_meeting_changes_while_it_is_claimed_is_judged_anew_at_once(
    world: Any, monkeypatch: pytest.MonkeyPatch, meeting: dict[str, Any], status: str
) -> None:
    message, take = reminder(world), claims.take
    changes = iter([meeting])

    def taken(*arguments: Any) -> Any:
        for change in islice(changes, 1):
            put_meeting(world, **change)
        return take(*arguments)

    monkeypatch.setattr(claims, "take", taken)
    assert world.send(message) == []
    assert world.item(message.contactId, keys.message_sk(message.step))["status"] == status
    assert len(world.partner.requests) == (status == "sent")


def test_a_message_whose_meeting_goes_on_changing_is_delivered_again_by_the_queue(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, take, versions = reminder(world), claims.take, count(3)

    def taken(*arguments: Any) -> Any:
        put_meeting(world, status="confirmed", version=next(versions), bookedVersion=2)
        return take(*arguments)

    monkeypatch.setattr(claims, "take", taken)
    assert world.send(message) == [0]
    assert world.partner.requests == []
    assert world.item(message.contactId, keys.message_sk(message.step)) == {}

"""What an operator reads who asks why no message goes out: the logs of release-contacts and of send-messages."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Hours, Limits
from handlers.common.storage import configuration
from handlers.dispatch.rules import closures
from handlers.dispatch.storage import channels, pauses
from handlers.dispatch.storage.pauses import Pause

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
EVERY_DAY = frozenset(range(1, 8))


def days_around(moment: datetime) -> frozenset[date]:
    """The day of a moment by any clock, and those beside it."""
    day = moment.astimezone(SAO_PAULO).date()
    return frozenset(day + timedelta(days=by) for by in (-1, 0, 1, 2))


def other_weekdays(moment: datetime) -> Hours:
    """Hours of weekdays that today is not, by any clock."""
    off = {day.isoweekday() for day in days_around(moment)}
    return Hours(opens=time(0), closes=time(0), weekdays=EVERY_DAY - off, holidays=True)


def lines(caplog: pytest.LogCaptureFixture, message: str) -> list[dict[str, Any]]:
    return [vars(record) for record in caplog.records if record.getMessage() == message]


def held(caplog: pytest.LogCaptureFixture) -> set[tuple[str, str]]:
    """Who waits for what reason, in the lines of release-contacts: tenants, or contacts where they are named."""
    by_tenant = {
        (tenant, str(line["reason"]))
        for line in lines(caplog, "tenants held back")
        for tenant in line["tenantIds"]
    }
    by_contact = {
        (contact, str(line["reason"]))
        for line in lines(caplog, "contacts held back")
        for contact in line["contactIds"]
    }
    return by_tenant | by_contact


CLOSED_NOW = {
    "outside_hours": lambda now: {"hours": other_weekdays(now)},
    "holiday": lambda now: {"holidays": days_around(now)},
}
Changes = Callable[[datetime], dict[str, Any]]


@pytest.mark.parametrize(("reason", "changes"), CLOSED_NOW.items())
def test_release_contacts_says_that_it_is_outside_the_hours_or_a_holiday(
    world: Any, caplog: pytest.LogCaptureFixture, reason: str, changes: Changes
) -> None:
    world.tenant(**changes(datetime.now(UTC)))
    world.campaign()
    contact = world.contact()
    assert world.release()["released"] == 0
    # Now and then the contacts themselves are looked at; else the tenant's own clock is enough.
    assert held(caplog) & {("acme", reason), (contact, reason)}
    assert {name for _, name in held(caplog)} == {reason}


def test_release_contacts_names_those_who_wait_for_an_hour_of_their_own(
    world: Any, caplog: pytest.LogCaptureFixture
) -> None:
    hour = datetime.now(SAO_PAULO).hour
    opens, closes = (time(0), time(hour + 2)) if hour < 12 else (time(hour - 1), time(0))
    world.tenant(hours=Hours(opens=opens, closes=closes, weekdays=EVERY_DAY, holidays=True))
    world.campaign()
    here, there = world.contact(1), world.contact(2, timezone="Asia/Tokyo")
    assert world.release() == {"released": 1, "postponed": 1, "given_up": 0}
    (line,) = lines(caplog, "contacts held back")
    assert (line["tenantId"], line["campaignId"], line["reason"]) == ("acme", "spring", "outside_hours")
    assert (line["contactIds"], line["contacts"]) == ([there], 1)
    assert datetime.fromisoformat(line["until"]) > datetime.now(UTC)
    assert here not in str(line)


def test_release_contacts_says_that_the_limits_are_used_up(
    world: Any, caplog: pytest.LogCaptureFixture
) -> None:
    world.tenant(limits=Limits(perMinute=1, perHour=1, perDay=1))
    world.campaign()
    world.contact(1)
    assert world.release()["released"] == 1
    assert held(caplog) == set()
    world.contact(2)
    assert world.release()["released"] == 0
    assert held(caplog) == {("acme", "limit")}


def test_release_contacts_says_so_too_where_only_some_find_room(
    world: Any, caplog: pytest.LogCaptureFixture
) -> None:
    world.tenant(limits=Limits(perMinute=2, perHour=1000, perDay=1000))
    world.campaign()
    for number in range(3):
        world.contact(number)
    assert world.release()["released"] == 2
    assert held(caplog) == {("acme", "limit")}


def test_release_contacts_says_that_every_channel_is_closed_or_no_campaign_goes_on(
    world: Any, caplog: pytest.LogCaptureFixture
) -> None:
    world.tenant()
    configuration.put_tenant(world.tenant().model_copy(update={"tenantId": "zeta"}))
    world.campaign()
    world.contact()
    now = datetime.now(UTC)
    for channel in Channel:
        channels.close("acme", closures.closed(channel, "unauthorized", now, None), now)
    configuration.put_tenant(world.tenant().model_copy(update={"tenantId": "beta"}))
    world.campaign(tenantId="beta")
    pauses.pause("beta", "spring", Pause(now, "ana", "too many complaints"))
    world.release()
    assert held(caplog) == {("acme", "channel_closed"), ("zeta", "no_campaign"), ("beta", "paused")}


@pytest.mark.parametrize("reason", ["outside_hours", "holiday", "limit", "channel_closed"])
def test_send_messages_says_why_a_message_goes_back_and_until_when(
    world: Any, caplog: pytest.LogCaptureFixture, reason: str
) -> None:
    now = world.clock()
    changes: dict[str, dict[str, Any]] = {
        "outside_hours": {"hours": other_weekdays(now)},
        "holiday": {"holidays": days_around(now)},
        "limit": {"limits": Limits(perMinute=1, perHour=1, perDay=1)},
    }
    world.tenant(**changes.get(reason, {}))
    world.campaign()
    if reason == "channel_closed":
        channels.close("acme", closures.closed(Channel.WHATSAPP, "unauthorized", now, None), now)
    first, second = world.queued(1), world.queued(2)
    assert world.send(first, second) == []
    told = lines(caplog, "message deferred")
    contacts = {first.contactId, second.contactId}
    assert {str(line["reason"]) for line in told} == {reason}
    assert {line["contactId"] for line in told} <= contacts
    assert len(told) == (1 if reason == "limit" else 2)
    assert {(line["tenantId"], line["campaignId"]) for line in told} == {("acme", "spring")}
    assert all(datetime.fromisoformat(line["until"]) > now for line in told)
    assert len(world.partner.requests) == 2 - len(told)


@pytest.mark.parametrize(("flag", "reason"), [("blocked", "blocked"), ("optedOut", "opted_out")])
def test_send_messages_says_that_somebody_is_blocked_or_has_opted_out(
    world: Any, caplog: pytest.LogCaptureFixture, flag: str, reason: str
) -> None:
    world.tenant()
    world.campaign()
    message = world.queued(1)
    world.put_address(world.item(message.contactId)["phone"], **{flag: True})
    assert world.send(message) == []
    (line,) = lines(caplog, "message not sent")
    assert (line["reason"], line["contactId"], line["tenantId"]) == (reason, message.contactId, "acme")
    assert world.partner.requests == []


def test_what_is_told_of_those_who_wait_holds_no_personal_data(
    world: Any, caplog: pytest.LogCaptureFixture
) -> None:
    world.tenant(holidays=days_around(datetime.now(UTC)))
    world.campaign()
    world.send(world.queued(1, email="ana@empresa.example", contactName="Fulana"))
    world.contact(2, email="bia@empresa.example", contactName="Fulana")
    world.release()
    written = "\n".join(str(vars(record)) for record in caplog.records)
    assert "holiday" in written
    for secret in ("98800", "empresa.example", "Fulana"):
        assert secret not in written

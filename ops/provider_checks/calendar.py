"""The check of the calendars: every host's calendar can be read and written."""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from handlers.common.rules.partner import GoogleCalendarSecret, PartnerSecret, Secret
from handlers.common.rules.tenants import Tenant
from handlers.meetings.partners.calendar import Calendar, CalendarUnavailableError
from handlers.meetings.partners.gateway_calendar import GatewayCalendar
from handlers.meetings.partners.google_calendar import GoogleCalendar, access_role
from handlers.meetings.partners.google_requests import Requests
from handlers.meetings.rules.times import Slot

LOOKED_AT = timedelta(days=14)
"""As far as meetings are proposed, about."""
_WRITERS = ("writer", "owner", "writerWithoutPrivateAccess")


def check(secret: Secret, tenants: Sequence[Tenant]) -> list[str]:
    """Return what would keep a meeting of some host from being booked, each problem with its cure.

    A gateway is asked for busy times only: its contract has no way to ask whether it would take an event.
    """
    assert isinstance(secret, PartnerSecret | GoogleCalendarSecret), "PROVIDERS keeps the channels apart"
    if not tenants:
        return [
            "there is no tenant, whose hosts' calendars are asked: load one with python -m ops tenant put FILE"
        ]
    return [
        f"tenant {tenant.tenantId}, host {host.hostId}, calendar {host.calendarId}: {problem}"
        for tenant in tenants
        for host in tenant.hosts
        for problem in _of_calendar(secret, host.calendarId)
    ]


def _of_calendar(secret: PartnerSecret | GoogleCalendarSecret, calendar_id: str) -> Iterator[str]:
    now = datetime.now(UTC)
    try:
        _calendar(secret).busy(calendar_id, Slot(now, now + LOOKED_AT))
        if isinstance(secret, GoogleCalendarSecret):
            yield from _unless_writable(secret, calendar_id)
    except (CalendarUnavailableError, ValueError) as error:
        problem = str(error).partition(";")[0]
        yield f"{problem} ({_actor(secret)})" if isinstance(secret, GoogleCalendarSecret) else problem


def _calendar(secret: PartnerSecret | GoogleCalendarSecret) -> Calendar:
    if isinstance(secret, GoogleCalendarSecret):
        return GoogleCalendar(lambda: secret, _keep)
    return GatewayCalendar(lambda: secret, _keep)


def _unless_writable(secret: GoogleCalendarSecret, calendar_id: str) -> Iterator[str]:
    role = access_role(Requests(lambda: secret, _keep, time.sleep), calendar_id)
    if role not in _WRITERS:
        actor = _actor(secret)
        yield (
            f"{actor} may not write to it (its role is {role or 'unknown'}): share the calendar with {actor}, "
            "with the right to make changes to events"
        )


def _actor(secret: GoogleCalendarSecret) -> str:
    """The address with which a calendar has to be shared."""
    return secret.subject or str(secret.service_account["client_email"])


def _keep() -> None:
    """Forget nothing: the secret was read for this check."""

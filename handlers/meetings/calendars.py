"""The calendars of hosts, of whoever the secret names at each call (docs/system.md, "Meetings: calendars")."""

import time
from functools import partial
from typing import TypeVar

from handlers.common.rules.partner import GoogleCalendarSecret, PartnerSecret
from handlers.common.storage import secrets
from handlers.meetings.partners.calendar import Calendar, CalendarUnavailableError
from handlers.meetings.partners.gateway_calendar import GatewayCalendar

_NAME = "calendar"
_Kind = TypeVar("_Kind", PartnerSecret, GoogleCalendarSecret)


def _secret(kind: type[_Kind]) -> _Kind:
    """Return the secret, which is of one kind; a key that was refused may have given way to another provider."""
    secret = secrets.partner(_NAME)
    if not isinstance(secret, kind):
        raise CalendarUnavailableError("the calendar's secret names another provider since: run again")
    return secret


_forget = partial(secrets.forget, _NAME)
_GATEWAY = GatewayCalendar(partial(_secret, PartnerSecret), _forget)


def calendar() -> Calendar:
    """Return the calendars of the provider that the secret names now."""
    if not isinstance(secrets.partner(_NAME), GoogleCalendarSecret):
        return _GATEWAY
    # What Google takes is not for the cold starts of whoever has a gateway to pay for.
    from handlers.meetings.partners.google_calendar import GoogleCalendar

    return GoogleCalendar(partial(_secret, GoogleCalendarSecret), _forget, time.sleep)

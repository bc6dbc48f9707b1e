"""The reasons for which a message waits that would go out otherwise, as the log and the history name them."""

from datetime import datetime
from enum import StrEnum

from handlers.common.rules.contact import Place
from handlers.common.rules.holidays import DaysOff
from handlers.common.rules.hours import next_permitted
from handlers.common.rules.tenants import Tenant


class Hold(StrEnum):
    """A reason to wait."""

    OUTSIDE_HOURS = "outside_hours"
    """The tenant's hours and weekdays, by the contact's clock."""
    HOLIDAY = "holiday"
    """A public holiday of the contact's place, or a day off of the tenant's."""
    LIMIT = "limit"
    """All that the tenant may send in a minute, an hour or a day is sent, or planned."""
    CHANNEL_CLOSED = "channel_closed"
    """The partner refuses what the tenant sends: `python -m ops channel show` says why."""
    PAUSED = "paused"
    """An operator has paused the tenant, or all of its campaigns."""
    NO_CAMPAIGN = "no_campaign"
    ASKED_BACK = "asked_back"
    """The person was asked back, perhaps by another campaign, and has not answered."""
    HUMAN_TALKS = "human_talks"
    """A person talks to the contact."""
    UNREAD = "unread"
    """The person has just written, which is read within minutes."""
    AWAY = "away"
    """The person is away, by an absence notice to whichever campaign."""


def permitted_from(now: datetime, tenant: Tenant, place: Place) -> datetime:
    """The first instant, not before ``now``, at which the tenant may write to somebody there."""
    return next_permitted(now, tenant.hours, place.zone, _days_off(tenant, place))


def why_not_now(now: datetime, tenant: Tenant, place: Place) -> Hold:
    """The reason for which the tenant may not write to somebody there at ``now``, given that it may not."""
    today = now.astimezone(place.zone).date()
    off = today.isoweekday() in tenant.hours.weekdays and today in _days_off(tenant, place)
    return Hold.HOLIDAY if off else Hold.OUTSIDE_HOURS


def _days_off(tenant: Tenant, place: Place) -> DaysOff:
    return DaysOff(place.uf, tenant.holidays, tenant.hours.holidays)

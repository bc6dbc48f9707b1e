"""Giving a time back that the calendar refused (docs/system.md, "Meetings: booking")."""

from datetime import datetime

from handlers.common.rules.model import FINAL_STATES
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import contacts
from handlers.meetings import announcing, entries
from handlers.meetings.rules.meeting import Meeting


def give_back(meeting: Meeting, tenant: Tenant | None, correlation_id: str, now: datetime) -> Meeting:
    """Give up the time that the calendar refused; return the meeting, at the time before where that still stands.

    By a later delivery than the one that booked, both sides may have been told of the refused time: they hear that
    the one before stands. Raises ``CalendarUnavailableError``, and ``ChangedError`` if the meeting has changed
    meanwhile.
    """
    after = entries.give_back(meeting, now)
    may_be_told = meeting.confirmed_at is not None and meeting.confirmed_at < now
    contact = contacts.find(meeting.contact_id) if after.time is not None and may_be_told else None
    if tenant is not None and contact is not None and contact.state not in FINAL_STATES:
        announcing.agreed(after, tenant, contact, correlation_id, now)
    return after

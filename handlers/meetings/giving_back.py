"""Giving a time back that the calendar refused, and asking for other slots (docs/system.md, "Meetings: booking")."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.common import telling
from handlers.common.rules.model import FINAL_STATES, Channel, Event, Side
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import contacts, keys
from handlers.common.storage.writes import ChangedError
from handlers.meetings import announcing, entries
from handlers.meetings.rules import offers
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.proposing import Reason, Urgency
from handlers.meetings.storage import meetings


def give_back(meeting: Meeting, tenant: Tenant | None, correlation_id: str, now: datetime) -> Meeting:
    """Give up the time that the calendar refused; return the meeting, at the time before where that still stands.

    By a later delivery than the one that booked, both sides may have been told of the refused time: they hear that
    the one before stands; where there is none, ``ask_for_others`` tells them. Raises ``CalendarUnavailableError``, and
    ``ChangedError`` if the meeting has changed meanwhile.
    """
    after = entries.give_back(meeting, now)
    stands = after.time is not None and offers.may_be_told(meeting, now)
    contact = contacts.find(meeting.contact_id) if stands else None
    if tenant is not None and contact is not None and contact.state not in FINAL_STATES:
        announcing.agreed(after, tenant, contact, correlation_id, now)
    return after


def ask_for_others(
    meeting: Meeting,
    reason: Reason,
    choice_id: str | None,
    correlation_id: str,
    now: datetime,
    channel: Channel | None = None,
) -> None:
    """Ask for other slots in the place of the one that the choice ``choice_id`` named, and withdraw a refused time.

    Both events say which time that is, and it is on record until they are raised: the host is told by the one, the
    contact by what answers the other, on the ``channel`` on which it chose.
    """
    requested: dict[str, Any] = {
        "reason": reason,
        "urgency": Urgency.NORMAL,
        "round": meeting.round,
        "requestId": f"{choice_id}#{meeting.round}",
        "channel": channel,
    }
    told = [(Event.SCHEDULE_REQUESTED, requested)]
    if meeting.refused is not None:
        start, end = map(keys.instant, (meeting.refused.start, meeting.refused.end))
        requested["refused"] = {"start": start, "end": end}
        withdrawn = {"by": Side.HOST, "bookingId": meeting.booking_id, "refused": requested["refused"]}
        told = [(Event.MEETING_CANCELLED, withdrawn), *told]
    telling.tell_all(meeting.subject(correlation_id), now, told)
    if meeting.refused is not None:
        with suppress(ChangedError):
            meetings.save(meeting, replace(meeting, refused=None))

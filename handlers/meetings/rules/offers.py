"""The end of an offer of slots, by the clock or by a choice (docs/system.md, "Meetings: offers"): pure."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.tenants import Host
from handlers.meetings.rules import reminders
from handlers.meetings.rules.meeting import PROPOSAL_STANDS, Meeting
from handlers.meetings.rules.times import Slot

_MOST_DAYS = 120
"""The days after which an offer ends in any case: those for which slots are looked for."""


def expires_at(now: datetime, slots: Sequence[Slot], host: Host, days_off: Container[date]) -> datetime:
    """Return the end of an offer made at ``now``: after 24 hours, or when the last of its slots begins.

    The hours of days on which the host does not work are not counted; days are the host's.
    """
    zone = ZoneInfo(host.timezone)
    today = now.astimezone(zone).date()
    at, left = now.astimezone(UTC), PROPOSAL_STANDS
    for ahead in range(_MOST_DAYS):
        day = today + timedelta(days=ahead)
        ends = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
        if day.isoweekday() in host.hours.weekdays and day not in days_off:
            if at + left <= ends:
                at += left
                break
            left -= ends - at
        at = ends
    return min(at, max(slot.start for slot in slots))


def lapsed(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting after its offer ran out: at its agreed time, be it over by now, if it has one; else expired."""
    stays = meeting.status is MeetingStatus.CONFIRMED or meeting.to_come(now) is not None
    return replace(
        meeting,
        status=MeetingStatus.CONFIRMED if stays else MeetingStatus.EXPIRED,
        version=meeting.version + 1,
        lapsed_round=meeting.round,
        updated_at=now,
    )


def turned_down(meeting: Meeting, confirmation_id: str, now: datetime) -> Meeting:
    """The meeting after a choice of a slot that is not available: the offer is over, a time agreed before is held."""
    return replace(
        meeting,
        version=meeting.version + 1,
        expires_at=min(now, meeting.expires_at),
        confirmation_id=confirmation_id,
        earlier_choices=meeting.choices,
        updated_at=now,
    )


def kept(meeting: Meeting, confirmation_id: str, now: datetime) -> Meeting:
    """The meeting after a choice of the time that it has: the offer is over, and all that is said of the time holds."""
    return replace(
        meeting,
        version=meeting.version + 1,
        confirmation_id=confirmation_id,
        earlier_choices=meeting.choices,
        booking_id=meeting.booking_id or meeting.confirmation_id,
        booked_round=meeting.round,
        booked_version=meeting.time_version,
        updated_at=now,
    )


def back_at_old_time(meeting: Meeting, now: datetime) -> Meeting | None:
    """The meeting without the time that the calendar refused: at the one before, of which the entry is still there.

    None of a meeting that had none, or none that is still to come. Nothing can be chosen of its offer.
    """
    *others, latest = meeting.former_entries or (None,)
    if latest is None or latest.event_id is None or latest.time.start <= now:
        return None
    return replace(
        meeting,
        version=meeting.version + 1,
        expires_at=now,
        time=latest.time,
        confirmed_at=now,
        booking_id=latest.booking_id,
        booked_round=meeting.round - 1,
        booked_version=meeting.version + 1,
        calendar_event_id=latest.event_id,
        conference_link=latest.conference_link,
        former_entries=tuple(entry for entry in others if entry),
        reminders=reminders.skipped(latest.time.start, now),
        updated_at=now,
    )


def may_be_told(meeting: Meeting, now: datetime) -> bool:
    """True if others may know of the agreed time: this is a later delivery than the one that booked it."""
    return meeting.confirmed_at is not None and meeting.confirmed_at < now


def known_time(meeting: Meeting, now: datetime) -> Slot | None:
    """The time to come that others know for the meeting's, when the calendar refuses the one that was booked."""
    former = (entry.time for entry in reversed(meeting.former_entries))
    known = meeting.time if may_be_told(meeting, now) else next(former, None)
    return known if known is not None and now < known.start else None


def given_back(meeting: Meeting, now: datetime, known: Slot | None = None) -> Meeting:
    """The meeting without the time that the calendar refused: back to an offer of which nothing can be chosen.

    ``known``: the time that others know for its own.
    """
    return replace(
        meeting,
        status=MeetingStatus.PROPOSED,
        version=meeting.version + 1,
        expires_at=now,
        time=None,
        refused=known,
        booked_version=None,
        confirmed_at=None,
        reminders={},
        updated_at=now,
    )

"""Finishing what other functions have left of meetings: whose contact is gone, and what their calendars lack."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import MeetingStatus, Side, State
from handlers.common.storage import configuration, contacts
from handlers.meetings import calling, cancellation, entries, giving_back
from handlers.meetings.partners.calendar import CalendarRefusedError, CalendarUnavailableError
from handlers.meetings.rounds import OutOfTimeError, Round, subject
from handlers.meetings.rules import ending
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.proposing import Reason
from handlers.meetings.storage import finding, meetings

GRACE = timedelta(minutes=10)
"""The time that a fresh booking is left to confirm-meeting and its retries."""
LOOKED_BACK = timedelta(days=60)
"""Cancelled meetings that were scheduled longer ago are not looked at again."""
CALENDAR_SECONDS = 30.0
"""The time that must be left for a meeting: a call that the calendar does not answer, with its repeats."""

_GONE = frozenset({State.OPTED_OUT, State.UNSUCCESSFUL})
"""The states of whoever has given up, with what does not outlast it."""


def call_off_ended(now: datetime, this: Round) -> list[Meeting]:
    """Cancel the meetings whose contact has given up or been erased, and offers to who has opted out; return them.

    A human is called for the agreed meetings of whoever cannot be reached any more, or has opted out without a word
    about theirs. The calendar is left for later.
    """
    called_off: list[Meeting] = []
    for status in (MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED):
        held = list(finding.scheduled_between(status, finding.EVER, finding.NEVER, this.alone))
        known = contacts.items(meeting.contact_id for meeting in held)
        for meeting in held:
            if meeting.status is MeetingStatus.CONFIRMED and not meeting.stands(now):
                continue
            with this.alone(subject(meeting)):
                item = known.get(meeting.contact_id)
                contact = None if item is None else Contact.of(item)
                if contact is not None and ending.outlasts(meeting, contact.state, now):
                    calling.unreachable(subject(meeting), contact, now)
                elif contact is None or contact.state in _GONE:
                    cancelled = meetings.cancel(meeting.meeting_id, now, Side.SYSTEM)
                    called_off += [cancelled] if cancelled else []
    return called_off


def settle_calendars(
    called_off: Sequence[Meeting], now: datetime, this: Round, seconds_left: Callable[[], float]
) -> int:
    """Enter into the calendars what is booked and remove what is not; return the number of meetings settled.

    A calendar that does not answer is not asked for the next meeting in the same run. Nothing is begun for which the
    time is too short.
    """
    settled = 0
    for meeting in {meeting.meeting_id: meeting for meeting in _unsettled(called_off, now, this)}.values():
        answers = True
        with this.alone(subject(meeting)):
            if seconds_left() < CALENDAR_SECONDS:
                raise OutOfTimeError(
                    "not every calendar could be settled: run again, those that were are left out"
                )
            try:
                settled += _settle(meeting, now)
            except CalendarUnavailableError:
                answers = False
                raise
        if not answers:
            break
    return settled


def _unsettled(called_off: Sequence[Meeting], now: datetime, this: Round) -> Iterator[Meeting]:
    # The index may not name those yet that were cancelled a moment ago.
    yield from called_off
    yield from finding.to_withdraw(now - LOOKED_BACK, this.alone)
    for meeting in finding.to_enter(now, this.alone):
        if meeting.updated_at <= now - GRACE:
            yield meeting


def _settle(meeting: Meeting, now: datetime) -> bool:
    """Bring the calendar to where the meeting is; a time that it refuses is given back, with an apology."""
    if meeting.status is MeetingStatus.CANCELLED:
        cancellation.finish(meeting, now, subject(meeting).correlation_id)
        return True
    if meeting.refused is not None:
        _ask_for_others(meeting, now)
        return True
    try:
        entries.settle(meeting, now)
    except CalendarRefusedError:
        if meeting.status is not MeetingStatus.CONFIRMED or meeting.on_offer(now):
            # Other slots are on offer: the old time is for a human.
            raise
        tenant = configuration.tenant(meeting.tenant_id)
        given_back = giving_back.give_back(meeting, tenant, subject(meeting).correlation_id, now)
        _ask_for_others(given_back, now)
    return True


def _ask_for_others(meeting: Meeting, now: datetime) -> None:
    correlation_id = subject(meeting).correlation_id
    giving_back.ask_for_others(meeting, Reason.CALENDAR_REFUSED, meeting.confirmation_id, correlation_id, now)

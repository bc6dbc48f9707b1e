"""Reading the calendar back before a time is told (docs/system.md, "Meetings: reading the calendar back").

An event that is gone calls its meeting off, one that stands at another time moves it. Both are done under the condition
that the meeting still is as it was when its event was read, so whatever comes between, the later one stands.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from handlers.common.rules import redaction
from handlers.common.rules.model import Attention, Side
from handlers.common.storage import configuration
from handlers.common.storage.writes import ChangedError
from handlers.meetings import calendars, cancellation, host_changes
from handlers.meetings.rounds import Round, subject
from handlers.meetings.rules import ending, moving
from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.reminders import Reminder
from handlers.meetings.storage import host_time, meetings
from handlers.meetings.storage.host_time import TimeTakenError
from handlers.observability import count, logger

SECONDS = 15.0
"""Seconds of a run in which events may begin to be read: enough for fifty, as fast as calendars answer. Of the others
people are reminded unread."""


class Reading:
    """The events that one run reads; a host's calendar that did not answer is not asked again."""

    def __init__(self, clock: datetime, this: Round, seconds_left: Callable[[], float]) -> None:
        self._clock = clock
        self._round = this
        self._seconds_left = seconds_left
        self._ends = seconds_left() - SECONDS
        self._silent: set[tuple[str, str]] = set()
        self._moving: set[str] = set()

    def standing(self, due: Sequence[Reminder]) -> list[Reminder]:
        """Return the reminders that the calendars bear out; meetings that they do not are called off or moved."""
        kept: list[Reminder] = []
        for reminder in due:
            with self._round.alone(subject(reminder.meeting)):
                stands = self.borne_out(reminder.meeting) if reminder.is_open else reminder.meeting
                kept += [reminder._replace(meeting=stands)] if stands else []
        return kept

    def borne_out(self, meeting: Meeting) -> Meeting | None:
        """Return the meeting, whose start may be told; None where the calendar has it no longer at that time."""
        found = self._read(meeting) if self._is_to_be_read(meeting) else None
        if found is None or found.status is EventStatus.NOT_TOLD:
            return meeting
        if found.time == meeting.time:
            return _with_link(meeting, found.conference_link)
        if found.status is EventStatus.GONE:
            if meeting.on_offer(self._clock):
                # Its contact is choosing another time: to call all of it off would be a guess.
                self._call_human(meeting, found)
            else:
                self._call_off(meeting)
            return None
        return self._moved(meeting, found)

    def _is_to_be_read(self, meeting: Meeting) -> bool:
        return meeting.calendar_event_id is not None and meeting.scheduled_at > self._clock

    def _read(self, meeting: Meeting) -> FoundEvent | None:
        """Return the meeting's event; None where the calendar does not tell in time."""
        host = (meeting.tenant_id, meeting.host_id)
        if host not in self._silent and self._seconds_left() > self._ends:
            try:
                return calendars.calendar().read_event(meeting.calendar_event_id or "")
            except Exception as error:
                # Whatever is wrong with a calendar, nobody goes without a reminder for it.
                self._silent.add(host)
                logger.warning(
                    "an event was not read back",
                    extra={**subject(meeting).ids, "problem": redaction.message(error)},
                )
        count("EventsNotReadBack")
        return None

    def _call_off(self, meeting: Meeting) -> None:
        after = ending.cancelled(meeting, self._clock, Side.HOST)
        with suppress(ChangedError):
            meetings.save(meeting, after)
            count("MeetingsCalledOffByHosts")
            cancellation.finish(after, self._clock, subject(meeting).correlation_id)

    def _moved(self, meeting: Meeting, found: FoundEvent) -> Meeting | None:
        """Move the meeting; return it where the start is the same, None where that is not to be told."""
        slot = moving.new_time(found, self._clock)
        is_same_start = slot is not None and meeting.time is not None and slot.start == meeting.time.start
        if slot is None:
            self._call_human(meeting, found)
            return None
        after = moving.moved(meeting, slot, found, self._clock)
        try:
            after = self._saved(meeting, after, slot)
        except ChangedError:
            return None
        except TimeTakenError:
            self._call_human(meeting, found)
            return meeting if is_same_start else None
        if is_same_start:
            return after
        count("MeetingsMovedByHosts")
        host_changes.tell_moved(after, self._clock)
        return None

    def _saved(self, meeting: Meeting, after: Meeting, slot: Slot) -> Meeting:
        """Save a move; where others are in its way, they are read back first, and buffers are the host's to give up.

        Raises as ``meetings.save`` does. A run that is cut short leaves a meeting without its buffer, and no more.
        """
        with suppress(TimeTakenError):
            meetings.save(meeting, after)
            return after
        self._moving.add(meeting.meeting_id)
        for other in self._in_the_way(after):
            if other.time is not None and other.time.overlaps(slot) and other.meeting_id not in self._moving:
                self.borne_out(other)
        close = replace(after, buffer_minutes=0)
        for other in self._in_the_way(close):
            if other.time is not None and not other.time.overlaps(slot):
                meetings.save(other, replace(other, buffer_minutes=0))
        meetings.save(meeting, close)
        return close

    def _in_the_way(self, after: Meeting) -> list[Meeting]:
        """The meetings that hold some of the time that one is to have."""
        return [other for each in host_time.holders(after) if (other := meetings.get(each)) is not None]

    def _call_human(self, meeting: Meeting, found: FoundEvent) -> None:
        """Call a human, once for the version of a meeting, and say what the calendar has: nothing is guessed."""
        problem = f"event_changed_v{meeting.time_version}"
        tenant = configuration.tenant(meeting.tenant_id)
        zone = tenant.host_zone(meeting.host_id) if tenant else None
        said = moving.in_the_calendar(found, zone) if zone else ""
        self._round.call_human(subject(meeting), Attention.CALENDAR_CHANGED, problem, said)


def _with_link(meeting: Meeting, link: str | None) -> Meeting:
    """The meeting with the conference that its event got after it was made; it is kept, and makes no new version."""
    if link is None or meeting.conference_link is not None:
        return meeting
    linked = replace(meeting, conference_link=link)
    with suppress(ChangedError):
        meetings.save(meeting, linked)
    return linked

"""The entries of meetings in their hosts' calendars.

An entry is made under a key of its own, which the booking names, so it can be found again even if its id was never
learnt: by making it once more, which gives the same event.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from handlers.common.rules.contact import Contact
from handlers.common.rules.tenants import RemovedError, Tenant
from handlers.common.storage import configuration, contacts, stats, writes
from handlers.common.storage.writes import ChangedError
from handlers.meetings import calendars
from handlers.meetings.partners.calendar import CalendarRefusedError, CalendarUnavailableError
from handlers.meetings.rules import offers
from handlers.meetings.rules.calendar_events import MadeEvent, NewEvent
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.rules.times import Entry
from handlers.meetings.storage import meetings
from handlers.meetings.storage.host_time import TimeTakenError


def settle(meeting: Meeting, now: datetime) -> Meeting:
    """Bring the calendar to where the meeting is, which holds an agreed time; return the meeting as it is then.

    The entry of the agreed time is made, then those of earlier times are removed: while the calendar may still refuse,
    the time before is not given up. Raises ``CalendarRefusedError`` if the time is not free after all,
    ``CalendarUnavailableError``, and ``ChangedError`` if the meeting has changed meanwhile.
    """
    entry = meeting.entry
    if meeting.calendar_event_id is None and entry is not None:
        # The calendar would refuse a time for the meeting's own sake.
        in_the_way = [former for former in meeting.former_entries if former.time.overlaps(entry.time)]
        try:
            meeting = _enter_beside(meeting, entry, in_the_way, now)
        except CalendarRefusedError:
            moved = _moved_there(meeting, entry)
            if not moved:
                raise
            meeting = _enter_beside(meeting, entry, moved, now)
    return _without(meeting, meeting.former_entries, now)


def give_back(meeting: Meeting, now: datetime) -> Meeting:
    """Give up the time that the calendar refused; return the meeting as it is then.

    It is back at the time before, unless there was none or the host has given that to somebody else. Raises
    ``CalendarUnavailableError``, and ``ChangedError`` if the meeting has changed meanwhile.
    """
    before = offers.back_at_old_time(meeting, now)
    if before is not None:
        with suppress(TimeTakenError):
            meetings.save(meeting, before)
            return before
    known = offers.known_time(meeting, now)
    meeting = _without(meeting, meeting.former_entries, now)
    after = offers.given_back(meeting, now, known)
    meetings.save(meeting, after)
    return after


def remove_all(meeting: Meeting) -> None:
    """Remove every entry of a meeting that has been called off, also one whose id was never learnt."""
    _remove_event(meeting.former_event_id)
    for entry in (*meeting.former_entries, meeting.entry):
        if entry is not None:
            _remove(meeting, entry)


def _without(meeting: Meeting, former: Sequence[Entry], now: datetime) -> Meeting:
    """The meeting after entries of earlier times have been removed, and any that earlier releases kept."""
    if not former and not meeting.former_event_id:
        return meeting
    _remove_event(meeting.former_event_id)
    for entry in former:
        _remove(meeting, entry)
    left = tuple(entry for entry in meeting.former_entries if entry not in former)
    cleared = replace(meeting, former_entries=left, former_event_id=None, updated_at=now)
    meetings.save(meeting, cleared)
    return cleared


def _enter_beside(meeting: Meeting, entry: Entry, own: Sequence[Entry], now: datetime) -> Meeting:
    """Make the entry of the agreed time where the meeting's ``own`` earlier ones, which go first, are in the way."""
    if own:
        _look_beside(meeting, entry, own)
    of = {each.booking_id for each in own}
    gone = [former for former in meeting.former_entries if former.booking_id in of]
    return _enter(_without(meeting, gone, now), entry, now)


def _moved_there(meeting: Meeting, wanted: Entry) -> list[Entry]:
    """The meeting's earlier entries that its host has moved to where they are in the way, with the times they have.

    What cannot be read back is in nobody's way.
    """
    found = []
    for former in meeting.former_entries:
        at = None
        with suppress(CalendarUnavailableError):
            at = calendars.calendar().read_event(former.event_id).time if former.event_id else None
        if at is not None and at != former.time and at.overlaps(wanted.time):
            found.append(former._replace(time=at))
    return found


def _look_beside(meeting: Meeting, wanted: Entry, own: Sequence[Entry]) -> None:
    """``CalendarRefusedError`` where others are in the way too: then the meeting's ``own`` entries are to stay."""
    host = _tenant(meeting).host(meeting.host_id)
    for span in calendars.calendar().busy(host.calendarId, wanted.time):
        if span.overlaps(wanted.time) and not any(span.lies_within(entry.time) for entry in own):
            raise CalendarRefusedError("the calendar has something else then, beside the time before")


def _enter(meeting: Meeting, entry: Entry, now: datetime) -> Meeting:
    made = _make(meeting, entry)
    try:
        return _keep(meeting, made, now)
    except ChangedError:
        writes.decided(lambda: _keep_or_delete(meeting, entry, made, now), f"meeting {meeting.meeting_id}")
        raise


def _keep(meeting: Meeting, made: MadeEvent, now: datetime) -> Meeting:
    """Keep the calendar's event with the meeting and count the booking, both or neither."""
    link = made.conference_link
    entered = replace(meeting, calendar_event_id=made.event_id, conference_link=link, updated_at=now)
    skipped = list(entered.reminders.values()).count(ReminderOutcome.SKIPPED)
    counters = {"meetings_confirmed": 1, "reminders_skipped": skipped}
    day = _tenant(meeting).today(now)
    meetings.save(meeting, entered, [stats.addition(meeting.tenant_id, meeting.campaign_id, day, counters)])
    return entered


def _keep_or_delete(before: Meeting, entry: Entry, made: MadeEvent, now: datetime) -> None:
    """Keep the event if the meeting, which has changed meanwhile, still holds that time; else delete it."""
    meeting = meetings.get(before.meeting_id)
    held = meeting.entry if meeting is not None and meeting.is_held else None
    if meeting is None or held is None or (held.booking_id, held.time) != (entry.booking_id, entry.time):
        calendars.calendar().delete_event(made.event_id)
    elif meeting.calendar_event_id is None:
        _keep(meeting, made, now)


def _remove_event(event_id: str | None) -> None:
    if event_id:
        calendars.calendar().delete_event(event_id)


def _remove(meeting: Meeting, entry: Entry) -> None:
    try:
        event_id = entry.event_id or _make(meeting, entry).event_id
    except CalendarRefusedError:
        return
    calendars.calendar().delete_event(event_id)


def _make(meeting: Meeting, entry: Entry) -> MadeEvent:
    """Make the entry, or find the one that was made under its key; return the calendar's event."""
    names, addresses = _guest(contacts.find(meeting.contact_id))
    guest = " / ".join(names)
    host = _tenant(meeting).host(meeting.host_id)
    wanted = NewEvent(
        calendar_id=host.calendarId,
        time=entry.time,
        key=f"event#{meeting.meeting_id}#{entry.booking_id}",
        summary=f"Reunião: {guest}" if guest else "Reunião",
        description=" / ".join(addresses),
        conference=host.conference,
    )
    return calendars.calendar().create_event(wanted)


def _guest(contact: Contact | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the addresses of the contact; none of one who has been erased."""
    return ((), ()) if contact is None else (contact.names, contact.own_addresses)


def _tenant(meeting: Meeting) -> Tenant:
    tenant = configuration.tenant(meeting.tenant_id)
    if tenant is None:
        raise RemovedError(
            "tenant_removed",
            f"there is no tenant {meeting.tenant_id}, of whom a host's calendar may hold meeting "
            f"{meeting.meeting_id}: load the tenant, then run again",
        )
    return tenant

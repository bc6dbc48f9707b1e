"""The entries of meetings in their hosts' calendars.

An entry is made under a key of its own, which the booking names, so it can be found again even if its id was never
learnt: by making it once more, which gives the same event.
"""

from dataclasses import replace
from datetime import datetime

from handlers.common.rules.contact import Contact
from handlers.common.rules.tenants import RemovedError, Tenant
from handlers.common.storage import configuration, contacts, stats, writes
from handlers.common.storage.writes import ChangedError
from handlers.meetings import calendars
from handlers.meetings.partners.calendar import CalendarRefusedError
from handlers.meetings.rules.calendar_events import MadeEvent, NewEvent
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.rules.times import Entry
from handlers.meetings.storage import meetings


def settle(meeting: Meeting, now: datetime) -> Meeting:
    """Bring the calendar to where the meeting is, which holds an agreed time; return the meeting as it is then.

    Entries of earlier times are removed, that of the agreed time is made. Raises ``CalendarRefusedError`` if the time
    is not free after all, ``CalendarUnavailableError``, and ``ChangedError`` if the meeting has changed meanwhile.
    """
    if meeting.former_entries or meeting.former_event_id:
        _remove_former(meeting)
        cleared = replace(meeting, former_entries=(), former_event_id=None, updated_at=now)
        meetings.save(meeting, cleared)
        meeting = cleared
    if meeting.calendar_event_id is None and meeting.entry is not None:
        return _enter(meeting, meeting.entry, now)
    return meeting


def remove_all(meeting: Meeting) -> None:
    """Remove every entry of a meeting that has been called off, also one whose id was never learnt."""
    _remove_former(meeting)
    if meeting.entry is not None:
        _remove(meeting, meeting.entry)


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


def _remove_former(meeting: Meeting) -> None:
    if meeting.former_event_id:
        calendars.calendar().delete_event(meeting.former_event_id)
    for entry in meeting.former_entries:
        _remove(meeting, entry)


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

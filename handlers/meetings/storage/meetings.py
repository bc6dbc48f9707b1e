"""Meetings, each read and changed on its own.

A meeting is changed only by :func:`save`, from the state that was read to the state that the rules make of it, under
the condition that it still is as it was read. The host's time changes hands in the same transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import MeetingStatus, Side
from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Condition, Write
from handlers.meetings.rules import ending
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.storage import host_time, items


def get(meeting_id: str) -> Meeting | None:
    """The meeting as it is at this moment (a consistent read)."""
    item = dynamo.read_item(items.table(), keys.meeting_pk(meeting_id), keys.MEETING_SK)
    return None if item is None else items.meeting_of(item)


def current(contact: Contact) -> Meeting | None:
    """The contact's latest meeting, whatever its status, or None."""
    return get(contact.meeting_id) if contact.meeting_id else None


def cancel(meeting_id: str, now: datetime, by: Side = Side.CONTACT) -> Meeting | None:
    """Cancel a meeting that is proposed or confirmed, for one side, and free the host's time, in one transaction.

    Returns the cancelled meeting, also if it was cancelled before (so that a repeated cancellation finishes what
    the first one left); ``None`` if there is nothing to cancel: no such meeting, or it is over or expired.
    Its calendar events are the caller's to delete; ``handlers.meetings.cancellation`` does the rest.
    """

    def attempt() -> Meeting | None:
        before = get(meeting_id)
        if before is None or before.status is MeetingStatus.CANCELLED:
            return before
        if not before.is_held:
            return None
        after = ending.cancelled(before, now, by)
        save(before, after)
        return after

    return writes.decided(attempt, f"meeting {meeting_id}")


def save(before: Meeting | None, after: Meeting, also: Sequence[Write] = ()) -> None:
    """Write a change and move the host's time with it, ``also`` other writes: all of it or nothing.

    ``before`` is the meeting as it was read, ``None`` for a new one. Raises ``ChangedError`` if the meeting is not
    as ``before`` says, else ``TimeTakenError`` if a cell to be claimed belongs to another meeting.
    """
    first = _insert(after) if before is None else _update(before, after)
    writes.transact([first, *host_time.moves(before, after), *also])


def mark_reminder(
    meeting: Meeting,
    name: str,
    outcome: ReminderOutcome,
    instead_of: ReminderOutcome | None = None,
    owner: str | None = None,
) -> bool:
    """Record the outcome of the reminder ``name`` of the meeting's agreed time.

    Returns False, and records nothing, if its time or its status has changed or if the reminder's record is not
    ``instead_of`` (``None``: no record). By its ``owner``, which no other call has, a record is known for one's own
    where its answer was lost and the request repeated.
    """
    record, owned = f"#remindersDone.#{name}", f"reminderOwner_{name}"
    unmarked = f"{record} = :old" if instead_of else f"attribute_not_exists({record})"
    number = "version" if meeting.booked_version is None else "bookedVersion"
    values = {"status": str(meeting.status), "number": meeting.time_version}
    values |= {"old": str(instead_of)} if instead_of else {}
    where = Condition(f"#status = :status AND #{number} = :number AND {unmarked}", values)
    marked = {f"remindersDone.{name}": str(outcome), **({owned: owner} if owner else {})}
    held = writes.refusal(writes.update(items.table(), items.key(meeting.meeting_id), marked, where))
    if held is None:
        return True
    is_own = owner is not None and held.get(owned) == owner
    return is_own and held["remindersDone"].get(name) == outcome


def end_reminder(meeting: Meeting, name: str, owner: str, outcome: ReminderOutcome) -> None:
    """Record the outcome of the reminder ``name`` that is still ``owner``'s, whatever became of the meeting."""
    record = f"#remindersDone.#{name}"
    where = Condition(f"#reminderOwner_{name} = :owner AND attribute_exists({record})", {"owner": owner})
    done = {f"remindersDone.{name}": str(outcome)}
    writes.made(writes.update(items.table(), items.key(meeting.meeting_id), done, where))


def _insert(meeting: Meeting) -> Write:
    item = items.key(meeting.meeting_id) | items.attributes(meeting)
    return writes.put(items.table(), item, writes.ABSENT)


def _update(before: Meeting, after: Meeting) -> Write:
    """The write of what differs and nothing else, so that the briefing, kept by others, is never undone."""
    old, new = items.attributes(before), items.attributes(after)
    changed = {name: value for name, value in new.items() if value != old.get(name)}
    gone = [name for name in old if name not in new]
    # To enter a meeting into the calendar makes no new version, and is done once; nor does to give up its buffer.
    entered = "calendarEventId" in changed and "calendarEventId" not in old
    no_entry = " AND attribute_not_exists(#calendarEventId)" if entered else ""
    as_read = {"before": before.version, "buffer": before.buffer_minutes}
    unchanged = Condition(f"#version = :before AND #bufferMinutes = :buffer{no_entry}", as_read)
    return writes.update(items.table(), items.key(after.meeting_id), changed, unchanged, remove=gone)

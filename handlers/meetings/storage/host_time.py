"""The time of hosts in the meetings table: one item per claimed quarter of an hour, which exists once or not at all.

Claims are written together with the change of the meeting that they belong to, so no two meetings of a host can hold
the same time, whoever asks and however many do at once.
"""

from datetime import datetime

from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Condition, Write
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.times import CELL
from handlers.meetings.storage import items


class TimeTakenError(Exception):
    """Part of the host's time belongs to another meeting."""


def claimed(tenant_id: str, host_id: str, start: datetime, end: datetime) -> list[Slot]:
    """The claimed cells of a host's time between two instants, in order."""
    span = {
        "pk": keys.host_pk(tenant_id, host_id),
        "first": keys.cell_sk(start - CELL),
        "last": keys.cell_sk(end),
    }
    condition = "pk = :pk AND sk BETWEEN :first AND :last"
    found = dynamo.query(items.table(), condition, span, ConsistentRead=True)
    starts = (keys.cell_start(item["sk"]) for item in found)
    return [Slot(first, first + CELL) for first in starts]


def holders(meeting: Meeting) -> set[str]:
    """The ids of the other meetings that hold some of the time that a meeting is to have."""
    host = keys.host_pk(meeting.tenant_id, meeting.host_id)
    wanted = [(items.table(), host, keys.cell_sk(cell)) for cell in sorted(meeting.held_cells)]
    return {item["meetingId"] for item in dynamo.read_items(wanted).values()} - {meeting.meeting_id}


def moves(before: Meeting | None, after: Meeting) -> list[Write]:
    """The writes that move the host's time from the one state of a meeting to the other.

    Cells that only ``after`` holds are claimed, those that only ``before`` held are freed, the others stay. For
    a transaction, which they end with ``TimeTakenError`` if a cell belongs to another meeting.
    """
    held = frozenset() if before is None else before.held_cells
    claims = [_claim(after, cell) for cell in sorted(after.held_cells - held)]
    return claims + [_free(after, cell) for cell in sorted(held - after.held_cells)]


def _claim(meeting: Meeting, cell: datetime) -> Write:
    item = {**_key(meeting, cell), "meetingId": meeting.meeting_id}
    return writes.put(items.table(), item, _free_or_held_by(meeting))


def _free(meeting: Meeting, cell: datetime) -> Write:
    return writes.delete(items.table(), _key(meeting, cell), _free_or_held_by(meeting))


def _key(meeting: Meeting, cell: datetime) -> dict[str, str]:
    return {"pk": keys.host_pk(meeting.tenant_id, meeting.host_id), "sk": keys.cell_sk(cell)}


def _free_or_held_by(meeting: Meeting) -> Condition:
    text = "attribute_not_exists(pk) OR #meetingId = :meeting"
    return Condition(text, {"meeting": meeting.meeting_id}, otherwise=TimeTakenError)

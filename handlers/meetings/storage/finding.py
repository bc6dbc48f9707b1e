"""Finding meetings by their status, their time or their tenant, through the indexes of the meetings table.

An index may lag behind the table: what is promised on the strength of a meeting is read again, consistently.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.common.rules.model import MeetingStatus
from handlers.common.storage import dynamo, keys
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import items, meetings

STATUS_INDEX = "status-index"
TENANT_INDEX = "tenant-meetings-index"

EVER = datetime(2000, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def offered(tenant_id: str, host_id: str, now: datetime, until: datetime) -> list[Slot]:
    """The slots that others may still choose, of offers whose first slot lies before ``until``.

    From the index, so perhaps without the latest: good enough for what is preferred, not for what is promised.
    """
    values = {
        "tenant": tenant_id,
        "host": host_id,
        "proposed": str(MeetingStatus.PROPOSED),
        "now": keys.instant(now),
        "until": keys.instant(until),
    }
    found = dynamo.query(
        items.table(),
        "#tenantId = :tenant AND #scheduledAt BETWEEN :now AND :until",
        values,
        IndexName=TENANT_INDEX,
        FilterExpression="#hostId = :host AND #status = :proposed AND #expiresAt > :now",
        ProjectionExpression="slots",
    )
    return [items.slot_of(span) for item in found for span in item["slots"]]


def scheduled_between(status: MeetingStatus, start: datetime, end: datetime) -> Iterator[Meeting]:
    """The meetings of that status scheduled from ``start`` (included) to ``end`` (not included), in order.

    The index names them; each is read again, consistently, and left out if it is no longer so.
    """
    for meeting in _indexed(status, start, end):
        if start <= meeting.scheduled_at < end:
            yield meeting


def proposals_expired(now: datetime) -> Iterator[Meeting]:
    """The meetings that are still proposed though their offer is over, each read consistently."""
    over = {"FilterExpression": "#expiresAt <= :instant"}
    for meeting in _indexed(MeetingStatus.PROPOSED, EVER, NEVER, now, **over):
        if not meeting.on_offer(now):
            yield meeting


def changed_since(status: MeetingStatus, scheduled_after: datetime, instant: datetime) -> Iterator[Meeting]:
    """The meetings that took that status at ``instant`` or later, of those scheduled after an instant."""
    recent = {"FilterExpression": "#updatedAt >= :instant"}
    return _indexed(status, scheduled_after, NEVER, instant, **recent)


def _indexed(
    status: MeetingStatus, start: datetime, end: datetime, instant: datetime | None = None, **options: Any
) -> Iterator[Meeting]:
    """The meetings that the index names and that still have the status; ``instant`` is for a filter's use."""
    values: Mapping[str, str] = {
        "status": str(status),
        "start": keys.instant(start),
        "end": keys.instant(end),
        **({"instant": keys.instant(instant)} if instant else {}),
    }
    condition = "#status = :status AND #scheduledAt BETWEEN :start AND :end"
    for item in dynamo.query(items.table(), condition, values, IndexName=STATUS_INDEX, **options):
        meeting = meetings.get(keys.meeting_of(item["pk"]))
        if meeting is not None and meeting.status is status:
            yield meeting

"""Finding meetings by their status, their time or their tenant, through the indexes of the meetings table.

An index may lag behind the table: what is promised on the strength of a meeting is read again, consistently.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.subject import Subject
from handlers.common.storage import dynamo, keys
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import items

STATUS_INDEX = "status-index"
TENANT_INDEX = "tenant-meetings-index"

Guard = Callable[[Subject], AbstractContextManager[None]]
"""Surrounds the reading of each meeting, so that one that cannot be read may be left out."""

EVER = datetime(2000, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def _unguarded(_: Subject) -> AbstractContextManager[None]:
    return nullcontext()


def offered(tenant_id: str, host_id: str, now: datetime, until: datetime) -> list[Slot]:
    """The slots that others may still choose, of offers whose first slot lies before ``until``.

    From the index, so perhaps without the latest: good enough for what is preferred, not for what is promised.
    """
    values = {
        "tenant": tenant_id,
        "host": host_id,
        "proposed": str(MeetingStatus.PROPOSED),
        "confirmed": str(MeetingStatus.CONFIRMED),
        "now": keys.instant(now),
        "until": keys.instant(until),
    }
    found = dynamo.query(
        items.table(),
        "#tenantId = :tenant AND #scheduledAt BETWEEN :now AND :until",
        values,
        IndexName=TENANT_INDEX,
        FilterExpression="#hostId = :host AND #expiresAt > :now"
        " AND (#status = :proposed OR (#status = :confirmed AND #bookedRound < #round))",
        ProjectionExpression="slots",
    )
    return [items.slot_of(span) for item in found for span in item["slots"]]


def scheduled_between(
    status: MeetingStatus, start: datetime, end: datetime, guard: Guard = _unguarded
) -> Iterator[Meeting]:
    """The meetings of that status scheduled from ``start`` (included) to ``end`` (not included), in order.

    The index names them; each is read again, consistently, and left out if it is no longer so.
    """
    for meeting in _indexed(status, start, end, guard=guard):
        if start <= meeting.scheduled_at < end:
            yield meeting


def to_enter(now: datetime, guard: Guard) -> Iterator[Meeting]:
    """The meetings with an agreed time to come whose calendar still lacks it, or still holds an earlier one.

    Those too that have lost the time that the calendar refused, of which nobody has been told.
    """
    unsettled = (
        "attribute_exists(#refused) OR attribute_exists(#start) AND (attribute_not_exists(#calendarEventId)"
        " OR attribute_exists(#formerEntries) OR attribute_exists(#formerEventId))"
    )
    for status in (MeetingStatus.CONFIRMED, MeetingStatus.PROPOSED):
        for meeting in _indexed(status, EVER, NEVER, guard=guard, FilterExpression=unsettled):
            if meeting.refused is not None or (meeting.time is not None and now < meeting.time.start):
                yield meeting


def to_tell_of(now: datetime, guard: Guard) -> Iterator[Meeting]:
    """The meetings to come that their host has moved and whose contact has not been told."""
    moved = "attribute_exists(#movedFrom)"
    for meeting in _indexed(MeetingStatus.CONFIRMED, now, NEVER, guard=guard, FilterExpression=moved):
        if meeting.moved_from is not None:
            yield meeting


def to_withdraw(scheduled_after: datetime, guard: Guard) -> Iterator[Meeting]:
    """The cancelled meetings with something left to do, of those scheduled after an instant."""
    left = "attribute_exists(#toWithdraw)"
    found = _indexed(MeetingStatus.CANCELLED, scheduled_after, NEVER, guard=guard, FilterExpression=left)
    for meeting in found:
        if meeting.to_withdraw:
            yield meeting


def proposals_expired(now: datetime, guard: Guard = _unguarded) -> Iterator[Meeting]:
    """The meetings whose offer is over and has not been closed, each read consistently."""
    over = {"FilterExpression": "#expiresAt <= :instant"}
    for meeting in _indexed(MeetingStatus.PROPOSED, EVER, NEVER, now, guard=guard, **over):
        # First it is said that a refused time is off.
        if not meeting.on_offer(now) and meeting.refused is None:
            yield meeting
    over = {"FilterExpression": "#expiresAt <= :instant AND #bookedRound < #round AND #lapsedRound < #round"}
    for meeting in _indexed(MeetingStatus.CONFIRMED, EVER, NEVER, now, guard=guard, **over):
        if meeting.awaits_choice and not meeting.on_offer(now):
            yield meeting


def lapsed_since(instant: datetime, scheduled_after: datetime, guard: Guard) -> Iterator[Meeting]:
    """The meetings that stay at their time, since another offer was closed at ``instant`` or later."""
    closed = {"FilterExpression": "#updatedAt >= :instant AND #lapsedRound = #round"}
    found = _indexed(MeetingStatus.CONFIRMED, scheduled_after, NEVER, instant, guard=guard, **closed)
    for meeting in found:
        if meeting.awaits_choice:
            yield meeting


def changed_since(
    status: MeetingStatus, scheduled_after: datetime, instant: datetime, guard: Guard = _unguarded
) -> Iterator[Meeting]:
    """The meetings that took that status at ``instant`` or later, of those scheduled after an instant."""
    recent = {"FilterExpression": "#updatedAt >= :instant"}
    return _indexed(status, scheduled_after, NEVER, instant, guard=guard, **recent)


def _indexed(
    status: MeetingStatus,
    start: datetime,
    end: datetime,
    instant: datetime | None = None,
    *,
    guard: Guard,
    **options: Any,
) -> Iterator[Meeting]:
    """The meetings that the index names and that still have the status; ``instant`` is for a filter's use."""
    values: Mapping[str, str] = {
        "status": str(status),
        "start": keys.instant(start),
        "end": keys.instant(end),
        **({"instant": keys.instant(instant)} if instant else {}),
    }
    condition = "#status = :status AND #scheduledAt BETWEEN :start AND :end"
    named = dynamo.query(items.table(), condition, values, IndexName=STATUS_INDEX, **options)
    while some := list(islice(named, dynamo.KEYS_A_REQUEST)):
        found = dynamo.read_items((items.table(), each["pk"], keys.MEETING_SK) for each in some)
        for (_, pk, _), item in found.items():
            meeting_id, meeting = keys.meeting_of(pk), None
            with guard(Subject(item["tenantId"], meeting_id, meeting_id=meeting_id)):
                meeting = items.meeting_of(item)
            if meeting is not None and meeting.status is status:
                yield meeting

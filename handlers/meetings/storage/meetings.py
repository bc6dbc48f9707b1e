"""The meetings table: meetings, and the claims on their hosts' time.

A meeting is changed only by :func:`save`, from the state that was read to the state that the rules make of it, under
the condition that it still is as it was read. The host's time changes
hands in the same transaction: each quarter of an hour of it is an item that exists once or not at all, so no two
meetings of a host can hold the same one, whoever asks and however many do at once.
"""

import random
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import MeetingStatus
from handlers.common.storage import dynamo, keys
from handlers.environment import required
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import CELL, Meeting, Slot

STATUS_INDEX = "status-index"
TENANT_INDEX = "tenant-meetings-index"

EVER = datetime(2000, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)

CONFLICT_TRIES = 12
"""A transaction that met another one on the same items says nothing about who wins: it is tried again."""


class MeetingChangedError(Exception):
    """The meeting is no longer as it was read: read it again and decide anew."""


class TimeTakenError(Exception):
    """Part of the host's time belongs to another meeting."""


class ContendedError(RuntimeError):
    """Other transactions kept coming between; whoever wanted the change must be run again."""


def get(meeting_id: str) -> Meeting | None:
    """The meeting as it is at this moment (a consistent read)."""
    item = dynamo.get(_table(), keys.meeting_pk(meeting_id), keys.MEETING_SK)
    return None if item is None else _from_item(item)


def current(contact: Contact) -> Meeting | None:
    """The contact's latest meeting, whatever its status, or None."""
    return get(contact.meeting_id) if contact.meeting_id else None


def cancel(meeting_id: str, now: datetime) -> Meeting | None:
    """Cancels a meeting that is proposed or confirmed and frees the host's time, in one transaction.

    Returns the cancelled meeting, also if it was cancelled before (so that a repeated cancellation finishes what
    the first one left); ``None`` if there is nothing to cancel: no such meeting, or it is over or expired.
    Its calendar events are the caller's to delete; ``handlers.meetings.cancellation.cancel`` does both.
    """
    while True:
        before = get(meeting_id)
        if before is None or before.status is MeetingStatus.CANCELLED:
            return before
        if before.status not in (MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED):
            return None
        after = rules.cancelled(before, now)
        try:
            save(before, after)
        except MeetingChangedError:
            continue
        return after


def save(before: Meeting | None, after: Meeting) -> None:
    """Writes a change and moves the host's time with it: all of it or nothing.

    ``before`` is the meeting as it was read, ``None`` for a new one. Cells that only ``after`` holds are claimed,
    those that only ``before`` held are freed, the others stay.

    Raises ``MeetingChangedError`` if the meeting is not as ``before`` says, else ``TimeTakenError`` if a cell to be
    claimed belongs to another meeting.
    """
    held = frozenset() if before is None else before.held_cells
    requests = [_insert(after) if before is None else _update(before, after)]
    requests += [_claim(after, cell) for cell in sorted(after.held_cells - held)]
    requests += [_free(after, cell) for cell in sorted(held - after.held_cells)]
    _transact(requests)


def mark_reminder(meeting: Meeting, name: str, outcome: str, instead_of: str | None = None) -> bool:
    """Whether the reminder ``name`` of this version of the meeting is recorded as ``outcome`` by this call.

    It is not if the meeting has changed, or if the reminder's record is not ``instead_of`` (``None``: no record).
    """
    unchanged = "remindersDone.#name = :old" if instead_of else "attribute_not_exists(remindersDone.#name)"
    values = {":version": meeting.version, ":outcome": outcome}
    try:
        dynamo.client().update_item(
            TableName=_table(),
            Key=_key(meeting),
            UpdateExpression="SET remindersDone.#name = :outcome",
            ConditionExpression=f"version = :version AND {unchanged}",
            ExpressionAttributeNames={"#name": name},
            ExpressionAttributeValues=dynamo.encode(values | ({":old": instead_of} if instead_of else {})),
        )
    except ClientError as error:
        if dynamo.condition_failed(error):
            return False
        raise
    return True


def claimed(tenant_id: str, host_id: str, start: datetime, end: datetime) -> list[Slot]:
    """What is claimed of a host's time between two instants, cell by cell, in order."""
    pages = (
        dynamo.client()
        .get_paginator("query")
        .paginate(
            TableName=_table(),
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues=dynamo.encode(
                {
                    ":pk": keys.host_pk(tenant_id, host_id),
                    ":first": keys.cell_sk(start - CELL),
                    ":last": keys.cell_sk(end),
                }
            ),
            ConsistentRead=True,
        )
    )
    starts = (
        _instant(dynamo.decode(item)["sk"].partition("#")[2]) for page in pages for item in page["Items"]
    )
    return [Slot(first, first + CELL) for first in starts]


def offered(tenant_id: str, host_id: str, now: datetime, until: datetime) -> list[Slot]:
    """The slots that others may still choose, of offers whose first slot lies before ``until``.

    From the index, so perhaps without the latest: good enough for what is preferred, not for what is promised.
    """
    pages = (
        dynamo.client()
        .get_paginator("query")
        .paginate(
            TableName=_table(),
            IndexName=TENANT_INDEX,
            KeyConditionExpression="tenantId = :tenant AND scheduledAt BETWEEN :now AND :until",
            FilterExpression="hostId = :host AND #status = :proposed AND expiresAt > :now",
            ProjectionExpression="slots",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=dynamo.encode(
                {
                    ":tenant": tenant_id,
                    ":host": host_id,
                    ":proposed": str(MeetingStatus.PROPOSED),
                    ":now": keys.instant(now),
                    ":until": keys.instant(until),
                }
            ),
        )
    )
    return [
        _slot(span) for page in pages for item in map(dynamo.decode, page["Items"]) for span in item["slots"]
    ]


def scheduled_between(status: MeetingStatus, start: datetime, end: datetime) -> Iterator[Meeting]:
    """The meetings of that status scheduled from ``start`` (included) to ``end`` (not included), in order.

    The index says which; each is read again, consistently, and left out if it is no longer so.
    """
    for meeting in _indexed(status, start, end):
        if start <= meeting.scheduled_at < end:
            yield meeting


def proposals_expired(now: datetime) -> Iterator[Meeting]:
    """The meetings that are still proposed though their offer is over, each read consistently."""
    for meeting in _indexed(MeetingStatus.PROPOSED, EVER, NEVER, "expiresAt <= :instant", now):
        if not meeting.on_offer(now):
            yield meeting


def changed_since(status: MeetingStatus, scheduled_after: datetime, instant: datetime) -> Iterator[Meeting]:
    """The meetings that took that status at ``instant`` or later, of those scheduled after an instant."""
    yield from _indexed(status, scheduled_after, NEVER, "updatedAt >= :instant", instant)


def _indexed(
    status: MeetingStatus,
    start: datetime,
    end: datetime,
    condition: str | None = None,
    instant: datetime | None = None,
) -> Iterator[Meeting]:
    values = {":status": str(status), ":start": keys.instant(start), ":end": keys.instant(end)}
    filtered = {}
    if condition is not None and instant is not None:
        values[":instant"] = keys.instant(instant)
        filtered = {"FilterExpression": condition}
    pages = (
        dynamo.client()
        .get_paginator("query")
        .paginate(
            TableName=_table(),
            IndexName=STATUS_INDEX,
            KeyConditionExpression="#status = :status AND scheduledAt BETWEEN :start AND :end",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=dynamo.encode(values),
            **filtered,
        )
    )
    for page in pages:
        for item in map(dynamo.decode, page["Items"]):
            meeting = get(keys.meeting_of(item["pk"]))
            if meeting is not None and meeting.status is status:
                yield meeting


def _table() -> str:
    return required("TABLE_MEETINGS")


def _key(meeting: Meeting) -> dict[str, Any]:
    return dynamo.encode({"pk": keys.meeting_pk(meeting.meeting_id), "sk": keys.MEETING_SK})


def _insert(meeting: Meeting) -> dict[str, Any]:
    return {
        "Put": {
            "TableName": _table(),
            "Item": _key(meeting) | dynamo.encode(_to_item(meeting)),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
    }


def _update(before: Meeting, after: Meeting) -> dict[str, Any]:
    """Only what differs is written, so that what others keep with the meeting (the briefing) is never undone."""
    old, new = _to_item(before), _to_item(after)
    changed = [name for name in new if new[name] != old.get(name)]
    gone = [name for name in old if name not in new]
    expression = "SET " + ", ".join(f"#{name} = :{name}" for name in changed)
    if gone:
        expression += " REMOVE " + ", ".join(f"#{name}" for name in gone)
    return {
        "Update": {
            "TableName": _table(),
            "Key": _key(after),
            "UpdateExpression": expression,
            "ConditionExpression": "#version = :before",
            "ExpressionAttributeNames": {f"#{name}": name for name in (*changed, *gone, "version")},
            "ExpressionAttributeValues": dynamo.encode(
                {f":{name}": new[name] for name in changed} | {":before": before.version}
            ),
        }
    }


def _claim(meeting: Meeting, cell: datetime) -> dict[str, Any]:
    item = {**_cell_key(meeting, cell), "meetingId": meeting.meeting_id}
    return {"Put": {"TableName": _table(), "Item": dynamo.encode(item), **_free_or_ours(meeting)}}


def _free(meeting: Meeting, cell: datetime) -> dict[str, Any]:
    key = dynamo.encode(_cell_key(meeting, cell))
    return {"Delete": {"TableName": _table(), "Key": key, **_free_or_ours(meeting)}}


def _cell_key(meeting: Meeting, cell: datetime) -> dict[str, str]:
    return {"pk": keys.host_pk(meeting.tenant_id, meeting.host_id), "sk": keys.cell_sk(cell)}


def _free_or_ours(meeting: Meeting) -> dict[str, Any]:
    return {
        "ConditionExpression": "attribute_not_exists(pk) OR meetingId = :meeting",
        "ExpressionAttributeValues": dynamo.encode({":meeting": meeting.meeting_id}),
    }


def _transact(requests: list[dict[str, Any]]) -> None:
    for attempt in range(CONFLICT_TRIES):
        try:
            dynamo.client().transact_write_items(TransactItems=requests)
        except ClientError as error:
            if not dynamo.contended(error):
                raise
            reasons: list[Any] = error.response.get("CancellationReasons", [])
            refused = [reason.get("Code") == "ConditionalCheckFailed" for reason in reasons]
            if refused and refused[0]:
                raise MeetingChangedError from None
            if any(refused):
                raise TimeTakenError from None
            time.sleep(random.uniform(0, min(0.02 * 2**attempt, 0.5)))
        else:
            return
    raise ContendedError(f"a meeting's transaction met others {CONFLICT_TRIES} times: run again")


def _to_item(meeting: Meeting) -> dict[str, Any]:
    """The attributes but the key; what is unknown is absent."""
    time_ = meeting.time
    values = {
        "meetingId": meeting.meeting_id,
        "tenantId": meeting.tenant_id,
        "campaignId": meeting.campaign_id,
        "contactId": meeting.contact_id,
        "hostId": meeting.host_id,
        "status": str(meeting.status),
        "scheduledAt": keys.instant(meeting.scheduled_at),
        "version": meeting.version,
        "slots": [_span(slot) for slot in meeting.slots],
        "round": meeting.round,
        "expiresAt": keys.instant(meeting.expires_at),
        "requestId": meeting.request_id,
        "createdAt": keys.instant(meeting.created_at),
        "updatedAt": keys.instant(meeting.updated_at),
        "start": None if time_ is None else keys.instant(time_.start),
        "end": None if time_ is None else keys.instant(time_.end),
        "bufferMinutes": meeting.buffer_minutes,
        "confirmedAt": None if meeting.confirmed_at is None else keys.instant(meeting.confirmed_at),
        "confirmationId": meeting.confirmation_id,
        "reschedules": meeting.reschedules,
        "calendarEventId": meeting.calendar_event_id,
        "formerEventId": meeting.former_event_id,
        "remindersDone": dict(meeting.reminders),
        "briefing": meeting.briefing,
    }
    return {name: value for name, value in values.items() if value is not None}


def _from_item(item: Mapping[str, Any]) -> Meeting:
    confirmed_at = item.get("confirmedAt")
    return Meeting(
        meeting_id=item["meetingId"],
        tenant_id=item["tenantId"],
        campaign_id=item["campaignId"],
        contact_id=item["contactId"],
        host_id=item["hostId"],
        status=MeetingStatus(item["status"]),
        version=item["version"],
        slots=tuple(map(_slot, item["slots"])),
        round=item["round"],
        expires_at=_instant(item["expiresAt"]),
        request_id=item["requestId"],
        created_at=_instant(item["createdAt"]),
        updated_at=_instant(item["updatedAt"]),
        time=_slot(item) if "start" in item else None,
        buffer_minutes=item["bufferMinutes"],
        confirmed_at=_instant(confirmed_at) if confirmed_at else None,
        confirmation_id=item.get("confirmationId"),
        reschedules=item["reschedules"],
        calendar_event_id=item.get("calendarEventId"),
        former_event_id=item.get("formerEventId"),
        reminders=item["remindersDone"],
        briefing=item.get("briefing"),
    )


def _span(slot: Slot) -> dict[str, str]:
    return {"start": keys.instant(slot.start), "end": keys.instant(slot.end)}


def _slot(span: Mapping[str, Any]) -> Slot:
    return Slot(_instant(span["start"]), _instant(span["end"]))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)

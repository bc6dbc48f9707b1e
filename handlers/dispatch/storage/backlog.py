"""The backlog: contacts that are still to be written to, and messages that wait for a channel or for their end.

It is a sparse index over the contacts table, in four shards a campaign, sorted by priority and the instant from which
somebody is due. Reading it costs the same however many wait: a query reads what is due, highest priority first, and
skips in one step what is due later.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Priority, State
from handlers.common.rules.steps import Step
from handlers.common.rules.subject import Subject
from handlers.common.storage import contacts, dynamo, keys, statements
from handlers.common.storage.statements import Pending, Result, Statement, StatementBatch
from handlers.dispatch.rules.facts import Status
from handlers.dispatch.rules.fairness import Waiting
from handlers.dispatch.storage.message_items import KEPT, WRITER
from handlers.observability import count, logger

LEASE = timedelta(minutes=30)
"""A released contact that nobody claimed by then is released again; its claim makes a doubled message harmless."""


class Postponement(NamedTuple):
    """Somebody who may be written to from ``until`` on."""

    waiting: Waiting
    until: datetime


def due(tenant_id: str, campaign_id: str, now: datetime, wanted: int) -> list[Waiting]:
    """Those of a campaign who are due, of each shard the first ``wanted``."""
    return [
        waiting
        for partition in keys.backlog_partitions(tenant_id, campaign_id)
        for waiting in _due(partition, campaign_id, now, wanted)
    ]


def kept(tenant_id: str, now: datetime, wanted: int) -> list[Waiting]:
    """The first ``wanted`` messages of a tenant that wait no longer.

    Their channel may be open again, their partner may be back, or the attempt that held them never ended.
    """
    return _due(keys.kept_partition(tenant_id), "", now, wanted)


def _due(partition: str, campaign_id: str, now: datetime, wanted: int) -> list[Waiting]:
    found: list[Waiting] = []
    priorities = list(Priority)
    while priorities and len(found) < wanted:
        page = _page(partition, keys.backlog_bounds(priorities[0], priorities[-1], now), wanted - len(found))
        items = [waiting for item in page if (waiting := _waiting(item, campaign_id)) is not None]
        later = next((item for item in items if item.order > keys.backlog_order(item.priority, now)), None)
        found += items[: items.index(later)] if later else items
        if later is None:
            break
        # The rest of this priority is due later still.
        priorities = [priority for priority in priorities if priority > later.priority]
    return found


def _page(partition: str, bounds: tuple[str, str], limit: int) -> list[dynamo.Item]:
    first, last = bounds
    page = dynamo.client().query(
        TableName=contacts.table(),
        IndexName=keys.BACKLOG_INDEX,
        KeyConditionExpression="backlog = :partition AND backlogOrder BETWEEN :first AND :last",
        ExpressionAttributeValues=dynamo.encode({":partition": partition, ":first": first, ":last": last}),
        Limit=limit,
    )
    return [dynamo.decode(item) for item in page["Items"]]


def _waiting(item: dynamo.Item, campaign_id: str) -> Waiting | None:
    """Somebody or something that waits; None, on the record, for an item that this release cannot read."""
    try:
        step = Step(item["nextStep"])
        # Anything else would go out as a first message.
        if item["sk"] == keys.CONTACT_SK and not step.is_paced:
            raise ValueError("an unknown step")
        return Waiting(
            order=item["backlogOrder"],
            priority=keys.backlog_priority(item["backlogOrder"]),
            campaign_id=campaign_id,
            pk=item["pk"],
            sk=item["sk"],
            step=step,
            timezone=item.get("timezone"),
            uf=item.get("uf"),
        )
    except (KeyError, ValueError) as error:
        _tell_unreadable(item, error)
        return None


def _tell_unreadable(item: Mapping[str, Any], error: Exception) -> None:
    where = {"contactId": keys.contact_of(item["pk"]), "item": item["sk"]}
    logger.error("an item of the backlog cannot be read", extra=where | {"problem": type(error).__name__})
    count("BacklogUnreadable")


def release(waiting: Sequence[Waiting], now: datetime) -> frozenset[Waiting]:
    """Mark contacts as queued, each under the condition that it still waits as it was read; return those that did.

    Those that are found to wait no longer are taken out of the backlog.
    """
    batch, ended = StatementBatch(), StatementBatch()
    marks = [(contact, batch.add(_mark(contact, now))) for contact in waiting]
    batch.run()
    for contact, mark in marks:
        if _is_stale(contact, mark):
            ended.add(_forget(contact, contacts.BACKLOG))
    ended.run()
    return frozenset(contact for contact, mark in marks if mark.done)


def _mark(contact: Waiting, now: datetime) -> Statement:
    if contact.step.follows_up:
        states, state = [State.CONTACTED], {}
    else:
        states, state = [State.NEW, State.QUEUED], {"state": State.QUEUED.value}
    values = {**_until(contact, now + LEASE), "updatedAt": keys.instant(now), **state}
    places = ", ".join("?" * len(states))
    where = f'backlogOrder = ? AND nextStep = ? AND "state" IN [{places}]'
    return _update(contact, values, where, contact.step, *(each.value for each in states))


def _is_stale(contact: Waiting, mark: Pending) -> bool:
    """True if the contact is in the backlog for something that its state no longer allows."""
    item = mark.verdict.item
    return (
        mark.verdict.result is Result.REFUSED
        and item is not None
        and (item.get("backlogOrder"), item.get("nextStep")) == (contact.order, contact.step)
    )


def _forget(waiting: Waiting, attributes: Sequence[str]) -> Statement:
    return _update(waiting, {}, "backlogOrder = ? AND nextStep = ?", waiting.step, remove=attributes)


def postpone(postponements: Sequence[Postponement]) -> None:
    """Move contacts in the backlog to the instants from which they may be written to."""
    statements.run(
        [_update(waiting, _until(waiting, until), "backlogOrder = ?") for waiting, until in postponements]
    )


def release_kept(waiting: Sequence[Waiting], now: datetime) -> list[Message]:
    """The messages that wait, each to be queued by the caller; another run's are left out.

    One that this release cannot read waits on: the release that wrote it may come back. What waits no longer is taken
    out of the backlog.
    """
    batch, ended = StatementBatch(), StatementBatch()
    marks = [(message, batch.add(_mark_kept(message, now))) for message in waiting]
    batch.run()
    for message, mark in marks:
        if _is_stale(message, mark):
            ended.add(_forget(message, KEPT))
    ended.run()
    items = [
        dynamo.read_item(contacts.table(), message.pk, message.sk) for message, mark in marks if mark.done
    ]
    messages = [_envelope(item, now) for item in items if item]
    return [message for message in messages if message is not None]


def _mark_kept(waiting: Waiting, now: datetime) -> Statement:
    """The statement that lets one release bring a message back: one that waits, or whose attempt never ended."""
    progress, states = '"status"', (Status.QUEUED.value, Status.SENDING.value)
    if waiting.sk == keys.CONTACT_SK:
        progress, states = '"state"', (State.QUEUED.value, State.SENDING.value)
    where = f"backlogOrder = ? AND nextStep = ? AND {progress} IN [?, ?]"
    return _update(waiting, _until(waiting, now + LEASE), where, waiting.step, *states)


def _envelope(item: Mapping[str, Any], now: datetime) -> Message | None:
    """The message that waits; a first one is made anew from its contact."""
    try:
        if item["sk"] != keys.CONTACT_SK:
            return Message.model_validate_json(item["envelope"])
        subject = Subject(item["tenantId"], uuid4().hex, item["campaignId"], item["contactId"])
        return Message.paced(Step(item["nextStep"]), subject, now)
    except (KeyError, ValueError) as error:
        _tell_unreadable(item, error)
        return None


def _until(waiting: Waiting, until: datetime) -> dict[str, str]:
    return {"backlogOrder": keys.backlog_order(waiting.priority, until)}


def _update(
    waiting: Waiting, values: Mapping[str, Any], where: str, *more: str, remove: Sequence[str] = ()
) -> Statement:
    """The statement that changes an item if ``where`` holds, which begins with its place in the backlog."""
    own = {WRITER: uuid4().hex[:16]}
    parameters = (waiting.order, *more)
    stamped = {**values, **own}
    return statements.update(
        contacts.table(), waiting.pk, waiting.sk, stamped, remove, where, parameters, own
    )

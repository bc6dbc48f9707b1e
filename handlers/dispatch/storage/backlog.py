"""The backlog: contacts that are still to be written to, and messages that wait for a channel.

It is a sparse index over the contacts table, in four shards a campaign, sorted by priority and the instant from which
somebody is due. Reading it costs the same however many wait: a query reads what is due, highest priority first, and
skips in one step what is due later.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind, Priority, State
from handlers.common.storage import dynamo, keys, statements
from handlers.common.storage.statements import Result, Statement, Verdict
from handlers.dispatch.rules.fairness import Waiting
from handlers.dispatch.storage.claims import BACKLOG
from handlers.environment import required

LEASE = timedelta(minutes=30)
"""A released contact that nobody claimed by then is released again; its claim makes a doubled message harmless."""


def _table() -> str:
    return required("TABLE_CONTACTS")


def due(tenant_id: str, campaign_id: str, now: datetime, wanted: int) -> list[Waiting]:
    """Who of a campaign is due, of each shard the first ``wanted``."""
    return [
        waiting
        for partition in keys.backlog_partitions(tenant_id, campaign_id)
        for waiting in _due(partition, campaign_id, now, wanted)
    ]


def kept(tenant_id: str, now: datetime, wanted: int) -> list[Waiting]:
    """The first ``wanted`` messages of a tenant whose channel may be open again."""
    return _due(keys.kept_partition(tenant_id), "", now, wanted)


def _due(partition: str, campaign_id: str, now: datetime, wanted: int) -> list[Waiting]:
    found: list[Waiting] = []
    priorities = [priority.value for priority in Priority]
    while priorities and len(found) < wanted:
        limit = wanted - len(found)
        page = dynamo.client().query(
            TableName=_table(),
            IndexName=keys.BACKLOG_INDEX,
            KeyConditionExpression="backlog = :partition AND backlogOrder BETWEEN :first AND :last",
            ExpressionAttributeValues=dynamo.encode(
                {
                    ":partition": partition,
                    ":first": f"{priorities[0]}#",
                    ":last": f"{priorities[-1]}#{keys.instant(now)}",
                }
            ),
            Limit=limit,
        )
        items = [_waiting(item, campaign_id) for item in map(dynamo.decode, page["Items"])]
        later = next((item for item in items if item.order > f"{item.priority}#{keys.instant(now)}"), None)
        found += items[: items.index(later)] if later else items
        if later is None:
            break
        # The rest of this priority is due later still.
        priorities = [priority for priority in priorities if priority > later.priority]
    return found


def _waiting(item: dynamo.Item, campaign_id: str) -> Waiting:
    return Waiting(
        order=item["backlogOrder"],
        campaign_id=campaign_id,
        pk=item["pk"],
        sk=item["sk"],
        step=item["nextStep"],
        timezone=item.get("timezone"),
        uf=item.get("uf"),
    )


def release(waiting: Sequence[Waiting], now: datetime) -> list[bool]:
    """Marks contacts as queued, each under the condition that it still waits as it was read; whether it did.

    Who is found to wait no longer is taken out of the backlog.
    """
    verdicts = statements.run([_release(contact, now) for contact in waiting])
    follow_on: list[Statement] = []
    for contact, verdict in zip(waiting, verdicts, strict=True):
        if verdict.done and not _follows_up(contact):
            follow_on.append(_line(contact, now))
        elif _is_stale(contact, verdict):
            follow_on.append(_forget(contact))
    statements.run(follow_on)
    return [verdict.done for verdict in verdicts]


def _follows_up(contact: Waiting) -> bool:
    return contact.step.startswith(Kind.FOLLOW_UP)


def _release(contact: Waiting, now: datetime) -> Statement:
    values = {
        "backlogOrder": f"{contact.priority}#{keys.instant(now + LEASE)}",
        "updatedAt": keys.instant(now),
    }
    if _follows_up(contact):
        states = [State.CONTACTED]
    else:
        states = [State.NEW, State.QUEUED]
        values["state"] = State.QUEUED.value
    places = ", ".join("?" * len(states))
    return statements.update(
        _table(),
        contact.pk,
        contact.sk,
        values,
        where=f'backlogOrder = ? AND nextStep = ? AND "state" IN [{places}]',
        parameters=(contact.order, contact.step, *(state.value for state in states)),
    )


def _line(contact: Waiting, now: datetime) -> Statement:
    line = {
        "pk": contact.pk,
        "sk": keys.history_sk(now, "released"),
        "what": "released",
        "at": keys.instant(now),
        "step": contact.step,
        "from": State.NEW.value,
        "to": State.QUEUED.value,
    }
    return statements.insert(_table(), line)


def _is_stale(contact: Waiting, verdict: Verdict) -> bool:
    """Whether the contact is in the backlog for something that its state no longer allows."""
    item = verdict.item
    return (
        verdict.result is Result.REFUSED
        and item is not None
        and (item.get("backlogOrder"), item.get("nextStep")) == (contact.order, contact.step)
    )


def _forget(contact: Waiting) -> Statement:
    where, parameters = "backlogOrder = ? AND nextStep = ?", (contact.order, contact.step)
    return statements.update(_table(), contact.pk, contact.sk, {}, BACKLOG, where, parameters)


def postpone(waiting: Sequence[tuple[Waiting, datetime]]) -> None:
    """Moves contacts in the backlog to the instants from which they may be written to."""
    statements.run(
        [
            statements.update(
                _table(),
                contact.pk,
                contact.sk,
                {"backlogOrder": f"{contact.priority}#{keys.instant(until)}"},
                where="backlogOrder = ?",
                parameters=(contact.order,),
            )
            for contact, until in waiting
        ]
    )


def release_kept(waiting: Sequence[Waiting], now: datetime) -> list[Message]:
    """The messages that wait, each to be queued by the caller; another run's are left out."""
    if not waiting:
        return []
    verdicts = statements.run(
        [
            statements.update(
                _table(),
                message.pk,
                message.sk,
                {"backlogOrder": f"{message.priority}#{keys.instant(now + LEASE)}"},
                where='backlogOrder = ? AND "status" = ?',
                parameters=(message.order, "queued"),
            )
            for message in waiting
        ]
    )
    released: list[Message] = []
    for message, verdict in zip(waiting, verdicts, strict=True):
        item = dynamo.get(_table(), message.pk, message.sk) if verdict.done else None
        if item is not None and "envelope" in item:
            released.append(Message.model_validate_json(item["envelope"]))
    return released

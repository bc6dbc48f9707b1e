"""The plan of departures: the messages that were released for a tenant, by the minute in which they go out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Condition
from handlers.dispatch.rules import pace
from handlers.dispatch.rules.pace import Usage
from handlers.dispatch.storage import limits


class Outlook(NamedTuple):
    """The counts of a tenant's day, and its plan."""

    usage: Usage | None
    planned: Mapping[datetime, int]
    """Messages by the minute (its UTC start) in which they go out."""
    revision: int
    """The number of changes that the plan has seen."""


def outlook(tenant_id: str, zone: ZoneInfo, now: datetime) -> Outlook:
    """The tenant's counts and its plan of departures, read together."""
    table = limits.table()
    usage_pk, plan_pk = keys.usage_pk(tenant_id, pace.windows(now, zone).day), keys.plan_pk(tenant_id)
    wanted = [dynamo.encode({"pk": pk}) for pk in (usage_pk, plan_pk)]
    answer = dynamo.client().batch_get_item(RequestItems={table: {"Keys": wanted, "ConsistentRead": True}})
    if answer.get("UnprocessedKeys"):
        raise RuntimeError(f"the table {table} is too busy to be read: the next run reads it again")
    items = {item["pk"]: item for item in map(dynamo.decode, answer["Responses"][table])}
    plan = items.get(plan_pk, {"minutes": {}, "revision": 0})
    planned = {datetime.fromisoformat(minute): count for minute, count in plan["minutes"].items()}
    return Outlook(limits.usage(items.get(usage_pk)), planned, plan["revision"])


def add(tenant_id: str, seen: Outlook, departures: Iterable[datetime], zone: ZoneInfo, now: datetime) -> bool:
    """Add departures to the tenant's plan; False if it is no longer as it was ``seen``.

    Minutes of hours that are over are forgotten.
    """
    hour = pace.windows(now, zone).hour
    minutes = Counter({minute: count for minute, count in seen.planned.items() if minute >= hour})
    run = uuid4().hex
    minutes.update(pace.windows(departure, zone).minute for departure in departures)
    plan = {
        "pk": keys.plan_pk(tenant_id),
        "minutes": {keys.instant(minute): count for minute, count in minutes.items()},
        "revision": seen.revision + 1,
        "run": run,
        "ttl": int((now + limits.KEPT).timestamp()),
    }
    text = "attribute_not_exists(pk) OR #revision = :seen"
    unchanged = Condition(text, {"seen": seen.revision}, own={"run": run})
    return writes.made(writes.put(limits.table(), plan, unchanged))

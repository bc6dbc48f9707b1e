"""The counts behind the limits, in the rate-limit table.

A tenant's day is one item with the counts of the day and of the last hour and minute that were used. One conditional
write adds to all three, so no limit is passed by one, however many workers add at once; a batch reserves all it needs
together. What was reserved and not used is given back; after a crash it expires with its windows.

A channel's second is one item of its own.
"""

import random
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from botocore.exceptions import ClientError

from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Limits
from handlers.common.storage import dynamo, keys
from handlers.dispatch.rules import pace
from handlers.dispatch.rules.pace import CHANNEL_LIMITS, Usage, Windows
from handlers.environment import required

TRIES = 12
"""A try fails when the minute has just turned, or when another worker took the room that was seen."""
LONGEST_MEMORY = timedelta(seconds=20)
"""For how long a refusal is remembered without asking: room may have been given back since."""
KEPT = timedelta(days=2)
CHANNEL_KEPT = timedelta(minutes=5)


class Reservation(NamedTuple):
    """Room for ``granted`` messages, to be used before ``at.minute_ends``.

    ``refused_until``: from when the rest may be asked for again; None if all was granted.
    """

    tenant_id: str
    at: Windows
    granted: int
    refused_until: datetime | None = None


_refusals: dict[tuple[str, str], tuple[datetime, datetime]] = {}


def _table() -> str:
    return required("TABLE_RATE_LIMIT")


def _key(tenant_id: str, day: str) -> dict[str, Any]:
    return dynamo.encode({"pk": f"{keys.tenant_pk(tenant_id)}#{day}"})


def _usage(item: Mapping[str, Any] | None) -> Usage | None:
    if not item:
        return None
    return Usage(
        item["dayCount"],
        datetime.fromisoformat(item["hour"]),
        item["hourCount"],
        datetime.fromisoformat(item["minute"]),
        item["minuteCount"],
    )


def reserve(tenant_id: str, limits: Limits, zone: ZoneInfo, wanted: int, now: datetime) -> Reservation:
    """Room for up to ``wanted`` messages of a tenant in the minute, hour and day of ``now``, by one write as a rule.

    Where not all fit, as many as do are granted. A refusal is remembered for a while, an admission never.
    """
    at = pace.windows(now, zone)
    remembered = _refusals.get((_table(), tenant_id))
    if remembered and now < remembered[0]:
        return Reservation(tenant_id, at, 0, remembered[1])
    # Unseen yet, so the guess is what most writes meet: the minute is the one that was last used.
    seen: Usage | None = Usage(0, at.hour, 0, at.minute, 0)
    granted = min(wanted, pace.room(seen, at, limits))
    for attempt in range(TRIES):
        if granted == 0:
            until = pace.refused_until(seen, at, limits)
            _refusals[_table(), tenant_id] = (min(until, now + LONGEST_MEMORY), until)
            return Reservation(tenant_id, at, 0, until)
        refusal = _add(tenant_id, limits, at, granted, seen)
        if refusal is None:
            until = pace.refused_until(pace.added(seen, at, granted), at, limits)
            return Reservation(tenant_id, at, granted, until if granted < wanted else None)
        seen = _usage(refusal)
        granted = min(wanted, pace.room(seen, at, limits))
        if attempt > 2:
            time.sleep(random.uniform(0, 0.01 * attempt))
    return Reservation(tenant_id, at, 0, at.minute_ends)


def _add(tenant_id: str, limits: Limits, at: Windows, amount: int, seen: Usage | None) -> dynamo.Item | None:
    """None if ``amount`` was counted; else the item that refused it, empty if there is none."""
    same_hour = seen is not None and seen.hour == at.hour
    same_minute = same_hour and seen is not None and seen.minute == at.minute
    counted = ["dayCount", *(["hourCount"] if same_hour else []), *(["minuteCount"] if same_minute else [])]
    bounds = {"dayCount": limits.perDay, "hourCount": limits.perHour, "minuteCount": limits.perMinute}
    fresh: dict[str, Any] = {"ttl": int((at.day_ends + KEPT).timestamp())}
    if not same_hour:
        fresh |= {"hour": keys.instant(at.hour), "hourCount": amount}
    if not same_minute:
        fresh |= {"minute": keys.instant(at.minute), "minuteCount": amount}
    values = {f":{name}": value for name, value in fresh.items()} | {":amount": amount}
    if seen is None:
        condition = "attribute_not_exists(pk)"
    else:
        condition = " AND ".join(["#minute = :seen", *(f"#{name} <= :{name}Room" for name in counted)])
        values |= {":seen": keys.instant(seen.minute)}
        values |= {f":{name}Room": bounds[name] - amount for name in counted}
    names = {*fresh, *counted} | ({"minute"} if seen is not None else set())
    try:
        dynamo.client().update_item(
            TableName=_table(),
            Key=_key(tenant_id, at.day),
            UpdateExpression="SET "
            + ", ".join(f"#{name} = :{name}" for name in fresh)
            + " ADD "
            + ", ".join(f"#{name} :amount" for name in counted),
            ConditionExpression=condition,
            ExpressionAttributeNames={f"#{name}": name for name in names},
            ExpressionAttributeValues=dynamo.encode(values),
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as error:
        if dynamo.condition_failed(error):
            return dynamo.decode(error.response.get("Item", {}))
        raise
    return None


def give_back(reservation: Reservation, unused: int) -> None:
    """Frees room that was reserved and not used, in those of its windows that are still counted."""
    if unused <= 0:
        return
    at = reservation.at
    counters = ["minuteCount", "hourCount", "dayCount"]
    for condition, value in (("#minute", at.minute), ("#hour", at.hour), (None, None)):
        request: dict[str, Any] = {
            "TableName": _table(),
            "Key": _key(reservation.tenant_id, at.day),
            "UpdateExpression": "ADD " + ", ".join(f"{counter} :unused" for counter in counters),
            "ExpressionAttributeValues": {":unused": {"N": str(-unused)}},
        }
        if condition is not None and value is not None:
            request["ConditionExpression"] = f"{condition} = :window"
            request["ExpressionAttributeNames"] = {condition: condition[1:]}
            request["ExpressionAttributeValues"][":window"] = {"S": keys.instant(value)}
        try:
            dynamo.client().update_item(**request)
            return
        except ClientError as error:
            if not dynamo.condition_failed(error):
                raise
            counters = counters[1:]


class Outlook(NamedTuple):
    """What a tenant has sent and what has been released to go out: ``planned`` by minute (UTC start)."""

    usage: Usage | None
    planned: Mapping[datetime, int]
    revision: int


def outlook(tenant_id: str, zone: ZoneInfo, now: datetime) -> Outlook:
    """The tenant's counts and its plan of departures, read together."""
    table, at = _table(), pace.windows(now, zone)
    day_pk, plan_pk = f"{keys.tenant_pk(tenant_id)}#{at.day}", _plan_pk(tenant_id)
    answer = dynamo.client().batch_get_item(
        RequestItems={
            table: {
                "Keys": [dynamo.encode({"pk": pk}) for pk in (day_pk, plan_pk)],
                "ConsistentRead": True,
            }
        }
    )
    if answer.get("UnprocessedKeys"):
        raise RuntimeError(f"the table {table} is too busy to be read: the next run reads it again")
    items = {item["pk"]: item for item in map(dynamo.decode, answer["Responses"][table])}
    plan = items.get(plan_pk, {"minutes": {}, "revision": 0})
    planned = {datetime.fromisoformat(minute): count for minute, count in plan["minutes"].items()}
    return Outlook(_usage(items.get(day_pk)), planned, plan["revision"])


def plan(
    tenant_id: str, seen: Outlook, departures: Iterable[datetime], zone: ZoneInfo, now: datetime
) -> bool:
    """Adds departures to the tenant's plan; False if it is no longer as it was ``seen``.

    Minutes of hours that are over are forgotten.
    """
    hour = pace.windows(now, zone).hour
    minutes = Counter({minute: count for minute, count in seen.planned.items() if minute >= hour})
    minutes.update(pace.windows(departure, zone).minute for departure in departures)
    item = {
        "pk": _plan_pk(tenant_id),
        "minutes": {keys.instant(minute): count for minute, count in minutes.items()},
        "revision": seen.revision + 1,
        "ttl": int((now + KEPT).timestamp()),
    }
    try:
        dynamo.client().put_item(
            TableName=_table(),
            Item=dynamo.encode(item),
            ConditionExpression="attribute_not_exists(pk) OR revision = :seen",
            ExpressionAttributeValues=dynamo.encode({":seen": seen.revision}),
        )
    except ClientError as error:
        if dynamo.condition_failed(error):
            return False
        raise
    return True


def _plan_pk(tenant_id: str) -> str:
    return f"PLAN#{tenant_id}"


def take_second(channel: Channel, wanted: int, now: datetime) -> int:
    """How many of ``wanted`` requests the channel may carry in the second of ``now``, over all tenants."""
    second = int(now.timestamp())
    allowed = CHANNEL_LIMITS[channel]
    granted = min(wanted, allowed)
    while granted > 0:
        try:
            dynamo.client().update_item(
                TableName=_table(),
                Key=dynamo.encode({"pk": f"CHANNEL#{channel}#{second}"}),
                UpdateExpression="SET #ttl = :ttl ADD requests :granted",
                ConditionExpression="attribute_not_exists(requests) OR requests <= :room",
                ExpressionAttributeNames={"#ttl": "ttl"},
                ExpressionAttributeValues=dynamo.encode(
                    {
                        ":ttl": int((now + CHANNEL_KEPT).timestamp()),
                        ":granted": granted,
                        ":room": allowed - granted,
                    }
                ),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if not dynamo.condition_failed(error):
                raise
            item = dynamo.decode(error.response.get("Item", {}))
            granted = min(granted, allowed - item["requests"])
        else:
            return granted
    return 0


def second_ends(now: datetime) -> datetime:
    """The end of the second of ``now``."""
    return datetime.fromtimestamp(int(now.timestamp()) + 1, UTC)

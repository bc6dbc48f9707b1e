"""Letting hours pass in a moment: the instants for which something waits are moved back, and nothing else is touched.

The messages that a queue hides become visible by the queue's own short visibility time-out, which the storm sets.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from handlers.common.storage import dynamo, keys
from local.campaign.evidence import scan
from local.campaign.stage import Stage

_WAITS: Mapping[str, tuple[str, ...]] = {
    "contacts": ("deadline", "backlogOrder"),
    "config": ("retryAt",),
    "idempotency": ("leaseUntil",),
    "rate-limit": ("minute", "hour", "minutes"),
}
"""The attributes of each table that hold such an instant: leases, places in the backlog, the next try of a closed
channel, and the windows of the limits with the departures that are planned in them."""


class Move(NamedTuple):
    """A change of one attribute of an item."""

    key: Mapping[str, str]
    name: str
    before: Any
    after: Any


def let_pass(stage: Stage, time: timedelta) -> int:
    """Move every such instant back by ``time``; return the number of those that were moved.

    What changes under our hands stays as it is: somebody has just dealt with it.
    """
    moved = 0
    for table, names in _WAITS.items():
        physical = stage.table(table)
        for item in scan(physical):
            for move in moves(item, names, time):
                moved += _made(physical, move)
    return moved


def moves(item: Mapping[str, Any], names: tuple[str, ...], time: timedelta) -> Iterator[Move]:
    """Yield the changes of an item, for those of the attributes that it has."""
    key = {name: item[name] for name in ("pk", "sk") if name in item}
    for name in names:
        if name in item:
            yield Move(key, name, item[name], earlier(item[name], time))


def earlier(value: Any, time: timedelta) -> Any:
    """Return an instant, a place in the backlog or a plan by minutes as it is ``time`` earlier."""
    if isinstance(value, Mapping):
        return {earlier(instant, time): count for instant, count in value.items()}
    before, mark, instant = value.rpartition("#")
    return f"{before}{mark}{keys.instant(datetime.fromisoformat(instant) - time)}"


def _made(table: str, move: Move) -> bool:
    try:
        dynamo.client().update_item(
            TableName=table,
            Key=dynamo.encode(move.key),
            UpdateExpression="SET #name = :after",
            ConditionExpression="#name = :before",
            ExpressionAttributeNames={"#name": move.name},
            ExpressionAttributeValues=dynamo.encode({":before": move.before, ":after": move.after}),
        )
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") != "ConditionalCheckFailedException":
            raise
        return False
    return True

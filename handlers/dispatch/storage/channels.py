"""The channels of a tenant that are closed, in the config table.

Never kept by a process: a closed channel must stop the next message.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from handlers.common.rules.model import Channel
from handlers.common.storage import configuration, dynamo, keys, writes
from handlers.common.storage.writes import Condition
from handlers.dispatch.rules.closures import ClosedChannel


def from_item(item: Mapping[str, Any]) -> ClosedChannel:
    """The closed channel of an item of the config table."""
    return ClosedChannel(
        channel=Channel(item["sk"].removeprefix(keys.channel_sk(""))),
        reason=item["reason"],
        since=datetime.fromisoformat(item["since"]),
        retry_at=datetime.fromisoformat(item["retryAt"]),
        closures=item["closures"],
    )


def closed(tenant_id: str) -> dict[Channel, ClosedChannel]:
    """The tenant's channels that a partner has refused, those included whose next try is due."""
    entries = dynamo.collection(configuration.table(), keys.tenant_pk(tenant_id), keys.channel_sk(""))
    return {entry.channel: entry for entry in map(from_item, entries)}


def close(tenant_id: str, entry: ClosedChannel, now: datetime) -> bool:
    """Close a channel of a tenant; False if another has just done so, whose entry then stands."""
    run = uuid4().hex
    item = {
        "run": run,
        "pk": keys.tenant_pk(tenant_id),
        "sk": keys.channel_sk(entry.channel),
        "reason": entry.reason,
        "since": keys.instant(entry.since),
        "retryAt": keys.instant(entry.retry_at),
        "closures": entry.closures,
    }
    text = "attribute_not_exists(pk) OR #retryAt <= :now"
    due = Condition(text, {"now": keys.instant(now)}, own={"run": run})
    return writes.made(writes.put(configuration.table(), item, due))


def reopen(tenant_id: str, channel: Channel) -> None:
    """Let messages pass again, as if the channel had never been closed."""
    key = {"pk": keys.tenant_pk(tenant_id), "sk": keys.channel_sk(channel)}
    writes.made(writes.delete(configuration.table(), key, writes.REPEATABLE))

"""The requests of each channel in each second, over all tenants, in the rate-limit table."""

from datetime import UTC, datetime, timedelta

from handlers.common.rules.model import Channel
from handlers.common.storage import keys, writes
from handlers.common.storage.writes import Condition
from handlers.dispatch.rules.pace import CHANNEL_LIMITS
from handlers.dispatch.storage import limits

KEPT = timedelta(minutes=5)
"""The time for which a second's count is kept."""


def take(channel: Channel, wanted: int, now: datetime) -> int:
    """Take places for up to ``wanted`` requests in the second of ``now``; the number of those that were left."""
    key = {"pk": keys.second_pk(channel, int(now.timestamp()))}
    kept = {"ttl": int((now + KEPT).timestamp())}
    allowed = CHANNEL_LIMITS[channel]
    granted = min(wanted, allowed)
    while granted > 0:
        room = Condition("attribute_not_exists(#requests) OR #requests <= :room", {"room": allowed - granted})
        refusal = writes.refusal(writes.update(limits.table(), key, kept, room, add={"requests": granted}))
        if refusal is None:
            return granted
        granted = min(granted, allowed - refusal["requests"])
    return 0


def ends(now: datetime) -> datetime:
    """The end of the second of ``now``."""
    return datetime.fromtimestamp(int(now.timestamp()) + 1, UTC)

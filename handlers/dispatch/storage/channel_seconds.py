"""The requests of each channel in each second, over all tenants, in the rate-limit table."""

from datetime import UTC, datetime, timedelta

from handlers.common.rules.model import Channel
from handlers.common.storage import keys, statements, writes
from handlers.common.storage.statements import Statement
from handlers.common.storage.writes import Condition
from handlers.dispatch.rules.pace import CHANNEL_LIMITS
from handlers.dispatch.storage import limits

KEPT = timedelta(minutes=5)
"""The time for which a second's count is kept."""

_asked_for: dict[tuple[str, Channel], int] = {}
"""The last second in which this process asked for places; its item is there by the next time."""


def asking(channel: Channel, wanted: int, now: datetime) -> Statement:
    """The statement that takes places for ``wanted`` requests in the second of ``now`` if all of them are free.

    It is refused where another process was the first in that second: then ``take`` tells.
    """
    table, second = limits.table(), int(now.timestamp())
    pk = keys.second_pk(channel, second)
    if _asked_for.get((table, channel)) == second:
        return Statement(
            f'UPDATE "{table}" SET requests = requests + ? WHERE pk = ? AND requests <= ?',
            (wanted, pk, CHANNEL_LIMITS[channel] - wanted),
            (table, pk, None),
        )
    _asked_for[table, channel] = second
    ttl = int((now + KEPT).timestamp())
    return statements.insert(table, {"pk": pk, "requests": wanted, "ttl": ttl})


def take(channel: Channel, wanted: int, now: datetime) -> int:
    """Take places for up to ``wanted`` requests in the second of ``now``; the number of those that were left."""
    second = int(now.timestamp())
    _asked_for[limits.table(), channel] = second
    key = {"pk": keys.second_pk(channel, second)}
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


def forget() -> None:
    """Forget the seconds in which this process asked for places."""
    _asked_for.clear()


def ends(now: datetime) -> datetime:
    """The end of the second of ``now``."""
    return datetime.fromtimestamp(int(now.timestamp()) + 1, UTC)

"""A channel that a partner refuses is closed for the tenant, and tried again after a growing while."""

from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.common.rules.model import Channel

FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)


class ClosedChannel(NamedTuple):
    """A channel that takes no messages of a tenant.

    Once ``retry_at`` has come messages go out again; the first answer that is no refusal opens the channel, the
    next refusal closes it for longer. An operator may open it at once.
    """

    channel: Channel
    reason: str
    since: datetime
    retry_at: datetime
    closures: int
    """The times that it was closed in a row."""

    def holds(self, now: datetime) -> bool:
        """True if nothing may be sent at ``now``."""
        return now < self.retry_at


def closed(
    channel: Channel,
    reason: str,
    now: datetime,
    before: ClosedChannel | None,
    earliest: datetime | None = None,
) -> ClosedChannel:
    """Close the channel at ``now`` for 5 minutes, and for twice as long at each further closing, up to an hour.

    ``earliest``: the provider is not to be asked again before that.
    """
    closures = 1 if before is None else before.closures + 1
    pause = min(FIRST_PAUSE * 2 ** min(closures - 1, 10), LONGEST_PAUSE)
    retry_at = max(now + pause, earliest or now)
    return ClosedChannel(channel, reason, now if before is None else before.since, retry_at, closures)

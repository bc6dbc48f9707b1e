"""A batch's share of the channels' seconds."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.common.rules.model import Channel
from handlers.common.storage.statements import Pending, StatementBatch
from handlers.dispatch.rules.pace import CHANNEL_LIMITS
from handlers.dispatch.storage import channel_seconds

TURN = timedelta(milliseconds=150)
"""A request is not begun so close to the end of the second or minute that it is counted in: the partner would see it
in the next one."""


class _Places(NamedTuple):
    """Places that are left in the second that ends at ``until``."""

    until: datetime
    left: int


@dataclass
class Turns:
    """Places in the channels' seconds: asked for together, used one by one within the same second."""

    waiting: Counter[Channel]
    """First requests that the batch still has to make."""
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    _held: dict[Channel, _Places] = field(default_factory=dict)
    _asked: dict[Channel, tuple[_Places, Pending]] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, batch: StatementBatch) -> None:
        """Ask for places along with other statements, which mostly saves a request.

        ``keep`` must follow if the batch was run.
        """
        now = self.clock()
        ends = channel_seconds.ends(now)
        for channel, waiting in self.waiting.items():
            wanted = min(waiting, CHANNEL_LIMITS[channel])
            asked = batch.add(channel_seconds.asking(channel, wanted, now))
            self._asked[channel] = _Places(ends, wanted), asked

    def keep(self) -> None:
        """Keep the places that were asked for and given."""
        self._held |= {channel: places for channel, (places, asked) in self._asked.items() if asked.done}

    def take(self, channel: Channel, until: datetime) -> datetime | None:
        """Wait for the channel's next free place and take it; the end of its second, None if none is before ``until``.

        The request must be made by then: a table that answers late may have used the second up.
        """
        with self._guard:
            while (now := self.clock()) < until:
                ends = channel_seconds.ends(now)
                if now + TURN < ends and self._take_now(channel, ends, now):
                    return ends
                self.sleep(max(0.001, (ends - now).total_seconds()))
            return None

    def _take_now(self, channel: Channel, ends: datetime, now: datetime) -> bool:
        held = self._held.get(channel)
        left = held.left if held is not None and held.until == ends else 0
        if left == 0:
            left = channel_seconds.take(channel, max(1, self.waiting[channel]), now)
        if left == 0:
            return False
        self._held[channel] = _Places(ends, left - 1)
        self.waiting[channel] -= 1
        return True

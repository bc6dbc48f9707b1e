"""The limits of a line towards one person: the 24-hour window, and the pair rate.

Pure: the moment is given with every question. Not safe for threads by itself.
"""

from collections import defaultdict, deque
from datetime import datetime, timedelta

WINDOW = timedelta(hours=24)
"""Free text and interactive messages reach a person for so long after the person's last message."""
BURST, BURST_SPAN = 45, timedelta(seconds=6)
"""Messages to one person in a row; after so many within the span the pair rate is hit."""
PAIR_PAUSE = timedelta(seconds=6)
"""Time that each message of a burst takes off the pair's later allowance."""

Pair = tuple[str, str]
"""The line's ``phone_number_id``, and the person's ``wa_id``."""


class Window:
    """Knows when each person last wrote to each line."""

    def __init__(self) -> None:
        self._wrote: dict[Pair, datetime] = {}

    def wrote(self, pair: Pair, at: datetime) -> None:
        """Take note of a person's message."""
        self._wrote[pair] = max(at, self._wrote.get(pair, at))

    def is_open(self, pair: Pair, now: datetime) -> bool:
        """Return True if the person wrote within the last 24 hours."""
        last = self._wrote.get(pair)
        return last is not None and now - last < WINDOW


class PairRate:
    """Counts the messages of a line to a person: a burst, then one every six seconds until it is paid back."""

    def __init__(self) -> None:
        self._sent: dict[Pair, deque[datetime]] = defaultdict(deque)
        self._closed_until: dict[Pair, datetime] = {}

    def admits(self, pair: Pair, now: datetime) -> bool:
        """Return True and count the message if the pair's rate allows it."""
        if now < self._closed_until.get(pair, now):
            return False
        sent = self._sent[pair]
        while sent and now - sent[0] >= BURST_SPAN:
            sent.popleft()
        sent.append(now)
        if len(sent) >= BURST:
            self._closed_until[pair] = now + len(sent) * PAIR_PAUSE
            sent.clear()
        return True

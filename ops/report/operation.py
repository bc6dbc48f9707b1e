"""The stack itself in a report: its functions, costs, queues and channels, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Run(NamedTuple):
    """The invocations of a function in one period."""

    start: datetime
    invocations: int
    errors: int


@dataclass(frozen=True)
class FunctionUse:
    """The work of a function."""

    name: str
    invocations: int
    errors: int
    throttles: int
    average_ms: float | None
    longest_ms: float | None
    memory: int | None
    """MB; None where it is not known."""
    runs: Sequence[Run] = ()


class CostLine(NamedTuple):
    """The cost of one service at list price."""

    service: str
    what: str
    amount: float
    unit: str
    usd: float


@dataclass(frozen=True)
class Costs:
    """The cost of the messages that went out."""

    messages: int
    lines: Sequence[CostLine]
    sources: Sequence[str]
    """Sentences: whence the amounts and the prices are, and what is left out."""

    @property
    def usd(self) -> float:
        """All of it."""
        return sum(line.usd for line in self.lines)

    @property
    def per_thousand(self) -> float | None:
        """The cost of a thousand messages; None where none went out."""
        return 1000 * self.usd / self.messages if self.messages else None


class QueueState(NamedTuple):
    """A queue as it stood when the report was made."""

    name: str
    purpose: str
    visible: int
    in_flight: int
    delayed: int
    is_failures: bool


class ClosedChannel(NamedTuple):
    """A channel that takes no messages of a tenant for now."""

    tenant: str
    channel: str
    reason: str
    since: datetime
    again: datetime


@dataclass(frozen=True)
class Health:
    """Things that somebody may have to look at."""

    queues: Sequence[QueueState] = ()
    closed: Sequence[ClosedChannel] = ()
    channels: int = 0
    """Channels of all tenants, the closed ones included."""
    unknown: int = 0
    """Contacts and messages of which nobody knows whether they were reached."""
    failed: int = 0
    """Messages that can never be delivered."""
    opt_outs: int = 0
    """Addresses whose owners want no messages."""
    blocked: int = 0
    """Addresses that a tenant blocks."""
    inbox_open: int = 0
    inbox_overdue: int = 0
    waiting: Mapping[str, int] = field(default_factory=dict)
    """Contacts that are still to be written to, by campaign."""
    paused: Sequence[str] = ()
    """Tenants and campaigns that are paused."""

    @property
    def failures(self) -> int:
        """Messages in the queues of failures."""
        return sum(queue.visible + queue.in_flight for queue in self.queues if queue.is_failures)

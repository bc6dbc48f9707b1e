"""The content of a report: plain values, in the order in which the page tells them.

Instants are aware. Texts are whatever contacts and lists brought: ``collecting`` has masked them and the page escapes
them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from ops.report.operation import Costs, FunctionUse, Health

Unit = Literal["5 seconds", "minute", "hour", "day"]
Side = Literal["us", "contact", "event"]
Tick = Literal["", "waiting", "sending", "sent", "delivered", "read", "failed", "skipped", "unknown"]


class Span(NamedTuple):
    """A stretch of time, its end not included."""

    start: datetime
    end: datetime


class Promise(NamedTuple):
    """A check of the run that made the report."""

    name: str
    holds: bool
    detail: str


class FunnelStep(NamedTuple):
    """The number of contacts that came at least this far."""

    name: str
    contacts: int
    meaning: str


class Bar(NamedTuple):
    """The messages that went out in one unit of time."""

    start: datetime
    paced: int
    """First messages and follow-ups, which hours and limits bind."""
    other: int
    """Answers, confirmations and reminders, which they do not."""


class Peak(NamedTuple):
    """The most paced messages of one window of time, and the limit of that window."""

    window: Literal["minute", "hour", "day"]
    most: int
    limit: int
    at: datetime | None
    """The start of the window; None where nothing went out."""


@dataclass(frozen=True)
class Timeline:
    """A tenant's messages over time."""

    tenant: str
    zone: str
    unit: Unit
    span: Span
    bars: Sequence[Bar]
    """Those that are not empty, in order."""
    limit: int
    """Paced messages that a unit of time may have at the most."""
    peaks: Sequence[Peak]
    open_hours: Sequence[Span]
    """The tenant's hours within the span, days off left out."""


class MeetingEntry(NamedTuple):
    """A meeting at an agreed time."""

    start: datetime
    end: datetime
    status: str
    """As ``MeetingStatus`` has it."""
    who: str
    """The contact as it may be shown."""
    campaign: str


@dataclass(frozen=True)
class HostCalendar:
    """The meetings of a host, in order, by the host's clock."""

    host: str
    tenant: str
    zone: str
    meetings: Sequence[MeetingEntry]
    more: int = 0
    """Further meetings that are left out."""


class Bubble(NamedTuple):
    """A message of either side, or an event between them."""

    side: Side
    at: datetime
    kind: str
    """The kind of the message, the intent of a reply, or the event."""
    text: str
    channel: str = ""
    tick: Tick = ""
    told_at: datetime | None = None
    """The instant of the latest tick."""
    note: str = ""


@dataclass(frozen=True)
class Talk:
    """The conversation with a contact, oldest first."""

    contact: str
    """The contact as it may be shown."""
    address: str
    """Masked."""
    campaign: str
    channel: str
    state: str
    zone: str
    bubbles: Sequence[Bubble]
    more: int = 0
    """Earlier bubbles that are left out."""


class Refusal(NamedTuple):
    """A row of a list that was refused, with the reason."""

    row: int | None
    field: str
    reason: str
    outcome: str = "invalid"


@dataclass(frozen=True)
class ListAnswer:
    """The answer to a list that was taken in."""

    campaign: str
    source: str
    at: datetime | None
    counts: Mapping[str, int]
    """Rows by outcome."""
    refusals: Sequence[Refusal]
    more: int = 0
    """Further refusals that are left out."""


@dataclass(frozen=True)
class ReportData:
    """Everything that a page tells."""

    stack: str
    region: str
    made_at: datetime
    span: Span
    whole: bool
    """True if the span is all that there is, and was not asked for."""
    tenants: Sequence[str]
    """Names of the tenants that it is about."""
    zone: str
    """The zone of instants that belong to no tenant in particular."""
    funnel: Sequence[FunnelStep] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    messages: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Messages that went out, by channel and kind."""
    intents: Mapping[str, int] = field(default_factory=dict)
    """Replies by what they were understood to mean."""
    timelines: Sequence[Timeline] = ()
    calendars: Sequence[HostCalendar] = ()
    talks: Sequence[Talk] = ()
    more_talks: int = 0
    lists: Sequence[ListAnswer] = ()
    more_lists: int = 0
    functions: Sequence[FunctionUse] = ()
    period_seconds: int = 0
    """Seconds of each of the functions' runs."""
    costs: Costs = field(default_factory=lambda: Costs(0, (), ()))
    health: Health = field(default_factory=Health)
    promises: Sequence[Promise] = ()
    named: bool = False
    """True if contacts' names are shown."""

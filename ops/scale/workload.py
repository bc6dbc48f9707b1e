"""The figures for which the question is asked, and the design that they meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

MINUTES_AN_HOUR = 60
MEETINGS_OF_A_HOST = 7
"""Meetings of a day: 60 minutes, with 15 free before and after that two may share, from 09:00 to 18:00."""


class WorkloadError(ValueError):
    """A figure that makes no sense; the message names it, its value and the cure."""


def figure(default: float | None, low: float, high: float, help: str) -> Any:
    """Return a field of a workload with its bounds and its explanation; without a default it must be given."""
    metadata = MappingProxyType({"low": low, "high": high, "help": help})
    return field(metadata=metadata) if default is None else field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Workload:
    """The work of a stack; every tenant has as much as any other."""

    tenants: int = figure(None, 1, 100_000, "Tenants with an active campaign.")
    contacts: int = figure(None, 1, 1_000_000_000, "Contacts of all tenants together.")
    per_minute: float = figure(None, 0.01, 10_000, "Messages a minute of each tenant at the peak: its limit.")
    per_day: float = figure(0, 0, 10_000_000, "Messages a day of each tenant; 0: the peak for all the hours.")
    campaigns: int = figure(1, 1, 1_000, "Active campaigns of each tenant.")
    hours: float = figure(10, 1, 24, "Hours of a day in which messages go out.")
    lists: int = figure(1, 0, 10_000, "Lists that are taken in at the same time, each of another tenant.")
    reply_percent: float = figure(10, 0, 100, "Messages that are answered, of a hundred.")
    meeting_percent: float = figure(2, 0, 100, "Messages that lead to a meeting, of a hundred.")
    hosts: int = figure(2, 1, 10_000, "Hosts of each tenant, who take seven meetings a day at the most.")
    meeting_days: float = figure(5, 0, 60, "Days between the booking of a meeting and the meeting.")
    workers: int = figure(10, 2, 1_000, "Instances of send-messages at once: sendConcurrency.")
    latency_ms: float = figure(
        8, 0, 1_000, "Milliseconds that a request to AWS takes, without the processor's."
    )
    partner_ms: float = figure(300, 0, 30_000, "Milliseconds that a partner takes to answer.")

    def __post_init__(self) -> None:
        for each in fields(self):
            _check(each.name, getattr(self, each.name), each.metadata)
        fitting = self.per_minute * MINUTES_AN_HOUR * self.hours
        if self.per_day > fitting:
            raise WorkloadError(
                f"per-day is {self.per_day:g}: at {self.per_minute:g} a minute only {fitting:g} messages fit into "
                f"{self.hours:g} hours; give fewer, or more per-minute or hours"
            )

    @property
    def peak(self) -> float:
        """Messages a second of all tenants in their busiest minute."""
        return self.tenants * self.per_minute / 60

    @property
    def a_day(self) -> float:
        """Messages a day of each tenant."""
        return self.per_day or self.per_minute * MINUTES_AN_HOUR * self.hours

    @property
    def average(self) -> float:
        """Messages a second of all tenants, over the hours of sending."""
        return self.tenants * self.a_day / (self.hours * 3600)

    @property
    def meetings_a_day(self) -> float:
        """Meetings of each tenant that are booked in a day, as far as its hosts have time."""
        return min(self.a_day * self.meeting_percent / 100, self.hosts * MEETINGS_OF_A_HOST)

    @property
    def days(self) -> float:
        """Days until every contact has been written to once."""
        return self.contacts / (self.tenants * self.a_day)

    @property
    def contacts_a_list(self) -> float:
        """Contacts of one list, which brings all of a tenant's."""
        return self.contacts / self.tenants


def _check(name: str, value: float, bounds: Mapping[str, Any]) -> None:
    low, high = bounds["low"], bounds["high"]
    if not low <= value <= high:
        option = name.replace("_", "-")
        raise WorkloadError(f"{option} is {value:g}: give a number from {low:g} to {high:g}")


@dataclass(frozen=True, kw_only=True)
class Design:
    """The parts of the stack that might be changed; the defaults are the stack as it is."""

    release_threads: int = 1
    """Tenants that a run of release-contacts serves at the same time."""
    released_at_once: int = 1_000
    """Messages of one tenant in one run of release-contacts."""
    release_memory: int = 0
    """MB of release-contacts; 0 for those it has."""
    release_apart: bool = False
    """True if each tenant is released by an invocation of its own, which the minute's run starts."""
    reminder_memory: int = 0
    """MB of send-reminders; 0 for those it has."""
    reminder_apart: bool = False
    """True if each tenant's meetings are dealt with by an invocation of its own, which the hourly run starts."""
    reminder_threads: int = 1
    """Meetings that are due which a run of send-reminders serves at the same time."""
    backlog_shards: int = 4
    """Partition keys of a campaign's backlog."""
    kept_shards: int = 1
    """Partition keys of a tenant's messages that wait for their channel or are being sent."""
    day_shards: int = 1
    """Partition keys of a day in the date-index of the counters."""
    status_shards: int = 1
    """Partition keys of a status in the status-index of the meetings."""
    warmed: bool = False
    """True if the tables have been warmed up to the account's quota."""
    channel_a_second: float = 80
    """Requests a second that the WhatsApp partner takes of all tenants."""
    concurrency: int = 1_000
    """Executions at once of all functions of the account."""
    list_parts: int = 1
    """Files into which a list is cut before it is taken in."""


AS_IT_IS = Design()

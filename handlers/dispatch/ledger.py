"""What a batch of messages adds to the daily counters, the events and the log, gathered to go out together.

A message that is on record as sent must not be sent again because a counter could not be written: failures here are
logged and measured, and go no further.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event
from handlers.common.storage import events, stats
from handlers.common.storage.statements import Statement
from handlers.dispatch.rules.judgement import Facts
from handlers.observability import count, logger

Day = tuple[str, str, date]
"""Tenant, campaign, date by the tenant's clock."""


def ids(message: Message) -> dict[str, str]:
    """What a line of the log and an event say about whose message it is."""
    return {
        "tenantId": message.tenantId,
        "campaignId": message.campaignId,
        "contactId": message.contactId,
        "correlationId": message.correlationId,
    }


class Ledger:
    """The counters and events of one batch, judged at ``now``."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._counters: defaultdict[Day, Counter[str]] = defaultdict(Counter)
        self._events: list[tuple[Event, dict[str, Any]]] = []

    def add(self, facts: Facts, counters: Mapping[str, int]) -> None:
        """Adds to the counters of the message's campaign today."""
        today = self._now.astimezone(ZoneInfo(facts.tenant.timezone)).date()
        day = (facts.message.tenantId, facts.message.campaignId, today)
        for name, amount in counters.items():
            self._counters[day][name] += amount

    def event(self, event: Event, message: Message, **detail: str) -> None:
        """An event about the message."""
        self._events.append((event, ids(message) | {"step": message.step, "kind": message.kind} | detail))

    def statements(self) -> list[tuple[Day, Statement]]:
        """The counters so far as writes that may go along with others; ``settled`` takes those that were made."""
        return [
            (day, stats.statement(*day, changed))
            for day, counters in self._counters.items()
            if (changed := {name: amount for name, amount in counters.items() if amount})
        ]

    def settled(self, day: Day) -> None:
        """The day's counters have been written."""
        self._counters.pop(day, None)

    def flush(self) -> None:
        """Writes the counters that are left and raises the events."""
        for day, counters in self._counters.items():
            changed = {name: amount for name, amount in counters.items() if amount}
            try:
                stats.count(*day, changed)
            except Exception:
                where = {"tenantId": day[0], "campaignId": day[1]}
                logger.exception("counters could not be written", extra=where)
                count("BookkeepingFailed")
        self._counters.clear()
        try:
            events.raise_events(self._events, self._now)
        except Exception:
            logger.exception("events could not be raised", extra={"events": len(self._events)})
            count("BookkeepingFailed")
        self._events.clear()

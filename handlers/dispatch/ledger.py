"""The counters and events of a batch of messages, gathered to go out together.

A message that is on record as sent must not be sent again because a counter could not be written: failures here are
logged and measured, and go no further.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event
from handlers.common.storage import events, stats
from handlers.common.storage.statements import Pending, StatementBatch
from handlers.dispatch.rules.facts import Facts
from handlers.observability import count, logger


class Day(NamedTuple):
    """A campaign's day, by its tenant's clock."""

    tenant_id: str
    campaign_id: str
    date: date


class Ledger:
    """The counters and events of one batch, judged at ``now``."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._counters: defaultdict[Day, Counter[str]] = defaultdict(Counter)
        self._joined: dict[Day, Pending] = {}
        self._events: list[tuple[Event, dict[str, Any]]] = []

    def add(self, facts: Facts, counters: Mapping[str, int]) -> None:
        """Add to the counters of the message's campaign today."""
        message = facts.message
        day = Day(message.tenantId, message.campaignId, facts.tenant.today(self._now))
        for name, amount in counters.items():
            self._counters[day][name] += amount

    def event(self, event: Event, message: Message, **detail: str) -> None:
        """Raise an event about the message, once everything is written."""
        told = {"step": message.step, "kind": message.kind}
        self._events.append((event, {**message.subject.ids, **told, **detail}))

    def join(self, batch: StatementBatch) -> None:
        """Let the counters so far go along in a batch; ``take_out`` strikes those that were written with it."""
        self._joined = {
            day: batch.add(stats.statement(*day, changed))
            for day, counters in self._counters.items()
            if (changed := _changed(counters))
        }

    def take_out(self) -> None:
        """Strike the counters that the batch has written."""
        for day, pending in self._joined.items():
            if pending.done:
                self._counters.pop(day)
        self._joined = {}

    def flush(self) -> None:
        """Write the counters that are left and raise the events."""
        for day, counters in self._counters.items():
            try:
                stats.count(*day, _changed(counters))
            except Exception:
                where = {"tenantId": day.tenant_id, "campaignId": day.campaign_id}
                logger.exception("counters could not be written", extra=where)
                count("BookkeepingFailed")
        self._counters.clear()
        try:
            events.raise_events(self._events, self._now)
        except Exception:
            logger.exception("events could not be raised", extra={"events": len(self._events)})
            count("BookkeepingFailed")
        self._events.clear()


def _changed(counters: Mapping[str, int]) -> dict[str, int]:
    return {name: amount for name, amount in counters.items() if amount}

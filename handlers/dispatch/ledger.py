"""The counters and events of a batch of messages, gathered to go out together.

A message that is on record as sent must not be sent again because a counter could not be written: failures here are
logged and measured, and go no further.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event
from handlers.common.storage import events
from handlers.common.storage.statements import Pending, StatementBatch
from handlers.dispatch.rules.facts import Facts
from handlers.dispatch.storage import tallies
from handlers.dispatch.storage.tallies import Day
from handlers.observability import count, logger


class Ledger:
    """The counters and events of one batch, judged at ``now``."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._counters: defaultdict[Day, Counter[str]] = defaultdict(Counter)
        self._joined: dict[Day, tuple[Pending, Mapping[str, int]]] = {}
        self._doubtful: set[Day] = set()
        self._events: list[tuple[Event, dict[str, Any]]] = []

    def add(self, facts: Facts, counters: Mapping[str, int]) -> None:
        """Add to the counters of the message's campaign today: of what is written, and of nothing else."""
        message = facts.message
        day = Day(message.tenantId, message.campaignId, facts.tenant.today(self._now))
        for name, amount in counters.items():
            self._counters[day][name] += amount

    def event(self, event: Event, message: Message, **detail: str) -> None:
        """Raise an event about the message, once everything is written."""
        told = {"step": message.step, "kind": message.kind}
        self._events.append((event, {**message.subject.ids, **told, **detail}))

    def join(self, batch: StatementBatch, expected: "Ledger") -> None:
        """Let the counters so far, and those of what the batch is expected to write, go along in it.

        ``take_over`` must follow if the batch was run, else ``give_up``.
        """
        for day in (self._counters.keys() | expected._counters.keys()) - self._doubtful:
            added = _changed(_sum(self._counters.get(day, {}), expected._counters.get(day, {})))
            if added:
                self._joined[day] = batch.add(tallies.statement(day, added)), added

    def take_over(self, expected: "Ledger") -> None:
        """Take over what was expected, and strike the counters that the batch has written."""
        for day, counters in expected._counters.items():
            self._counters[day] = _sum(self._counters[day], counters)
        for day, (pending, added) in self._joined.items():
            if pending.done:
                tallies.settle(day, added)
                self._counters.pop(day)
        self._joined = {}

    def give_up(self) -> None:
        """Forget what was expected of a batch that failed; ``flush`` sets right what it may have counted."""
        self._doubtful |= self._joined.keys()
        self._joined = {}

    def flush(self) -> None:
        """Write the counters that are left and raise the events."""
        for day in self._counters.keys() | self._doubtful:
            added = _changed(self._counters.get(day, {}))
            try:
                if added or day in self._doubtful:
                    tallies.put(day, added)
            except Exception:
                where = {"tenantId": day.tenant_id, "campaignId": day.campaign_id}
                logger.exception("counters could not be written", extra=where)
                count("BookkeepingFailed")
        self._counters.clear()
        self._doubtful.clear()
        self.raise_events()

    def raise_events(self) -> bool:
        """Raise the events so far; False if they could not be."""
        try:
            events.raise_events(self._events, self._now)
        except Exception:
            logger.exception("events could not be raised", extra={"events": len(self._events)})
            count("BookkeepingFailed")
            return False
        finally:
            self._events.clear()
        return True


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> Counter[str]:
    """The sum of counters, negative ones included."""
    return Counter({name: one.get(name, 0) + other.get(name, 0) for name in one.keys() | other.keys()})


def _changed(counters: Mapping[str, int]) -> dict[str, int]:
    return {name: amount for name, amount in counters.items() if amount}

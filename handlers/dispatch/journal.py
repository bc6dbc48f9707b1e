"""The ends of a batch's messages: for the queue, the tables, the counters, the events and the log."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event, State
from handlers.common.rules.retries import Ending
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.plans import Settled
from handlers.dispatch.rules.facts import Facts, Status
from handlers.dispatch.rules.judgement import Defer, Drop, LeaseOver, Record
from handlers.dispatch.storage import changes, unclaimed
from handlers.dispatch.storage.changes import Change
from handlers.observability import logger

CUT_SHORT = "attempt_cut_short"
"""The reason of a message whose attempt never said how it ended."""


class Journal:
    """The account of one batch, judged at ``now``: each of its messages ends in one of these ways."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.ledger = Ledger(now)
        self._failures: set[str] = set()
        self._unclaimed: list[Change] = []

    def answer(self) -> dict[str, Any]:
        """The answer to the queue: the messages that are to be delivered again."""
        return {"batchItemFailures": [{"itemIdentifier": record} for record in sorted(self._failures)]}

    def refuse(self, record: str, reason: str, **detail: str) -> None:
        """Let the queue deliver the message again, in the end to the dead-letter queue."""
        self._failures.add(record)
        logger.warning("message not taken", extra={"sqsMessageId": record, "reason": reason} | detail)

    def refuse_for(self, record: str, message: Message, error: Exception) -> None:
        """Let the queue deliver again a message that an error of its own stopped."""
        self.refuse(record, type(error).__name__, problem=str(error), **message.subject.ids)

    def leave_open(self, settled: Sequence[Settled]) -> None:
        """Let the queue deliver again messages whose ends could not be written: their claims stand."""
        self._failures |= {each.plan.record for each in settled}

    def drop(self, facts: Facts, drop: Drop) -> None:
        """Forget a message that is over already."""
        logger.info("message dropped", extra=facts.message.subject.ids | {"reason": drop.reason})

    def defer(self, facts: Facts, defer: Defer) -> None:
        """Put a message back into the backlog."""
        self._unclaimed += unclaimed.defer(facts, defer.until, defer.reason, self.now)
        self.ledger.add(facts, {"deferred": 1})
        detail = {"reason": defer.reason, "until": defer.until.isoformat()}
        logger.info("message deferred", extra=facts.message.subject.ids | detail)

    def call_human(self, message: Message, reason: str, **detail: str) -> None:
        """Let a human look at something that a message has shown."""
        logger.error("a human is needed", extra=message.subject.ids | {"reason": reason})
        self.ledger.event(Event.HUMAN_ATTENTION_NEEDED, message, reason=reason, **detail)

    def record(self, facts: Facts, record: Record) -> None:
        """Put on record that a message will not go out."""
        status, reason, state = record
        self._unclaimed += unclaimed.record(facts, status, state, reason, self.now)
        detail = {"status": status, "reason": reason}
        logger.info("message not sent", extra=facts.message.subject.ids | detail)
        if state is State.OPTED_OUT:
            _tell_opted_out(self.ledger, facts, reason)
        elif status is not Status.SKIPPED:
            _tell_failed(self.ledger, facts, reason)

    def give_up(self, facts: Facts, over: LeaseOver) -> None:
        """Put on record that nobody knows how a message ended."""
        self._unclaimed += unclaimed.give_up(facts, over.attempt, CUT_SHORT, self.now)
        _tell_unknown(self.ledger, facts, CUT_SHORT)

    def settle(self, settled: Settled) -> None:
        """Tell the end of a message that was claimed, once it is written down."""
        plan, (ending, reason, *_) = settled
        message, facts, channel = plan.message, plan.attempt.facts, plan.attempt.go.channel
        detail = {"ending": ending, "reason": reason, "channel": channel}
        logger.info("message settled", extra=message.subject.ids | detail)
        match ending:
            case Ending.SENT:
                self.ledger.event(Event.MESSAGE_SENT, message, channel=channel)
            case Ending.EXHAUSTED:
                self.refuse(plan.record, reason or "not accepted", **message.subject.ids)
            case Ending.UNKNOWN:
                _tell_unknown(self.ledger, facts, reason)
            case Ending.OPTED_OUT:
                _tell_opted_out(self.ledger, facts, reason)
            case Ending.UNDELIVERABLE if plan.attempt.other_channel is None:
                _tell_failed(self.ledger, facts, reason)
            case Ending.BLOCKED | Ending.EXPIRED:
                _tell_failed(self.ledger, facts, reason)

    def write_unclaimed(self) -> None:
        """Make the changes of the messages that were not claimed, as far as they still apply."""
        for change in changes.make(self._unclaimed):
            self.ledger.add(change.facts, change.moved)
        self._unclaimed.clear()


def _tell_failed(ledger: Ledger, facts: Facts, reason: str) -> None:
    ledger.add(facts, {"failed": 1})
    ledger.event(Event.MESSAGE_FAILED, facts.message, reason=reason, outcome="failed")


def _tell_opted_out(ledger: Ledger, facts: Facts, reason: str) -> None:
    ledger.add(facts, {"opted_out": 1})
    ledger.event(Event.CONTACT_OPTED_OUT, facts.message, reason=reason)


def _tell_unknown(ledger: Ledger, facts: Facts, reason: str) -> None:
    ledger.add(facts, {"unknown": 1})
    ledger.event(Event.MESSAGE_FAILED, facts.message, reason=reason, outcome="unknown")
    ledger.event(Event.HUMAN_ATTENTION_NEEDED, facts.message, reason="message_unknown")

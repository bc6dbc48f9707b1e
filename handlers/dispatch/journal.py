"""The ends of a batch's messages: for the queue, the tables, the counters, the events and the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from handlers.common.rules import redaction
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event, State
from handlers.common.rules.retries import Ending
from handlers.common.storage import failures
from handlers.common.storage.statements import StatementBatch
from handlers.dispatch import news
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.news import Told
from handlers.dispatch.plans import Settled
from handlers.dispatch.rules import reported
from handlers.dispatch.rules.attempts import TRIES_OF_THE_QUEUE
from handlers.dispatch.rules.facts import Facts, Status
from handlers.dispatch.rules.judgements import Defer, Drop, LeaseOver, Record
from handlers.dispatch.storage import changes, unclaimed
from handlers.dispatch.storage.changes import Change
from handlers.observability import count, logger

CUT_SHORT = "attempt_cut_short"
"""The reason of a message whose attempt never said how it ended."""


class Unclaimed(NamedTuple):
    """The end of a message that no attempt of this batch holds."""

    record: str
    facts: Facts
    changes: Sequence[Change]
    """Its own change first, which decides whether the end is counted and told."""
    counted: Mapping[str, int] = MappingProxyType({})
    told: Told | None = None
    reason: str = ""
    channel: str = ""
    """The channel of one that was sent after all."""
    problem: str = ""
    """The news that a human has to hear before the end is on record; empty for none."""

    def tally(self, ledger: Ledger, some: Sequence[Change], times: int) -> None:
        """Count some of the changes, and the end itself if its own change is among them."""
        for change in some:
            ledger.add(change.facts, {name: times * amount for name, amount in change.moved.items()})
        if some and some[0] is self.changes[0]:
            news = {self.told.value: 1} if self.told in (Told.FAILED, Told.OPTED_OUT) else {}
            ledger.add(
                self.facts, {name: times * amount for name, amount in {**self.counted, **news}.items()}
            )


class Journal:
    """The account of one batch, judged at ``now``: each of its messages ends in one of these ways."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.ledger = Ledger(now)
        self.reported: list[Message] = []
        """Messages that may have ended otherwise than their provider has reported by now."""
        self._failures: set[str] = set()
        self._unclaimed: list[Unclaimed] = []

    def answer(self) -> dict[str, Any]:
        """The answer to the queue: the messages that are to be delivered again."""
        return {"batchItemFailures": [{"itemIdentifier": record} for record in sorted(self._failures)]}

    def refuse(self, record: str, reason: str, **detail: str) -> None:
        """Let the queue deliver the message again, in the end to the dead-letter queue."""
        self._failures.add(record)
        logger.warning("message not taken", extra={"sqsMessageId": record, "reason": reason} | detail)

    def bury(self, record: str, body: str, reason: str) -> None:
        """Put a message that can never be read into the dead-letter queue, or let the queue do so in the end."""
        try:
            failures.keep_message(body, reason)
        except Exception:
            logger.exception("a message could not be put into the dead-letter queue")
            self.refuse(record, "malformed", problem=reason)
        else:
            logger.error("message buried", extra={"problem": reason})

    def refuse_for(self, record: str, message: Message, error: Exception) -> None:
        """Let the queue deliver again a message that an error of its own stopped."""
        self.refuse(record, type(error).__name__, problem=redaction.message(error), **message.subject.ids)

    def leave_open(self, settled: Sequence[Settled]) -> None:
        """Let the queue deliver again messages whose ends could not be written: their claims stand."""
        self._failures |= {each.plan.record for each in settled}

    def drop(self, facts: Facts, drop: Drop) -> None:
        """Forget a message that is over already.

        A run that was cut short may not have brought it to where its provider's report says.
        """
        if reported.is_open(reported.standing(facts)):
            self.reported.append(facts.message)
        logger.info("message dropped", extra=facts.message.subject.ids | {"reason": drop.reason})

    def defer(self, record: str, facts: Facts, defer: Defer) -> None:
        """Put a message back into the backlog."""
        made = unclaimed.defer(facts, defer.until, defer.reason, self.now)
        self._unclaimed.append(Unclaimed(record, facts, made, {"deferred": 1}))
        detail = {"reason": defer.reason, "until": defer.until.isoformat()}
        # What a reason goes on to say after its colon differs from message to message.
        count(f"HeldBack_{defer.reason.partition(':')[0]}")
        logger.info("message deferred", extra=facts.message.subject.ids | detail)

    def call_human(self, message: Message, reason: str, **detail: str) -> None:
        """Let a human look at something that a message has shown."""
        logger.error("a human is needed", extra=message.subject.ids | {"reason": reason})
        self.ledger.event(Event.HUMAN_ATTENTION_NEEDED, message, reason=reason, **detail)

    def record(self, record: str, facts: Facts, judged: Record) -> None:
        """Put on record that a message will not go out."""
        status, reason, state = judged
        made = unclaimed.record(facts, status, state, reason, self.now)
        told = None if status is Status.SKIPPED else Told.FAILED
        if state is State.OPTED_OUT:
            told = Told.OPTED_OUT
        self._unclaimed.append(Unclaimed(record, facts, made, told=told, reason=reason))
        detail = {"status": status, "reason": reason}
        logger.info("message not sent", extra=facts.message.subject.ids | detail)

    def give_up(self, record: str, facts: Facts, over: LeaseOver) -> None:
        """Put on record that nobody knows how a message ended."""
        made = unclaimed.give_up(facts, over, CUT_SHORT, self.now)
        if facts.lease is not None and facts.lease.is_reported:
            self.reported.append(facts.message)
            self._unclaimed.append(Unclaimed(record, facts, made))
        else:
            self._unclaimed.append(Unclaimed(record, facts, made, {"unknown": 1}, Told.UNKNOWN, CUT_SHORT))

    def call_humans(self, settled: Sequence[Settled]) -> list[Settled]:
        """Call the humans whom the ends of messages need; return those whose ends may be written.

        The call comes before the record, for nobody would make it afterwards if we died in between. A message for
        which it fails is left open: it ends by its lease, or by the queue's next delivery.
        """
        needy = [
            each for each in settled if self.calls(each.plan.message, _told(each), each.settlement.reason)
        ]
        if not needy or self.ledger.raise_events():
            return list(settled)
        self.leave_open(needy)
        return [each for each in settled if each not in needy]

    def calls(self, message: Message, told: Told | None, reason: str) -> bool:
        """Call a human for a message that is about to end so; False where none is needed."""
        return told is not None and news.call_human(self.ledger, message, told, reason, self.now)

    def settle(self, settled: Settled) -> None:
        """Tell the end of a message that was claimed, once it is written down."""
        plan, (ending, reason, *_) = settled
        message, facts, channel = plan.message, plan.attempt.facts, plan.attempt.go.channel
        detail = {"step": message.step, "ending": ending, "reason": reason, "channel": channel}
        logger.info("message settled", extra=message.subject.ids | detail)
        match ending:
            case Ending.SENT:
                self.ledger.event(Event.MESSAGE_SENT, message, channel=channel)
                count(f"Sent_{channel}")
                count(f"Sent_{message.kind}")
            case Ending.EXHAUSTED if plan.attempt.facts.failed_tries < TRIES_OF_THE_QUEUE:
                self.refuse(plan.record, reason or "not accepted", **message.subject.ids)
            case Ending.UNKNOWN:
                self.ledger.add(facts, {"unknown": 1})
            case _ if (told := _told(settled)) is not None:
                news.tell_and_count(self.ledger, facts, told, reason)

    def write_unclaimed(self) -> None:
        """Make the changes of the messages that were not claimed, as far as they still apply.

        Where they cannot be made together, those of each message are made alone.
        """
        waiting = self._with_humans()
        self._unclaimed.clear()
        try:
            self.write(waiting)
        except Exception:
            logger.exception("messages that were not claimed could not be recorded together")
            for each in waiting:
                try:
                    self.write([each])
                except Exception as error:
                    self.refuse_for(each.record, each.facts.message, error)

    def _with_humans(self) -> list[Unclaimed]:
        """Those whose humans have been called, if they need one; the others are delivered again."""
        needy = [each for each in self._unclaimed if self.calls(each.facts.message, each.told, each.reason)]
        if not needy or self.ledger.raise_events():
            return list(self._unclaimed)
        for each in needy:
            self.refuse(each.record, "no human could be called", **each.facts.message.subject.ids)
        return [each for each in self._unclaimed if each not in needy]

    def write(self, waiting: Sequence[Unclaimed]) -> list[Unclaimed]:
        """Make the changes with their counters in one request; return those that others have overtaken.

        What was counted of changes that were not made is taken back.
        """
        batch, expected = StatementBatch(), Ledger(self.now)
        for each in waiting:
            each.tally(expected, each.changes, 1)
        self.ledger.join(batch, expected)
        try:
            made = changes.make([change for each in waiting for change in each.changes], batch)
        except Exception:
            self.ledger.give_up()
            raise
        self.ledger.take_over(expected)
        late: list[Unclaimed] = []
        for each in waiting:
            overtaken = [change for change in each.changes if not any(change is one for one in made)]
            each.tally(self.ledger, overtaken, -1)
            if any(each.changes[0] is one for one in overtaken):
                late.append(each)
            elif each.told is Told.SENT:
                self.ledger.event(Event.MESSAGE_SENT, each.facts.message, channel=each.channel)
            elif each.told in (Told.FAILED, Told.OPTED_OUT):
                news.tell(self.ledger, each.facts.message, each.told, each.reason)
        return late


def _told(settled: Settled) -> Told | None:
    """The news of the end of a claimed message; None for one that goes out, or will be tried again."""
    match settled.settlement.ending:
        case Ending.UNKNOWN:
            return Told.UNKNOWN
        case Ending.OPTED_OUT:
            return Told.OPTED_OUT
        case Ending.UNDELIVERABLE:
            return Told.FAILED if settled.attempt.other_channel is None else None
        case Ending.BLOCKED | Ending.EXPIRED | Ending.FAILED:
            return Told.FAILED
    return None

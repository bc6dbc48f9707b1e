"""Handing claimed messages to their partners, with all the retries that the rules allow.

The messages of a batch are delivered at the same time, each in a thread of its own; they share the channel's seconds,
the secrets, and the tenant's room. The clock and the waiting are given, so that a test need not wait.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.common.rules.outcomes import Outcome, Verdict
from handlers.common.rules.retries import CALL_SECONDS, PAUSES, PUT_OFF, AgainWithFreshSecret, Ending, decide
from handlers.dispatch import providers, room
from handlers.dispatch.access import Access, UnusableSecretError
from handlers.dispatch.plans import Plan, Settled
from handlers.dispatch.rules.attempts import Settlement, held_back
from handlers.dispatch.rules.judgement import judge_again
from handlers.dispatch.rules.pace import CLOCK_SKEW
from handlers.dispatch.storage.reading import KnownItems
from handlers.dispatch.turns import Turns
from handlers.observability import logger

LONG_WAIT = timedelta(seconds=1)
"""A wait for the channel's second after which the message is looked at again; after any other wait it always is."""


class _HeldBackError(Exception):
    """No request may be made, or no further one."""

    def __init__(self, settlement: Settlement) -> None:
        super().__init__(settlement.reason)
        self.settlement = settlement


class _Reply(NamedTuple):
    """The meaning of a partner's answer, and True if the partner recognises a repeated request."""

    verdict: Verdict
    idempotent: bool


AS_UNAUTHORIZED = _Reply(Verdict(Outcome.REFUSED_CREDENTIALS), idempotent=False)
"""The reply where the secret cannot be used: as the partner would refuse it, for the channel is at fault and not the
message."""


@dataclass
class Courier:
    """Delivers the messages of one batch."""

    turns: Turns
    deadline: datetime
    """The instant by which the last request must have been answered."""
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    access: Access = field(default_factory=Access)

    def deliver(self, plan: Plan) -> Settled:
        """Deliver one message. Nothing is raised: it would hide the ends of the others."""
        delivery = _Delivery(self, plan)
        settlement = delivery.run()
        # Room that a request has used which may have been accepted is not free.
        kept = delivery.plan._replace(reservation=None) if delivery.is_open else delivery.plan
        return Settled(kept, settlement)


class _Delivery:
    """One message on its way out, and what is known of it by now."""

    def __init__(self, courier: Courier, plan: Plan) -> None:
        self.plan = plan
        self._courier = courier
        self._outcomes: list[Outcome] = []
        self._asked: str | None = None
        self._has_waited = False
        lease = plan.attempt.facts.lease
        if plan.attempt.go.takes_over is not None and lease is not None:
            # Nobody knows what the attempt that is taken over has left with the partner.
            self._outcomes.append(Outcome.AMBIGUOUS)
            self._asked = lease.partner

    @property
    def is_open(self) -> bool:
        """True while a partner may have accepted the message."""
        return Outcome.AMBIGUOUS in self._outcomes

    def run(self) -> Settlement:
        """Make requests until the message has come to an end."""
        try:
            settlement = None
            while settlement is None:
                self._get_ready()
                settlement = self._request()
        except _HeldBackError as error:
            settlement = error.settlement
        except Exception as error:
            message = self.plan.message
            logger.exception("a delivery broke off", extra=message.subject.ids | {"step": message.step})
            settlement = Settlement(Ending.EXHAUSTED, type(error).__name__)
        else:
            return settlement
        return Settlement(Ending.UNKNOWN, settlement.reason) if self.is_open else settlement

    def _get_ready(self) -> None:
        """Return at an instant at which a request may be made; ``_HeldBackError`` if none comes."""
        courier, channel = self._courier, self.plan.attempt.go.channel
        while True:
            self._keep_room()
            asked = courier.clock()
            ends = courier.turns.take(channel, courier.deadline - timedelta(seconds=CALL_SECONDS))
            if ends is None:
                raise _HeldBackError(Settlement(Ending.DEFERRED, "channel_limit", until=courier.clock()))
            if self._has_waited or courier.clock() - asked >= LONG_WAIT:
                self._look_again()
            if courier.clock() < ends and self._has_room():
                return

    def _has_room(self) -> bool:
        """True if the minute in which room was reserved still lasts, and for a message that needs none."""
        holds = self.plan.reservation
        if holds is None:
            return not self.plan.is_paced
        return self._courier.clock() + CLOCK_SKEW < holds.at.minute_ends

    def _keep_room(self) -> None:
        """Exchange room in a minute that is over for room in the next one."""
        if self._has_room():
            return
        holds, before = self.plan.reservation, self.plan
        self.plan = before._replace(reservation=None)
        if holds is not None:
            opens = holds.at.minute_ends + CLOCK_SKEW
            self._wait((opens - self._courier.clock()).total_seconds())
            if not self.is_open:
                room.give_back([before])
        renewed = room.reserve(self.plan, 1, self._courier.clock())
        if renewed.granted == 0:
            raise _HeldBackError(Settlement(Ending.DEFERRED, "limit", until=renewed.refused_until))
        self.plan = self.plan._replace(reservation=renewed)

    def _wait(self, seconds: float) -> None:
        self._has_waited = True
        self._courier.sleep(max(0.0, seconds))

    def _look_again(self) -> None:
        """Judge the message as everything is by now; ``_HeldBackError`` if it may not go out any more."""
        attempt = self.plan.attempt
        self._has_waited = False
        known = KnownItems([attempt.message])
        now = self._courier.clock()
        facts = known.facts(attempt.message, now)
        settlement = held_back(attempt.go, judge_again(facts, attempt.id, now), now)
        if settlement is not None:
            raise _HeldBackError(settlement)

    def _request(self) -> Settlement | None:
        """One request and what follows from it: an end, or None after the wait before the next request."""
        verdict, idempotent = self._reply()
        answered = self._courier.clock()
        decision = decide(
            self._outcomes,
            idempotent=idempotent,
            remaining=(self._courier.deadline - answered).total_seconds(),
            retry_after=verdict.retry_after,
        )
        if isinstance(decision, Ending):
            return _settlement(decision, verdict, answered)
        if isinstance(decision, AgainWithFreshSecret):
            self._courier.access.read_again(self.plan.attempt.go.channel)
        else:
            self._wait(decision.delay)
        return None

    def _reply(self) -> _Reply:
        """The partner's reply to one request, or the one that stands for it where the secret cannot be used."""
        plan, outgoing = self.plan, self.plan.outgoing
        assert outgoing is not None, "a plan is rendered before it is claimed"
        try:
            secret = self._courier.access.to(plan.attempt.go.channel)
        except UnusableSecretError as error:
            return self._refused(error)
        if self.is_open and secret.partner != self._asked:
            raise _HeldBackError(Settlement(Ending.UNKNOWN, "partner_changed"))
        self._asked = secret.partner
        before = list(self._outcomes)
        # Whatever happens from here on until the answer is understood, the message may have been accepted.
        self._outcomes.append(Outcome.AMBIGUOUS)
        try:
            verdict = providers.send(secret, outgoing)
        except ValueError as error:
            self._outcomes = before
            return self._refused(error)
        self._outcomes[-1] = verdict.outcome
        return _Reply(verdict, secret.idempotent)

    def _refused(self, error: Exception) -> _Reply:
        logger.error(str(error))
        self._outcomes.append(AS_UNAUTHORIZED.verdict.outcome)
        return AS_UNAUTHORIZED


def _settlement(ending: Ending, verdict: Verdict, answered: datetime) -> Settlement:
    reason = "" if ending is Ending.SENT else verdict.code or verdict.outcome.value
    returns = ending is PUT_OFF.get(verdict.outcome)
    until = answered + PAUSES.get(verdict.outcome, timedelta()) if returns else None
    return Settlement(ending, reason, verdict.message_id, until, answered)

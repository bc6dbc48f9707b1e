"""Handing claimed messages to their partners, with all the retries that the rules allow.

The messages of a batch are delivered at the same time, each in a thread of its own; they share the channel's seconds,
the secrets, and the tenant's room. The clock and the waiting are given, so that a test need not wait.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from botocore.exceptions import ClientError

from handlers.common.rules.model import Channel
from handlers.common.rules.outcomes import Outcome, PartnerAnswer, Reached, classify
from handlers.common.rules.partner import PartnerSecret
from handlers.common.rules.retries import CALL_SECONDS, AgainWithFreshSecret, Ending, decide
from handlers.common.storage import secrets
from handlers.common.storage.secrets import MalformedSecretError
from handlers.dispatch import room
from handlers.dispatch.partners import messaging
from handlers.dispatch.plans import Plan, Settled
from handlers.dispatch.rules.attempts import Settlement
from handlers.dispatch.rules.judgement import permitted_from
from handlers.dispatch.storage import limits
from handlers.dispatch.turns import TURN, Turns
from handlers.observability import logger

UNUSABLE_SECRET = frozenset({"ResourceNotFoundException", "AccessDeniedException", "InvalidRequestException"})
"""Errors of Secrets Manager that another try does not cure."""


class _NoRoomError(Exception):
    """The limits hold the message back after all."""

    def __init__(self, until: datetime, reason: str) -> None:
        super().__init__(reason)
        self.until = until


class _UnusableSecretError(Exception):
    """The partner cannot be asked with the secret that there is."""


class _Reply(NamedTuple):
    """A partner's answer, and True if the partner recognises a repeated request."""

    answer: PartnerAnswer
    idempotent: bool


AS_UNAUTHORIZED = _Reply(PartnerAnswer(Reached.ANSWERED, 401), idempotent=False)
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
    _read_again: set[Channel] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def deliver(self, plan: Plan) -> Settled:
        """Deliver one message. Nothing is raised: it would hide the ends of the others."""
        outcomes: list[Outcome] = []
        try:
            while True:
                plan = self._with_room(plan)
                settlement = self._request(plan, outcomes)
                if settlement is not None:
                    return Settled(plan, settlement)
        except _NoRoomError as error:
            settlement = Settlement(Ending.DEFERRED, str(error), until=error.until)
            if Outcome.AMBIGUOUS in outcomes:
                settlement = Settlement(Ending.UNKNOWN, "no_time_to_repeat")
            return Settled(plan._replace(reservation=None), settlement)
        except Exception as error:
            where = {"contactId": plan.message.contactId, "step": plan.message.step}
            logger.exception("a delivery broke off", extra=where)
            ending = Ending.UNKNOWN if Outcome.AMBIGUOUS in outcomes else Ending.EXHAUSTED
            return Settled(plan, Settlement(ending, type(error).__name__))

    def _request(self, plan: Plan, outcomes: list[Outcome]) -> Settlement | None:
        """One request and what follows from it: an end, or None after the wait before the next request."""
        channel = plan.attempt.go.channel
        if not self.turns.take(channel, self.deadline - timedelta(seconds=CALL_SECONDS)):
            raise _NoRoomError(self.clock(), "channel_limit")
        answer, idempotent = _asked(plan)
        answered = self.clock()
        outcomes.append(classify(answer))
        decision = decide(
            outcomes,
            idempotent=idempotent,
            remaining=(self.deadline - answered).total_seconds(),
            retry_after=answer.retry_after,
        )
        if isinstance(decision, Ending):
            return _settlement(decision, answer, outcomes[-1], answered)
        if isinstance(decision, AgainWithFreshSecret):
            self._read_secret_again(channel)
        else:
            self.sleep(decision.delay)
        return None

    def _read_secret_again(self, channel: Channel) -> None:
        """Once for the whole batch: its other messages were refused under the same secret."""
        with self._guard:
            if channel not in self._read_again:
                self._read_again.add(channel)
                secrets.forget(channel)

    def _with_room(self, plan: Plan) -> Plan:
        """The plan with room in the minute in which the next request is made; that which it holds, as a rule."""
        holds = plan.reservation
        if holds is None or self.clock() + TURN < holds.at.minute_ends:
            return plan
        self.sleep(max(0.0, (holds.at.minute_ends - self.clock()).total_seconds()))
        now, contact = self.clock(), plan.attempt.facts.contact
        limits.give_back(holds, 1)
        opens = permitted_from(now, plan.tenant, contact.place(plan.tenant))
        if opens > now:
            raise _NoRoomError(opens, "outside_hours")
        renewed = room.reserve(plan, 1, now)
        if renewed.refused_until is not None:
            raise _NoRoomError(renewed.refused_until, "limit")
        return plan._replace(reservation=renewed)


def _asked(plan: Plan) -> _Reply:
    """The partner's reply to one request, or the one that stands for it where the secret cannot be used."""
    try:
        secret = _secret(plan.attempt.go.channel)
        try:
            answer = messaging.send(secret, plan.content, plan.attempt.idempotency_key)
        except ValueError as error:
            raise _UnusableSecretError(str(error)) from None
    except _UnusableSecretError as error:
        logger.error(str(error))
        return AS_UNAUTHORIZED
    return _Reply(answer, secret.idempotent)


def _secret(channel: Channel) -> PartnerSecret:
    try:
        return secrets.partner(channel)
    except MalformedSecretError as error:
        raise _UnusableSecretError(str(error)) from None
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") not in UNUSABLE_SECRET:
            raise
        raise _UnusableSecretError(f"the secret of {channel} cannot be read: {error}") from None


def _settlement(ending: Ending, answer: PartnerAnswer, outcome: Outcome, answered: datetime) -> Settlement:
    reason = "" if ending is Ending.SENT else answer.error_code or outcome.value
    return Settlement(ending, reason, answer.message_id, at=answered)

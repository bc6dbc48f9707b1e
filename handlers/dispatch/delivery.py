"""Handing one claimed message to its partner, with all the retries that the rules allow.

The messages of a batch are delivered at the same time, each in a thread of its own; they share the channel's seconds,
the secrets, and the tenant's room. The clock and the waiting are given, so that a test need not wait.
"""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from botocore.exceptions import ClientError

from handlers.common.rules.model import Channel
from handlers.common.rules.outcomes import Outcome, PartnerAnswer, Reached, classify
from handlers.common.rules.retries import CALL_SECONDS, AgainWithFreshSecret, Ending, decide
from handlers.common.storage import secrets
from handlers.common.storage.secrets import MalformedSecretError
from handlers.dispatch.partners import messaging
from handlers.dispatch.rules.judgement import permitted_from, place
from handlers.dispatch.storage import limits
from handlers.dispatch.storage.claims import Settlement, Work
from handlers.dispatch.storage.limits import Reservation
from handlers.observability import logger

UNUSABLE_SECRET = frozenset({"ResourceNotFoundException", "AccessDeniedException", "InvalidRequestException"})
"""Errors of Secrets Manager that another try does not cure."""
TURN = timedelta(milliseconds=150)
"""A request is not begun so close to the end of the second or minute that it is counted in: the partner would see it in
the next one."""


def idempotency_key(work: Work) -> str:
    """The same for every attempt at the same message through the same channel, in whatever process."""
    identity = "\x1f".join((work.message.contactId, work.message.step, work.go.channel))
    return hashlib.sha256(identity.encode()).hexdigest()[:40]


@dataclass
class Room:
    """A batch's share of the channels' seconds: asked for together, used one by one within the same second."""

    waiting: Counter[Channel]
    """How many first requests the batch still has to make."""
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    _held: dict[Channel, tuple[datetime, int]] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, channel: Channel, until: datetime) -> bool:
        """Waits for the channel's next free place and takes it; False if there is none before ``until``."""
        with self._guard:
            while (now := self.clock()) < until:
                ends = limits.second_ends(now)
                held_until, places = self._held.get(channel, (now, 0))
                if now + TURN < ends:
                    if places == 0 or held_until != ends:
                        places = limits.take_second(channel, max(1, self.waiting[channel]), now)
                    if places:
                        self._held[channel] = (ends, places - 1)
                        self.waiting[channel] -= 1
                        return True
                self.sleep(max(0.001, (ends - now).total_seconds()))
            return False


class _NoRoomError(Exception):
    """The limits hold the message back after all."""

    def __init__(self, until: datetime, reason: str) -> None:
        super().__init__(reason)
        self.until = until


class Delivered(NamedTuple):
    """``reservation`` is what the message holds at the end, if it is a paced one."""

    settlement: Settlement
    reservation: Reservation | None


@dataclass
class Courier:
    """Delivers the messages of one batch; ``deadline`` is when the last request must have been answered."""

    room: Room
    deadline: datetime
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    _read_again: set[Channel] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def deliver(self, work: Work, content: dict[str, Any], reservation: Reservation | None) -> Delivered:
        """What became of the message. Nothing is raised: it would hide what became of the others."""
        outcomes: list[Outcome] = []
        holds = reservation
        try:
            while True:
                holds = self._renewed(work, holds)
                settlement = self._attempt(work, content, outcomes)
                if settlement is not None:
                    return Delivered(settlement, holds)
        except _NoRoomError as error:
            if Outcome.AMBIGUOUS in outcomes:
                return Delivered(Settlement(Ending.UNKNOWN, "no_time_to_repeat"), None)
            return Delivered(Settlement(Ending.DEFERRED, str(error), until=error.until), None)
        except Exception as error:
            where = {"contactId": work.message.contactId, "step": work.message.step}
            logger.exception("a delivery broke off", extra=where)
            ending = Ending.UNKNOWN if Outcome.AMBIGUOUS in outcomes else Ending.EXHAUSTED
            return Delivered(Settlement(ending, type(error).__name__), holds)

    def _attempt(self, work: Work, content: dict[str, Any], outcomes: list[Outcome]) -> Settlement | None:
        """One request and what follows from it: an ending, or None after the wait before the next request."""
        if not self.room.enter(work.go.channel, self.deadline - timedelta(seconds=CALL_SECONDS)):
            raise _NoRoomError(self.clock(), "channel_limit")
        answer, idempotent = self._request(work, content)
        answered = self.clock()
        outcomes.append(classify(answer))
        decision = decide(
            outcomes,
            idempotent=idempotent,
            remaining=(self.deadline - answered).total_seconds(),
            retry_after=answer.retry_after,
        )
        if isinstance(decision, Ending):
            reason = "" if decision is Ending.SENT else answer.error_code or outcomes[-1].value
            return Settlement(decision, reason, _message_id(answer), at=answered)
        if isinstance(decision, AgainWithFreshSecret):
            self._read_secret_again(work.go.channel)
        else:
            self.sleep(decision.delay)
        return None

    def _request(self, work: Work, content: dict[str, Any]) -> tuple[PartnerAnswer, bool]:
        """The answer, and whether the partner recognises a repeated request.

        A secret that cannot be used is answered as the partner would: the channel is at fault, not the message.
        """
        try:
            secret = secrets.partner(work.go.channel)
        except MalformedSecretError as error:
            logger.error(str(error))
            return PartnerAnswer(Reached.ANSWERED, 401), False
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") not in UNUSABLE_SECRET:
                raise
            logger.error("the secret of %s cannot be read: %s", work.go.channel, error)
            return PartnerAnswer(Reached.ANSWERED, 401), False
        try:
            return messaging.send(secret, content, idempotency_key(work)), secret.idempotent
        except ValueError as error:
            logger.error(str(error))
            return PartnerAnswer(Reached.ANSWERED, 401), False

    def _read_secret_again(self, channel: Channel) -> None:
        """Once for the whole batch: its other messages were refused under the same secret."""
        with self._guard:
            if channel not in self._read_again:
                self._read_again.add(channel)
                secrets.forget(channel)

    def _renewed(self, work: Work, holds: Reservation | None) -> Reservation | None:
        """A reservation for the minute in which the next request is made; the one held, as a rule."""
        if holds is None or self.clock() + TURN < holds.at.minute_ends:
            return holds
        self.sleep(max(0.0, (holds.at.minute_ends - self.clock()).total_seconds()))
        now, tenant = self.clock(), work.facts.tenant
        limits.give_back(holds, 1)
        opens = permitted_from(now, tenant, *place(work.facts.contact, tenant))
        if opens > now:
            raise _NoRoomError(opens, "outside_hours")
        renewed = limits.reserve(tenant.tenantId, tenant.limits, ZoneInfo(tenant.timezone), 1, now)
        if renewed.refused_until is not None:
            raise _NoRoomError(renewed.refused_until, "limit")
        return renewed


def _message_id(answer: PartnerAnswer) -> str | None:
    message_id = answer.body.get("messageId")
    return str(message_id) if message_id is not None else None

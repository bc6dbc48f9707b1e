"""Dealing with a batch of the inbound queue: reports settle messages, replies are answered, operators hear of the rest.

One message that fails stops none of the others, but those of the same person wait with it, so that their order is kept.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from handlers.common.rules import redaction
from handlers.common.rules.attendance import Attendance
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.reports import Report
from handlers.common.storage import configuration, contacts, dynamo, failures
from handlers.conversation import answering, notices, orphans, prefetching, senders, turns
from handlers.conversation.answering import StillRunningError
from handlers.conversation.delivery import Delivery
from handlers.conversation.due import Due, folded
from handlers.conversation.lines import UnknownLineError
from handlers.conversation.rules.inbound import bodies
from handlers.conversation.rules.inbound.bodies import Given, Ignored, Left, Mailed, Notice, Told, Written
from handlers.conversation.rules.inbound.incoming import InvalidRequestError, Reply
from handlers.conversation.rules.inbound.turns import Closing
from handlers.conversation.storage.turns import TurnChangedError
from handlers.meetings import attending
from handlers.observability import about, count, logger

Settle = Callable[[Sequence[Report], datetime], Sequence[Report]]
"""Settles messages by reports, and returns those that have to come again."""


class Received(NamedTuple):
    """A record of the queue, read."""

    record: str
    body: str
    told: Told


class Batch:
    """One batch, dealt with at ``now``."""

    def __init__(self, now: datetime, settle: Settle) -> None:
        self._now = now
        self._settle = settle
        self._failures: set[str] = set()

    def run(self, records: Sequence[Any]) -> dict[str, Any]:
        """Deal with the records; the answer to the queue names those that are to be delivered again."""
        received = [each for record in records if (each := self._read(record)) is not None]
        left = self._settled([each for each in received if isinstance(each.told, Report)])
        for each in received:
            match each.told:
                case Notice() as notice:
                    self._guarded(each.record, partial(notices.tell, notice, each.body, self._now))
                case Attendance() as attendance:
                    self._guarded(each.record, partial(attending.take, attendance, self._now))
                case Ignored(reason):
                    logger.info("inbound message ignored", extra={"reason": reason})
        self._answer([*received, *left])
        return {"batchItemFailures": [{"itemIdentifier": record} for record in sorted(self._failures)]}

    def _read(self, record: Any) -> Received | None:
        fields: Mapping[str, Any] = record if isinstance(record, dict) else {}
        name, body = fields.get("messageId"), fields.get("body")
        name = name if isinstance(name, str) else ""
        body = body if isinstance(body, str) else json.dumps(record)
        try:
            return Received(name, body, bodies.read(body))
        except ContractError as error:
            self._bury(name, body, str(error))
        except Exception as error:
            self._fail(name, error)
        return None

    def _bury(self, record: str, body: str, reason: str) -> None:
        """Put a message that can never be dealt with as it is into the dead-letter queue, with its reason."""
        try:
            failures.keep_inbound(body, reason)
        except Exception:
            logger.exception("a message could not be put into the dead-letter queue")
            self._failures.add(record)
        else:
            count("InboundBuried")
            logger.error("inbound message buried", extra={"problem": reason})

    def _settled(self, reported: Sequence[Received]) -> list[Received]:
        """Settle by the reports, all together; return the wishes to get no more messages that are in them."""
        reports = [each.told for each in reported if isinstance(each.told, Report)]
        try:
            late = list(self._settle(reports, self._now)) if reports else []
        except Exception:
            logger.exception("messages could not be settled by their reports")
            late = reports
        self._failures |= {each.record for each in reported if any(each.told is report for report in late)}
        wishes = ((each, bodies.opted_out(each.told)) for each in reported if isinstance(each.told, Report))
        return [each._replace(told=wish) for each, wish in wishes if wish is not None]

    def _answer(self, received: Sequence[Received]) -> None:
        """Answer the replies, those of a person in the order in which they were written."""
        due = [due for each in received if (due := self._due(each)) is not None]
        due = [*self._kept(folded(due)), *self._ended(received)]
        due.sort(key=lambda each: each.delivery.reply.receivedAt)
        groups: dict[str, list[Due]] = {}
        for each in due:
            groups.setdefault(each.delivery.correlation_id, []).append(each)
        together = [group[0].delivery for group in groups.values()]
        if together:
            try:
                prefetching.read(together)
            except Exception:
                logger.exception("what bears on the replies could not be read together")
        done: list[Due] = []
        failed: set[tuple[str, str]] = set()
        for first, *repeats in groups.values():
            person = (first.delivery.tenant.tenantId, first.delivery.address)
            with about(**first.delivery.subject(None).ids):
                if person not in failed and self._is_carried_out(first, done):
                    continue
            failed.add(person)
            self._failures |= {each.record for each in (first, *repeats)}
        self._finish(done)

    def _kept(self, due: list[Due]) -> list[Due]:
        """Let those wait that may be a part of a turn; return the others."""
        fragments = [each for each in due if turns.may_wait(each.delivery)]
        if not fragments:
            return due
        rest: list[Delivery] = []
        try:
            rest = turns.keep([each.delivery for each in fragments]).rest
        except Exception:
            logger.exception("what people write could not be kept until they pause")
            self._failures |= {each.record for each in fragments}
        return [each for each in due if each not in fragments or each.delivery in rest]

    def _ended(self, received: Sequence[Received]) -> list[Due]:
        """The turns that are over, each as a reply."""
        closings = [(each, each.told) for each in received if isinstance(each.told, Closing)]
        ended: list[Due] = []
        try:
            turns.read_ahead([closing for _, closing in closings])
        except Exception as error:
            for each, _ in closings:
                self._fail(each.record, error)
            return ended
        for each, closing in closings:
            self._guarded(each.record, partial(self._end, each, closing, ended))
        return ended

    def _end(self, received: Received, closing: Closing, ended: list[Due]) -> None:
        tenant = configuration.tenant(closing.tenant_id)
        if tenant is None:
            self._orphan(received, turns.so_far(closing))
            return
        delivery = turns.ended(closing, tenant, self._now)
        if delivery is not None:
            ended.append(Due(received.record, delivery, closing))

    def _is_carried_out(self, due: Due, done: list[Due]) -> bool:
        """Answer a reply, which is then ``done``; False if it has to come again.

        A repeat of a reply that another run deals with need not: if that run fails, the queue delivers its own record.
        """
        try:
            answering.carry_out(due.delivery)
        except TurnChangedError:
            return self._is_ended_anew(due, done)
        except StillRunningError:
            logger.info("a repeat is left to the run that deals with the reply")
        except Exception as error:
            self._fail(due.record, error)
            return False
        else:
            done.append(due)
        return True

    def _is_ended_anew(self, due: Due, done: list[Due]) -> bool:
        """Look again at a turn that changed while it was read: it may be another run's, or a later message's, to end.

        Left to the queue, it would come again only when the queue's visibility timeout is over.
        """
        dynamo.forget_ahead()
        anew: list[Due] = []
        if isinstance(due.told, Closing):
            end = partial(self._end, Received(due.record, "", due.told), due.told, anew)
            if not self._guarded(due.record, end):
                return False
        return all(self._is_carried_out(each, done) for each in anew)

    def _finish(self, done: Sequence[Due]) -> None:
        try:
            answering.finish(each.delivery for each in done)
        except Exception:
            logger.exception("replies could not be recorded as done")
            self._failures |= {each.record for each in done}

    def _due(self, received: Received) -> Due | None:
        """The reply that is to be answered; None for one that is nobody's, or that is no reply."""
        record, body, told = received
        try:
            if not isinstance(told, Given | Written | Mailed | Left):
                return None
            reply = senders.reply(told)
            tenant = configuration.tenant(reply.tenantId)
            if tenant is not None:
                delivery = Delivery(reply, reply.addresses, tenant, self._now)
                return Due(record, senders.in_place(delivery), told)
            self._orphan(received, reply)
        except (InvalidRequestError, UnknownLineError, ContractError, contacts.UnknownContactError) as error:
            self._bury(record, body, _safe(error))
        except Exception as error:
            self._fail(record, error)
        return None

    def _orphan(self, received: Received, reply: Reply | None) -> None:
        """Deal with what was written to a tenant that is not there: an opt-out counts, all else waits for one."""
        if reply is not None and not orphans.opt_out(reply, self._now):
            problem = f"there is no tenant {reply.tenantId}: load it, then put the message back"
            self._bury(received.record, received.body, problem)

    def _guarded(self, record: str, deal: Callable[[], object]) -> bool:
        try:
            deal()
        except Exception as error:
            self._fail(record, error)
            return False
        return True

    def _fail(self, record: str, error: Exception) -> None:
        self._failures.add(record)
        problem = redaction.message(error)
        logger.warning("inbound message not dealt with", extra={"sqsMessageId": record, "problem": problem})


def _safe(error: Exception) -> str:
    """The reason for a dead letter, which may not repeat what a person wrote."""
    return error.field if isinstance(error, InvalidRequestError) else str(error)

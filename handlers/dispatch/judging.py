"""Reading a batch of records and judging each message, before anything is done about it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

from handlers.common import fencing, telling
from handlers.common.rules.contracts import ContractError, parse, parse_json
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import PACED_KINDS
from handlers.common.rules.tenants import RemovedError
from handlers.common.storage import configuration, outbox
from handlers.common.storage.fence import PAUSE
from handlers.dispatch import news
from handlers.dispatch.journal import Journal
from handlers.dispatch.news import Told
from handlers.dispatch.plans import Plan
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Claim, ErasedError, Facts, Status
from handlers.dispatch.rules.judgement import judge
from handlers.dispatch.rules.judgements import Defer, Drop, Go, LeaseOver, Record, Wait
from handlers.dispatch.rules.requests import QueueRecord
from handlers.dispatch.storage import unclaimed
from handlers.dispatch.storage.reading import KnownItems
from handlers.observability import count, logger


class Received(NamedTuple):
    """A message, and the id of the record that brought it."""

    record: str
    message: Message


def received(records: Sequence[Any], journal: Journal) -> list[Received]:
    """The messages of the records; of two that are the same message, one is enough.

    What can never be read goes to the dead-letter queue at once.
    """
    found: dict[tuple[str, str], Received] = {}
    for record in records:
        try:
            delivered = parse(QueueRecord, record, "the record")
            message = parse_json(Message, delivered.body, "the message")
        except ContractError as error:
            journal.bury(*_name_and_body(record), str(error))
        else:
            found.setdefault((message.contactId, message.step), Received(delivered.messageId, message))
    return list(found.values())


def _name_and_body(record: Any) -> tuple[str, str]:
    """The id and the body of a record; a record that is none is a body itself."""
    fields: Mapping[str, Any] = record if isinstance(record, dict) else {}
    name, body = (fields.get(field) for field in ("messageId", "body"))
    return (name if isinstance(name, str) else ""), (body if isinstance(body, str) else json.dumps(record))


def judged(batch: Sequence[Received], journal: Journal) -> list[Plan]:
    """A plan for each message that may go out; the ends of all others are in the journal."""
    plans: list[Plan] = []
    held: list[Received] = []
    together = _seen_together([message for _, message in batch], journal.now)
    for each in batch:
        try:
            known, passes = together or _seen([each.message], journal.now)
            if not passes:
                held.append(each)
                continue
            plans += _planned(each, known, journal)
        except Exception as error:
            journal.refuse_for(each.record, each.message, error)
    _put_back(held, journal)
    return plans


def _planned(received: Received, known: KnownItems, journal: Journal) -> list[Plan]:
    record, message = received
    try:
        facts = known.facts(message, journal.now)
    except RemovedError as error:
        _end_for_nobody(message, known.claim(message), error, journal.now)
        return []
    except ErasedError:
        logger.info("message dropped", extra=message.subject.ids | {"reason": "erased"})
        return []
    match judge(facts, journal.now):
        case Go() as go:
            return [Plan(record, Attempt(uuid4().hex, facts, go))]
        case Wait():
            journal.refuse(record, "held by another delivery", **message.subject.ids)
        case judgement:
            _end(record, facts, judgement, journal)
    return []


def _put_back(held: Sequence[Received], journal: Journal) -> None:
    """Put messages into the queue again as they are, for later: nothing in a table changes while the fence is down.

    A new delivery each time, so that none comes to the dead-letter queue, however long the fence is down.
    """
    if not held:
        return
    try:
        outbox.enqueue([message for _, message in held], [int(PAUSE.total_seconds())] * len(held))
    except Exception as error:
        for record, message in held:
            journal.refuse_for(record, message, error)


def _end_for_nobody(message: Message, claim: Claim | None, error: RemovedError, now: datetime) -> None:
    """End a message whose tenant or campaign was removed.

    An outreach or a follow-up is made anew from the backlog, should they come back. Everything else is over, and on
    record as that; who waits for it in a campaign that is gone is a human's.
    """
    detail = {"reason": error.problem, "step": message.step, "problem": str(error)}
    logger.error("message not sent", extra=message.subject.ids | detail)
    count("MessagesOfRemoved")
    if message.kind in PACED_KINDS:
        return
    why = news.attention(message, Told.FAILED, now)
    is_open = claim is None or claim.status is Status.QUEUED
    # Without its tenant there is no inbox.
    if why is not None and is_open and configuration.tenant(message.tenantId) is not None:
        problem = f"{message.kind}: {error.problem}"
        telling.call_human(message.subject, why, now, {"step": message.step, "problem": problem})
    if is_open:
        unclaimed.abandon(message, claim, error.problem, now)


class _Seen(NamedTuple):
    """The items of messages, and the answer of the fence."""

    known: KnownItems
    passes: bool


def _seen(messages: Sequence[Message], now: datetime) -> _Seen:
    known = KnownItems(messages)
    return _Seen(known, fencing.lets_pass(known.marks, now))


def _seen_together(messages: Sequence[Message], now: datetime) -> _Seen | None:
    """The items of all messages; None where they cannot be read together, so that one stops none of the others."""
    try:
        return _seen(messages, now)
    except Exception:
        logger.exception("the messages' items could not be read together")
        return None


def _end(record: str, facts: Facts, judgement: Drop | Defer | Record | LeaseOver, journal: Journal) -> None:
    match judgement:
        case Drop():
            journal.drop(facts, judgement)
        case Defer():
            journal.defer(record, facts, judgement)
        case Record():
            journal.record(record, facts, judgement)
        case LeaseOver():
            journal.give_up(record, facts, judgement)

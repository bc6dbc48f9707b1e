"""Reading a batch of records and judging each message, before anything is done about it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from pydantic import ValidationError

from handlers.common.rules.envelope import Message
from handlers.dispatch.journal import Journal
from handlers.dispatch.plans import Plan
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Facts
from handlers.dispatch.rules.judgement import Defer, Drop, Go, LeaseOver, Record, Wait, judge
from handlers.dispatch.storage.reading import KnownItems
from handlers.observability import logger


class Received(NamedTuple):
    """A message, and the id of the record that brought it."""

    record: str
    message: Message


def received(records: Sequence[Mapping[str, Any]], journal: Journal) -> list[Received]:
    """The messages of the records; of two that are the same message, one is enough."""
    found: dict[tuple[str, str], Received] = {}
    for record in records:
        try:
            message = Message.model_validate_json(record["body"])
        except ValidationError as error:
            # The content may hold what a log must not; the names of the wrong fields say enough.
            fields = sorted({".".join(map(str, problem["loc"])) for problem in error.errors()})
            journal.refuse(record["messageId"], "malformed", fields=", ".join(fields))
        else:
            found.setdefault((message.contactId, message.step), Received(record["messageId"], message))
    return list(found.values())


def judged(batch: Sequence[Received], journal: Journal) -> list[Plan]:
    """A plan for each message that may go out; the ends of all others are in the journal."""
    plans: list[Plan] = []
    together = _read_together([message for _, message in batch])
    for record, message in batch:
        try:
            known = together or KnownItems([message])
            facts = known.facts(message, journal.now)
            judgement = judge(facts, journal.now)
        except Exception as error:
            journal.refuse_for(record, message, error)
            continue
        match judgement:
            case Go():
                plans.append(Plan(record, Attempt(uuid4().hex, facts, judgement)))
            case Wait():
                journal.refuse(record, "held by another delivery", **message.subject.ids)
            case _:
                _end(record, facts, judgement, journal)
    return plans


def _read_together(messages: Sequence[Message]) -> KnownItems | None:
    """The items of all messages; None where they cannot be read together, so that one stops none of the others."""
    try:
        return KnownItems(messages)
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

"""The ends of messages that no attempt of this batch holds: put off, never to go out, or left open by another's."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.common.rules import accounting
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind, State
from handlers.common.storage import keys, statements
from handlers.common.storage.statements import Statement
from handlers.dispatch.rules.facts import Claim, Facts, Status
from handlers.dispatch.rules.judgements import LeaseOver
from handlers.dispatch.rules.reported import CHANNEL
from handlers.dispatch.storage.changes import Change, end_contact, end_follow_ups, wait_on
from handlers.dispatch.storage.message_items import (
    ENDED,
    KEPT,
    LEASE,
    Where,
    backlog_fields,
    held_by,
    in_state,
    in_status,
    insert_message,
    kept_fields,
    line,
    update_contact,
    update_message,
)


def defer(facts: Facts, until: datetime, reason: str, now: datetime) -> list[Change]:
    """The return to the backlog until ``until``: of the contact for a paced message, else of the message itself."""
    message = facts.message
    if message.is_first:
        values = {"state": State.NEW.value, **backlog_fields(facts, until)}
        write = update_contact(message, now, values, in_state(State.QUEUED))
        way = {"from": State.QUEUED, "to": State.NEW, "until": keys.instant(until)}
        return [Change(facts, write, (line(message, now, "deferred", reason, way),))]
    if message.kind is Kind.FOLLOW_UP and facts.claim is None:
        waits = Where('"state" = ? AND nextStep = ?', (State.CONTACTED.value, message.step))
        return [Change(facts, update_contact(message, now, backlog_fields(facts, until), waits))]
    write = _put_message(message, facts.claim, Status.QUEUED, now, kept_fields(message, until))
    return [Change(facts, write), *wait_on(facts, until, now)]


def record(facts: Facts, status: Status, state: State | None, reason: str, now: datetime) -> list[Change]:
    """The end of a message that never went out; its contact comes to ``state`` with it where one is given."""
    changes: list[Change] = []
    if not facts.message.is_first:
        write = _put_message(facts.message, facts.claim, status, now, {"reason": reason}, KEPT)
        changes.append(Change(facts, write))
        changes += end_follow_ups(facts, now) if state is None else []
    return changes + (end_contact(facts, state, reason, now) if state is not None else [])


def give_up(facts: Facts, over: LeaseOver, reason: str, now: datetime) -> list[Change]:
    """The end of a message whose attempt never said how it ended, and whose lease is over: unknown."""
    message, channel = facts.message, over.channel.value
    if message.is_first:
        held = _unreported(facts, held_by(over.attempt, in_state(State.SENDING)))
        values = {"state": State.UNKNOWN.value, "failure": reason, "lastChannel": channel}
        write = update_contact(message, now, values, held, (*LEASE, *KEPT))
        way = {"from": State.SENDING, "to": State.UNKNOWN}
        told = line(message, now, "unknown", reason, way)
        return [Change(facts, write, (told,), accounting.moved(State.SENDING, State.UNKNOWN))]
    held = _unreported(facts, held_by(over.attempt, in_status(Status.SENDING)))
    values = {"status": Status.UNKNOWN.value, "reason": reason, "channel": channel}
    write = update_message(message, now, values, held, (*LEASE, *ENDED))
    return [Change(facts, write, (line(message, now, "unknown", reason),)), *end_follow_ups(facts, now)]


def _unreported(facts: Facts, held: Where) -> Where:
    """The condition with another: no report has come since the message was read; one that was read is taken over."""
    if facts.lease is not None and facts.lease.is_reported:
        return held
    return Where(f"{held.text} AND {CHANNEL} IS MISSING", held.parameters)


def abandon(message: Message, claim: Claim | None, reason: str, now: datetime) -> bool:
    """Put on record that a message beyond the first one will never go out, whoever it was meant for.

    False, and nothing changes, if an attempt holds it or it has ended.
    """
    write = _put_message(message, claim, Status.FAILED, now, {"reason": reason}, KEPT)
    if not statements.run([write])[0].done:
        return False
    statements.run([line(message, now, "failed", reason)])
    return True


def _put_message(
    message: Message,
    claim: Claim | None,
    status: Status,
    now: datetime,
    values: Mapping[str, Any],
    remove: Sequence[str] = (),
) -> Statement:
    """The statement that writes the item of a message that no attempt holds, made if it is not there."""
    if claim is None:
        return insert_message(message, status, now, values)
    fields = {"status": status.value, **values}
    return update_message(message, now, fields, in_status(Status.QUEUED), remove)

"""Claiming a message before it is sent and writing down what became of it, ten at a time.

The first message's claim is its contact's state (queued → sending); every further message has an item of its own beside
the contact (``MESSAGE#<step>``). Either names the attempt that holds it, the channel it uses and the instant at which
its lease is over. The address that is written to is noted in the same request, which is refused if its owner has opted
out by then.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from handlers.common.rules import accounting
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind, Priority, State, may_become
from handlers.common.rules.retries import Ending
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import dynamo, keys, statements
from handlers.common.storage.statements import Result, Statement, Verdict
from handlers.dispatch.rules.judgement import Facts, Go, Status, addresses, is_first
from handlers.environment import required

BACKLOG = ("backlog", "backlogOrder", "nextStep")
LEASE = ("attempt", "attemptChannel", "deadline")


def _table() -> str:
    return required("TABLE_CONTACTS")


class Work(NamedTuple):
    """A message that may go out, and the attempt that is to send it."""

    facts: Facts
    go: Go
    attempt: str

    @property
    def message(self) -> Message:
        return self.facts.message

    @property
    def pk(self) -> str:
        return keys.contact_pk(self.message.contactId)


class Taken(StrEnum):
    """How a claim went."""

    WON = "won"
    HELD = "held"
    """Another attempt has it, or had it."""
    OPTED_OUT = "opted_out"
    """Claimed, but the address has been closed by its owner: it must not go out."""
    OVERTAKEN = "overtaken"
    """A follow-up whose contact has moved on since it was read."""


class Settlement(NamedTuple):
    """What became of a message that was claimed, and when: ``at`` is the partner's answer, none if it was not asked.
    ``until`` is for those that go back to the backlog."""

    ending: Ending
    reason: str = ""
    partner_message_id: str | None = None
    until: datetime | None = None
    at: datetime | None = None


class Change(NamedTuple):
    """A conditional write, its lines of history, and what it moves in the campaign's account."""

    write: Statement
    lines: tuple[Statement, ...] = ()
    moved: Mapping[str, int] = MappingProxyType({})


def backlog_fields(
    message: Message, contact: Mapping[str, Any], campaign: Campaign, due: datetime
) -> dict[str, str]:
    """What puts a contact back into the backlog for its first message or a follow-up."""
    if is_first(message):
        priority = Priority[str(contact.get("priority", campaign.priority)).upper()]
    else:
        priority = Priority.FOLLOW_UP
    return {
        "backlog": keys.backlog_partition(message.tenantId, message.campaignId, message.contactId),
        "backlogOrder": keys.backlog_order(priority, due),
        "nextStep": message.step,
    }


def kept_fields(message: Message, due: datetime) -> dict[str, str]:
    """What keeps a message itself in the backlog: one that is not made anew from its contact."""
    return {
        "backlog": keys.kept_partition(message.tenantId),
        "backlogOrder": keys.backlog_order(Priority.FOLLOW_UP, due),
        "nextStep": message.step,
        "envelope": message.model_dump_json(exclude_none=True),
    }


def _next_follow_up(message: Message, campaign: Campaign, sent: datetime) -> dict[str, str]:
    """The backlog's fields for the follow-up after this message; none if it was the last."""
    done = 0 if is_first(message) else int(message.step.partition("#")[2])
    if done >= len(campaign.followUpDays):
        return {}
    return {
        "backlog": keys.backlog_partition(message.tenantId, message.campaignId, message.contactId),
        "backlogOrder": keys.backlog_order(
            Priority.FOLLOW_UP, sent + timedelta(days=campaign.followUpDays[done])
        ),
        "nextStep": f"{Kind.FOLLOW_UP}#{done + 1}",
    }


# Claims


def take(works: Sequence[Work], deadline: datetime, now: datetime) -> list[Taken]:
    """Claims every message and notes its address, in one request for ten of them; how each went, in order.

    No two works may be the same contact's same step.
    """
    batch: list[Statement] = []
    claims: list[int] = []
    follow_ups: dict[int, int] = {}
    gates: dict[int, int] = {}
    noted: set[str] = set()
    shared: set[int] = set()
    for number, work in enumerate(works):
        claims.append(len(batch))
        batch.append(_claim(work, deadline, now))
        if work.message.kind is Kind.FOLLOW_UP and work.facts.claim is None:
            follow_ups[number] = len(batch)
            batch.append(_move_follow_up_on(work, now))
        address = keys.address_pk(work.message.tenantId, work.go.address)
        if work.message.kind is Kind.OPT_OUT_ACK:
            continue
        if address in noted:
            shared.add(number)
            continue
        noted.add(address)
        gates[number] = len(batch)
        batch.append(_gate(work, address))
    verdicts = statements.run(batch)
    taken = []
    for number, work in enumerate(works):
        won = _is_won(work, verdicts[claims[number]])
        moved_on = number not in follow_ups or verdicts[follow_ups[number]].done
        if not won:
            taken.append(Taken.HELD)
        elif not moved_on:
            taken.append(Taken.OVERTAKEN)
        elif number in shared or number in gates:
            allowed = _passes(work, verdicts[gates[number]] if number in gates else None)
            taken.append(Taken.WON if allowed else Taken.OPTED_OUT)
        else:
            taken.append(Taken.WON)
    return taken


def _claim(work: Work, deadline: datetime, now: datetime) -> Statement:
    message, takes_over = work.message, work.go.takes_over
    lease = {
        "attempt": work.attempt,
        "attemptChannel": work.go.channel.value,
        "deadline": keys.instant(deadline),
        "updatedAt": keys.instant(now),
    }
    held_by = "AND attempt = ?" if takes_over else ""
    parameters = (takes_over,) if takes_over else ()
    if is_first(message):
        before = State.SENDING if takes_over else State.QUEUED
        return statements.update(
            _table(),
            work.pk,
            keys.CONTACT_SK,
            {"state": State.SENDING.value, "step": message.step} | lease,
            BACKLOG,
            f'"state" = ? {held_by}',
            (before.value, *parameters),
        )
    if work.facts.claim is None:
        return statements.insert(_table(), _message_item(work.message, Status.SENDING, now) | lease)
    before = Status.SENDING if takes_over else Status.QUEUED
    return statements.update(
        _table(),
        work.pk,
        keys.message_sk(message.step),
        {"status": Status.SENDING.value} | lease,
        (*BACKLOG, "envelope"),
        f'"status" = ? {held_by}',
        (before.value, *parameters),
    )


def _message_item(message: Message, status: Status, now: datetime) -> dynamo.Item:
    item = {
        "pk": keys.contact_pk(message.contactId),
        "sk": keys.message_sk(message.step),
        "status": status.value,
        "kind": message.kind.value,
        "step": message.step,
        "tenantId": message.tenantId,
        "campaignId": message.campaignId,
        "contactId": message.contactId,
        "createdAt": keys.instant(message.createdAt),
        "updatedAt": keys.instant(now),
    }
    return item | ({"meetingId": message.meetingId} if message.meetingId else {})


def _move_follow_up_on(work: Work, now: datetime) -> Statement:
    """The contact waits for the follow-up after this one, if it is still silent."""
    following = _next_follow_up(work.message, work.facts.campaign, now)
    return statements.update(
        _table(),
        work.pk,
        keys.CONTACT_SK,
        following | {"updatedAt": keys.instant(now)},
        () if following else BACKLOG,
        '"state" = ?',
        (State.CONTACTED.value,),
    )


def _gate(work: Work, address: str) -> Statement:
    """Notes who was written to under an address, unless its owner has opted out."""
    contact_id = work.message.contactId
    known = work.facts.addresses.get(work.go.address)
    if known is None:
        return statements.insert(
            _table(),
            {
                "pk": address,
                "sk": keys.ADDRESS_SK,
                "contacts": {contact_id},
                "lastContactId": contact_id,
                "optedOut": False,
            },
        )
    allowed = "optedOut = false" if "optedOut" in known else "optedOut IS MISSING"
    return Statement(
        f'UPDATE "{_table()}" SET lastContactId = ? SET contacts = set_add(contacts, ?)'
        f" WHERE pk = ? AND sk = ? AND {allowed}",
        (contact_id, {contact_id}, address, keys.ADDRESS_SK),
        (_table(), address, keys.ADDRESS_SK),
        computes=True,
    )


def _is_won(work: Work, verdict: Verdict) -> bool:
    """Also where the request was repeated after its answer was lost: then the attempt that holds it is our own."""
    if verdict.done:
        return True
    holder = verdict.item
    if holder is None and verdict.result is Result.DUPLICATE:
        holder = dynamo.get(_table(), work.pk, keys.message_sk(work.message.step))
    return holder is not None and holder.get("attempt") == work.attempt


def _passes(work: Work, verdict: Verdict | None) -> bool:
    """Whether the address may be written to; it is noted by then. None: another message of the batch is at it."""
    if verdict is not None and verdict.done:
        return True
    if verdict is not None and verdict.result is Result.REFUSED:
        return False
    contact_id = work.message.contactId
    try:
        dynamo.client().update_item(
            TableName=_table(),
            Key=dynamo.encode(
                {"pk": keys.address_pk(work.message.tenantId, work.go.address), "sk": keys.ADDRESS_SK}
            ),
            UpdateExpression="SET lastContactId = :id ADD contacts :ids",
            ConditionExpression="attribute_not_exists(optedOut) OR optedOut = :false",
            ExpressionAttributeValues=dynamo.encode(
                {":id": contact_id, ":ids": {contact_id}, ":false": False}
            ),
        )
    except ClientError as error:
        if dynamo.condition_failed(error):
            return False
        raise
    return True


# What became of a message


_FIRST_ENDINGS: Mapping[Ending, State] = {
    Ending.SENT: State.CONTACTED,
    Ending.UNDELIVERABLE: State.UNDELIVERABLE,
    Ending.OPTED_OUT: State.OPTED_OUT,
    Ending.UNKNOWN: State.UNKNOWN,
    Ending.CHANNEL_CLOSED: State.NEW,
    Ending.DEFERRED: State.NEW,
    Ending.EXHAUSTED: State.QUEUED,
}
_FURTHER_ENDINGS: Mapping[Ending, Status] = {
    Ending.SENT: Status.SENT,
    Ending.UNDELIVERABLE: Status.FAILED,
    Ending.OPTED_OUT: Status.SKIPPED,
    Ending.OVERTAKEN: Status.SKIPPED,
    Ending.UNKNOWN: Status.UNKNOWN,
    Ending.CHANNEL_CLOSED: Status.QUEUED,
    Ending.DEFERRED: Status.QUEUED,
    Ending.EXHAUSTED: Status.QUEUED,
}


def other_channel(work: Work) -> Channel | None:
    """Where the contact may still be reached once this channel has failed for good."""
    return next(
        (channel for channel in addresses(work.facts.contact) if channel is not work.go.channel), None
    )


def settle(work: Work, settlement: Settlement, now: datetime) -> list[Change]:
    """The writes that end a claimed message; the first is the message's own.

    A contact that can be reached in another way goes back to the backlog for it, and is never written to through
    this channel again.
    """
    at = settlement.at or now
    if is_first(work.message):
        return _settle_first(work, settlement, at)
    return _settle_further(work, settlement, at)


def _fallen_back(work: Work, settlement: Settlement) -> bool:
    return settlement.ending is Ending.UNDELIVERABLE and other_channel(work) is not None


def _failed_channels(work: Work) -> dict[str, list[str]]:
    return {
        "undeliverableOn": sorted({*(work.facts.contact.get("undeliverableOn") or ()), work.go.channel.value})
    }


def _settle_first(work: Work, settlement: Settlement, now: datetime) -> list[Change]:
    message, facts, ending = work.message, work.facts, settlement.ending
    target = State.NEW if _fallen_back(work, settlement) else _FIRST_ENDINGS[ending]
    values: dict[str, Any] = {"state": target.value, "updatedAt": keys.instant(now)}
    if ending is Ending.SENT:
        values |= {"sentAt": keys.instant(now), "lastChannel": work.go.channel.value}
        values |= _next_follow_up(message, facts.campaign, now)
        if settlement.partner_message_id:
            values["partnerMessageId"] = settlement.partner_message_id
    elif target is State.NEW:
        values |= backlog_fields(message, facts.contact, facts.campaign, settlement.until or now)
    elif target is not State.QUEUED:
        values["failure"] = settlement.reason
    if ending is Ending.UNDELIVERABLE:
        values |= _failed_channels(work)
    write = statements.update(
        _table(),
        work.pk,
        keys.CONTACT_SK,
        values,
        LEASE,
        '"state" = ? AND attempt = ?',
        (State.SENDING.value, work.attempt),
    )
    line = _line(message, now, ending, settlement, work.go.channel) | {
        "from": State.QUEUED.value,
        "through": State.SENDING.value,
        "to": target.value,
    }
    moved = accounting.moved(State.SENDING, target)
    return [
        Change(write, (statements.insert(_table(), line),), moved),
        *_closed_address(work, settlement, now),
    ]


def note_sent(work: Work, settlement: Settlement, now: datetime) -> None:
    """For a first message whose contact moved on while it was being sent, by answering at once, say: what is known of
    the sending is kept, and the contact stays where it is."""
    values = {
        "sentAt": keys.instant(now),
        "lastChannel": work.go.channel.value,
        "updatedAt": keys.instant(now),
    }
    if settlement.partner_message_id:
        values["partnerMessageId"] = settlement.partner_message_id
    where, parameters = "attempt = ?", (work.attempt,)
    statements.run([statements.update(_table(), work.pk, keys.CONTACT_SK, values, LEASE, where, parameters)])


def _settle_further(work: Work, settlement: Settlement, now: datetime) -> list[Change]:
    message, ending = work.message, settlement.ending
    fallen_back = _fallen_back(work, settlement)
    status = Status.QUEUED if fallen_back else _FURTHER_ENDINGS[ending]
    values: dict[str, Any] = {"status": status.value, "updatedAt": keys.instant(now)}
    if ending is Ending.SENT:
        values |= {"channel": work.go.channel.value, "sentAt": keys.instant(now)}
        if settlement.partner_message_id:
            values["partnerMessageId"] = settlement.partner_message_id
    elif fallen_back or ending in (Ending.CHANNEL_CLOSED, Ending.DEFERRED):
        values |= kept_fields(message, settlement.until or now)
    else:
        values["reason"] = settlement.reason
    write = statements.update(
        _table(),
        work.pk,
        keys.message_sk(message.step),
        values,
        LEASE,
        '"status" = ? AND attempt = ?',
        (Status.SENDING.value, work.attempt),
    )
    line = _line(message, now, ending, settlement, work.go.channel)
    changes = [Change(write, (statements.insert(_table(), line),))]
    if fallen_back:
        fields = _failed_channels(work) | {"updatedAt": keys.instant(now)}
        changes.append(Change(statements.update(_table(), work.pk, keys.CONTACT_SK, fields)))
    elif ending is Ending.UNDELIVERABLE:
        changes += _move_contact(
            work.facts, State.UNDELIVERABLE, settlement.reason, now, _failed_channels(work)
        )
    elif ending is Ending.OPTED_OUT:
        changes += _move_contact(work.facts, State.OPTED_OUT, settlement.reason, now)
    elif ending is Ending.UNKNOWN:
        changes += _no_more_follow_ups(message, now)
    return [*changes, *_closed_address(work, settlement, now)]


def _no_more_follow_ups(message: Message, now: datetime) -> list[Change]:
    """What never arrived, or perhaps did, is not followed up by a machine."""
    if message.kind is not Kind.FOLLOW_UP:
        return []
    pk, values = keys.contact_pk(message.contactId), {"updatedAt": keys.instant(now)}
    state = State.CONTACTED.value
    return [
        Change(statements.update(_table(), pk, keys.CONTACT_SK, values, BACKLOG, '"state" = ?', (state,)))
    ]


def _closed_address(work: Work, settlement: Settlement, now: datetime) -> list[Change]:
    """An address whose owner has opted out at the provider is closed to every campaign of the tenant."""
    if settlement.ending is not Ending.OPTED_OUT or work.message.kind is Kind.OPT_OUT_ACK:
        return []
    pk = keys.address_pk(work.message.tenantId, work.go.address)
    values = {"optedOut": True, "optedOutAt": keys.instant(now)}
    return [Change(statements.update(_table(), pk, keys.ADDRESS_SK, values))]


def _move_contact(
    facts: Facts, target: State, reason: str, now: datetime, fields: Mapping[str, Any] | None = None
) -> list[Change]:
    """The contact comes to an end with the message, unless it stands where that changes nothing.

    A meeting that is booked stands, even if its reminder reaches nobody.
    """
    message, before = facts.message, State(facts.contact["state"])
    if not may_become(before, target) or (before is State.SCHEDULED and target is State.UNDELIVERABLE):
        return []
    values = {"state": target.value, "failure": reason, "updatedAt": keys.instant(now), **(fields or {})}
    line = _history(message, now, target.value, reason) | {"from": before.value, "to": target.value}
    write = statements.update(
        _table(),
        keys.contact_pk(message.contactId),
        keys.CONTACT_SK,
        values,
        BACKLOG,
        '"state" = ?',
        (before.value,),
    )
    return [Change(write, (statements.insert(_table(), line),), accounting.moved(before, target))]


# Messages that are not claimed


def defer(facts: Facts, until: datetime, reason: str, now: datetime) -> list[Change]:
    """Back to the backlog until ``until``: the contact for a paced message, else the message itself."""
    message = facts.message
    pk = keys.contact_pk(message.contactId)
    if is_first(message):
        values = {"state": State.NEW.value, "updatedAt": keys.instant(now)}
        values |= backlog_fields(message, facts.contact, facts.campaign, until)
        line = _history(message, now, "deferred", reason) | {
            "from": State.QUEUED.value,
            "to": State.NEW.value,
            "until": keys.instant(until),
        }
        write = statements.update(
            _table(), pk, keys.CONTACT_SK, values, (), '"state" = ?', (State.QUEUED.value,)
        )
        return [Change(write, (statements.insert(_table(), line),))]
    if message.kind is Kind.FOLLOW_UP and facts.claim is None:
        values = {"updatedAt": keys.instant(now)}
        values |= backlog_fields(message, facts.contact, facts.campaign, until)
        where, parameters = '"state" = ? AND nextStep = ?', (State.CONTACTED.value, message.step)
        return [Change(statements.update(_table(), pk, keys.CONTACT_SK, values, (), where, parameters))]
    kept = kept_fields(message, until) | {"updatedAt": keys.instant(now)}
    return [Change(_put_message(facts, Status.QUEUED, now, kept))]


def record(facts: Facts, status: Status, state: State | None, reason: str, now: datetime) -> list[Change]:
    """The end of a message that never went out; its contact comes to ``state`` with it where one is given."""
    changes: list[Change] = []
    if not is_first(facts.message):
        changes.append(Change(_put_message(facts, status, now, {"reason": reason}, (*BACKLOG, "envelope"))))
        changes += _no_more_follow_ups(facts.message, now) if state is None else []
    return changes + (_move_contact(facts, state, reason, now) if state is not None else [])


def give_up(facts: Facts, attempt: str, now: datetime) -> list[Change]:
    """The attempt's lease ran out and it never said how it ended: unknown."""
    message, reason = facts.message, "attempt_cut_short"
    pk = keys.contact_pk(message.contactId)
    where, line = "attempt = ?", _history(message, now, "unknown", reason)
    if is_first(message):
        values = {"state": State.UNKNOWN.value, "failure": reason, "updatedAt": keys.instant(now)}
        line |= {"from": State.SENDING.value, "to": State.UNKNOWN.value}
        write = statements.update(
            _table(),
            pk,
            keys.CONTACT_SK,
            values,
            LEASE,
            f'"state" = ? AND {where}',
            (State.SENDING.value, attempt),
        )
        moved = accounting.moved(State.SENDING, State.UNKNOWN)
        return [Change(write, (statements.insert(_table(), line),), moved)]
    values = {"status": Status.UNKNOWN.value, "reason": reason, "updatedAt": keys.instant(now)}
    write = statements.update(
        _table(),
        pk,
        keys.message_sk(message.step),
        values,
        LEASE,
        f'"status" = ? AND {where}',
        (Status.SENDING.value, attempt),
    )
    return [Change(write, (statements.insert(_table(), line),)), *_no_more_follow_ups(message, now)]


def _put_message(
    facts: Facts, status: Status, now: datetime, values: Mapping[str, Any], remove: Sequence[str] = ()
) -> Statement:
    """The item of a message that no attempt holds, made if it is not there."""
    message = facts.message
    if facts.claim is None:
        return statements.insert(_table(), _message_item(message, status, now) | dict(values))
    return statements.update(
        _table(),
        keys.contact_pk(message.contactId),
        keys.message_sk(message.step),
        {"status": status.value, "updatedAt": keys.instant(now), **values},
        remove,
        '"status" = ?',
        (Status.QUEUED.value,),
    )


def write(changes: Sequence[Change], counters: Sequence[Statement]) -> tuple[list[bool], list[bool]]:
    """Makes changes that were claimed, each with its lines, and adds to counters in the same request; whether each
    change and each addition was made."""
    batch = [statement for change in changes for statement in (change.write, *change.lines)]
    verdicts = [verdict.done for verdict in statements.run([*batch, *counters])]
    made, position = [], 0
    for change in changes:
        made.append(verdicts[position])
        position += 1 + len(change.lines)
    return made, verdicts[len(batch) :]


def write_unclaimed(changes: Sequence[Change]) -> list[bool]:
    """Makes changes that another delivery may have made, and writes the lines of those that were made."""
    if not changes:
        return []
    made = [verdict.done for verdict in statements.run([change.write for change in changes])]
    lines = [line for change, done in zip(changes, made, strict=True) if done for line in change.lines]
    if lines:
        statements.run(lines)
    return made


def _history(message: Message, now: datetime, what: str, detail: str) -> dynamo.Item:
    line: dynamo.Item = {
        "pk": keys.contact_pk(message.contactId),
        "sk": keys.history_sk(now, f"{what}#{message.step}"),
        "what": what,
        "at": keys.instant(now),
        "step": message.step,
        "kind": message.kind.value,
    }
    return line | ({"detail": detail} if detail else {})


def _line(
    message: Message, now: datetime, ending: Ending, settlement: Settlement, channel: Channel
) -> dynamo.Item:
    return _history(message, now, ending.value, settlement.reason) | {"channel": channel.value}

"""Claiming messages before they are sent, ten in one request.

The first message's claim is its contact's state (queued → sending), that of every further one its own item. Either
names the attempt that holds it, the channel it uses and the instant at which its lease is over, and stays in the
backlog for the case that the attempt never ends. The address that is
written to is noted in the same request, which is refused if its owner has opted out by then. A message about a meeting
is claimed by a transaction of its own, which holds only while the meeting is as the message says.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from handlers.common.rules.model import Kind, State
from handlers.common.storage import contacts, dynamo, keys, writes
from handlers.common.storage.statements import Pending, Result, Statement, StatementBatch
from handlers.common.storage.writes import Condition, Write
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Status
from handlers.dispatch.storage import gates, message_items
from handlers.dispatch.storage.message_items import Where, held_by, in_state, in_status
from handlers.environment import required


class Taken(StrEnum):
    """The end of trying to claim a message."""

    WON = "won"
    HELD = "held"
    """Another attempt has it, or had it."""
    OPTED_OUT = "opted_out"
    """Claimed, but the address has been closed by its owner: it must not go out."""
    OVERTAKEN = "overtaken"
    """A follow-up whose contact has moved on since it was read."""
    CHANGED = "changed"
    """Not claimed: the meeting or the address is no longer as it was read, and the message is to be judged anew."""


class _HeldError(Exception):
    """Another attempt has the message."""


def take(
    attempts: Sequence[Attempt], deadline: datetime, now: datetime, batch: StatementBatch | None = None
) -> dict[str, Taken]:
    """Claim every message and note its address, in one request for ten of them; the end of each by attempt's id.

    The contacts' other addresses are noted with their first messages: up to five of them cost no further request.

    No two attempts may be at the same contact's same step. ``batch``: statements that go along; it is run.
    """
    batch = StatementBatch() if batch is None else batch
    noted = set[str]()
    alone = [attempt for attempt in attempts if attempt.facts.meeting is not None]
    bids = [
        _Bid(attempt, batch, noted, deadline, now) for attempt in attempts if attempt.facts.meeting is None
    ]
    for statement in gates.naming([attempt for attempt in attempts if attempt.message.is_first], noted):
        batch.add(statement)
    batch.run()
    taken = {bid.attempt.id: bid.taken() for bid in bids}
    return taken | {attempt.id: _take_with_meeting(attempt, deadline, now) for attempt in alone}


def _take_with_meeting(attempt: Attempt, deadline: datetime, now: datetime) -> Taken:
    """Claim a message and note its address while its meeting is as it was read, all of it or nothing."""
    try:
        writes.transact(
            [_claim_alone(attempt, deadline, now), *_meeting_unchanged(attempt), gates.note(attempt)]
        )
    except _HeldError:
        message = attempt.message
        holder = dynamo.read_item(
            contacts.table(), keys.contact_pk(message.contactId), keys.message_sk(message.step)
        )
        return Taken.WON if holder is not None and holder.get("attempt") == attempt.id else Taken.HELD
    except writes.ChangedError:
        return Taken.CHANGED
    return Taken.WON


def _claim_alone(attempt: Attempt, deadline: datetime, now: datetime) -> Write:
    """The write that claims a further message, for a transaction."""
    message, takes_over = attempt.message, attempt.go.takes_over
    if attempt.facts.claim is None:
        free = Condition("attribute_not_exists(pk)", otherwise=_HeldError)
        item = message_items.message_item(message, Status.SENDING, now, _hold(attempt, deadline))
        return writes.put(contacts.table(), item, free)
    if takes_over is None:
        where = Condition("#status = :queued", {"queued": Status.QUEUED.value}, _HeldError)
    else:
        seen = {"sending": Status.SENDING.value, "dead": takes_over}
        where = Condition("#status = :sending AND #attempt = :dead", seen, _HeldError)
    values = {"status": Status.SENDING.value, **_hold(attempt, deadline), "updatedAt": keys.instant(now)}
    key = {"pk": keys.contact_pk(message.contactId), "sk": keys.message_sk(message.step)}
    return writes.update(contacts.table(), key, values, where)


def _meeting_unchanged(attempt: Attempt) -> list[Write]:
    """The check that the message's meeting has the status and the version that were read."""
    message, meeting = attempt.message, attempt.facts.meeting
    if message.meetingId is None or meeting is None:
        return []
    key = {"pk": keys.meeting_pk(message.meetingId), "sk": keys.MEETING_SK}
    text, seen = "#status = :status", {"status": meeting.status.value, "version": meeting.version}
    if meeting.version is None:
        text, seen = f"{text} AND attribute_not_exists(#version)", {"status": meeting.status.value}
    else:
        text = f"{text} AND #version = :version"
    return [writes.check(required("TABLE_MEETINGS"), key, Condition(text, seen))]


class _Bid:
    """An attempt's statements in a batch: its claim, the move to the next step, and the gate of the address."""

    def __init__(
        self, attempt: Attempt, batch: StatementBatch, noted: set[str], deadline: datetime, now: datetime
    ) -> None:
        """``noted``: the addresses with a gate in the batch, which can hold one for each."""
        message, facts = attempt.message, attempt.facts
        self.attempt = attempt
        self._claim = batch.add(_claim(attempt, deadline, now))
        follows_up = message.kind is Kind.FOLLOW_UP and facts.claim is None
        self._move = batch.add(_move_follow_up_on(attempt, now)) if follows_up else None
        self._gated = message.kind is not Kind.OPT_OUT_ACK
        address = keys.address_pk(message.tenantId, attempt.go.address)
        self._gate: Pending | None = None
        if self._gated and address not in noted:
            noted.add(address)
            self._gate = batch.add(gates.gate(attempt))

    def taken(self) -> Taken:
        """The end of the bid, once the batch has run."""
        if not self._is_won():
            return Taken.HELD
        if self._move is not None and not self._move.done:
            return Taken.OVERTAKEN
        return Taken.WON if not self._gated or self._is_let_through() else Taken.OPTED_OUT

    def _is_won(self) -> bool:
        """Also where the request was repeated after its answer was lost: then our own attempt holds the claim."""
        if self._claim.done:
            return True
        holder, message = self._claim.verdict.item, self.attempt.message
        if holder is None and self._claim.verdict.result is Result.DUPLICATE:
            pk, sk = keys.contact_pk(message.contactId), keys.message_sk(message.step)
            holder = dynamo.read_item(contacts.table(), pk, sk)
        return holder is not None and holder.get("attempt") == self.attempt.id

    def _is_let_through(self) -> bool:
        """True if the address may be written to; it is noted by then."""
        if self._gate is not None and self._gate.done:
            return True
        if self._gate is not None and self._gate.verdict.result is Result.REFUSED:
            return False
        return writes.made(gates.note(self.attempt))


def _claim(attempt: Attempt, deadline: datetime, now: datetime) -> Statement:
    message, takes_over = attempt.message, attempt.go.takes_over
    hold = _hold(attempt, deadline)
    if message.is_first:
        free = in_state(State.QUEUED)
        where = held_by(takes_over, in_state(State.SENDING)) if takes_over else free
        values = {"state": State.SENDING.value, "step": message.step, **hold}
        return message_items.update_contact(message, now, values, where)
    if attempt.facts.claim is None:
        return message_items.insert_message(message, Status.SENDING, now, hold)
    free = in_status(Status.QUEUED)
    where = held_by(takes_over, in_status(Status.SENDING)) if takes_over else free
    return message_items.update_message(message, now, {"status": Status.SENDING.value, **hold}, where)


def _hold(attempt: Attempt, deadline: datetime) -> dict[str, str]:
    """The lease, and the place in the backlog from which the message comes back if nobody settles it."""
    return {
        **message_items.kept_fields(attempt.message, deadline + message_items.UNSETTLED),
        "attempt": attempt.id,
        "attemptChannel": attempt.go.channel.value,
        "attemptPartner": attempt.partner,
        "deadline": keys.instant(deadline),
    }


def _move_follow_up_on(attempt: Attempt, now: datetime) -> Statement:
    """The statement that lets the contact wait for what comes after this follow-up, if it is still silent.

    A repeat after an answer that was lost finds it waiting for that already.
    """
    following = message_items.next_wait(attempt.message, attempt.facts.patience, now)
    steps = (attempt.message.step, following["nextStep"])
    waits = Where('"state" = ? AND nextStep IN [?, ?]', (State.CONTACTED.value, *steps))
    return message_items.update_contact(attempt.message, now, following, waits)

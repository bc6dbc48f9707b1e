"""Letting what a person writes wait for what else follows within a few seconds (docs/system.md, "Conversation: turns").

A fragment is kept under its address, then a message of the inbound queue is put off until its turn may be over. The
one that comes for the last fragment has all of them read as one reply; the others do nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.common.rules.tenants import Tenant
from handlers.common.storage import dynamo, keys, statements, writes
from handlers.common.storage.statements import Statement
from handlers.conversation import reading
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.inbound import turns as rules
from handlers.conversation.rules.inbound.incoming import Reply
from handlers.conversation.rules.inbound.turns import Closing, Turn
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import addresses, inbound, replies, turns


class Kept(NamedTuple):
    """The end of letting messages wait."""

    rest: list[Delivery]
    """Those that wait for nothing: they are answered by themselves."""
    new: frozenset[str]
    """The identities of those that had not come before."""


def may_wait(delivery: Delivery) -> bool:
    """True of what may be a part of a turn; ``keep`` says if it is."""
    return rules.may_wait(delivery.reply, delivery.tenant)


def keep(deliveries: Sequence[Delivery]) -> Kept:
    """Let the messages of a batch wait, of which each ``may_wait``: three requests for ten.

    One that waits already, or whose turn is being dealt with, is asked after again: its closing message may be missing.
    """
    people: dict[tuple[str, str], list[Delivery]] = {}
    for each in sorted(deliveries, key=lambda each: each.reply.receivedAt):
        people.setdefault((each.tenant.tenantId, each.address), []).append(each)
    rest: list[Delivery] = []
    closings: dict[str, int] = {}
    new: frozenset[str] = frozenset()

    def attempt() -> None:
        nonlocal new
        rest.clear()
        closings.clear()
        known = [turns.key_of(*person) for person in people]
        senders = [key for each in deliveries for key in addresses.keys_of(each.tenant.tenantId, each.forms)]
        marks = [replies.keys_of(each.reply, each.address) for each in deliveries]
        dynamo.read_ahead([*known, *senders, *marks])
        plans = [(turns.find(*person), person) for person in people]
        planned = [(before, _plan(before, people[person], rest, closings)) for before, person in plans]
        saving = [turns.saving(before, turn) for before, turn in planned if turn != before]
        verdicts = statements.run([*saving, *_unread(planned, deliveries)])
        new |= frozenset(_added(planned, deliveries))
        if not all(verdict.done for verdict in verdicts[: len(saving)]):
            dynamo.forget_ahead()
            raise writes.ChangedError

    writes.decided(attempt, "what waits to be read")
    inbound.put_back(closings)
    return Kept(rest, new)


def _plan(turn: Turn, written: Iterable[Delivery], rest: list[Delivery], closings: dict[str, int]) -> Turn:
    """The turn with what a person has written; fill in what is not for it, and the closing messages to send."""
    for each in written:
        reply, tenant = each.reply, each.tenant
        seen = replies.seen(reply, each.address)
        closing = Closing(tenant.tenantId, each.address, reply.messageId).body
        if seen is not None and seen.turn:
            if not seen.understanding.done:
                closings[closing] = 0
        elif seen is not None or (reply.shown and turn.find(reply.messageId) is None):
            rest.append(each)
        else:
            turn = turn.with_reply(reply, each.now)
            closings[closing] = 0 if turn.is_full else tenant.turnSeconds
    return turn


def _unread(planned: Iterable[tuple[Turn, Turn]], deliveries: Sequence[Delivery]) -> list[Statement]:
    """The statements that note with the people's addresses that what they have written is not read yet."""
    written = {(turn.tenant_id, turn.address) for before, turn in planned if turn != before}
    waiting = [each for each in deliveries if (each.tenant.tenantId, each.address) in written]
    return addresses.unread(
        (each.tenant.tenantId, each.forms, rules.unread_until(each.tenant, each.now)) for each in waiting
    )


def _added(planned: Iterable[tuple[Turn, Turn]], deliveries: Iterable[Delivery]) -> Iterable[str]:
    """The identities of what has come into a turn that was not there before."""
    added = {
        (turn.address, each.message_id)
        for before, turn in planned
        for each in turn.fragments
        if before.find(each.message_id) is None
    }
    return (each.reply.identity for each in deliveries if (each.address, each.reply.messageId) in added)


def read_ahead(closings: Sequence[Closing]) -> None:
    """Read together the turns that closing messages name, and the marks of their fragments: two requests."""
    people = dict.fromkeys((each.tenant_id, each.address) for each in closings)
    dynamo.read_ahead([turns.key_of(*person) for person in people])
    marks = [
        replies.keys_of(each.reply, turn.address)
        for turn in (turns.find(*person) for person in people)
        for each in turn.fragments
    ]
    if marks:
        dynamo.read_ahead(marks)


def ended(closing: Closing, tenant: Tenant, now: datetime) -> Delivery | None:
    """The reply that the turn is, if it is over with the fragment that the closing message names.

    Also that of a turn whose run was cut short. None where there is nothing to do, or another closing message does it.
    """
    turn = turns.find(closing.tenant_id, closing.address)
    if turn.find(closing.message_id) is None:
        return _left(closing, tenant, now)
    if not turn.is_over(closing.message_id, tenant, now):
        return None
    unread = [each for each in turn.fragments if replies.seen(each.reply, turn.address) is None]
    if not unread:
        writes.made(turns.emptying(turn))
        return _left(closing, tenant, now)
    taken = turn.taken(unread)
    if taken.left:
        inbound.put_back({closing._replace(message_id=taken.left[-1].message_id).body: 0})
    reply = rules.joined(taken.fragments)
    return Delivery(reply, reply.addresses, tenant, now, taken)


def so_far(closing: Closing) -> Reply | None:
    """The reply that the fragments which wait are together; None if none does."""
    fragments = turns.find(closing.tenant_id, closing.address).fragments
    return rules.joined(fragments) if fragments else None


def _left(closing: Closing, tenant: Tenant, now: datetime) -> Delivery | None:
    """The turn that a fragment was read in, where what follows from it has not been carried out to the end."""
    seen = replies.marked(closing.tenant_id, closing.address, closing.message_id)
    if seen is not None and seen.turn not in ("", closing.message_id):
        seen = replies.marked(closing.tenant_id, closing.address, seen.turn)
    if seen is None or seen.joined is None or seen.understanding.done:
        return None
    taken = Turn(closing.tenant_id, closing.address)
    return Delivery(seen.joined, seen.joined.addresses, tenant, now, taken)


class Preview(NamedTuple):
    """The reading of a turn so far."""

    understanding: Understanding
    acts_at: datetime | None
    """The instant at which it is acted on if nothing else follows; None where it has been."""
    duplicate: bool

    @property
    def document(self) -> dict[str, object]:
        """The answer as JSON; what there is not is left out."""
        told = {"intent": self.understanding.intent.value, "duplicate": self.duplicate}
        optional = {
            "contactId": self.understanding.contact_id,
            "actsAt": self.acts_at and keys.instant(self.acts_at),
        }
        return told | {name: value for name, value in optional.items() if value is not None}


def wait(delivery: Delivery) -> Preview | None:
    """Let one message wait, and return what its turn says so far; None where it is answered by itself."""
    kept = keep([delivery])
    if kept.rest:
        return None
    seen = replies.seen(delivery.reply, delivery.address)
    if seen is not None:
        return Preview(seen.understanding, None, duplicate=True)
    turn = turns.find(delivery.tenant.tenantId, delivery.address)
    fragments = turn.fragments
    read = reading.preview(
        delivery._replace(reply=rules.joined(fragments), turn=turn) if fragments else delivery
    )
    pause = timedelta(seconds=0 if turn.is_full else delivery.tenant.turnSeconds)
    return Preview(read, delivery.now + pause, duplicate=delivery.reply.identity not in kept.new)

"""The items of a message: its contact, its claim beside the contact, and its lines of history.

The first message's progress is its contact's state; every further message has an item of its own beside the contact
(``MESSAGE#<step>``). While an attempt holds a message, either names it (``LEASE``).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Priority, State
from handlers.common.rules.silence import Patience
from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, dynamo, keys, statements
from handlers.common.storage.statements import Statement
from handlers.dispatch.rules.facts import Facts, Status

LEASE = ("attempt", "attemptChannel", "attemptPartner", "deadline")
"""The attributes by which an item names the attempt that holds it."""
KEPT = (*contacts.BACKLOG, "envelope", "failedTries")
"""The attributes that keep a message itself in the backlog."""
ENDED = (*contacts.BACKLOG, "failedTries")
"""Those of them that a message loses once it is sent; a report may bring it back, so that its envelope stays."""
UNSETTLED = timedelta(minutes=35)
"""The time from the end of a lease until the backlog brings the message back; the queue, which hides it for half an
hour, comes first."""


WRITER = "writer"
"""The attribute by which a write knows the item that it has left."""


class Where(NamedTuple):
    """The condition of a statement, with ``?`` for each of ``parameters``."""

    text: str = ""
    parameters: tuple[str, ...] = ()


ANYWAY = Where()
"""The item is there, however it is."""


def in_state(state: State) -> Where:
    """The contact is in ``state``."""
    return Where('"state" = ?', (state.value,))


def in_status(status: Status) -> Where:
    """The message is in ``status``."""
    return Where('"status" = ?', (status.value,))


def held_by(attempt: str, where: Where = ANYWAY) -> Where:
    """The attempt holds the item, and ``where`` holds too."""
    held = Where("attempt = ?", (attempt,))
    if where is ANYWAY:
        return held
    return Where(f"{where.text} AND {held.text}", (*where.parameters, *held.parameters))


def update_contact(
    message: Message, now: datetime, values: Mapping[str, Any], where: Where, remove: Sequence[str] = ()
) -> Statement:
    """The statement that changes the message's contact if ``where`` holds for it."""
    return _update(message, keys.CONTACT_SK, now, values, where, remove)


def update_message(
    message: Message, now: datetime, values: Mapping[str, Any], where: Where, remove: Sequence[str] = ()
) -> Statement:
    """The statement that changes the item of a message beyond the first one if ``where`` holds for it."""
    return _update(message, keys.message_sk(message.step), now, values, where, remove)


def _update(
    message: Message, sk: str, now: datetime, values: Mapping[str, Any], where: Where, remove: Sequence[str]
) -> Statement:
    own = {WRITER: uuid4().hex[:16]}
    stamped = {**values, "updatedAt": keys.instant(now), **own}
    pk = keys.contact_pk(message.contactId)
    return statements.update(contacts.table(), pk, sk, stamped, remove, where.text, where.parameters, own)


def insert_message(
    message: Message, status: Status, now: datetime, more: Mapping[str, Any] | None = None
) -> Statement:
    """The statement that makes the item of a message beyond the first one, if there is none."""
    own = {WRITER: uuid4().hex[:16]}
    return statements.insert(
        contacts.table(), message_item(message, status, now, {**(more or {}), **own}), own
    )


def message_item(
    message: Message, status: Status, now: datetime, more: Mapping[str, Any] | None = None
) -> dynamo.Item:
    """The item of a message beyond the first one."""
    return {
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
        **({"meetingId": message.meetingId} if message.meetingId else {}),
        **(more or {}),
    }


def line(
    message: Message,
    now: datetime,
    what: str,
    detail: str,
    more: Mapping[str, Any] | None = None,
    *,
    released: bool = True,
    follows: bool = False,
) -> Statement:
    """The statement that adds a line about the message to its contact's history.

    That of a first message tells of its release too (``released``), which would cost a request for every 25 contacts
    otherwise. That of the contact's own end ``follows`` the message's, at the same instant and perhaps in the same
    word.
    """
    told = {"step": message.step, "kind": message.kind, **(more or {})}
    if message.is_first and released:
        told["releasedAt"] = keys.instant(message.createdAt)
    suffix = f"#{message.step}" + ("#contact" if follows else "")
    item = contacts.history_line(message.contactId, now, what, detail, told, suffix=suffix)
    return statements.insert(contacts.table(), item)


def backlog_fields(facts: Facts, due: datetime) -> dict[str, str]:
    """The attributes that put the contact back into the backlog for its first message or a follow-up."""
    message, contact = facts.message, facts.contact
    if not message.is_first:
        return _backlog(message, message.step, Priority.FOLLOW_UP, due)
    own = Priority.named(contact.priority) if contact.priority else facts.campaign.release_priority
    return _backlog(message, message.step, own, due)


def next_wait(
    message: Message, patience: Patience, sent: datetime, back: datetime | None = None
) -> dict[str, str]:
    """The attributes that let the contact, who is away until ``back``, wait for what follows if it stays silent.

    That is the follow-up after this message, or the end after the last one.
    """
    step, due = patience.after(message.step, sent)
    if back is not None:
        due = max(due, patience.behind(step, back))
    return _backlog(message, step, Priority.FOLLOW_UP, due)


def _backlog(message: Message, step: Step, priority: Priority, due: datetime) -> dict[str, str]:
    return {
        "backlog": keys.backlog_partition(message.tenantId, message.campaignId, message.contactId),
        "backlogOrder": keys.backlog_order(priority, due),
        "nextStep": step,
    }


def kept_fields(message: Message, due: datetime) -> dict[str, str]:
    """The attributes that keep a message itself in the backlog; a first one is made anew from its contact."""
    fields = {
        "backlog": keys.kept_partition(message.tenantId),
        "backlogOrder": keys.backlog_order(Priority.FOLLOW_UP, due),
        "nextStep": message.step,
    }
    return fields if message.is_first else fields | {"envelope": message.model_dump_json(exclude_none=True)}


def address_key(message: Message, address: str) -> dynamo.Item:
    """The key of what is known about an address of the message's tenant."""
    return {"pk": keys.address_pk(message.tenantId, address), "sk": keys.ADDRESS_SK}

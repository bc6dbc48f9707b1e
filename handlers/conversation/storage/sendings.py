"""The progress of the messages to a contact, as whoever sends them records it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules.contact import instant
from handlers.common.rules.model import Kind
from handlers.common.rules.reply_addresses import ReplyAddress
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.storage import contacts, dynamo, keys

_OPEN = frozenset({"sending", "unknown"})
"""The statuses, and the states of whom a first message is for, in which it may have arrived although nobody knows."""
_UNTOLD = frozenset({"failed", "skipped", "expired"})
"""The statuses of what has not arrived unless its delivery is known."""
_MESSAGES = keys.message_sk("")
_ANSWERS = keys.message_sk(Step(f"{Kind.ANSWER}#"))
_HANDOVERS = keys.message_sk(Step(f"{Kind.HANDOVER}#"))


class Sending(NamedTuple):
    """A message's status, and what is known of its way."""

    status: str
    sent_at: datetime | None = None
    """The instant at which a partner accepted it."""
    delivered_at: datetime | None = None
    """The instant at which it was delivered, or shown to have been by being read."""
    message_id: str | None = None
    """The partner's id of it."""
    kind: str = ""

    @property
    def arrived_at(self) -> datetime | None:
        """The instant at which it was delivered or, where nothing is known of that, sent."""
        return self.delivered_at or self.sent_at

    def had_arrived(self, written: datetime) -> bool:
        """True if it had arrived when the contact wrote."""
        return self.arrived_at is not None and self.arrived_at <= written


def read(contact_id: str, step: Step) -> Sending | None:
    """The sending of a message beyond the first one, or None if nobody has begun with it."""
    item = dynamo.read_item(contacts.table(), keys.contact_pk(contact_id), keys.message_sk(step))
    if item is None:
        return None
    return _of(item)


def _of(item: Mapping[str, Any]) -> Sending:
    shown = [at for name in ("deliveredAt", "readAt") if (at := instant(item, name)) is not None]
    return Sending(
        item.get("status", item.get("state", "")),
        instant(item, "sentAt"),
        min(shown, default=None),
        item.get("partnerMessageId"),
        item.get("kind", ""),
    )


def is_followed(contact_ids: Collection[str], of: tuple[str, Step], span: tuple[datetime, datetime]) -> bool:
    """True if a message to one of the contacts has arrived, or may have, within a span, beside that ``of`` a contact.

    One that says that a person is going to answer asks for nothing, and is none. Costs as ``recipient``.
    """
    contact_id, step = of
    own = keys.contact_pk(contact_id), keys.message_sk(step)
    others = (item for _, item in _sent(contact_ids) if (item["pk"], item["sk"]) != own)
    return any(_may_have_come(item, *span) for item in others)


def _may_have_come(item: Mapping[str, Any], after: datetime, until: datetime) -> bool:
    sending = _of(item)
    if item["sk"].startswith(_HANDOVERS):
        return False
    if sending.status in _OPEN and sending.delivered_at is None:
        begun, last = instant(item, "createdAt"), instant(item, "updatedAt")
        return (begun is None or begun <= until) and (last is None or last >= after)
    at = _came_at(item)
    return at is not None and after <= at <= until


def _came_at(item: Mapping[str, Any]) -> datetime | None:
    """The instant at which a message arrived, as far as that is known."""
    sending = _of(item)
    return sending.delivered_at if sending.status in _UNTOLD else sending.arrived_at


class Last(NamedTuple):
    """The message that came last to a person."""

    at: datetime
    contact_id: str
    kind: str
    """The beginning of its step, such as ``farewell``; the name of a contact's own item for the first message."""
    message_id: str | None
    """The partner's id of it."""


def last(contact_ids: Collection[str], until: datetime) -> Last | None:
    """The message that came last to the contacts by ``until``; None if none has. Costs as ``recipient``.

    One that says that a person is going to answer asks for nothing, and is none.
    """
    came = [
        Last(
            at, contact_id, item["sk"].removeprefix(_MESSAGES).partition("#")[0], item.get("partnerMessageId")
        )
        for contact_id, item in _sent(contact_ids)
        if not item["sk"].startswith(_HANDOVERS) and (at := _came_at(item)) is not None and at <= until
    ]
    return max(came, key=lambda each: (each.at, each.contact_id)) if came else None


def human_spoke_last(
    contact_ids: Collection[str], spoke_at: datetime, until: datetime, quoted: str | None = None
) -> bool:
    """True if a human's words, the last of them at ``spoke_at``, are what came last to the contacts by ``until``.

    Where a message is ``quoted``, if that one is a human's. One that says that a person is going to answer asks for
    nothing. Costs as ``recipient``.
    """
    agents, humans = [], [spoke_at] if spoke_at <= until else []
    for _, item in _sent(contact_ids):
        is_human = item["sk"].startswith(_ANSWERS)
        if quoted and item.get("partnerMessageId") == quoted:
            return is_human
        at = _came_at(item)
        if at is not None and at <= until and not item["sk"].startswith(_HANDOVERS):
            (humans if is_human else agents).append(at)
    return bool(humans) and (not agents or max(agents) <= max(humans))


def recipient(contact_ids: Collection[str], message_ids: Collection[str]) -> str | None:
    """The one of the contacts to whom a message went out under one of the partner's ids; None if it is none of them.

    Costs a query for each contact, or less: for the few who share an address.
    """
    found = ((contact_id, item) for contact_id, item in _sent(contact_ids) if "partnerMessageId" in item)
    return next((contact_id for contact_id, item in found if item["partnerMessageId"] in message_ids), None)


def partner_id(named: ReplyAddress) -> str | None:
    """The partner's id of the message that a reply address names; None where there is none. Costs as ``recipient``."""
    for _, item in _sent([named.contact_id]):
        step = OUTREACH if item["sk"] == keys.CONTACT_SK else Step(item["sk"].removeprefix(_MESSAGES))
        if named.answers(step):
            return item.get("partnerMessageId")
    return None


def _sent(contact_ids: Collection[str]) -> Iterator[tuple[str, dynamo.Item]]:
    """The items of the messages to contacts, the first ones before the others."""
    yield from contacts.items(contact_ids).items()
    for contact_id in contact_ids:
        for item in dynamo.collection(contacts.table(), keys.contact_pk(contact_id), _MESSAGES):
            yield contact_id, item

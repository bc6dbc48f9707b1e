"""The question that a contact was last asked back, kept with the contact (``lastCheck``) and written with the reading.

While it is open the person's addresses say so (``askedUntil``), to whom nobody writes first meanwhile, in any campaign.
A reading that opens, answers or closes a check is kept together with that change, or not at all.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from handlers.common.rules.address import Address
from handlers.common.rules.checks import Check, CheckStatus
from handlers.common.rules.contact import Contact
from handlers.common.storage import contacts, dynamo, keys, writes
from handlers.common.storage.writes import Condition, Write


def opening(contact: Contact, check: Check, addresses: Iterable[str], until: datetime) -> list[Write]:
    """The writes that ask the contact back, while its last check is still the one that was read.

    ``addresses``: those of the person, to whom nobody writes first before ``until``.
    """
    start = check.start and keys.instant(check.start)
    named = {
        "intent": check.intent.value,
        "replyId": check.reply_id,
        "askedAt": keys.instant(check.asked_at),
        "status": check.status.value,
        "meetingId": check.meeting_id,
        "start": start,
    }
    kept = {name: value for name, value in named.items() if value is not None}
    held = {"askedBy": check.reply_id, "askedUntil": keys.instant(until)}
    there = Condition("attribute_exists(pk)")
    known = _known(contact.tenant_id, addresses)
    marks = [writes.update(contacts.table(), key, held, there) for key, _ in known]
    return [_update(contact, {"lastCheck": kept}), *marks]


def ending(contact: Contact, status: CheckStatus, addresses: Iterable[str]) -> list[Write]:
    """The writes that end the contact's last check, while it still is as it was read, also at the person's addresses.

    Those of another question, which another contact of the person was asked since, stay.
    """
    by = contact.check.reply_id if contact.check else None
    own = Condition("#askedBy = :by", {"by": by})
    known = _known(contact.tenant_id, addresses)
    marked = [key for key, address in known if by is not None and address.asked_by == by]
    gone = ("askedBy", "askedUntil")
    marks = [writes.update(contacts.table(), key, {}, own, remove=gone) for key in marked]
    return [_update(contact, {"lastCheck.status": status.value}), *marks]


def _known(tenant_id: str, addresses: Iterable[str]) -> Iterator[tuple[dict[str, str], Address]]:
    """The keys of the addresses that the tenant knows, and what it knows of each."""
    for address in sorted(set(addresses)):
        pk, sk = keys.address_pk(tenant_id, address), keys.ADDRESS_SK
        item = dynamo.read_item(contacts.table(), pk, sk)
        if item is not None:
            yield {"pk": pk, "sk": sk}, Address.of(item)


def _update(contact: Contact, values: dict[str, object]) -> Write:
    key = {"pk": keys.contact_pk(contact.contact_id), "sk": keys.CONTACT_SK}
    return writes.update(contacts.table(), key, values, _unchanged(contact.check))


def _unchanged(before: Check | None) -> Condition:
    if before is None:
        return Condition("attribute_exists(pk) AND attribute_not_exists(#lastCheck)")
    read = {"reply": before.reply_id, "before": before.status.value}
    return Condition("#lastCheck.#replyId = :reply AND #lastCheck.#status = :before", read)

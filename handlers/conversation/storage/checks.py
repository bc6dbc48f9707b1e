"""The question that a contact was last asked back, kept with the contact (``lastCheck``) and written with the reading.

A reading that opens, answers or closes a check is kept together with that change, or not at all.
"""

from handlers.common.rules.checks import Check, CheckStatus
from handlers.common.rules.contact import Contact
from handlers.common.storage import contacts, keys, writes
from handlers.common.storage.writes import Condition, Write


def opening(contact: Contact, check: Check) -> Write:
    """The write that asks the contact back, while its last check is still the one that was read."""
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
    return _update(contact, {"lastCheck": kept})


def ending(contact: Contact, status: CheckStatus) -> Write:
    """The write that ends the contact's last check, while it still is as it was read."""
    return _update(contact, {"lastCheck.status": status.value})


def _update(contact: Contact, values: dict[str, object]) -> Write:
    key = {"pk": keys.contact_pk(contact.contact_id), "sk": keys.CONTACT_SK}
    return writes.update(contacts.table(), key, values, _unchanged(contact.check))


def _unchanged(before: Check | None) -> Condition:
    if before is None:
        return Condition("attribute_exists(pk) AND attribute_not_exists(#lastCheck)")
    read = {"reply": before.reply_id, "before": before.status.value}
    return Condition("#lastCheck.#replyId = :reply AND #lastCheck.#status = :before", read)

"""Telling which of a person's contacts a reply is from: one for each campaign, and one conversation with all of them.

docs/system.md, "Conversation: one conversation".
"""

from collections.abc import Sequence

from handlers.common.rules import buttons
from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES
from handlers.common.storage import contacts
from handlers.conversation import referents, seen_checks
from handlers.conversation.delivery import Delivery
from handlers.conversation.storage import addresses, sendings
from handlers.conversation.writers import Classify, Writer
from handlers.meetings.storage import meetings


def writer(delivery: Delivery, classify: Classify) -> Writer:
    """The contact who writes: the one whom the address written to names, or whose message is quoted.

    Else, of those written to at the sender's address, the one whose button or question is answered, or whom the words
    mean; else the last one written to that is not finished with. A request may mean another one's meeting.
    """
    named = contacts.find(delivery.reply.contactId) if delivery.reply.contactId else None
    if named is not None and named.tenant_id == delivery.tenant.tenantId:
        return referents.addressed(delivery, named, classify)
    address = addresses.find(delivery.tenant.tenantId, delivery.forms)
    if address is None:
        return Writer(None)
    known = map(contacts.find, sorted(address.people))
    written = [each for each in known if each is not None and each.is_written]
    written.sort(key=lambda contact: _rank(contact, address), reverse=True)
    open_ones = [each for each in written if each.state not in FINAL_STATES]
    if not written:
        return Writer(None)
    if len(open_ones) < 2:
        return referents.addressed(
            delivery, written[0], classify, answers=_quoted(delivery, written) is not None
        )
    if delivery.reply.button is not None:
        return Writer(_pressed(delivery.reply.button, written) or written[0])
    quoted = _quoted(delivery, open_ones)
    if quoted is not None:
        return referents.addressed(delivery, quoted, classify)
    asked = _asked(delivery, open_ones)
    if asked is not None:
        return Writer(asked)
    if delivery.reply.shown:
        return Writer(written[0])
    return referents.meant(delivery, written, classify)


def _rank(contact: Contact, address: Address) -> tuple[bool, bool, str]:
    is_last = contact.contact_id == address.last_contact_id
    return contact.state not in FINAL_STATES, is_last, contact.updated_at


def _quoted(delivery: Delivery, open_ones: Sequence[Contact]) -> Contact | None:
    """The contact whose message is quoted."""
    if not delivery.reply.context:
        return None
    recipient = sendings.recipient([each.contact_id for each in open_ones], (delivery.reply.context,))
    return next((each for each in open_ones if each.contact_id == recipient), None)


def _asked(delivery: Delivery, open_ones: Sequence[Contact]) -> Contact | None:
    """The contact whose last question is answered."""
    asked = [(check, each) for each in open_ones if (check := seen_checks.seen(delivery, each))]
    for check, contact in sorted(asked, key=lambda pair: pair[0].asked_at, reverse=True):
        if seen_checks.answer(delivery, contact, check) is not None:
            # Words answer the last of all that has arrived: no earlier question, of whichever contact.
            return contact if seen_checks.is_last(delivery, contact, check) else None
    return None


def _pressed(button: str, written: Sequence[Contact]) -> Contact | None:
    slot, check = buttons.slot(button), buttons.check(button)
    meeting = meetings.get(slot.meeting_id) if slot else None
    owners = (
        each
        for each in written
        if (meeting is not None and each.contact_id == meeting.contact_id)
        or (check is not None and each.check is not None and each.check.reply_id == check.reply_id)
    )
    return next(owners, None)

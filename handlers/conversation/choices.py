"""The choices that people make by a button: their ids are certain, and no words are read."""

from handlers.common.rules import buttons
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent
from handlers.conversation import checking
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding
from handlers.meetings.storage import meetings


def chosen(delivery: Delivery, contact: Contact | None) -> Understanding | None:
    """The meaning of the button of a reply; None where there is none, or none of ours.

    An answer to a check is that of the check whose button it was; one that decides nothing goes to a human.
    A slot is that of the offer whose button it was, also if another offer has gone out since; one that is not there
    goes to a human.
    """
    button = delivery.reply.button
    if button is None:
        return None
    contact_id = contact.contact_id if contact else None
    if button == buttons.OPT_OUT:
        return Understanding(Intent.OPT_OUT, contact_id)
    check = buttons.check(button)
    if check is not None:
        decided = checking.pressed(delivery, contact, check) if contact else None
        return decided or Understanding(Intent.UNKNOWN, contact_id)
    slot = buttons.slot(button)
    if slot is None:
        return None
    return _slot(delivery, contact, slot) or Understanding(Intent.UNKNOWN, contact_id)


def _slot(delivery: Delivery, contact: Contact | None, chosen: buttons.SlotButton) -> Understanding | None:
    meeting = meetings.get(chosen.meeting_id) if contact is not None and delivery.reply.trusted else None
    if contact is None or meeting is None or meeting.contact_id != contact.contact_id:
        return None
    if not meeting.awaits_choice and not meeting.stands(delivery.now):
        return None
    for offer in meeting.offers:
        if offer.round == chosen.round and chosen.number <= len(offer.slots):
            return Understanding(
                Intent.SLOT_CHOICE,
                contact.contact_id,
                meeting.meeting_id,
                offer.round,
                offer.slots[chosen.number - 1],
            )
    return None

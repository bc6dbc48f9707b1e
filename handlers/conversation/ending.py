"""The ends that a contact can put to a conversation: a meeting called off, no interest, no more messages."""

from datetime import timedelta

from handlers.common.rules import accounting
from handlers.common.rules.contact import Address, Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event, Kind, State
from handlers.common.rules.steps import OPT_OUT_ACK
from handlers.common.storage import contacts, outbox
from handlers.conversation.delivery import Delivery
from handlers.conversation.storage import addresses
from handlers.meetings import cancellation
from handlers.meetings.storage import meetings

ACKNOWLEDGED_WITHIN = timedelta(hours=24)
"""An acknowledgement that could not be sent by then is worth nothing."""


def give_up(delivery: Delivery, contact: Contact, meeting_id: str | None, what: str) -> None:
    """Cancel the meeting, if there is one, and leave the contact alone from now on; ``what`` says why."""
    counters = _cancelled(delivery, contact, meeting_id)
    before = contacts.move(contact.contact_id, State.UNSUCCESSFUL, delivery.now, what)
    if before is not None:
        counters |= accounting.moved(before, State.UNSUCCESSFUL)
    delivery.tally(contact, counters)


def opt_out(delivery: Delivery, contact: Contact) -> None:
    """Close the person's addresses, withdraw every contact that is written to under this one, then say so once."""
    tenant_id, reply_id = delivery.tenant.tenantId, delivery.correlation_id
    address = addresses.find(tenant_id, delivery.forms) or Address()
    # Earlier releases recorded the messageId.
    by_another_reply = address.opted_out and address.opted_out_by not in (reply_id, delivery.reply.messageId)
    said_before = by_another_reply if address.opted_out else contact.state is State.OPTED_OUT
    for own in sorted({delivery.address, *contact.addresses}):
        addresses.opt_out(tenant_id, own, reply_id, delivery.now)
    for contact_id in sorted({contact.contact_id, *address.contacts}):
        _withdraw(delivery, contacts.read(contact_id))
    if not said_before:
        outbox.enqueue([_acknowledgement(delivery, contact)])
        delivery.tell(Event.CONTACT_OPTED_OUT, contact)


def _withdraw(delivery: Delivery, contact: Contact) -> None:
    before = contacts.move(
        contact.contact_id, State.OPTED_OUT, delivery.now, "opted_out", remove=contacts.BACKLOG
    )
    meeting = meetings.current(contact)
    stands = meeting is not None and meeting.stands(delivery.now)
    counters = _cancelled(delivery, contact, contact.meeting_id if stands else None)
    if before is not None and before is not State.OPTED_OUT:
        counters |= {"opted_out": 1, **accounting.moved(before, State.OPTED_OUT)}
    delivery.tally(contact, counters)


def _cancelled(delivery: Delivery, contact: Contact, meeting_id: str | None) -> dict[str, int]:
    """Cancel a meeting, if one is named, and return what that adds to the counters."""
    meeting = cancellation.cancel(meeting_id, delivery.now) if meeting_id else None
    if meeting is None:
        return {}
    delivery.tell(Event.MEETING_CANCELLED, contact, {"meetingId": meeting.meeting_id})
    return {"meetings_cancelled": 1}


def _acknowledgement(delivery: Delivery, contact: Contact) -> Message:
    return Message(
        kind=Kind.OPT_OUT_ACK,
        step=OPT_OUT_ACK,
        tenantId=contact.tenant_id,
        campaignId=contact.campaign_id,
        contactId=contact.contact_id,
        correlationId=delivery.correlation_id,
        createdAt=delivery.now,
        expiresAt=delivery.now + ACKNOWLEDGED_WITHIN,
        channel=delivery.reply.channel,
    )

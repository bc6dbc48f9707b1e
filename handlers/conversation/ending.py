"""The ends that a contact can put to a conversation: a meeting called off, no interest, no more messages."""

from collections.abc import Iterable
from datetime import timedelta

from handlers.common.rules.contact import Address, Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event, Kind, State
from handlers.common.rules.steps import OPT_OUT_ACK
from handlers.common.storage import contacts, outbox
from handlers.conversation.delivery import Delivery
from handlers.conversation.storage import addresses
from handlers.meetings import cancellation
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings

ACKNOWLEDGED_WITHIN = timedelta(hours=24)
"""An acknowledgement that could not be sent by then is worth nothing."""


def give_up(delivery: Delivery, contact: Contact, meeting_id: str | None, what: str) -> None:
    """Cancel the meeting, if there is one, and leave the contact alone from now on; ``what`` says why."""
    meeting = meetings.cancel(meeting_id, delivery.now) if meeting_id else None
    contacts.move(contact.contact_id, State.UNSUCCESSFUL, delivery.now, what, today=delivery.today)
    _finish(delivery, [meeting])


def opt_out(delivery: Delivery, contact: Contact) -> None:
    """Close all of the person's addresses, withdraw every contact written to under this one, then say so once.

    The calendar comes last: it may be out, and the rest does not wait for it.
    """
    tenant_id, reply_id = delivery.tenant.tenantId, delivery.correlation_id
    address = addresses.find(tenant_id, delivery.forms) or Address()
    # Earlier releases recorded the messageId.
    by_another_reply = address.opted_out and address.opted_out_by not in (reply_id, delivery.reply.messageId)
    said_before = by_another_reply if address.opted_out else contact.state is State.OPTED_OUT
    found = map(contacts.find, sorted({contact.contact_id, *address.contacts}))
    people = [each for each in found if each is not None]
    for own in sorted(
        {delivery.address, *(known for each in (contact, *people) for known in each.addresses)}
    ):
        addresses.opt_out(tenant_id, own, reply_id, delivery.now)
    called_off = [_withdraw(delivery, each) for each in people]
    if not said_before:
        if not delivery.reply.quiet:
            outbox.enqueue([_acknowledgement(delivery, contact)])
        delivery.tell(Event.CONTACT_OPTED_OUT, contact)
    _finish(delivery, called_off)


def _withdraw(delivery: Delivery, contact: Contact) -> Meeting | None:
    """Withdraw a contact and call off its meeting; return that, also if it had been called off before."""
    contacts.move(
        contact.contact_id,
        State.OPTED_OUT,
        delivery.now,
        "opted_out",
        remove=contacts.BACKLOG,
        today=delivery.today,
        counters={"opted_out": 1},
    )
    meeting = meetings.current(contact)
    if meeting is None or not (meeting.stands(delivery.now) or meeting.to_withdraw):
        return None
    return meetings.cancel(meeting.meeting_id, delivery.now)


def finish(delivery: Delivery, meeting_id: str | None) -> bool:
    """Do what an earlier delivery has left of a meeting that it called off; False if nothing was left."""
    meeting = meetings.get(meeting_id) if meeting_id else None
    if meeting is None or not meeting.to_withdraw:
        return False
    _finish(delivery, [meeting])
    return True


def _finish(delivery: Delivery, called_off: Iterable[Meeting | None]) -> None:
    """Do what is left of meetings that were called off."""
    for meeting in called_off:
        if meeting is not None:
            cancellation.finish(meeting, delivery.now, delivery.correlation_id)


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

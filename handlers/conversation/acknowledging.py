"""The acknowledgement of an opt-out: it names the meetings called off by it, and takes their invitations back."""

from collections.abc import Sequence
from typing import NamedTuple

from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import outbox
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.dialogue import called_off
from handlers.meetings.rules import messages
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.portuguese_dates import for_contact


class CalledOff(NamedTuple):
    """A meeting with an agreed time that an opt-out has called off, and its contact."""

    contact: Contact
    meeting: Meeting


def say(delivery: Delivery, contact: Contact, step: Step, ended: Sequence[CalledOff]) -> None:
    """Queue the acknowledgement to the contact who wrote, and by e-mail what takes further invitations back.

    Who was invited by e-mail gets a CANCEL, whichever way the acknowledgement goes: with it, if that lies in the same
    mailbox. A mail takes back one.
    """
    subject, channel = delivery.subject(contact), delivery.reply.channel
    ack = Message.answering(Kind.OPT_OUT_ACK, step, subject, delivery.now, channel, _told(delivery, ended))
    ways = contact.reachable()
    way = channel if channel in ways else next(iter(ways), None)
    mailbox = ways[way] if way is Channel.EMAIL else None
    here = [each for each in ended if each.contact.email == mailbox and _was_invited(delivery, each)]
    if here:
        own = next((each for each in here if each.contact.contact_id == contact.contact_id), here[0])
        ack = ack.model_copy(update=_withdrawn(delivery, own.meeting))
        ended = [each for each in ended if each is not own]
    outbox.enqueue([ack, *(_by_mail(delivery, each) for each in ended if _was_invited(delivery, each))])


def _was_invited(delivery: Delivery, ended: CalledOff) -> bool:
    """True where an invitation lies in the contact's mailbox; of a host who is gone none can be taken back."""
    is_reached = Channel.EMAIL in ended.contact.reachable()
    return is_reached and delivery.tenant.host_zone(ended.meeting.host_id) is not None


def _by_mail(delivery: Delivery, ended: CalledOff) -> Message:
    """The acknowledgement by e-mail to the contact of a meeting that is called off."""
    meeting = ended.meeting
    step, subject = Step.called_off(meeting.meeting_id).by_email, meeting.subject(delivery.correlation_id)
    told = _told(delivery, [ended])
    message = Message.answering(Kind.OPT_OUT_ACK, step, subject, delivery.now, Channel.EMAIL, told)
    return message.model_copy(update=_withdrawn(delivery, meeting))


def _withdrawn(delivery: Delivery, meeting: Meeting) -> dict[str, object]:
    """The fields of a message that takes the invitation to a meeting back."""
    off = messages.invitation(meeting, delivery.now, meeting.version)
    return {"meetingId": meeting.meeting_id, "invitation": off}


def _told(delivery: Delivery, ended: Sequence[CalledOff]) -> dict[str, str]:
    tenant = delivery.tenant
    times = [
        for_contact(meeting.scheduled_at, contact.place(tenant), tenant.host_zone(meeting.host_id))
        for contact, meeting in sorted(ended, key=lambda each: each.meeting.scheduled_at)
    ]
    return {"cancelled": called_off.sentence(times)} if times else {}

"""The ends that a contact can put to a conversation: a meeting called off, no interest, no more messages."""

from collections.abc import Iterable
from datetime import datetime

from handlers.common import telling
from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import (
    FINAL_STATES,
    Attention,
    Event,
    Intent,
    Kind,
    MeetingStatus,
    Side,
    State,
)
from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, outbox, persons
from handlers.conversation import acknowledging, leaving, naming, saying, standings
from handlers.conversation.acknowledging import CalledOff
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.standings import Standing
from handlers.conversation.storage import addresses
from handlers.meetings import calling, cancellation
from handlers.meetings.rules import copies, messages
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings


def give_up(delivery: Delivery, contact: Contact, reading: Understanding, what: str) -> None:
    """Cancel the meeting, if there is one, and leave the contact alone from now on; ``what`` says why.

    The contact is told before it comes to its end, so that a run that was cut short says it.
    """
    meeting = meetings.cancel(reading.meeting_id, delivery.now) if reading.meeting_id else None
    if meeting is None or meeting.time is None:
        say_farewell(delivery, contact, reading)
    else:
        told = delivery.tenant, contact, delivery.correlation_id, delivery.now, delivery.reply.channel
        outbox.enqueue(copies.with_copy(messages.cancellation(meeting, *told), contact))
    of_others = _leave_alone(delivery, contact) if reading.intent is Intent.NOT_INTERESTED else []
    contacts.move(contact.contact_id, State.UNSUCCESSFUL, delivery.now, what, today=delivery.today)
    _finish(delivery, [meeting, *of_others])


def _leave_alone(delivery: Delivery, contact: Contact) -> list[Meeting | None]:
    """End the person's other conversations with the tenant; return the meetings whose offers are withdrawn.

    Whoever has not been written to is not reached any more; a first message that is just being sent goes out. Words
    that call one of those who were written to refuse that one alone.
    """
    withdrawn: list[Meeting | None] = []
    own, others = Standing(contact, None), standings.read(persons.others(contact))
    written = [each for each in others if each.contact.is_written]
    is_called = naming.called(delivery, [own, *written]) == [own]
    for other, meeting in others:
        if (is_called and other.is_written) or not is_ended_too(other, meeting, delivery.now):
            continue
        if meeting is not None and meeting.stands(delivery.now):
            withdrawn.append(meetings.cancel(meeting.meeting_id, delivery.now))
        target = State.UNSUCCESSFUL if other.is_written else State.UNDELIVERABLE
        contacts.move(
            other.contact_id,
            target,
            delivery.now,
            "not_interested",
            remove=contacts.BACKLOG,
            today=delivery.today,
        )
    return withdrawn


def is_ended_too(other: Contact, meeting: Meeting | None, now: datetime) -> bool:
    """True of another contact of the person, with its latest meeting, whose conversation ends with a refusal.

    A meeting that is agreed is ended by a word about itself alone.
    """
    is_agreed = meeting is not None and meeting.time is not None and meeting.stands(now)
    return other.state not in FINAL_STATES and not is_agreed


def say_farewell(delivery: Delivery, contact: Contact, reading: Understanding) -> None:
    """Take note of a refusal, once for the reply and the check that it may answer."""
    refused = reading.check or delivery.correlation_id
    saying.say(delivery, contact, Kind.FAREWELL, Step.answering(Kind.FAREWELL, refused))


def calls_off(delivery: Delivery, contact: Contact) -> bool:
    """Return True if opting out now would end an agreed meeting, or cut off who has one. Costs ``leaving.reach``."""
    reach = leaving.reach(delivery, contact)
    standing = map(meetings.current, (*reach.withdrawn, *reach.cut_off))
    return any(each is not None and each.to_come(delivery.now) is not None for each in standing)


def opt_out(delivery: Delivery, contact: Contact) -> bool:
    """Close all of the person's addresses, withdraw its contacts that were written to, then say so once.

    Return True where the person had opted out before, by another reply.

    Whoever else has one of the addresses is a human's. Of a meeting that it calls off whoever has opted out in words
    hears, also where addresses were closed before. The calendar comes last: it may be out, and the rest does not wait
    for it.
    """
    tenant_id, reply_id = delivery.tenant.tenantId, delivery.correlation_id
    address = addresses.find(tenant_id, delivery.forms) or Address()
    # Earlier releases recorded the messageId.
    by_another_reply = bool(address.opted_out) and address.opted_out_by not in (
        reply_id,
        delivery.reply.messageId,
    )
    said_before = by_another_reply if address.opted_out else contact.state is State.OPTED_OUT
    reach = leaving.reach(delivery, contact)
    for own in reach.closed:
        addresses.opt_out(tenant_id, own, reply_id, delivery.now)
    for each in reach.cut_off:
        telling.call_human(delivery.subject(each), Attention.ADDRESS_CLOSED, delivery.now)
    called_off = [(each, _withdraw(delivery, each)) for each in reach.withdrawn]
    ended = [
        CalledOff(each, meeting)
        for each, meeting in called_off
        if meeting is not None and _is_news(delivery, address, meeting)
    ]
    is_new = not said_before or any(each.meeting.to_withdraw for each in ended)
    if is_new and not delivery.reply.quiet:
        acknowledging.say(delivery, contact, Step.opt_out_ack(address.opted_in_at), ended)
    if not said_before and contact in reach.withdrawn:
        delivery.tell(Event.CONTACT_OPTED_OUT, contact)
    _finish(delivery, [meeting for _, meeting in called_off])
    return said_before


def _withdraw(delivery: Delivery, contact: Contact) -> Meeting | None:
    """Withdraw a contact and call off its meeting; return that, also if it had been called off before.

    Who opts out without words, at a provider, has said nothing about a meeting that is agreed: it stands, and a human
    is called, for nothing more is sent about it.
    """
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
    if meeting is None:
        return None
    if delivery.reply.quiet and meeting.to_come(delivery.now) is not None:
        calling.unreachable(meeting.subject(delivery.correlation_id), contact, delivery.now)
        return None
    is_ours = meeting.status is MeetingStatus.CANCELLED and meeting.cancelled_by is Side.OPT_OUT
    if not (meeting.stands(delivery.now) or meeting.to_withdraw or is_ours):
        return None
    return meetings.cancel(meeting.meeting_id, delivery.now, Side.OPT_OUT)


def _is_news(delivery: Delivery, address: Address, meeting: Meeting) -> bool:
    """True of an agreed meeting that this opt-out has called off, and no earlier one that was undone since."""
    if meeting.time is None or meeting.cancelled_by is not Side.OPT_OUT:
        return False
    is_before = address.opted_in_at is not None and meeting.updated_at <= address.opted_in_at
    return delivery.now < meeting.time.end and not is_before


def finish(delivery: Delivery, meeting_id: str | None) -> bool:
    """Do what an earlier delivery may have left of a meeting that was called off; False if it was not."""
    meeting = meetings.get(meeting_id) if meeting_id else None
    if meeting is None or meeting.status is not MeetingStatus.CANCELLED:
        return False
    _finish(delivery, [meeting])
    return True


def _finish(delivery: Delivery, called_off: Iterable[Meeting | None]) -> None:
    """Do what is left of meetings that were called off."""
    for meeting in called_off:
        if meeting is not None:
            cancellation.finish(meeting, delivery.now, delivery.correlation_id)

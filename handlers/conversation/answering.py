"""Carrying out what follows from a reply: events, a changed contact, or a human.

The reading is decided once and kept before anything follows from it; each step that follows may be repeated, so a run
that was cut short is completed by the reply's next delivery.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from handlers.common.rules import persons
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES, Attention, Intent, MeetingStatus, State
from handlers.common.storage import contacts, forgotten
from handlers.conversation import (
    absences,
    checking,
    colleagues,
    demands,
    ending,
    handing_over,
    noting,
    quieting,
    reading,
    requesting,
    turns,
    which_slot,
)
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.agreed import called_off_by_host
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import addresses, replies
from handlers.meetings.storage import meetings
from handlers.observability import count, logger

LEASE = timedelta(seconds=40)
"""Longer than the 30 seconds of handle-replies."""
UNANSWERED = frozenset({"revoke", "resume", "user_id"})
"""The kinds that are noted and have no answer: a message taken back unread, marketing that may resume, a new id."""


class Answer(NamedTuple):
    """The reading of a reply and, where a human was called, the reason."""

    understanding: Understanding
    human: Attention | None = None
    duplicate: bool = False

    @property
    def document(self) -> dict[str, Any]:
        """The answer as JSON; what there is not is left out."""
        document = {"intent": self.understanding.intent.value, "duplicate": self.duplicate}
        optional = {"contactId": self.understanding.contact_id, "human": self.human}
        return document | {name: str(value) for name, value in optional.items() if value is not None}


class StillRunningError(RuntimeError):
    """Another run deals with the reply: let it be delivered again later."""


def answer(delivery: Delivery) -> Mapping[str, Any]:
    """Read the reply and carry out what follows, once however often it is delivered; return the answer as JSON.

    What may be a part of a turn waits, and is answered by what the turn says so far.
    """
    waits = turns.wait(delivery) if turns.may_wait(delivery) else None
    if waits is not None:
        return waits.document
    addresses.wrote([(delivery.tenant.tenantId, delivery.forms, delivery.wrote_at)])
    answered = carry_out(delivery)
    if not answered.duplicate:
        finish([delivery])
    return answered.document


def finish(deliveries: Iterable[Delivery]) -> None:
    """Record that all that follows from the replies has been carried out."""
    replies.finish((each.reply, each.address, each.turn is not None) for each in deliveries)


def carry_out(delivery: Delivery) -> Answer:
    """Read the reply and carry out what follows; ``finish`` is the caller's.

    ``StillRunningError`` while another run deals with it, ``TurnChangedError`` if its turn is no longer as it was.
    """
    understanding = _held(delivery)
    if understanding.done:
        return Answer(understanding, duplicate=True)
    try:
        return _carried_out(delivery, understanding)
    except BaseException:
        replies.give_back(delivery.reply, delivery.address)
        raise


def _held(delivery: Delivery) -> Understanding:
    """The reading of the reply, which this run holds unless all has been done."""
    reply, address, until = delivery.reply, delivery.address, delivery.now + LEASE
    known = replies.seen(reply, address)
    if known is None:
        read = reading.read(delivery, until)
        if read is not None:
            return read
    elif known.understanding.done or (
        not known.is_held(delivery.now) and replies.take_over(reply, address, known, until)
    ):
        return known.understanding
    raise StillRunningError("another run deals with the reply: deliver it again later")


def _carried_out(delivery: Delivery, understanding: Understanding) -> Answer:
    human = _follow(delivery, understanding)
    about = {"contactId": understanding.contact_id, "intent": understanding.intent, "human": human}
    logger.info("reply read", extra=delivery.subject(None).ids | about)
    count(f"Replies_{understanding.intent}")
    return Answer(understanding, human)


def _follow(delivery: Delivery, understanding: Understanding) -> Attention | None:
    """Carry out what follows from the reply; the reason, if a human was called."""
    opts_out = understanding.intent is Intent.OPT_OUT
    if delivery.reply.shown in UNANSWERED:
        return None
    addressee = colleagues.addressee(delivery)
    if addressee is not None:
        return colleagues.hand_on(delivery, addressee)
    if understanding.contact_id is None:
        if opts_out and understanding.certain:
            tenant_id = delivery.tenant.tenantId
            if not forgotten.among(tenant_id, (delivery.address,)):
                addresses.opt_out(tenant_id, delivery.address, delivery.correlation_id, delivery.now)
        return delivery.call_human(Attention.UNKNOWN_SENDER, None, {"from": delivery.reply.sender})
    contact = contacts.read(understanding.contact_id)
    if opts_out and (understanding.certain or _only_repeats(delivery, contact)):
        again = ending.opt_out(delivery, contact)
        return demands.call_beside_an_opt_out(delivery, contact, again=again)
    if _is_out(delivery, contact) or _is_closed(contact):
        away = understanding.intent is Intent.OUT_OF_OFFICE
        thanks = understanding.is_courtesy and contact.state in FINAL_STATES
        return None if away or thanks else delivery.call_human(Attention.OPTED_OUT_CONTACT_WROTE, contact)
    human = quieting.hand_on(delivery, contact, understanding)
    if human is not None:
        return human
    contact = noting.note(delivery, contact, understanding)
    if understanding.is_courtesy:
        return None
    if checking.carry_out(delivery, contact, understanding):
        asked = delivery, contact, understanding
        return (
            demands.call_beside_a_question(*asked)
            or handing_over.call_beside_a_question(*asked)
            or checking.call_in_time(*asked)
        )
    if contact.state in FINAL_STATES:
        return _answer_finished(delivery, contact, understanding)
    return _answer_contact(delivery, contact, understanding)


def _answer_finished(delivery: Delivery, contact: Contact, understanding: Understanding) -> Attention | None:
    """Answer somebody who has come to an end, perhaps by this very reply in a run that was cut short."""
    called_off = ending.finish(delivery, understanding.meeting_id)
    match understanding.intent:
        case Intent.CANCEL | Intent.NOT_INTERESTED if called_off:
            return handing_over.call_for_what_is_asked_beside_an_end(delivery, contact)
        case Intent.NOT_INTERESTED if understanding.certain and contact.state is not State.COMPLETED:
            ending.say_farewell(delivery, contact, understanding)
            return handing_over.call_for_what_is_asked_beside_an_end(delivery, contact)
        case Intent.OUT_OF_OFFICE:
            return absences.answer(delivery, contact, understanding)
    return handing_over.call_human(delivery, contact, Attention.FINISHED_CONTACT_WROTE)


def _answer_contact(delivery: Delivery, contact: Contact, understanding: Understanding) -> Attention | None:
    if understanding.asks_which:
        return which_slot.ask(delivery, contact, understanding)
    meeting_id = understanding.meeting_id
    match understanding.intent:
        case Intent.SLOT_CHOICE if understanding.slot and meeting_id:
            requesting.booking(delivery, contact, understanding, understanding.slot)
            return handing_over.call_for_what_is_beside(delivery, contact)
        case Intent.RESCHEDULE if meeting_id:
            requesting.slots(delivery, contact, understanding, "reschedule")
            return handing_over.call_for_what_is_beside(delivery, contact, other_times=True)
        case Intent.INTERESTED | Intent.RESCHEDULE:
            return _welcome(delivery, contact, understanding)
        case Intent.CANCEL if meeting_id:
            ending.give_up(delivery, contact, understanding, "cancelled_by_contact")
            return handing_over.call_for_what_is_asked_beside_an_end(delivery, contact)
        case Intent.NOT_INTERESTED:
            ending.give_up(delivery, contact, understanding, "not_interested")
            return handing_over.call_for_what_is_asked_beside_an_end(delivery, contact)
        case Intent.OUT_OF_OFFICE:
            return absences.answer(delivery, contact, understanding)
        case Intent.UNKNOWN if delivery.reply.shown:
            return handing_over.call_human(
                delivery, contact, Attention.NOT_TEXT, {"shown": delivery.reply.shown}
            )
        case intent:
            return handing_over.call_human(
                delivery,
                contact,
                demands.reason(delivery, intent) or _UNANSWERED.get(intent, Attention.UNCLEAR_REPLY),
            )


_UNANSWERED = {
    Intent.CANCEL: Attention.NOTHING_TO_CANCEL,
    Intent.QUESTION: Attention.QUESTION,
}
"""The reasons to call a human for an intent that a machine does not answer; others are unclear."""


def _is_out(delivery: Delivery, contact: Contact) -> bool:
    """True of a contact who has opted out, or who writes from an address that is closed."""
    if contact.state is State.OPTED_OUT:
        return True
    address = addresses.find(delivery.tenant.tenantId, delivery.forms)
    if address is not None and address.opted_out:
        return True
    return bool(forgotten.among(delivery.tenant.tenantId, delivery.forms))


def _only_repeats(delivery: Delivery, contact: Contact) -> bool:
    """True of who is out already, if opting out again would call off no meeting that is agreed."""
    return _is_out(delivery, contact) and not ending.calls_off(delivery, contact)


def _is_closed(contact: Contact) -> bool:
    """True of a contact to whom no answer would go out: by another of its addresses, or by somebody who shares one."""
    known = addresses.of(contact).values()
    return persons.has_opted_out(contact, known) or bool(
        forgotten.among(contact.tenant_id, contact.addresses)
    )


def _welcome(delivery: Delivery, contact: Contact, understanding: Understanding) -> Attention | None:
    """Answer somebody who wants a meeting, or has another word about the one there is."""
    meeting = meetings.get(understanding.meeting_id) if understanding.meeting_id else None
    if meeting is not None and meeting.on_offer(delivery.now):
        return handing_over.call_human(delivery, contact, Attention.INTERESTED_WITHOUT_CHOICE)
    if called_off_by_host.is_so(meeting):
        # Thanks for the news: who wants another hour is read so.
        return None
    if meeting is not None and meeting.status is MeetingStatus.CONFIRMED:
        return handing_over.call_for_a_wish(delivery, contact, certain=understanding.certain)
    if contact.state is State.CONTACTED:
        contacts.move(contact.contact_id, State.INTERESTED, delivery.now, "interested", today=delivery.today)
    requesting.slots(delivery, contact, understanding, "interested")
    return handing_over.call_for_what_is_beside(delivery, contact)

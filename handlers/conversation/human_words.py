"""Words that answer a human, or are about what a human is to answer: the agent takes none of them for its own.

docs/system.md, "Conversation: which offer is meant".
"""

from dataclasses import replace
from datetime import datetime

from handlers.common import handover
from handlers.common.rules import portuguese
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent, Kind, State
from handlers.common.rules.steps import Step
from handlers.common.storage import keys
from handlers.conversation import seen_checks
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.understanding import ASKED_BACK
from handlers.conversation.storage import replies, sendings

UNBOOKED = frozenset({State.CONTACTED, State.INTERESTED, State.MEETING_PROPOSED})
"""The states of who has been written to, has come to no end, and has no meeting."""


def considered(delivery: Delivery, contact: Contact, reading: Reading, *, scheduled: bool) -> Reading:
    """The reading of words that may be said to a human: ``unknown``, or merely likely where something is to be stopped.

    They are where a human's words are the last thing that had arrived at the person, or are quoted, and where a
    question of the person's own waits for a human: a time, too, where that was a wish to be called. Costs as
    ``seen_checks.is_last`` for such words, for a time a query of the contact's replies, and nothing for whom no human
    has ever been called.
    """
    is_with_human = contact.is_with_human(delivery.now)
    if not is_with_human and contact.human_spoke_at is None and contact.handed_over_at is None:
        return reading
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.dialogue import open_words

    text = delivery.reply.text
    if _thanks_for_a_handover(delivery, contact, reading):
        return Reading(Intent.UNKNOWN)
    if open_words.stops_unnamed(text, reading):
        answers = is_with_human or _human_spoke_last(delivery, contact)
        is_likely = answers or (scheduled and awaits_a_human(delivery, contact))
        return replace(reading, certain=False) if is_likely else reading
    if open_words.may_be_of_a_call(text, reading) and _waits_for_a_call(delivery, contact):
        return Reading(Intent.UNKNOWN)
    ends = open_words.ends_unnamed(text, reading)
    if is_with_human or not (ends or open_words.agrees(text, reading)):
        return reading
    if _human_spoke_last(delivery, contact):
        return Reading(Intent.UNKNOWN)
    awaits = ends and scheduled and awaits_a_human(delivery, contact)
    return replace(reading, certain=False) if awaits else reading


def _thanks_for_a_handover(delivery: Delivery, contact: Contact, reading: Reading) -> bool:
    """True of a courtesy that resembles interest or a refusal, of who waits for a human and has agreed on no time."""
    from handlers.conversation.rules.intents import bearing

    told = contact.handed_over_at
    resembles = reading.intent is Intent.INTERESTED or (reading.intent in ASKED_BACK and not reading.certain)
    if told is None or contact.state not in UNBOOKED or not resembles:
        return False
    waits = delivery.now < told + handover.NOT_AGAIN_FOR
    is_courteous = waits and bearing.is_courteous(portuguese.words(delivery.reply.text))
    return is_courteous and awaits_a_human(delivery, contact)


def _human_spoke_last(delivery: Delivery, contact: Contact) -> bool:
    spoke_at = contact.human_spoke_at
    if spoke_at is None:
        return False
    person = seen_checks.person(delivery, contact)
    return sendings.human_spoke_last(person, spoke_at, delivery.wrote_at, delivery.reply.context)


def _waits_for_a_call(delivery: Delivery, contact: Contact) -> bool:
    """True of who has asked to be called, was told that a person is going to answer, and has heard nothing since."""
    from handlers.conversation.rules.dialogue import open_words

    told, by = contact.handed_over_at, contact.handed_over_for
    if told is None or not awaits_a_human(delivery, contact):
        return False
    said = (
        each
        for each in replies.of_contact(contact.contact_id)
        if each["sk"] == keys.reply_sk(by or "") or datetime.fromisoformat(each["receivedAt"]) > told
    )
    return any(open_words.wishes_a_call(each["text"]) for each in said)


def awaits_a_human(delivery: Delivery, contact: Contact) -> bool:
    """True of somebody who was told that a person is going to answer, and has heard nothing since."""
    told, by = contact.handed_over_at, contact.handed_over_for
    if told is None or by is None or (contact.human_spoke_at is not None and contact.human_spoke_at >= told):
        return False
    own = (contact.contact_id, Step.answering(Kind.HANDOVER, by))
    return not sendings.is_followed(seen_checks.person(delivery, contact), own, (told, delivery.wrote_at))

"""Telling whom words are about, of a person with a meeting booked in one campaign and something else in another.

docs/system.md, "Conversation: one conversation".
"""

from collections.abc import Sequence

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent, Kind
from handlers.conversation import human_words, naming, standings
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.agreed import named_meetings
from handlers.conversation.rules.dialogue import confirming, lapsed_offers, open_words, wanting
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.sentences import courtesies
from handlers.conversation.standings import Standing
from handlers.conversation.writers import ANSWERS, REQUESTS, Classify, Writer


def meant(
    delivery: Delivery,
    known: Sequence[Standing],
    offered: Contact | None,
    unbooked: Reading,
    classify: Classify,
) -> Writer:
    """The contact whom words are about where some of ``known`` have a meeting booked and others have not.

    ``offered`` has the last offer, ``unbooked`` is the reading by who has no meeting.
    """
    booked = [each for each in known if each.is_booked(delivery.now)]
    intent = classify(delivery.context(booked[0].contact, scheduled=True)).intent
    named, text = naming.named(delivery, booked), delivery.reply.text
    if intent is Intent.RESCHEDULE and offered is not None and named_meetings.is_about_offer(text):
        is_last = standings.last(delivery, known) == offered
        return Writer(offered, is_clear=named is None and not named_meetings.moves(text) and is_last)
    if named is not None:
        return Writer(named.contact)
    if intent is Intent.CANCEL and _may_be_of_another(delivery, known, offered):
        return Writer(booked[0].contact, is_clear=False)
    called_off = standings.called_off(delivery, known) if intent is Intent.RESCHEDULE else None
    if called_off is not None:
        return Writer(called_off)
    if intent not in REQUESTS and unbooked.intent in ANSWERS:
        answered = _answered(delivery, known, unbooked)
        if answered is not None:
            return answered
    return Writer(booked[0].contact, is_clear=len(booked) == 1)


def _may_be_of_another(delivery: Delivery, known: Sequence[Standing], offered: Contact | None) -> bool:
    """True of a cancellation that may be of what somebody without a meeting was written to about.

    It speaks of no meeting while an offer came last, or of the meeting of the message that came last, or was offered.
    """
    text = delivery.reply.text
    is_of_message = named_meetings.is_about_message(text)
    if not is_of_message and (offered is None or named_meetings.is_about_meeting(text)):
        return False
    last = standings.last(delivery, known)
    unbooked = [each.contact for each in known if not each.is_booked(delivery.now)]
    return last in unbooked if is_of_message else last == offered


def _told_of_a_human(delivery: Delivery, known: Sequence[Standing]) -> Contact | None:
    """The contact who has heard last that a human is going to answer, one with a meeting booked before others."""
    by_meeting = sorted(known, key=lambda each: not each.is_booked(delivery.now))
    told = (each.contact for each in by_meeting if human_words.awaits_a_human(delivery, each.contact))
    return next(told, None)


def _answered(delivery: Delivery, known: Sequence[Standing], reading: Reading) -> Writer | None:
    """The contact, without a meeting, whose message came last, which interest or a refusal answers; None for no answer.

    Thanks and an "ok" are said to the news that a human is going to answer, where that came last, and a yes may be: a
    human's. A confirmation is about a meeting that is booked. Right after an offer it may be about that, and so may a
    bare yes after the news that one is over: a human's, too.
    """
    text, now = delivery.reply.text, delivery.now
    is_thanks = courtesies.await_an_answer(text)
    is_bare = open_words.agrees(text, reading) and not wanting.asks_to_meet(text)
    told = _told_of_a_human(delivery, known) if is_thanks or is_bare else None
    if told is not None:
        return Writer(told, is_humans=not is_thanks)
    found = standings.last_message(delivery, known)
    if found is None or found[0].is_booked(now):
        return None
    standing, last = found
    if reading.intent is Intent.INTERESTED and confirming.confirms(text):
        is_left = confirming.parts(text) or not standing.is_offered(now)
        return None if is_left else Writer(standing.contact, is_humans=True)
    taken = lapsed_offers.taken_up(text, reading, booked=True) if last.kind == Kind.LAPSE else None
    return Writer(standing.contact, is_humans=taken is not None and taken.intent is Intent.UNKNOWN)

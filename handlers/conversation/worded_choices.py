"""The choices in words where the offer that was seen is not all that may be meant.

That is the time that stands (docs/system.md, "Conversation: intents") and what earlier offers had ("Meetings: offers").
"""

from collections.abc import Callable, Sequence
from functools import partial

from handlers.common.rules import portuguese
from handlers.common.rules.checks import Check
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Intent, Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import persons
from handlers.conversation import closing, seen_offers
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.rules.understanding import ASKED_BACK
from handlers.conversation.storage import sendings
from handlers.conversation.writers import Classify
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Offer, Slot
from handlers.meetings.storage import meetings

_MAY_AGREE = frozenset({Intent.RESCHEDULE, Intent.UNKNOWN, Intent.INTERESTED})
_MAY_CORRECT = frozenset({Intent.INTERESTED, Intent.RESCHEDULE, Intent.CANCEL, Intent.NOT_INTERESTED})
_MAY_NAME = frozenset({Intent.RESCHEDULE, Intent.UNKNOWN})
_MAY_CHOOSE = _MAY_NAME | {Intent.SLOT_CHOICE}


def of_earlier_offers(
    delivery: Delivery, meeting: Meeting, seen: Offer, reading: Reading, context: Context
) -> tuple[Offer, Reading]:
    """The offer that is meant, and the reading: a slot of one before that which was seen is chosen.

    It is named whole, or said to be of the one offer before. Where it is of one of several, none is chosen.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.agreed import repeated_times
    from handlers.conversation.rules.dialogue import earlier_offers

    text, agreed = delivery.reply.text, meeting.to_come(delivery.now)
    before = [each for each in meeting.offers if each.round < seen.round]
    if not before:
        return seen, reading
    found = None
    if reading.intent in _MAY_CHOOSE and earlier_offers.points_back(text):
        found = earlier_offers.pointed_at(text, before, context.zone, context.now)
        if found is None and reading.chooses:
            return seen, Reading(Intent.UNKNOWN)
    elif reading.intent in _MAY_NAME and not (
        agreed is not None and repeated_times.names(text, agreed, context.zone, context.now)
    ):
        found = earlier_offers.named(text, before, context.zone, context.now)
    return (seen, reading) if found is None else (found.offer, Reading(Intent.SLOT_CHOICE, found.slot))


def to_come(delivery: Delivery, reading: Reading) -> Reading:
    """The reading of who names a time that comes again: of a slot that has begun, it is the next one."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.agreed import repeated_times

    has_begun = reading.slot is not None and reading.slot.start <= delivery.wrote_at
    return Reading(Intent.RESCHEDULE) if has_begun and repeated_times.recur(delivery.reply.text) else reading


def kept(
    delivery: Delivery,
    contact: Contact,
    meeting: Meeting,
    reading: Reading,
    context: Context,
    classified: Classify,
) -> Reading:
    """The reading beside other slots: what keeps the time that stands, or may mean it, moves nothing: a human's.

    So is what leaves several of them.
    """
    from handlers.conversation.rules.agreed import kept_times
    from handlers.conversation.rules.agreed.kept_times import Keeping

    agreed = meeting.to_come(delivery.now)
    if agreed is None:
        return reading
    keeping = kept_times.keeping_of(delivery.reply.text, reading, context, agreed, classified)
    if keeping is Keeping.KEEPS:
        return Reading(Intent.INTERESTED, certain=True)
    if keeping is Keeping.MAY_KEEP and not _quotes_an_offer(delivery, contact, meeting):
        return Reading(Intent.UNKNOWN)
    is_open = reading.intent is Intent.RESCHEDULE and kept_times.leaves_several(
        delivery.reply.text, classified(context), context
    )
    return Reading(Intent.UNKNOWN) if is_open else reading


def agreeing(
    delivery: Delivery, contact: Contact, meeting: Meeting, check: Check | None, reading: Reading
) -> Reading:
    """The reading of somebody booked: who says the time that stands asks for no other, and for an answer by a "?".

    Under an open check it is unclear what that answers.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.agreed import repeated_times
    from handlers.conversation.rules.sentences import unmarked_questions

    text, zone, at = delivery.reply.text, contact.place(delivery.tenant).zone, delivery.reply.receivedAt
    agreed = meeting.time
    is_open = reading.intent in _MAY_AGREE and not (reading.intent is Intent.INTERESTED and reading.certain)
    if agreed is None or not is_open:
        return reading
    is_coming = repeated_times.is_coming(text)
    is_named = repeated_times.names(text, agreed, zone, at) or repeated_times.is_on_the_way(
        text, agreed, zone, at
    )
    # Of "amanhã eu vejo" only a wish for another time is taken back.
    is_told = reading.intent is Intent.RESCHEDULE or (is_coming and repeated_times.has_hour(text))
    is_mentioned = is_told and repeated_times.mentions_only(text, agreed, zone, at)
    numbers = partial(repeated_times.numbers, text, agreed, zone=zone, now=at)
    if not (is_named or is_mentioned or _is_its_number(delivery, contact, meeting, numbers)):
        return reading
    if check is not None:
        return Reading(Intent.UNKNOWN)
    is_certain = is_named or not is_mentioned or is_coming
    return Reading(
        Intent.QUESTION if "?" in unmarked_questions.marked(text) else Intent.INTERESTED, certain=is_certain
    )


def of_another_slot(
    delivery: Delivery, contact: Contact, meeting: Meeting, reading: Reading, classified: Classify
) -> Reading:
    """The reading of somebody booked: who names the number of another slot of the offer ("o certo é a 1") is a human's.

    So is who gives the reason beside it why the agreed one will not do. Costs as ``seen_offers.seen`` for a number.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.agreed import repeated_times

    is_plain = reading.certain and reading.intent in ASKED_BACK
    if (
        is_plain
        or reading.intent not in _MAY_CORRECT
        or not repeated_times.names_an_option(delivery.reply.text)
    ):
        return reading
    seen = seen_offers.seen(contact, meeting, delivery.wrote_at, delivery.reply.context)
    chosen = classified(delivery.context(contact, seen.slots)).slot if seen is not None else None
    return reading if chosen in (None, meeting.time) else Reading(Intent.UNKNOWN)


def after_a_lapse(delivery: Delivery, contact: Contact, reading: Reading, *, booked: bool) -> Reading:
    """The reading right after the news that an offer is over: a yes to its "se preferir outros" wants others.

    Costs as ``closing.last_heard`` for such words, and nothing for others.
    """
    from handlers.conversation.rules.dialogue import lapsed_offers

    taken = lapsed_offers.taken_up(delivery.reply.text, reading, booked=booked)
    last = closing.last_heard(delivery, contact) if taken is not None else None
    is_lapse = last is not None and (last.kind, last.contact_id) == (Kind.LAPSE, contact.contact_id)
    return taken if taken is not None and is_lapse else reading


def after_an_apology(
    delivery: Delivery, contact: Contact, meeting: Meeting, offer: Offer, reading: Reading
) -> Reading:
    """The reading where a slot is lost and others are offered: regret and thanks alone refuse none of these.

    Costs a read of the offer's message for such words, and nothing for others.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.agreed import called_off_by_host

    is_open = reading.intent in (Intent.NOT_INTERESTED, Intent.UNKNOWN) and not reading.certain
    if not is_open or not called_off_by_host.takes_note(portuguese.words(delivery.reply.text)):
        return reading
    sent = sendings.read(contact.contact_id, Step.proposal(meeting.meeting_id, offer.round))
    is_apology = sent is not None and sent.kind == Kind.APOLOGY
    return Reading(Intent.INTERESTED) if is_apology else reading


def of_another_time(delivery: Delivery, contact: Contact, meeting: Meeting, reading: Reading) -> Reading:
    """The reading of somebody booked: who says to come at a time that is not the agreed one is a human's.

    So is who wants back the time before a move, and who says no to the host's. Costs what ``persons.others`` does for a
    time that is not the agreed one, and a read of each of their meetings: it may be that of another one.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.agreed import contrary_times, old_times

    text, zone, at = delivery.reply.text, contact.place(delivery.tenant).zone, delivery.wrote_at
    if old_times.may_want_back(reading, text, meeting) or old_times.may_refuse(reading, text, meeting):
        return Reading(Intent.UNKNOWN)
    if reading.intent is not Intent.INTERESTED or meeting.time is None:
        return reading
    if not contrary_times.contradicts(text, (meeting.time,), zone, at):
        return reading
    others = filter(None, map(meetings.current, persons.others(contact)))
    known = [meeting.time, *filter(None, (each.to_come(delivery.now) for each in others))]
    return Reading(Intent.UNKNOWN) if contrary_times.contradicts(text, known, zone, at) else reading


def _quotes_an_offer(delivery: Delivery, contact: Contact, meeting: Meeting) -> bool:
    """True where the person has taken hold of an offer's message; every mail names the one that it answers."""
    quoted = delivery.reply.context
    if not quoted or delivery.reply.channel is Channel.EMAIL:
        return False
    return seen_offers.quoted(contact, meeting, quoted) is not None


def _is_its_number(
    delivery: Delivery, contact: Contact, meeting: Meeting, numbers: Callable[[Sequence[Slot]], bool]
) -> bool:
    """Return True where the words are the number that the agreed time had in the offer it was chosen from.

    ``numbers``: if they are its number among slots.
    """
    chosen_from = (each.slots for each in meeting.offers if meeting.time in each.slots)
    if meeting.awaits_choice or not any(map(numbers, chosen_from)):
        return False
    # The message that it quotes may be another offer: looked up for a repeated number alone.
    seen = seen_offers.seen(contact, meeting, delivery.wrote_at, delivery.reply.context)
    return seen is not None and numbers(seen.slots)

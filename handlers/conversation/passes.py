"""The passes over what a reply has been read as: the words alone, and then what they mean where they were written.

Each pass knows one thing that words leave open: which offer was seen, that the meeting has passed, what the agent said
last, that a human has answered. ``PASSES`` has them in their order.
"""

from dataclasses import replace

from handlers.common.rules.model import FINAL_STATES, Intent
from handlers.conversation import last_stage, let_down, seen_offers, worded_choices
from handlers.conversation.bounds import BOUNDS
from handlers.conversation.rules.agreed import afterwards
from handlers.conversation.rules.intents import called_later
from handlers.conversation.rules.replies import Reading
from handlers.conversation.understood import Pass, Understood


def _by_earlier_offers(so_far: Understood) -> Understood:
    """A slot may be one of an offer before that which was seen, or one that comes again."""
    delivery, meeting, offer = so_far.delivery, so_far.meeting, so_far.offer
    if meeting is None or offer is None:
        return so_far
    offer, reading = worded_choices.of_earlier_offers(
        delivery, meeting, offer, so_far.reading, so_far.context
    )
    return so_far._replace(offer=offer, reading=worded_choices.to_come(delivery, reading))


def _after_the_meeting(so_far: Understood) -> Understood:
    """Nothing but a choice is about the slots offered beside a meeting: it is about that one, or its end."""
    context, classified, intent = so_far.context, so_far.classified, so_far.reading.intent
    if so_far.is_over and intent is not Intent.SLOT_CHOICE:
        context = replace(context, slots=(), scheduled=False)
        reading = afterwards.read(classified(context), classified(replace(context, scheduled=True)))
        about = so_far.latest if reading.intent is Intent.INTERESTED else None
        return so_far._replace(meeting=about, offer=None, context=context, reading=reading)
    if so_far.booked and so_far.offer and intent not in (Intent.SLOT_CHOICE, Intent.RESCHEDULE):
        return so_far.read_as(classified(replace(context, slots=(), scheduled=True)))
    return so_far


def _beside_what_is_agreed(so_far: Understood) -> Understood:
    """Whoever says the agreed time asks for no other; whoever names another slot's number means that."""
    delivery, contact, meeting, check, reading = (
        so_far.delivery,
        so_far.contact,
        so_far.meeting,
        so_far.check,
        so_far.reading,
    )
    if contact is None or meeting is None or not so_far.writer.is_clear:
        return so_far
    if so_far.booked:
        reading = worded_choices.agreeing(delivery, contact, meeting, check, reading)
        reading = worded_choices.of_another_slot(delivery, contact, meeting, reading, so_far.classified)
    if check is None:
        reading = worded_choices.after_a_lapse(delivery, contact, reading, booked=so_far.booked)
    if so_far.offer:
        reading = worded_choices.after_an_apology(delivery, contact, meeting, so_far.offer, reading)
        reading = worded_choices.kept(delivery, contact, meeting, reading, so_far.context, so_far.classified)
    return so_far.read_as(reading)


def _by_what_may_be_answered(so_far: Understood) -> Understood:
    """An interest may be the answer to a question of the agent's instead."""
    is_interest = so_far.reading.intent is Intent.INTERESTED
    return so_far.read_as(Reading(Intent.UNKNOWN)) if is_interest and so_far.is_unclear else so_far


def _by_the_last_stage(so_far: Understood) -> Understood:
    """A model on Bedrock, where one is configured, reads what is left; not where a human answers whatever is meant."""
    delivery, contact = so_far.delivery, so_far.contact
    if contact is None or so_far.is_preview:
        return so_far
    if contact.state in FINAL_STATES or contact.is_with_human(delivery.now):
        return so_far
    return so_far.read_as(last_stage.considered(delivery, so_far.reading, so_far.context))


def _by_calls_to_come(so_far: Understood) -> Understood:
    """A wish to be called later is no refusal."""
    if so_far.booked:
        return so_far
    return so_far.read_as(called_later.considered(so_far.reading, so_far.delivery.reply.text))


def _after_the_hosts_cancellation(so_far: Understood) -> Understood:
    """Words after the news that the host has called the meeting off are about that."""
    delivery, contact, latest = so_far.delivery, so_far.contact, so_far.latest
    if contact is None or latest is None or not so_far.is_let_down:
        return so_far
    reading = let_down.read(delivery, contact, latest, so_far.reading, so_far.context, so_far.classified)
    return so_far.read_as(reading)


def _by_what_took_place(so_far: Understood) -> Understood:
    """A meeting that took place is not undone by a no to what follows: the salesperson learns of it."""
    refuses = so_far.reading.intent is Intent.NOT_INTERESTED
    return so_far.read_as(Reading(Intent.UNKNOWN)) if so_far.is_over and refuses else so_far


def _about_the_last_offer(so_far: Understood) -> Understood:
    """A wish for other slots turns down the last offer that was seen."""
    contact, meeting, offer = so_far.contact, so_far.meeting, so_far.offer
    if not (contact and meeting and offer) or so_far.reading.intent is not Intent.RESCHEDULE:
        return so_far
    return so_far._replace(offer=seen_offers.turned_down(contact, meeting, so_far.delivery.wrote_at, offer))


def _about_what_was_called_off(so_far: Understood) -> Understood:
    """Words about a meeting that the host has called off are about that one."""
    return so_far._replace(meeting=so_far.latest) if so_far.is_about_what_was_called_off else so_far


PASSES: tuple[Pass, ...] = (
    _by_earlier_offers,
    _after_the_meeting,
    _beside_what_is_agreed,
    _by_what_may_be_answered,
    _by_the_last_stage,
    _by_calls_to_come,
    _after_the_hosts_cancellation,
    _by_what_took_place,
    *BOUNDS,
    _about_the_last_offer,
    _about_what_was_called_off,
)

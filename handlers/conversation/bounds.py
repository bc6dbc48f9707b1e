"""The bounds of a reading: what may mean something else is merely likely, or a human's."""

from handlers.common.rules.model import Intent
from handlers.conversation import ending, human_words, naming, seen_checks, worded_choices
from handlers.conversation.rules.agreed import doubtful_requests
from handlers.conversation.rules.inbound.caution import permitted
from handlers.conversation.rules.replies import Reading
from handlers.conversation.understood import Pass, Understood
from handlers.conversation.writers import ANYBODYS, REQUESTS


def _by_who_or_what_writes(so_far: Understood) -> Understood:
    """Nothing ends by words that somebody else, or a machine, may have written."""
    delivery, contact = so_far.delivery, so_far.contact
    return so_far.read_as(
        permitted(
            so_far.reading,
            delivery.reply,
            lambda: contact is not None and ending.calls_off(delivery, contact),
        )
    )


def _by_what_words_do_not_show(so_far: Understood) -> Understood:
    """Beside a booked meeting interest has no consequence: nobody would learn of a picture, or of a question evaded."""
    delivery, contact, check = so_far.delivery, so_far.contact, so_far.check
    if not so_far.booked or so_far.reading.intent is not Intent.INTERESTED:
        return so_far
    evades = contact and check and seen_checks.is_last(delivery, contact, check)
    return so_far.read_as(Reading(Intent.UNKNOWN)) if delivery.reply.attached or evades else so_far


def _by_the_time_that_is_named(so_far: Understood) -> Understood:
    """A request of another time than the agreed one may be about another meeting."""
    delivery, contact, meeting = so_far.delivery, so_far.contact, so_far.meeting
    if contact is None or meeting is None or not so_far.booked:
        return so_far
    zone = contact.place(delivery.tenant).zone
    reading = doubtful_requests.doubted(so_far.reading, meeting, delivery.reply.text, delivery.wrote_at, zone)
    return so_far.read_as(worded_choices.of_another_time(delivery, contact, meeting, reading))


def _by_what_a_human_said(so_far: Understood) -> Understood:
    """After a human's answer words may be meant for that human."""
    delivery, contact = so_far.delivery, so_far.contact
    if contact is None:
        return so_far
    return so_far.read_as(human_words.considered(delivery, contact, so_far.reading, scheduled=so_far.booked))


def _by_whose_it_may_be(so_far: Understood) -> Understood:
    """A human decides where it is unclear which of a person's meetings is meant."""
    writer, contact = so_far.writer, so_far.contact
    intent = so_far.reading.intent
    refuses = so_far.booked and intent is Intent.NOT_INTERESTED
    if not writer.is_clear and (intent in REQUESTS or refuses or intent is Intent.SLOT_CHOICE):
        return so_far.read_as(Reading(Intent.UNKNOWN))
    is_humans = writer.is_humans and intent not in ANYBODYS
    if is_humans or (contact and so_far.reading.chooses and naming.calls_another(so_far.delivery, contact)):
        return so_far.read_as(Reading(Intent.UNKNOWN))
    return so_far


BOUNDS: tuple[Pass, ...] = (
    _by_who_or_what_writes,
    _by_what_words_do_not_show,
    _by_the_time_that_is_named,
    _by_what_a_human_said,
    _by_whose_it_may_be,
)

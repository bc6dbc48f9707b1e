"""The words of somebody whose meeting the host has called off: whether they were written before they heard of it."""

from dataclasses import replace
from datetime import datetime

from handlers.common.rules import portuguese
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent
from handlers.common.rules.steps import Step
from handlers.conversation import worded_choices
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.agreed import called_off_by_host
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.storage import sendings
from handlers.conversation.storage.sendings import Sending
from handlers.conversation.writers import Classify
from handlers.meetings.rules.meeting import Meeting


def read(
    delivery: Delivery,
    contact: Contact,
    meeting: Meeting,
    reading: Reading,
    context: Context,
    classified: Classify,
) -> Reading:
    """Return the ``reading`` as that of somebody let down; who did not know it yet wrote of a meeting that stood.

    The question for another hour ("can we reschedule?") wants one: it was asked of a meeting that there was.
    Costs a read of the message with the news.
    """
    text, attached = delivery.reply.text, bool(delivery.reply.attached)
    as_told = called_off_by_host.read(text, reading, attached=attached)
    news = sendings.read(contact.contact_id, Step.cancellation(meeting.meeting_id))
    is_unaware = _is_to_come(news, delivery.wrote_at)
    if attached or not (is_unaware or as_told.intent is Intent.QUESTION):
        return as_told
    of_the_booked = classified(replace(context, slots=(), scheduled=True))
    asks_for_another = as_told.intent is Intent.QUESTION and of_the_booked.intent is Intent.RESCHEDULE
    if asks_for_another and not called_off_by_host.complains(portuguese.words(text)):
        as_told = of_the_booked
    if not is_unaware:
        return as_told
    of_the_booked = worded_choices.agreeing(delivery, contact, meeting, None, of_the_booked)
    return called_off_by_host.read_unaware(text, of_the_booked) or as_told


def _is_to_come(news: Sending | None, written: datetime) -> bool:
    """True of news that reached the contact, or will, after it wrote; False of what may have, or is not said at all."""
    if news is None or news.status == "sending":
        return True
    return news.arrived_at is not None and news.arrived_at > written

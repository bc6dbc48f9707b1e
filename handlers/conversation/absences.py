"""Answering an absence: a human, of whom a machine is told nothing, for each booked meeting at which one is away."""

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention, Intent
from handlers.common.storage import persons
from handlers.conversation import demands, handing_over, noting
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.absences import return_day
from handlers.conversation.rules.understanding import Understanding
from handlers.meetings.storage import meetings


def answer(delivery: Delivery, contact: Contact, understanding: Understanding) -> Attention | None:
    """Call a human for the meetings of somebody who is away, and for what else the words say; the reason, if any."""
    called = _call_for_meetings(delivery, contact, understanding)
    if understanding.certain:
        return called
    reason = demands.reason(delivery, Intent.QUESTION) or Attention.UNCLEAR_REPLY
    return handing_over.call_human(delivery, contact, reason)


def _call_for_meetings(
    delivery: Delivery, contact: Contact, understanding: Understanding
) -> Attention | None:
    """Call a human for each of the person's meetings between the beginning and the return; the reason, if any.

    Where no day of return is named, an absence of which the words speak lasts ``noting.ABSENCE``: a receipt of a
    machine's is none. Costs what ``persons.others`` does, and a read of each meeting.
    """
    begins = noting.begins(delivery, contact)
    back = noting.returns(delivery, contact, understanding)
    if back is None and return_day.is_away(delivery.reply.text):
        back = begins + noting.ABSENCE
    if back is None:
        return None
    called = None
    for each in persons.of(contact):
        meeting = meetings.current(each)
        agreed = meeting.to_come(delivery.now) if meeting else None
        if agreed is not None and begins <= agreed.start < back:
            called = delivery.call_human(Attention.AWAY_AT_MEETING, each)
    return called

"""The choices in words where the offer that was seen is not all that may be meant.

That is the time that stands (docs/system.md, "Conversation: intents") and what earlier offers had ("Meetings: offers").
"""

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Intent
from handlers.conversation import seen_offers
from handlers.conversation.delivery import Delivery
from handlers.conversation.referents import Classify
from handlers.conversation.rules.replies import Context, Reading
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Offer


def of_earlier_offers(
    delivery: Delivery, meeting: Meeting, seen: Offer, reading: Reading, context: Context
) -> tuple[Offer, Reading]:
    """The offer that is meant, and the reading: a slot of one before that which was seen, named whole, is chosen."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules import earlier_offers, repeated_times

    text, agreed = delivery.reply.text, meeting.to_come(delivery.now)
    before = [each for each in meeting.offers if each.round < seen.round]
    if agreed is not None and repeated_times.names(text, agreed, context.zone, context.now):
        return seen, reading
    found = earlier_offers.named(text, before, context.zone, context.now) if before else None
    return (seen, reading) if found is None else (found.offer, Reading(Intent.SLOT_CHOICE, found.slot))


def kept(
    delivery: Delivery,
    contact: Contact,
    meeting: Meeting,
    reading: Reading,
    context: Context,
    classified: Classify,
) -> Reading:
    """The reading beside other slots: what keeps the time that stands, or may mean it, moves nothing: a human's."""
    from handlers.conversation.rules import kept_times
    from handlers.conversation.rules.kept_times import Keeping

    agreed = meeting.to_come(delivery.now)
    if agreed is None:
        return reading
    keeping = kept_times.keeping_of(delivery.reply.text, reading, context, agreed, classified)
    if keeping is Keeping.KEEPS:
        return Reading(Intent.INTERESTED, certain=True)
    if keeping is Keeping.MAY_KEEP and not _quotes_an_offer(delivery, contact, meeting):
        return Reading(Intent.UNKNOWN)
    return reading


def _quotes_an_offer(delivery: Delivery, contact: Contact, meeting: Meeting) -> bool:
    """True where the person has taken hold of an offer's message; every mail names the one that it answers."""
    quoted = delivery.reply.context
    if not quoted or delivery.reply.channel is Channel.EMAIL:
        return False
    return seen_offers.quoted(contact, meeting, quoted) is not None

"""The state of understanding a reply: the reading of its words so far, and the things it is read by."""

from collections.abc import Callable
from typing import NamedTuple

from handlers.common.rules.checks import Check
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import MeetingStatus
from handlers.conversation import seen_checks, seen_offers
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.agreed import called_off_by_host
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.writers import Classify, Writer
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Offer
from handlers.meetings.storage import meetings


class Understood(NamedTuple):
    """The reading of a reply so far, and what it is read by."""

    delivery: Delivery
    writer: Writer
    check: Check | None
    """The question that the agent has asked last, if one waits for an answer."""
    classified: Classify
    latest: Meeting | None
    """The contact's meeting, also one that is over."""
    meeting: Meeting | None
    """The meeting that the words are about; ``None`` where they are about none, or none that stands."""
    booked: bool
    """True where a meeting stood when the reply was written."""
    offer: Offer | None
    """The offer that the contact had seen."""
    context: Context
    reading: Reading
    is_unclear: bool
    """True where the agent's last question may be what the words answer."""
    is_let_down: bool
    """True where the host has called the contact's meeting off, and nothing else is open."""
    is_preview: bool
    """True where nothing is kept of the reading, and no model on Bedrock is asked."""

    @property
    def contact(self) -> Contact | None:
        """The contact who writes."""
        return self.writer.contact

    @property
    def is_over(self) -> bool:
        """True of an agreed meeting that has passed, until its end is on record."""
        latest = self.latest
        return (
            latest is not None
            and latest.status is MeetingStatus.CONFIRMED
            and not latest.stands(self.delivery.now)
        )

    @property
    def is_about_what_was_called_off(self) -> bool:
        """True of words about a meeting that the host has called off."""
        return self.is_let_down and self.reading.intent in called_off_by_host.ABOUT_IT

    def read_as(self, reading: Reading) -> "Understood":
        """Return the same with another reading."""
        return self._replace(reading=reading)


Pass = Callable[[Understood], Understood]
"""A step that makes more of what is understood so far, and knows nothing of the others."""


def by_words(
    delivery: Delivery, writer: Writer, check: Check | None, classified: Classify, *, is_preview: bool
) -> Understood:
    """Return what the words of a reply are by themselves, for whoever writes."""
    contact = writer.contact
    latest = meetings.current(contact) if contact else None
    meeting = latest if latest and (latest.awaits_choice or latest.stands(delivery.now)) else None
    booked = meeting is not None and meeting.status is MeetingStatus.CONFIRMED
    offer = (
        seen_offers.seen(contact, meeting, delivery.wrote_at, delivery.reply.context)
        if contact and meeting and meeting.awaits_choice
        else None
    )
    context = delivery.context(contact, offer.slots if offer else (), scheduled=booked and not offer)
    is_unclear = contact is not None and seen_checks.is_unclear(delivery, contact, booked=booked)
    return Understood(
        delivery=delivery,
        writer=writer,
        check=check,
        classified=classified,
        latest=latest,
        meeting=meeting,
        booked=booked,
        offer=offer,
        context=context,
        reading=classified(context),
        is_unclear=is_unclear,
        is_let_down=called_off_by_host.is_so(latest) and not is_unclear,
        is_preview=is_preview,
    )

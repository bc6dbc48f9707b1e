"""A person's contacts as they stand, each with its latest meeting, and the last message to any of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import MeetingStatus
from handlers.common.storage import persons
from handlers.conversation.delivery import Delivery
from handlers.conversation.storage import sendings
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings


class Standing(NamedTuple):
    """A contact, with its latest meeting."""

    contact: Contact
    meeting: Meeting | None

    def is_booked(self, now: datetime) -> bool:
        """True with a meeting to come."""
        return self.meeting is not None and self.meeting.to_come(now) is not None

    @property
    def is_called_off(self) -> bool:
        """True where the meeting was cancelled."""
        return self.meeting is not None and self.meeting.status is MeetingStatus.CANCELLED

    @property
    def awaits_choice(self) -> bool:
        """True of an offer, open or over, of which a slot may be chosen."""
        return self.meeting is not None and self.meeting.awaits_choice

    def is_offered(self, now: datetime) -> bool:
        """True while an offer is open."""
        return self.meeting is not None and self.meeting.on_offer(now)


def read(contacts: Sequence[Contact]) -> list[Standing]:
    """The contacts with their meetings. Costs a read of each."""
    return [Standing(each, meetings.current(each)) for each in contacts]


def of_person(contact: Contact) -> list[Standing]:
    """The person's contacts that were written to, the given one first. Costs as ``read`` and ``persons.others``."""
    return read([contact, *others(contact)])


def others(contact: Contact) -> list[Contact]:
    """The person's other contacts that were written to. Costs as ``persons.others``."""
    return [each for each in persons.others(contact) if each.is_written]


def last_message(delivery: Delivery, known: Sequence[Standing]) -> tuple[Standing, sendings.Last] | None:
    """The last message that came before the reply was written, and whose it is. Costs as ``sendings.recipient``."""
    by_id = {each.contact.contact_id: each for each in known}
    found = sendings.last(by_id, delivery.wrote_at)
    return None if found is None else (by_id[found.contact_id], found)


def last(delivery: Delivery, known: Sequence[Standing]) -> Contact | None:
    """The contact to whom it came. Costs as ``last_message``."""
    found = last_message(delivery, known)
    return None if found is None else found[0].contact


def called_off(delivery: Delivery, known: Sequence[Standing]) -> Contact | None:
    """The contact whose meeting is called off, if the last message came to it: that has asked for another hour.

    Costs what ``last`` does, where a meeting is called off.
    """
    off = [each.contact for each in known if each.is_called_off]
    contact = last(delivery, known) if off else None
    return contact if contact in off else None

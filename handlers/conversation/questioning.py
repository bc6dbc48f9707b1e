"""Wording the question of a check: it names all that a yes would end, of whichever of the person's contacts."""

from datetime import datetime

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent
from handlers.common.storage import configuration, persons
from handlers.conversation import ending
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.dialogue import check_questions
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.portuguese_dates import for_contact
from handlers.meetings.storage import meetings


def question(delivery: Delivery, contact: Contact, intent: Intent) -> str:
    """Return the question whether the contact means ``intent``.

    Costs ``persons.others`` where it is about more than one meeting, and a read of each of their meetings.
    """
    others = [] if intent is Intent.CANCEL else persons.others(contact)
    ended: list[Contact] = [contact]
    times: list[tuple[datetime, str]] = []
    for each, meeting in ((each, meetings.current(each)) for each in (contact, *others)):
        agreed = meeting.to_come(delivery.now) if meeting else None
        if meeting is not None and agreed is not None:
            times.append((agreed.start, _told(delivery, contact, meeting, agreed.start)))
        if each is not contact and each.is_written:
            ended += [each] if ending.is_ended_too(each, meeting, delivery.now) else []
    offers = dict.fromkeys(filter(None, map(_offer, ended)))
    return check_questions.question(
        intent, delivery.tenant.name, tuple(offers), [told for _, told in sorted(times)]
    )


def _offer(contact: Contact) -> str:
    campaign = configuration.campaign(contact.tenant_id, contact.campaign_id)
    return campaign.offer if campaign else ""


def _told(delivery: Delivery, contact: Contact, meeting: Meeting, start: datetime) -> str:
    """Return a meeting's day and hour as whoever is asked reads it."""
    tenant = delivery.tenant
    return for_contact(start, contact.place(tenant), tenant.host_zone(meeting.host_id))

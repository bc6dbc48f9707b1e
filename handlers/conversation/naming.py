"""Telling which of a person's contacts words name: by the time of a meeting, its host or its campaign.

docs/system.md, "Conversation: one conversation".
"""

from collections.abc import Sequence

from handlers.common.rules.contact import Contact
from handlers.common.storage import configuration
from handlers.conversation import standings
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.agreed import named_meetings
from handlers.conversation.rules.agreed.named_meetings import Named
from handlers.conversation.standings import Standing


def named(delivery: Delivery, booked: Sequence[Standing]) -> Standing | None:
    """The one of those with a meeting booked whose meeting the words name, by its time, its host or its campaign."""
    known = [
        Named(each.meeting.time, _names(delivery, each))
        for each in booked
        if each.meeting is not None and each.meeting.time is not None
    ]
    zone = booked[0].contact.place(delivery.tenant).zone
    place = named_meetings.find(delivery.reply.text, known, zone, delivery.reply.receivedAt)
    return None if place is None else booked[place]


def called(delivery: Delivery, known: Sequence[Standing]) -> list[Standing]:
    """Those whom the words call by host or campaign, booked or not; none where that tells none of them apart."""
    places = named_meetings.called(delivery.reply.text, [_names(delivery, each) for each in known])
    return [known[place] for place in sorted(places)]


def calls_another(delivery: Delivery, contact: Contact) -> bool:
    """True of words that call another one of the person's contacts, be it beside this one.

    Costs as ``persons.others``, and as ``standings.read`` where there are any.
    """
    others = standings.others(contact)
    known = standings.read([contact, *others]) if others else []
    return any(each.contact != contact for each in called(delivery, known))


def _names(delivery: Delivery, standing: Standing) -> tuple[str, ...]:
    """The names of its host and its campaign, but the contact's own, with which people sign."""
    contact, meeting = standing
    campaign = configuration.campaign(contact.tenant_id, contact.campaign_id)
    hosts = delivery.tenant.hosts
    host_id = meeting.host_id if meeting else (campaign and campaign.hostId) or hosts[0].hostId
    first = [host.name.split()[0] for host in hosts if host.hostId == host_id and host.name.strip()]
    own = contact.name.casefold().split()[:1]
    return (*(name for name in first if name.casefold() not in own), *([campaign.name] if campaign else []))

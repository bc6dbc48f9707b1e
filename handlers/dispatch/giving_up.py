"""Giving up contacts who have stayed silent to the end, but for those whose person has written, or is away."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.silence import Patience
from handlers.common.rules.steps import SILENCE
from handlers.common.storage import contacts, dynamo, keys
from handlers.dispatch.rules.fairness import Waiting
from handlers.dispatch.rules.person import Person
from handlers.dispatch.storage import backlog, silences
from handlers.dispatch.storage.backlog import Postponement
from handlers.dispatch.storage.silences import Silent
from handlers.dispatch.storage.snapshots import Snapshot


def give_up(snapshot: Snapshot, silent: Sequence[Waiting], now: datetime) -> int:
    """Make the contacts unsuccessful, those who are silent still; return their number.

    Costs two reads for a hundred of them. Whoever is waited for stays in the backlog.
    """
    silent = silent[: silences.MOST_AT_ONCE]
    found = contacts.items([keys.contact_of(each.pk) for each in silent]) if silent else {}
    known = {item["pk"]: Contact.of(item) for item in found.values()}
    waited = _waited_for(snapshot, known) if known else {}
    later = [Postponement(each, until) for each in silent if (until := waited.get(each.pk)) and now < until]
    backlog.postpone(later)
    held = {each.waiting for each in later}
    over = [
        Silent(each, known[each.pk].updated_at) for each in silent if each.pk in known and each not in held
    ]
    return silences.give_up(snapshot.tenant, over, now)


def _waited_for(snapshot: Snapshot, known: Mapping[str, Contact]) -> dict[str, datetime]:
    """The instants until which contacts are not given up, by their keys, as their addresses say."""
    places = {
        (pk, address): contacts.address_place(contact.tenant_id, address)
        for pk, contact in known.items()
        for address in contact.addresses
    }
    items = dynamo.read_items(places.values())
    campaigns = {each.campaignId: each for each in snapshot.campaigns}
    waited: dict[str, datetime] = {}
    for pk, contact in known.items():
        of = (items.get(places[pk, address]) for address in contact.addresses)
        person = Person.of(contact, (Address.of(item) for item in of if item is not None))
        place = contact.place(snapshot.tenant)
        patience = Patience.of(snapshot.tenant, campaigns[contact.campaign_id], place)
        back = person.away_until and patience.behind(SILENCE, person.away_until)
        instants = [each for each in (person.unread_until, person.asked_until, back) if each is not None]
        if instants:
            waited[pk] = max(instants)
    return waited

"""The person behind contacts: which of them are one, whether it has opted out, and whether a human talks with it.

An address that several people share, such as a firm's mailbox or switchboard, makes nobody one.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import State


def same_as(contact: Contact, known: Iterable[Contact]) -> list[Contact]:
    """Those of the known contacts of its tenant that are the contact's person; it is not among them itself.

    One person are contacts with one main address, and those of two campaigns where the main address of one is a further
    one of the other's, which nobody else in that one's list has. Two rows of a list are two people.
    """
    others = [each for each in known if each.contact_id != contact.contact_id]
    everyone = [contact, *others]
    return [each for each in others if _are_one(contact, each, everyone)]


def _are_one(one: Contact, other: Contact, everyone: Iterable[Contact]) -> bool:
    if one.tenant_id != other.tenant_id:
        return False
    if one.main_address == other.main_address:
        return True
    if one.campaign_id == other.campaign_id:
        return False
    ways = ((one.main_address, other), (other.main_address, one))
    return any(
        address in holder.addresses and _is_alone(address, holder, everyone)
        for address, holder in ways
        if address
    )


def _is_alone(address: str, holder: Contact, everyone: Iterable[Contact]) -> bool:
    """True of an address that no other contact of the holder's campaign has."""
    return not any(
        each.campaign_id == holder.campaign_id
        and each.main_address != holder.main_address
        and address in each.addresses
        for each in everyone
    )


def has_opted_out(contact: Contact, addresses: Iterable[Address]) -> bool:
    """True of a contact to whom nothing goes out: it has opted out, or one of its addresses is closed.

    ``addresses``: what is known of all of them. Of a shared one somebody else may have said so.
    """
    return contact.state is State.OPTED_OUT or any(each.opted_out for each in addresses)


def human_until(contact: Contact, known: Mapping[str, Address]) -> datetime | None:
    """The instant until which a human talks with the person of a contact; None where nobody does.

    Its main address tells of a talk that is older than the contact; a further one may be another person's too.
    """
    main = known.get(contact.main_address or "")
    found = (contact.human_until, main.human_until if main else None)
    return max((each for each in found if each is not None), default=None)

"""A human's talk with a person (``humanUntil``): until then the agent keeps quiet with all contacts of the person.

It is kept with each contact, and with each address for the contacts that a list brings meanwhile.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from handlers.common.rules.contact import HUMAN_SPOKE_AT, HUMAN_UNTIL, Contact
from handlers.common.storage import contacts, keys, writes
from handlers.common.storage.writes import Condition

_EARLIER = "attribute_not_exists(#humanUntil) OR #humanUntil < :until"
_GOING_ON = "#humanUntil < :until"


def begin(person: Iterable[Contact], until: datetime, spoke_at: datetime) -> None:
    """Let a human who spoke at an instant talk with a person until another; never until an earlier one than is known.

    Whoever was told that a person is going to answer has been answered, and is told anew of the next time.
    """
    later = _until(f"attribute_exists(pk) AND ({_EARLIER})", until)
    spoken = {HUMAN_SPOKE_AT: keys.instant(spoke_at)}
    there = [
        each
        for each in person
        if writes.refusal(_set(_contact(each.contact_id), until, later, spoken, remove=contacts.HANDED_OVER))
        != {}
    ]
    for address, of in _addresses(there).items():
        writes.made(_set(_address(*address), until, _until(_EARLIER, until), add={"alsoOf": of}))


def prolong(person: Iterable[Contact], until: datetime) -> None:
    """Let a human who talks with a person do so until an instant."""
    person, later = list(person), _until(_GOING_ON, until)
    for key in _keys(person):
        writes.made(_set(key, until, later))


def end(person: Iterable[Contact]) -> None:
    """Hand a person back to the agent."""
    there = Condition("attribute_exists(pk)")
    for key in _keys(list(person)):
        writes.made(writes.update(contacts.table(), key, {}, there, remove=[HUMAN_UNTIL]))


def _keys(person: list[Contact]) -> list[dict[str, str]]:
    return [
        *(_contact(each.contact_id) for each in person),
        *(_address(*address) for address in _addresses(person)),
    ]


def _addresses(person: Iterable[Contact]) -> dict[tuple[str, str], set[str]]:
    """Whose the addresses are: the ids of contacts by tenant and address."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in person:
        for address in each.addresses:
            found.setdefault((each.tenant_id, address), set()).add(each.contact_id)
    return found


def _until(where: str, until: datetime) -> Condition:
    return Condition(where, {"until": keys.instant(until)})


def _set(
    key: Mapping[str, str],
    until: datetime,
    where: Condition,
    also: Mapping[str, str] | None = None,
    **more: Any,
) -> writes.Write:
    changed = {HUMAN_UNTIL: keys.instant(until), **(also or {})}
    return writes.update(contacts.table(), key, changed, where, **more)


def _contact(contact_id: str) -> dict[str, str]:
    return {"pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK}


def _address(tenant_id: str, address: str) -> dict[str, str]:
    return {"pk": keys.address_pk(tenant_id, address), "sk": keys.ADDRESS_SK}

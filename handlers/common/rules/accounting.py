"""Where the contacts of a campaign are: every one that was ingested is in exactly one of five places.

ingested = sent + failed + unknown + opted out + waiting (section 5). The place follows from the contact's state; the
daily counters carry the changes of place, so that a campaign's account is a sum over its days and never a walk over
its contacts.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from handlers.common.rules.model import State


class Place(StrEnum):
    """Where a contact is counted; the value is the name of its counter."""

    WAITING = "contacts_waiting"
    SENT = "contacts_sent"
    FAILED = "contacts_failed"
    UNKNOWN = "contacts_unknown"
    OPTED_OUT = "contacts_opted_out"


PLACES: Mapping[State, Place] = MappingProxyType(
    {
        State.NEW: Place.WAITING,
        State.QUEUED: Place.WAITING,
        State.SENDING: Place.WAITING,
        State.CONTACTED: Place.SENT,
        State.INTERESTED: Place.SENT,
        State.MEETING_PROPOSED: Place.SENT,
        State.SCHEDULED: Place.SENT,
        State.COMPLETED: Place.SENT,
        State.UNSUCCESSFUL: Place.SENT,
        State.UNDELIVERABLE: Place.FAILED,
        State.UNKNOWN: Place.UNKNOWN,
        State.OPTED_OUT: Place.OPTED_OUT,
    }
)


def entered(contacts: int) -> dict[str, int]:
    """What ingesting that many new contacts adds to the day's counters."""
    return {"ingested": contacts, Place.WAITING: contacts}


def moved(before: State, after: State) -> dict[str, int]:
    """What one contact's change of state adds to the day's counters; empty if it stays in its place."""
    if PLACES[before] == PLACES[after]:
        return {}
    return {PLACES[before]: -1, PLACES[after]: 1}


class Account(NamedTuple):
    """A campaign's contacts by place."""

    ingested: int
    waiting: int
    sent: int
    failed: int
    unknown: int
    opted_out: int

    @property
    def balanced(self) -> bool:
        """Whether every ingested contact is in exactly one place."""
        return self.ingested == self.waiting + self.sent + self.failed + self.unknown + self.opted_out


def account(totals: Mapping[str, int]) -> Account:
    """The account that a campaign's counters give, summed over its days."""
    return Account(
        ingested=totals.get("ingested", 0),
        waiting=totals.get(Place.WAITING, 0),
        sent=totals.get(Place.SENT, 0),
        failed=totals.get(Place.FAILED, 0),
        unknown=totals.get(Place.UNKNOWN, 0),
        opted_out=totals.get(Place.OPTED_OUT, 0),
    )


def account_of_states(states: Mapping[State, int]) -> Account:
    """The account of contacts that were counted by their state, to compare with the counters."""
    places = {place: sum(n for state, n in states.items() if PLACES[state] is place) for place in Place}
    return Account(
        ingested=sum(states.values()),
        waiting=places[Place.WAITING],
        sent=places[Place.SENT],
        failed=places[Place.FAILED],
        unknown=places[Place.UNKNOWN],
        opted_out=places[Place.OPTED_OUT],
    )

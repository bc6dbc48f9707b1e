"""The account of a campaign's contacts: every one that was ingested is in exactly one of five places.

ingested = sent + failed + unknown + opted out + waiting (docs/system.md, "Sending"). The place follows from
the contact's state. The daily counters hold the changes of place, so a campaign's account is a sum over its
days and needs no scan of its contacts.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from handlers.common.rules.model import State


class AccountPlace(StrEnum):
    """The place in which a contact is counted; the value is the name of its counter."""

    WAITING = "contacts_waiting"
    SENT = "contacts_sent"
    FAILED = "contacts_failed"
    UNKNOWN = "contacts_unknown"
    OPTED_OUT = "contacts_opted_out"


PLACES: Mapping[State, AccountPlace] = MappingProxyType(
    {
        State.NEW: AccountPlace.WAITING,
        State.QUEUED: AccountPlace.WAITING,
        State.SENDING: AccountPlace.WAITING,
        State.CONTACTED: AccountPlace.SENT,
        State.INTERESTED: AccountPlace.SENT,
        State.MEETING_PROPOSED: AccountPlace.SENT,
        State.SCHEDULED: AccountPlace.SENT,
        State.COMPLETED: AccountPlace.SENT,
        State.UNSUCCESSFUL: AccountPlace.SENT,
        State.UNDELIVERABLE: AccountPlace.FAILED,
        State.UNKNOWN: AccountPlace.UNKNOWN,
        State.OPTED_OUT: AccountPlace.OPTED_OUT,
    }
)


def erased(state: State) -> dict[str, int]:
    """Return the increments of the day's counters for a contact that is erased: it stays counted in its place."""
    return {_erased(PLACES[state]): 1}


def _erased(place: AccountPlace) -> str:
    return f"{place}_erased"


def entered(contacts: int) -> dict[str, int]:
    """Return the increments of the day's counters, by name, for that many newly ingested contacts."""
    return {"ingested": contacts, AccountPlace.WAITING: contacts}


def moved(before: State, after: State) -> dict[str, int]:
    """Return the increments of the day's counters for one change of state; empty if the place stays."""
    if PLACES[before] == PLACES[after]:
        return {}
    return {PLACES[before]: -1, PLACES[after]: 1}


class Account(NamedTuple):
    """The numbers of a campaign's contacts by place."""

    ingested: int
    waiting: int
    sent: int
    failed: int
    unknown: int
    opted_out: int
    erased: int = 0
    """Those of the above whose data have been erased, or have expired."""

    @property
    def balanced(self) -> bool:
        """True if every ingested contact is in exactly one place."""
        return self.ingested == self.waiting + self.sent + self.failed + self.unknown + self.opted_out


def account(totals: Mapping[str, int]) -> Account:
    """Return the account that a campaign's counters give; ``totals`` are their sums over its days."""
    return Account(
        ingested=totals.get("ingested", 0),
        waiting=totals.get(AccountPlace.WAITING, 0),
        sent=totals.get(AccountPlace.SENT, 0),
        failed=totals.get(AccountPlace.FAILED, 0),
        unknown=totals.get(AccountPlace.UNKNOWN, 0),
        opted_out=totals.get(AccountPlace.OPTED_OUT, 0),
        erased=sum(totals.get(_erased(place), 0) for place in AccountPlace),
    )


def account_of_states(states: Mapping[State, int], totals: Mapping[str, int] | None = None) -> Account:
    """Return the account of contacts counted by state, to compare with that of the counters.

    Those that were erased are not there to be counted any more: ``totals``, as of ``account``, say where they were.
    """
    gone = {place: (totals or {}).get(_erased(place), 0) for place in AccountPlace}
    places = {
        place: gone[place] + sum(n for state, n in states.items() if PLACES[state] is place)
        for place in AccountPlace
    }
    return Account(
        ingested=sum(places.values()),
        waiting=places[AccountPlace.WAITING],
        sent=places[AccountPlace.SENT],
        failed=places[AccountPlace.FAILED],
        unknown=places[AccountPlace.UNKNOWN],
        opted_out=places[AccountPlace.OPTED_OUT],
        erased=sum(gone.values()),
    )

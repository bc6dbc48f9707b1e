"""The person behind a contact: what holds back what nobody asked for, by the items of all the contact's addresses."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import PACED_KINDS, UNASKED_KINDS, Kind
from handlers.dispatch.rules.holds import Hold

ASKED_AGAIN = timedelta(days=1)
"""The time after which what waits for a person's answer is looked at again: the answer may have come."""


class Person(NamedTuple):
    """The instants until which a person is not written to unasked; None where nothing speaks against it."""

    human_until: datetime | None = None
    """Until then a human talks with them, or with somebody who shares an address: nobody is disturbed first."""
    asked_until: datetime | None = None
    """Until then a question to them, from whichever of the tenant's campaigns, is open."""
    away_until: datetime | None = None
    """Until then they are away, and have not written since they said so."""
    unread_until: datetime | None = None
    """Until then what they have written may wait to be read."""

    @classmethod
    def of(cls, contact: Contact, addresses: Iterable[Address]) -> "Person":
        """The person of a contact, by what is known of its addresses."""
        known = list(addresses)
        wrote_at = _latest(each.last_wrote_at for each in known)
        return cls(
            _latest((contact.human_until, *(each.human_until for each in known))),
            _latest(each.asked_until for each in known),
            _latest(each.away_until for each in known if _is_away(each, wrote_at)),
            _latest(each.unread_until for each in known),
        )

    def hold(self, kind: Kind, now: datetime) -> tuple[datetime, Hold] | None:
        """The instant until which a message of a kind waits for the person, and why; None if it does not."""
        return next(((until, why) for until, why in self._holds(kind, now) if until and now < until), None)

    def _holds(self, kind: Kind, now: datetime) -> Iterator[tuple[datetime | None, Hold]]:
        if kind in PACED_KINDS:
            yield self.human_until, Hold.HUMAN_TALKS
            yield self.asked_until and min(self.asked_until, now + ASKED_AGAIN), Hold.ASKED_BACK
        if kind in UNASKED_KINDS:
            yield self.unread_until, Hold.UNREAD
            yield self.away_until, Hold.AWAY


def _is_away(address: Address, wrote_at: datetime | None) -> bool:
    said_at = address.away_said_at
    return said_at is not None and (wrote_at is None or wrote_at <= said_at)


def _latest(instants: Iterable[datetime | None]) -> datetime | None:
    return max((each for each in instants if each is not None), default=None)

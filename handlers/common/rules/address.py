"""An address of a tenant's contacts as it is known at one moment: a plain value, read from its item."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules.contact import HUMAN_UNTIL, instant


class Address(NamedTuple):
    """A phone number or an e-mail address of a tenant's contacts, and its owner's wish not to be written to."""

    contacts: frozenset[str] = frozenset()
    """Ids of the contacts that were written to under it."""
    also_of: frozenset[str] = frozenset()
    """Ids of the contacts who were written to under another of their addresses, and have this one, too."""
    last_contact_id: str | None = None
    opted_out: bool | None = None
    """None: nothing has ever been said about it."""
    opted_out_by: str | None = None
    """The identity of the reply that opted out."""
    opted_in_at: datetime | None = None
    """The instant at which an operator last undid an opt-out."""
    blocked: bool = False
    asked_by: str | None = None
    """The identity of the reply about which its owner was last asked back, while that is open."""
    asked_until: datetime | None = None
    """The instant until which nobody writes first to its owner, who was asked back and has not answered."""
    last_wrote_at: datetime | None = None
    """The instant at which its owner last wrote to the tenant."""
    human_until: datetime | None = None
    """As of ``Contact``, for whichever contact has the address."""
    away_until: datetime | None = None
    """The instant at which its owner is back, by the last absence notice."""
    away_from: datetime | None = None
    """The instant at which they leave, where that notice names the day of the return."""
    away_said_at: datetime | None = None
    """The instant of that notice."""
    unread_until: datetime | None = None
    """The instant by which what its owner has written last has been read."""

    @property
    def people(self) -> frozenset[str]:
        """Ids of the contacts one of whom writes from it; those who were written to there come before others."""
        return self.contacts or self.also_of

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Address":
        """The address of an item of the contacts table."""
        return cls(
            contacts=frozenset(item.get("contacts", ())),
            also_of=frozenset(item.get("alsoOf", ())),
            last_contact_id=item.get("lastContactId"),
            opted_out=item.get("optedOut"),
            opted_out_by=item.get("optedOutBy"),
            opted_in_at=instant(item, "optedInAt"),
            blocked=bool(item.get("blocked")),
            asked_by=item.get("askedBy"),
            asked_until=instant(item, "askedUntil"),
            last_wrote_at=instant(item, "lastWroteAt"),
            human_until=instant(item, HUMAN_UNTIL),
            away_until=instant(item, "awayUntil"),
            away_from=instant(item, "awayFrom"),
            away_said_at=instant(item, "awaySaidAt"),
            unread_until=instant(item, "unreadUntil"),
        )


FORGOTTEN = Address(opted_out=True)
"""An address of somebody whose data were erased."""

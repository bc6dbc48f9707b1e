"""The marks by which a person is known in a text: addresses in any notation, names and documents. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from handlers.common.rules.contact import Contact

_SUBSCRIBER_DIGITS = 8
"""The digits of a number without its country, area and ninth digit, which lists leave out at will."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s().\-/+]+(?=\d)|(?<=\d)\)\s*(?=\d)")


class Marks(NamedTuple):
    """Texts that stand in no text that does not name the person; all in lower case."""

    emails: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    """The last digits of the phone numbers."""
    names: frozenset[str] = frozenset()
    """Full names: a single word names many."""
    documents: frozenset[str] = frozenset()

    @classmethod
    def of(cls, contacts: Iterable[Contact], addresses: Iterable[str]) -> "Marks":
        """Return the marks of somebody with those contacts and addresses."""
        known, people = tuple(addresses), tuple(contacts)
        return cls(
            frozenset(each.casefold() for each in known if "@" in each),
            frozenset(each[-_SUBSCRIBER_DIGITS:] for each in known if re.fullmatch(r"\+\d{8,15}", each)),
            frozenset(each.name.casefold().strip() for each in people if " " in each.name.strip()),
            frozenset(digits for each in people if (digits := re.sub(r"\D", "", each.document or ""))),
        )

    def are_in(self, text: str) -> bool:
        """Return True if a text names the person."""
        plain = text.casefold()
        if any(each in plain for each in (*self.emails, *self.names)):
            return True
        digits = _BETWEEN_DIGITS.sub("", text)
        return any(re.search(rf"{each}(?!\d)", digits) for each in (*self.numbers, *self.documents))

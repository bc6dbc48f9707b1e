"""The ids of the buttons and list rows that messages carry: what comes back under one of them is certain."""

import re
from typing import NamedTuple

OPT_OUT = "opt_out"
"""The id of the quick reply that opts out."""
YES, NO = "yes", "no"
"""The answers to a check; the id of such a button names the check too."""
NO_SLOT = "(sem outro horário livre por enquanto)"
"""Stands in the place of a slot in an offer that has fewer than three; no button chooses it."""
_CHECK = re.compile(r"(yes|no)\.([0-9a-f]{32})")
_SLOT = re.compile(r"slot\.([A-Za-z0-9_-]{1,64})\.([1-9]\d?)\.([1-9])")


class SlotButton(NamedTuple):
    """A slot of an offer, by its number from 1 among those of the round."""

    meeting_id: str
    round: int
    number: int

    @property
    def id(self) -> str:
        return f"slot.{self.meeting_id}.{self.round}.{self.number}"


def slot(button_id: str) -> SlotButton | None:
    """Return the slot that an id stands for; None for any other id."""
    if (found := _SLOT.fullmatch(button_id)) is None:
        return None
    return SlotButton(found[1], int(found[2]), int(found[3]))


class CheckButton(NamedTuple):
    """An answer to a check, which is known by the identity of the reply that it asks about."""

    is_yes: bool
    reply_id: str

    @property
    def id(self) -> str:
        return f"{YES if self.is_yes else NO}.{self.reply_id}"


def check(button_id: str) -> CheckButton | None:
    """Return the answer to a check that an id stands for; None for any other id."""
    found = _CHECK.fullmatch(button_id)
    return None if found is None else CheckButton(found[1] == YES, found[2])

"""The ids of the buttons and list rows that messages carry: what comes back under one of them is certain."""

import re
from typing import NamedTuple

OPT_OUT = "opt_out"
"""The id of the quick reply that opts out."""
NO_SLOT = "(sem outro horário livre por enquanto)"
"""Stands in the place of a slot in an offer that has fewer than three; no button chooses it."""
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

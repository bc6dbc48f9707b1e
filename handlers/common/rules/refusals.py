"""Refusals of input: of a value, a row or a whole list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

SHOWN_CHARACTERS = 60

_T = TypeVar("_T")


class Refused(ValueError):  # noqa: N818 (a verdict on the input, not a fault of the program)
    """A value, row or list that is not accepted.

    ``code`` is for programs and stays stable; ``message`` names the value and the cure, for the owner of the
    list; ``value`` is what was found, for messages in another language. Message and value may hold an address, so
    they belong in answers and reports, never in a log.
    """

    quotes_input = True

    def __init__(self, code: str, message: str, value: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.value = value


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in one field of a row."""

    field: str
    """The field's name in the request of docs/system.md, "Contacts"."""
    code: str
    message: str
    value: str = ""
    """The text at fault, where there is one, as it was found."""

    @classmethod
    def of(cls, field: str, refused: Refused) -> "Problem":
        """Return the refusal of what a field holds."""
        return cls(field, refused.code, refused.message, refused.value)

    def located(self, row: int) -> dict[str, str | int]:
        """Return the problem as an entry of the answer's ``errors`` or ``notes``; ``row`` counts from 1."""
        return {"row": row, "field": self.field, "code": self.code, "message": self.message}


def attempt(read: Callable[[str], _T], text: str) -> _T | Refused:
    """Return what ``read`` makes of the text, or its refusal."""
    try:
        return read(text)
    except Refused as refused:
        return refused


def first_accepted(found: Iterable[_T | Refused], otherwise: str) -> _T:
    """Return the first that is no refusal.

    Raises the first refusal if there is none, and ``Refused`` (``empty``) with the message ``otherwise`` if there is
    nothing at all.
    """
    refusal: Refused | None = None
    for each in found:
        if not isinstance(each, Refused):
            return each
        refusal = refusal or each
    raise refusal or Refused("empty", otherwise)


def shown(value: object) -> str:
    """Return a value as a message quotes it, cut after ``SHOWN_CHARACTERS``."""
    text = repr(value)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"

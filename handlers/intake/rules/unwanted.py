"""The addresses in a row of a do-not-contact list: all of them that are valid, land lines included."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from handlers.common.rules import emails, phones
from handlers.common.rules.refusals import Problem, Refused
from handlers.intake.rules.new_contacts import Draft

_T = TypeVar("_T")


class Unwanted(NamedTuple):
    """The valid addresses of a row, each once, and what is wrong with the others."""

    addresses: tuple[str, ...]
    problems: tuple[Problem, ...]


def addresses(draft: Draft) -> Unwanted:
    """Return every phone, in E.164, and every e-mail address of a row; a row without any has a problem instead."""
    problems: list[Problem] = []
    found = [
        *(phone.e164 for phone in _valid("phone", phones.read(draft.phone), problems)),
        *_valid("email", emails.read(draft.email), problems),
    ]
    if not found and not problems:
        message = "there is neither a phone nor an e-mail: give one of them"
        problems.append(Problem("phone", "no_address", message))
    return Unwanted(tuple(dict.fromkeys(found)), tuple(problems))


def _valid(field: str, read: Iterable[_T | Refused], problems: list[Problem]) -> list[_T]:
    """Return what is valid, and add the refusals of the rest to the problems."""
    valid: list[_T] = []
    for each in read:
        if isinstance(each, Refused):
            problems.append(Problem.of(field, each))
        else:
            valid.append(each)
    return valid

"""The addresses in a row of a do-not-contact list: all of them that are valid, land lines included."""

from collections.abc import Callable
from typing import NamedTuple

from handlers.common.rules import emails, phones
from handlers.common.rules.refusals import Problem, Refused
from handlers.intake.rules.new_contacts import Draft


class Unwanted(NamedTuple):
    """The valid addresses of a row, each once, and what is wrong with the others."""

    addresses: tuple[str, ...]
    problems: tuple[Problem, ...]


def addresses(draft: Draft) -> Unwanted:
    """Return every phone, in E.164, and every e-mail address of a row; a row without any has a problem instead."""
    problems: list[Problem] = []
    found = [
        *_each("phone", phones.split(draft.phone), lambda part: phones.normalise(part).e164, problems),
        *_each("email", emails.split(draft.email), emails.normalise, problems),
    ]
    if not found and not problems:
        message = "there is neither a phone nor an e-mail: give one of them"
        problems.append(Problem("phone", "no_address", message))
    return Unwanted(tuple(dict.fromkeys(found)), tuple(problems))


def _each(
    field: str, parts: list[str], normalise: Callable[[str], str], problems: list[Problem]
) -> list[str]:
    valid: list[str] = []
    for part in parts:
        try:
            valid.append(normalise(part))
        except Refused as refused:
            problems.append(Problem.of(field, refused))
    return valid

"""Addresses and names in texts, made unreadable where a report is not meant to hold them."""

import re

DOTS = "•••"
NAME = "‹name›"
PARTICLES = frozenset({"das", "dos", "del"})
SHORTEST_NAME = 3
"""Letters of the shortest name that is looked for in a text: shorter ones are words too."""

_WORD = re.compile(r"[^\W\d_]+")
_MAIL = re.compile(r"[^\s@<>()\"',;:]+@+[^\s@<>()\"',;:]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_NUMBER = re.compile(r"(?<![^\W_])\+?\(?\d(?:[\s().\-/]{0,3}\d){7,}(?![^\W_])")
_EXAMPLE = re.compile(
    r"((?:like|first,) (?:\(11\) 98765-4321|11987654321|ana@empresa\.com\.br|ana@example\.com))"
)
"""The examples in the cures of refusals: nobody's addresses."""
_QUOTED = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"")


def address(value: str) -> str:
    """Return a phone number or an e-mail address of which only the ends can be read."""
    user, at, domain = value.partition("@")
    if at:
        return f"{user[:1]}{DOTS}@{domain[:1]}{DOTS}{_ending(domain)}"
    return f"{value[:3]}{DOTS}{value[-2:]}" if len(value) > 6 else DOTS


def _ending(domain: str) -> str:
    name, dot, ending = domain.rpartition(".")
    return f"{dot}{ending}" if name else ""


def text(value: str, person: str = "", company: str = "") -> str:
    """Return a text with the addresses and numbers in it masked, and without a contact's names.

    Each word of a ``person``'s name is left out; a ``company``'s name is made of words that texts need, and goes as a
    whole.
    """
    masked = _NUMBER.sub(_number, _MAIL.sub(lambda found: address(found[0]), value))
    names = {person.strip(), company.strip(), *_WORD.findall(person)}
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= SHORTEST_NAME and name.casefold() not in PARTICLES:
            masked = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", NAME, masked, flags=re.IGNORECASE)
    return masked


def quoted(value: str) -> str:
    """Return a message about a cell of a list, with what it quotes and the addresses in it masked."""
    shortened = _QUOTED.sub(lambda found: f"'{_shortened(found[1] or found[2] or '')}'", value)
    parts = _EXAMPLE.split(shortened)
    return "".join(part if place % 2 else text(part) for place, part in enumerate(parts))


def _shortened(cell: str) -> str:
    return cell if len(cell) < 3 else f"{cell[:2]}{DOTS}"


def _number(found: re.Match[str]) -> str:
    given = found[0]
    return given if _DATE.match(given) else address(re.sub(r"[\s()./-]", "", given))

"""Offers of three slots as their readers find them: numbered lines of a text, or buttons."""

import re
from collections.abc import Sequence
from typing import NamedTuple

Offer = tuple[str, str, str]
"""The wording of the three slots, in the order in which they were offered."""

_OPTION = re.compile(r"^[\s*_>-]*([123])[\s*_]*[).:–—-]\s*(\S.*)$", re.MULTILINE)
_NOTICE = re.compile(r"\breunião\b.{0,200}\b(?:está confirmada para|foi cancelada)\b", re.DOTALL)
_WEEKDAY = re.compile(r"\b(segunda|terça|quarta|quinta|sexta|sábado|domingo)\b", re.IGNORECASE)
_HOUR = re.compile(r"\b([01]?\d|2[0-3])(?::|h)([0-5]\d)?", re.IGNORECASE)


def read_offer(text: str) -> Offer | None:
    """Return the three numbered options in a message; None if it holds no such list."""
    options = {match[1]: match[2].strip() for match in _OPTION.finditer(text)}
    return (options["1"], options["2"], options["3"]) if len(options) == 3 else None


def is_notice(text: str) -> bool:
    """Return True for the news of a meeting, which come by e-mail too to who is written to another way."""
    return _NOTICE.search(text) is not None


def in_own_words(option: str) -> str | None:
    """Return a slot the way people name it, such as "quinta às 10h"; None if the wording holds no day and hour."""
    day, hour = _WEEKDAY.search(option), _HOUR.search(option)
    if day is None or hour is None:
        return None
    minutes = hour[2] if hour[2] and hour[2] != "00" else ""
    return f"{day[1].lower()} às {int(hour[1])}h{minutes}"


class Button(NamedTuple):
    """Something in a message that can be tapped: what comes back under its id, and the words on it."""

    id: str
    title: str
    description: str = ""


def on_buttons(buttons: Sequence[Button]) -> Offer | None:
    """Return the offer that three buttons or rows make; None if there are not three."""
    words = [button.description or button.title for button in buttons]
    return (words[0], words[1], words[2]) if len(words) == 3 else None

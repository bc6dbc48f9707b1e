"""The questions about a booked meeting that are typed without a mark: "tá de pé quinta né"."""

import re

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.asking import unmarked

_RIGHT = re.compile(r"[\s,]*\bn[eé]h?[\s.!]*$", re.IGNORECASE)


def marked(text: str) -> str:
    """Return a text of somebody booked with a question mark behind each line that asks whether the meeting stands."""
    return "\n".join(f"{_RIGHT.sub('', line)}?" if _asks(line) else line for line in text.split("\n"))


def _asks(line: str) -> bool:
    if "?" in line:
        return False
    told = _RIGHT.sub("", line)
    said = portuguese.words(told)
    if told == line:
        return unmarked.WHETHER.search(said) is not None
    return unmarked.MAY_STAND.search(said) is not None and not unmarked.FIRST_PERSON.search(said)

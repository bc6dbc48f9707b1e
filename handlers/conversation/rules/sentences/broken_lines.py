"""Sentences that are written in several lines of a chat, one of which cannot begin or end a sentence."""

import re

_OPEN = r"(?:acho(?: melhor)?|talvez|(?:é|seria) melhor|quem sabe|que|d[aeo]s?|para|pra|com|me|nos)"
_GOES_ON = r"(?:d[aeo]s?|d?ess[ae]s?|dest[ae]s?|daqui|que|por (?:agora|enquanto|ora))"
_BREAK = re.compile(
    rf"(?<=[^\W\d_])\n(?={_GOES_ON}\b)|(?:(?<=\s)|^)(?P<open>{_OPEN})\n(?=[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)


def joined(text: str) -> str:
    """Return a text with such lines in one."""
    return _BREAK.sub(lambda found: f"{found['open'] or ''} ", text)

"""The notation of phrases: a pattern over ``portuguese.words`` on each line.

A line that begins with ``|`` continues the line above.
"""

import re


def group(text: str) -> str:
    """Return a part of phrases as one pattern, to be named in braces in others."""
    return "".join(_lines(text))


def any_of(text: str) -> re.Pattern[str]:
    """Return the pattern of any of the phrases, from the beginning of a word."""
    return re.compile(r"\b(?:" + "|".join(_lines(text)) + ")")


def _lines(text: str) -> list[str]:
    phrases: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("|"):
            phrases[-1] += line
        else:
            phrases.append(line)
    return phrases

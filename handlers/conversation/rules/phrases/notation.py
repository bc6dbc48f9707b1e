"""The notation of phrases: a pattern over ``portuguese.words`` on each line.

A line that begins with ``|`` continues the line above.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property


class Phrases:
    """A pattern that is compiled when it is first looked for, so that no cold start pays for it."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def search(self, said: str) -> re.Match[str] | None:
        """Return the first match anywhere in the words."""
        return self._compiled.search(said)

    def match(self, said: str, start: int) -> re.Match[str] | None:
        """Return the match that begins at a place in the words."""
        return self._compiled.match(said, start)

    def fullmatch(self, said: str) -> re.Match[str] | None:
        """Return the match of all the words."""
        return self._compiled.fullmatch(said)

    def finditer(self, said: str) -> Iterator[re.Match[str]]:
        """Yield the matches one after the other."""
        return self._compiled.finditer(said)

    def findall(self, said: str) -> list[str]:
        """Return the text of each match, of a pattern without groups."""
        return self._compiled.findall(said)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], said: str) -> str:
        """Return the words with each match replaced."""
        return self._compiled.sub(replacement, said)


def group(text: str) -> str:
    """Return a part of phrases as one pattern, to be named in braces in others."""
    return "".join(_lines(text))


def one_of(text: str) -> str:
    """Return a part of phrases that is any of the lines, to be named in braces in others."""
    return "(?:" + "|".join(_lines(text)) + ")"


def any_of(text: str) -> Phrases:
    """Return the pattern of any of the phrases, from the beginning of a word."""
    return Phrases(rf"\b{one_of(text)}")


def pattern(text: str) -> Phrases:
    """Return the pattern of any of the lines, wherever it begins."""
    return Phrases("|".join(_lines(text)))


def meanings(*rows: tuple[str, str]) -> tuple[tuple[Phrases, str], ...]:
    """Return patterns with what each match of them is replaced by."""
    return tuple((Phrases(pattern), meaning) for pattern, meaning in rows)


def reworded(said: str, rows: Iterable[tuple[Phrases, str]]) -> str:
    """Return the words with what each of ``meanings`` replaces, one after the other."""
    for phrases, meaning in rows:
        said = phrases.sub(meaning, said)
    return said


def _lines(text: str) -> list[str]:
    phrases: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("|"):
            phrases[-1] += line
        else:
            phrases.append(line)
    return phrases

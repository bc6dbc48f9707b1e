"""The phrases as patterns: none may take the square of a text's length or double with a word, whoever writes it.

A repetition without bound that a phrase begins with is tried from every word of a text to its end. What is tried only
after the start of a clause, or once from the beginning, is tried seldom enough.
"""

import importlib
import itertools
import pkgutil
import random
import re
import signal
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from handlers.conversation import rules
from handlers.conversation.rules.phrases.notation import Phrases, any_of
from handlers.conversation.rules.phrases.telling import absence
from tests import lines

REPEATED_TWICE = re.compile(r"\\[dwS][+*]\\[dwS][+*]")
"""Two repetitions of which the second may take over what the first one has: the square of a long run of digits."""
_parser: Any = importlib.import_module("re._parser")


def everywhere() -> Iterator[tuple[str, Phrases]]:
    """The place of each of the phrases of the rules, alone or in a table, with the phrases."""
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        place = module.name.removeprefix(f"{rules.__name__}.")
        for name, value in vars(importlib.import_module(module.name)).items():
            rows = value if isinstance(value, tuple) else (value,)
            cells = itertools.chain.from_iterable(row if isinstance(row, tuple) else (row,) for row in rows)
            yield from ((f"{place}.{name}", cell) for cell in cells if isinstance(cell, Phrases))


EVERYWHERE = tuple(everywhere())
SEARCHED = [(place, each) for place, each in EVERYWHERE if each.pattern.startswith(r"\b")]


def repeated(parsed: Any, *, only_first: bool) -> Iterator[Any]:
    """Yield what a pattern repeats without bound, anywhere or as the first that it looks for."""
    for operation, value in parsed:
        match str(operation):
            case "SUBPATTERN":
                yield from repeated(value[3], only_first=only_first)
            case "BRANCH":
                for branch in value[1]:
                    yield from repeated(branch, only_first=only_first)
            case "ATOMIC_GROUP":
                yield from repeated(value, only_first=only_first)
            case "MAX_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, what = value
                if most is _parser.MAXREPEAT:
                    yield what
                yield from repeated(what, only_first=only_first)
                if least == 0:
                    continue
            case "AT":
                continue
            case _:
                pass
        if only_first:
            return


def is_of_words(what: Any) -> bool:
    return str(what[0][0]) in ("SUBPATTERN", "BRANCH") or len(what) > 1


@lines.over("searched", [each for _, each in SEARCHED], ids=[place for place, _ in SEARCHED])
def test_no_phrase_begins_with_words_repeated_without_bound(searched: Phrases) -> None:
    found = repeated(_parser.parse(searched.pattern), only_first=True)
    assert not [what for what in found if is_of_words(what)]


def test_the_menu_of_a_bot_is_looked_for_in_bounds() -> None:
    assert not list(repeated(_parser.parse(absence.MENU.pattern), only_first=False))


def test_a_phrase_that_begins_with_repeated_words_is_found_here() -> None:
    slow = any_of(r"(?:(?:a|o) )*nome fora")
    assert list(repeated(_parser.parse(slow.pattern), only_first=True))


def test_no_phrase_repeats_what_may_be_a_repetition_already() -> None:
    assert len(set(EVERYWHERE)) > 200
    assert [place for place, each in EVERYWHERE if REPEATED_TWICE.search(each.pattern)] == []


def test_a_repetition_of_a_repetition_is_found() -> None:
    assert REPEATED_TWICE.search(r"(?:dia \d+|\d+\S*)")
    assert not REPEATED_TWICE.search(r"dia \d+ \S*|\d\S*|\d+:\S*")


def test_no_phrase_counts_with_a_space_which_is_no_count() -> None:
    """What stands for itself in a pattern, as ``{0, 3}`` does, is no word of a reply."""
    assert not [place for place, each in EVERYWHERE if re.search(r"\{\d*, \d*\}", each.pattern)]


TIMES = 26
"""How often a word is said again: a pattern whose time doubles with each would take a hundred million steps."""
SECONDS = 1
"""Of the processor, not of the clock: a thousand times what the slowest of the patterns takes."""
_NO_WORDS = re.compile(r"\?P<\w+>|\?<?[:!=>]|\\[a-zA-Z]")


class EndlessError(Exception):
    """A pattern has taken as long as none may."""


@contextmanager
def at_most(seconds: float) -> Generator[None]:
    """Raise ``EndlessError`` within once it has taken so much of the processor's time."""

    def end(*_: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def is_endless(searched: Phrases) -> bool:
    """True for a pattern that is not done with its own words, said again and again, before words it does not know."""
    pattern = _NO_WORDS.sub(" ", searched.pattern)
    words = [
        *re.findall(r"(?<=[(|])[a-z]+(?: [a-z]+)+(?=[)|])", pattern),
        *re.findall("[a-z]+", pattern),
        "1",
    ]
    chance = random.Random(pattern)
    mixed = [" ".join(chance.choices(words, k=2)) for _ in range(8)]
    compiled = re.compile(searched.pattern)
    try:
        with at_most(SECONDS):
            for each in dict.fromkeys([*words, *mixed]):
                compiled.fullmatch(f"{each} " * TIMES + "xyz")
                compiled.fullmatch(f"{each} , " * TIMES + "xyz")
    except EndlessError:
        return True
    return False


def test_no_phrase_takes_for_ever_over_words_that_are_said_again_and_again() -> None:
    assert [place for place, each in EVERYWHERE if is_endless(each)] == []


@pytest.mark.parametrize(
    "slow",
    [
        Phrases(r"(?:(?:nao|no) ?[.,!]? ?)+"),
        Phrases(r"(?:(?:(?:sim|claro) |(?:claro|ja) ))*pode"),
    ],
)
def test_a_phrase_whose_words_can_be_matched_in_two_ways_is_found(slow: Phrases) -> None:
    assert is_endless(slow)

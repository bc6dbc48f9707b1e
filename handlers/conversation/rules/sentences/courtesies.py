"""Courtesies and nothing beside them: the closed list of what may be answered by nothing.

Unlike ``bearing.is_courteous``, which weighs what a model resembles, it knows whole phrases and no loose words.
"""

import unicodedata

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.choosing import not_fitting
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.short import courtesies, declined
from handlers.conversation.rules.phrases.telling import bearing

LONGEST = 200
"""Characters of what can be a courtesy, or a yes or no with one beside it."""
_MARKS = frozenset(".,;!:)~^-\N{EN DASH}\N{HORIZONTAL ELLIPSIS}'\"\N{RIGHT SINGLE QUOTATION MARK}")
_OF_EMOJI = frozenset({0x200D, 0x2640, 0x2642, 0xFE0F, *range(0x1F3FB, 0x1F400)})
"""The code points that join the parts of an emoji, or colour one."""


def are_all(text: str) -> bool:
    """Return True for thanks, good wishes, an "ok" and emoji of courtesy alone; a greeting alone begins something."""
    return _is_only(text, courtesies.COURTESIES)


def end_it(text: str) -> bool:
    """Return True for the same with words that leave it at that: "se precisar eu chamo", "fica para a próxima"."""
    return _is_only(text, courtesies.WITH_ENDINGS)


def await_an_answer(text: str) -> bool:
    """Return True for the same as ``are_all`` with words that wait for what has been promised: "fico no aguardo"."""
    return _is_only(text, courtesies.WITH_WAITING)


def take_note_of_an_offer(text: str) -> bool:
    """Return True for thanks, an "ok" and words that wait, and no word of parting: to slots they refuse nothing."""
    parts = not_fitting.FAREWELLS.search(portuguese.words(text))
    return not parts and _is_only(text, courtesies.FOR_AN_OFFER)


def decline(text: str, *, is_farewell: bool) -> bool:
    """Return True for what takes up our last words to somebody who is at the end, and wants nothing of it now.

    They are the news that the meeting is called off as wished, or else a farewell (``is_farewell``).
    """
    return _is_only(text, declined.PICKS_UP_A_FAREWELL if is_farewell else declined.DECLINES)


def without(said: str) -> str:
    """Return a result of ``portuguese.words`` without the thanks, good wishes and words of parting in it."""
    return courtesies.BESIDE_A_YES.sub(" ", said)


def _is_only(text: str, phrases: Phrases) -> bool:
    if len(text) > LONGEST:
        return False
    seen = "".join(each for each in text if ord(each) not in _OF_EMOJI)
    words = "".join(" " if each in courtesies.EMOJI else each for each in seen)
    if not all(map(_is_plain, words)):
        return False
    if not any(map(str.isalnum, words)):
        return words != seen
    said = portuguese.words(words)
    if bearing.GREETING.fullmatch(said.strip(" .,!")) or not phrases.search(said):
        return False
    return courtesies.FILLERS.fullmatch(phrases.sub(" ", said)) is not None


def _is_plain(character: str) -> bool:
    """Return True for what stands in words: any other sign may say the opposite of them."""
    return character in _MARKS or character.isspace() or unicodedata.category(character)[0] in "LMN"

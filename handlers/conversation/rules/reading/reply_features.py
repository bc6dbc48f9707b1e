"""The features of a reply that the model of replies weighs: runs of characters and of words, each as a hash.

There are five groups: runs of characters; runs of words; pairs of words with up to three others between them; and,
together with the contact's standing, runs of words and runs of ``offer_words``. Characters are read without accents,
case, invisible characters and stretched letters ("siiiim"), words as ``portuguese.words`` has them, times and dates in
parts; beginning and end count as a character and as a word. Training and the function read a text through this module
alone, so a change of it, or of a module that it needs, asks for `make model`.
"""

import re
import unicodedata
from collections.abc import Sequence
from zlib import crc32

from handlers.common.rules import portuguese
from handlers.conversation.rules.reading import offer_words
from handlers.conversation.rules.replies import STANDINGS, Context

LONGEST = 1500
"""The characters of a text that are read: its beginning, and of a longer one its end too."""

_END = 500
_CHARACTERS = range(2, 7)
_WORDS = range(1, 4)
_APART = range(2, 5)
_HIDDEN = frozenset({"Mn", "Me", "Cf"})
_TOKEN = re.compile(rb"[a-z]+|[0-9]+|[^a-z0-9\s]+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


def features(text: str, context: Context) -> tuple[frozenset[int], ...]:
    """Return the hashes of each group of a text's features, of 32 bits."""
    standing = STANDINGS.index(context.standing)
    text = text.strip()
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - _END]}\n{text[-_END:]}"
    marked = [word.encode() for word in offer_words.marked(text, context.slots, context.zone, context.now)]
    text = _visible(text)
    words = _TOKEN.findall(portuguese.words(text).encode())
    return (
        frozenset(_runs(b"^%s$" % _plain(text), _CHARACTERS, 1)),
        frozenset(_joined(words, _WORDS, 2)),
        frozenset(_joined(words, _WORDS, 3 + standing)),
        frozenset(_pairs(words, _APART, 6)),
        frozenset(_joined(marked, _WORDS, 7 + standing)),
    )


def _visible(text: str) -> str:
    """Return the text without accents and without characters that nobody sees."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in decomposed if unicodedata.category(each) not in _HIDDEN)


def _plain(text: str) -> bytes:
    """Return the text in lower case, in UTF-8, with one blank for each gap and a full stop for each line's end."""
    lowered = text.replace("\n", " . ").lower()
    return " ".join(_STRETCHED.sub(r"\1", lowered).split()).encode("utf-8", "replace")


def _runs(text: bytes, lengths: range, seed: int) -> set[int]:
    return {
        crc32(text[start : start + length], seed)
        for length in lengths
        for start in range(len(text) - length + 1)
    }


def _joined(words: Sequence[bytes], lengths: range, seed: int) -> set[int]:
    words = [b"^", *words, b"$"]
    return {
        crc32(b" ".join(words[start : start + length]), seed)
        for length in lengths
        for start in range(len(words) - length + 1)
    }


def _pairs(words: Sequence[bytes], apart: range, seed: int) -> set[int]:
    return {
        crc32(b"%s %s" % (word, words[place + distance]), seed)
        for distance in apart
        for place, word in enumerate(words[: max(0, len(words) - distance)])
    }

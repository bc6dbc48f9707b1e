"""The features of a reply that the model of replies weighs: runs of characters and of words, each as a hash.

There are three groups: runs of characters, runs of words, and runs of words together with the contact's standing.
Characters are read without accents, case, invisible characters and stretched letters ("siiiim"), words as
``portuguese.words`` has them, times and dates in parts; beginning and end count as a character and as a word. Training
and the function read a text through this module alone, so a change of it or of ``portuguese`` asks for `make model`.
"""

import re
import unicodedata
from collections.abc import Sequence
from zlib import crc32

from handlers.common.rules import portuguese

STANDINGS = ("nothing", "offered", "scheduled")
"""The situations of a contact: after an outreach, with slots on offer, with a meeting to come."""
LONGEST = 1500
"""The characters of a text that are read: its beginning, and of a longer one its end too."""

_END = 500
_CHARACTERS = range(2, 7)
_WORDS = range(1, 4)
_HIDDEN = frozenset({"Mn", "Me", "Cf"})
_TOKEN = re.compile(rb"[a-z]+|[0-9]+|[^a-z0-9\s]+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


def features(text: str, standing: str) -> tuple[frozenset[int], ...]:
    """Return the hashes of each group of a text's features, of 32 bits; ``standing`` is one of ``STANDINGS``."""
    if standing not in STANDINGS:
        raise ValueError(f"standing is {standing!r}, not one of {', '.join(STANDINGS)}")
    crossed = 3 + STANDINGS.index(standing)
    text = _visible(text).strip()
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - _END]}\n{text[-_END:]}"
    words = [b"^", *_TOKEN.findall(portuguese.words(text).encode()), b"$"]
    return (
        frozenset(_runs(b"^%s$" % _plain(text), _CHARACTERS, 1)),
        frozenset(_joined(words, _WORDS, 2)),
        frozenset(_joined(words, _WORDS, crossed)),
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
    return {
        crc32(b" ".join(words[start : start + length]), seed)
        for length in lengths
        for start in range(len(words) - length + 1)
    }

"""The features of a reply that the model of replies weighs: n-grams, each hashed into one of many buckets.

Three groups, each a set of buckets: runs of characters, runs of words, and runs of words together with the contact's
standing. The text is read without accents, case, invisible characters and stretched letters ("siiiim"); beginning and
end count as a character and as a word. Training and the function read a text through this module alone, so a change
of it asks for `make model`.
"""

import re
import unicodedata
from collections.abc import Sequence
from zlib import crc32

BUCKETS = 1 << 17
STANDINGS = ("nothing", "offered", "scheduled")
"""The situations of a contact: after an outreach, with slots on offer, with a meeting to come."""
LONGEST = 1500
"""The characters of a text that are read; what follows is left out."""

_CHARACTERS = range(2, 6)
_WORDS = range(1, 4)
_CROSSED = range(1, 3)
_HIDDEN = frozenset({"Mn", "Me", "Cf"})
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(rb"[a-z]+|[0-9]+|[^a-z0-9\s]+")


def features(text: str, standing: str) -> tuple[frozenset[int], ...]:
    """Return the buckets of each group of a text's features; ``standing`` is one of ``STANDINGS``."""
    plain = _plain(text[:LONGEST])
    words = [b"^", *_TOKEN.findall(plain), b"$"]
    seed = 3 + STANDINGS.index(standing)
    return (
        frozenset(_runs(b"^%s$" % plain, _CHARACTERS, 1)),
        frozenset(_joined(words, _WORDS, 2)),
        frozenset(_joined(words, _CROSSED, seed)),
    )


def _plain(text: str) -> bytes:
    """Return the text in lower case, in UTF-8, with one blank for each gap and a full stop for each line's end."""
    text = text.strip().replace("\n", " . ").lower()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(each for each in decomposed if unicodedata.category(each) not in _HIDDEN)
    return " ".join(_STRETCHED.sub(r"\1", text).split()).encode("utf-8", "replace")


def _runs(text: bytes, lengths: range, seed: int) -> set[int]:
    return {
        crc32(text[start : start + length], seed) % BUCKETS
        for length in lengths
        for start in range(len(text) - length + 1)
    }


def _joined(words: Sequence[bytes], lengths: range, seed: int) -> set[int]:
    return {
        crc32(b" ".join(words[start : start + length]), seed) % BUCKETS
        for length in lengths
        for start in range(len(words) - length + 1)
    }

"""The model of replies: how probable each intent is, by a linear model over the features of a text.

`make model` trains it on local/model/corpus and writes its file; docs/replies.md has its figures. Its probabilities
are calibrated: of the replies that it gives an intent at 90 %, about nine in ten have it.
"""

import json
import math
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.reply_features import features
from handlers.conversation.rules.replies import Context

INTENTS = tuple(Intent)
"""The order of the weights of a feature."""
_VALUES = tuple(root * abs(root) for root in (*range(128), *range(-128, 0)))
"""The value of each byte: it is the signed root of a weight, so that small weights are told apart too."""


@dataclass(frozen=True)
class Model:
    """A model as its file holds it: a line of JSON, the hashes of the features, and signed bytes for each of them."""

    corpus: str
    """The digest of the corpus and of the features that the model was trained on."""
    scale: float
    """The value of a weight whose root is 1."""
    bias: tuple[float, ...]
    """The score of each intent before any feature counts."""
    hashes: tuple[int, ...]
    """The features that weigh anything, in ascending order."""
    weights: bytes
    """The signed root of a weight of each feature for each of ``INTENTS``."""

    def scores(self, groups: Iterable[frozenset[int]]) -> list[float]:
        """Return the score of each of ``INTENTS``: the logarithm of its odds, up to a common summand."""
        scores = list(self.bias)
        for group in groups:
            unit = self.scale / math.sqrt(len(group) or 1)
            roots = b"".join(self._weighing(group))
            sums = (
                sum(map(_VALUES.__getitem__, roots[place :: len(INTENTS)])) for place in range(len(INTENTS))
            )
            scores = [score + weight * unit for score, weight in zip(scores, sums, strict=True)]
        return scores

    def _weighing(self, group: frozenset[int]) -> Iterator[bytes]:
        # Looked up by halves: a dictionary of them all would take longer to make than a reply to read.
        for each in group:
            place = bisect_left(self.hashes, each)
            if place < len(self.hashes) and self.hashes[place] == each:
                start = place * len(INTENTS)
                yield self.weights[start : start + len(INTENTS)]


@cache
def model() -> Model:
    """Return the model that the function carries."""
    head, _, body = (
        (files("handlers.conversation.rules.reading") / "reply_model.bin").read_bytes().partition(b"\n")
    )
    told = json.loads(head)
    hashes = struct.Struct(f"<{told['features']}I")
    return Model(
        corpus=told["corpus"],
        scale=told["scale"],
        bias=tuple(told["bias"]),
        hashes=hashes.unpack_from(body),
        weights=body[hashes.size :],
    )


def probabilities(text: str, context: Context) -> Mapping[Intent, float]:
    """Return the probability of each intent, which add up to one."""
    scores = model().scores(features(text, context))
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    return dict(zip(INTENTS, (share / total for share in shares), strict=True))

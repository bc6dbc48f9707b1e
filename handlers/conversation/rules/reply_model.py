"""The model of replies: how probable each intent is, by a linear model over the features of a text.

`make model` trains it on local/model/corpus and writes its file; docs/replies.md has its figures. Its probabilities
are calibrated: of the replies that it gives an intent at 90 %, about nine in ten have it.
"""

import json
import math
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reply_features import features

INTENTS = tuple(Intent)
"""The order of the weights of a feature."""
_WEIGHTS = struct.Struct(f"{len(INTENTS)}b")


@dataclass(frozen=True)
class Model:
    """A model as its file holds it: a line of JSON, the hashes of the features, and a signed byte for each of their
    intents."""

    corpus: str
    """The digest of the corpus and of the features that the model was trained on."""
    scale: float
    """The value of a weight of 1."""
    bias: tuple[float, ...]
    """The score of each intent before any feature counts."""
    places: Mapping[int, int]
    """The place of the weights of each feature, by its hash; any other weighs nothing."""
    weights: bytes

    def scores(self, groups: Iterable[frozenset[int]]) -> list[float]:
        """Return the score of each of ``INTENTS``: the logarithm of its odds, up to a common summand."""
        scores = list(self.bias)
        for group in groups:
            rows = [
                _WEIGHTS.unpack_from(self.weights, self.places[each]) for each in group if each in self.places
            ]
            unit = self.scale / math.sqrt(len(group) or 1)
            sums = map(sum, zip(*rows, strict=True)) if rows else [0] * len(scores)
            scores = [score + weight * unit for score, weight in zip(scores, sums, strict=True)]
        return scores


@cache
def model() -> Model:
    """Return the model that the function carries."""
    head, _, body = (files("handlers.conversation.rules") / "reply_model.bin").read_bytes().partition(b"\n")
    told = json.loads(head)
    count = told["features"]
    hashes = struct.unpack_from(f"<{count}I", body)
    places = range(struct.calcsize(f"<{count}I"), len(body), _WEIGHTS.size)
    return Model(
        corpus=told["corpus"],
        scale=told["scale"],
        bias=tuple(told["bias"]),
        places=dict(zip(hashes, places, strict=True)),
        weights=body,
    )


def probabilities(text: str, standing: str) -> Mapping[Intent, float]:
    """Return the probability of each intent, which add up to one.

    ``standing`` is the contact's situation: ``nothing``, ``offered`` or ``scheduled``.
    """
    scores = model().scores(features(text, standing))
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    return dict(zip(INTENTS, (share / sum(shares) for share in shares), strict=True))

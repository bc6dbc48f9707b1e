"""The model of replies: how probable each intent is, by a linear model over the features of a text.

`make model` trains it from local/model/corpus and writes its file; docs/replies.md has its figures. Its probabilities
are calibrated: of the replies that it gives an intent at 90 %, about nine in ten have it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from struct import Struct

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reply_features import features

INTENTS = tuple(Intent)
"""The order of the weights of a bucket."""
_WEIGHTS = Struct(f"{len(INTENTS)}b")


@dataclass(frozen=True)
class Model:
    """A model as its file holds it: a line of JSON, then the weights, a signed byte for each bucket and intent."""

    scale: float
    """The value of a weight of 1."""
    bias: tuple[float, ...]
    """The score of each intent before any feature counts."""
    weights: bytes
    corpus: str
    """The digest of what the model was trained from."""

    def scores(self, groups: tuple[frozenset[int], ...]) -> list[float]:
        """Return the score of each of ``INTENTS``: the logarithm of its odds, up to a common summand."""
        scores = list(self.bias)
        for group in groups:
            rows = [_WEIGHTS.unpack_from(self.weights, bucket * _WEIGHTS.size) for bucket in group]
            unit = self.scale / math.sqrt(len(group) or 1)
            scores = [
                score + sum(column) * unit
                for score, column in zip(scores, zip(*rows, strict=True), strict=True)
            ]
        return scores


@cache
def model() -> Model:
    """Return the model that the function carries."""
    head, _, weights = (
        (files("handlers.conversation.rules") / "reply_model.bin").read_bytes().partition(b"\n")
    )
    told = json.loads(head)
    return Model(told["scale"], tuple(told["bias"]), weights, told["corpus"])


def probabilities(text: str, standing: str) -> Mapping[Intent, float]:
    """Return the probability of each intent, which add up to one.

    ``standing`` is the contact's situation: ``nothing``, ``offered`` or ``scheduled``.
    """
    scores = model().scores(features(text, standing))
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    return dict(zip(INTENTS, (share / sum(shares) for share in shares), strict=True))

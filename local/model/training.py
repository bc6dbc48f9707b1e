"""The training of the model of replies: ``python -m local.model.training FOLDS`` in the environment of its own.

A logistic regression over the features, the roots of whose weights are rounded to a signed byte. A twelfth of the
authors after the other is left out: a model of the rest says how probable each intent of their lines is. From these
probabilities comes the temperature of the calibration, and they go into the file FOLDS for the report.
"""

import json
import math
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np  # ty: ignore[import-not-found]
from scipy.sparse import csr_matrix  # ty: ignore[import-not-found]
from sklearn.linear_model import LogisticRegression  # ty: ignore[import-not-found]

from handlers.conversation.rules.reading import reply_model
from handlers.conversation.rules.reading.reply_features import features
from local.model import corpus
from local.model.corpus import Line
from local.model.situations import situation

TARGET = Path(reply_model.__file__).with_suffix(".bin")
STRENGTH = 10.0
"""The inverse of the penalty on large weights, the best of 10, 20 and 40 with authors left out."""
ROUGHLY = 1e-3
"""The steepness at which a training ends that only figures come of; L-BFGS is there in a fraction of Newton's time."""
EXACTLY = 1e-11
"""The same of the model that is shipped: so far down that the rounded roots are the same on every processor."""
FEWEST = 3
"""The number of lines that a feature must occur in, so that it weighs anything."""
MOST = 150_000
"""The features that are kept, those with the largest weights: all that 2 MB have room for."""
PARTS = 12
"""The parts that the authors are left out in."""
TEMPERATURES = [hundredths / 100 for hundredths in range(50, 251)]
LARGEST = 127
"""The largest root that a signed byte holds in both directions."""


def main(folds: Path) -> None:
    """Write the model's file, and the probabilities of each author's lines by the models of the others."""
    authors = corpus.authors()
    lines = [line for of_one in authors.values() for line in of_one]
    whose = np.array([name for name, of_one in authors.items() for _ in of_one])
    matrix, hashes = _matrix(lines)
    labels = np.array([reply_model.INTENTS.index(line.intent) for line in lines])
    parts = [sorted(authors)[part::PARTS] for part in range(min(PARTS, len(authors)))]
    others = [~np.isin(whose, part) for part in parts]
    with ProcessPoolExecutor() as pool:
        unseen = pool.map(_scores_of_the_rest, ((matrix, labels, each) for each in others))
        scores = np.zeros((len(lines), len(reply_model.INTENTS)))
        for chosen, of_the_rest in zip(others, unseen, strict=True):
            scores[~chosen] = of_the_rest
    temperature = min(TEMPERATURES, key=lambda each: _loss(scores / each, labels))
    folds.parent.mkdir(parents=True, exist_ok=True)
    folds.write_text(json.dumps([[round(p, 4) for p in row] for row in _shares(scores / temperature)]))
    _write(_Fitted(matrix, labels, exactly=True), hashes, temperature)


def _scores_of_the_rest(told: tuple[Any, Any, Any]) -> Any:
    """Return what a model of the chosen lines makes of the others."""
    matrix, labels, chosen = told
    return _Fitted(matrix[chosen], labels[chosen], exactly=False).scores(matrix[~chosen])


class _Fitted:
    """A model as it is fitted, with the roots of weights in one byte."""

    def __init__(self, matrix: Any, labels: Any, *, exactly: bool) -> None:
        self.kept = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]) >= FEWEST)
        matrix = matrix[:, self.kept]
        regression = LogisticRegression(
            C=STRENGTH, solver="lbfgs", max_iter=1000, tol=ROUGHLY, warm_start=True
        ).fit(matrix, labels)
        if exactly:
            regression.set_params(solver="newton-cg", tol=EXACTLY).fit(matrix, labels)
        weights = regression.coef_.T
        self.bias = regression.intercept_
        self.scale = float(np.abs(weights).max() / LARGEST**2)
        telling = np.sort(np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:MOST])
        self.kept, weights = self.kept[telling], weights[telling]
        self.roots = np.rint(np.sign(weights) * np.sqrt(np.abs(weights) / self.scale)).astype(np.int8)

    def scores(self, matrix: Any) -> Any:
        roots = self.roots.astype(np.float64)
        return matrix[:, self.kept] @ (roots * np.abs(roots) * self.scale) + self.bias


def _matrix(lines: Sequence[Line]) -> tuple[Any, Any]:
    """Return a row for each line, in which each group of features has a length of one, and the columns' hashes."""
    rows, hashes, values = [], [], []
    for row, line in enumerate(lines):
        for group in features(line.text, situation(line)):
            rows += [row] * len(group)
            hashes += sorted(group)
            values += [1 / math.sqrt(len(group) or 1)] * len(group)
    known, columns = np.unique(np.array(hashes, np.uint32), return_inverse=True)
    return csr_matrix((values, (rows, columns)), shape=(len(lines), len(known))), known


def _shares(scores: Any) -> Any:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _loss(scores: Any, labels: Any) -> float:
    return float(-np.log(_shares(scores)[np.arange(len(labels)), labels]).mean())


def _write(fitted: _Fitted, hashes: Any, temperature: float) -> None:
    head = {
        "corpus": corpus.digest(),
        "features": len(fitted.kept),
        "scale": _rounded([fitted.scale / temperature])[0],
        "bias": _rounded(fitted.bias / temperature),
    }
    keys = hashes[fitted.kept].astype("<u4")
    TARGET.write_bytes(json.dumps(head).encode() + b"\n" + keys.tobytes() + fitted.roots.tobytes())


def _rounded(values: Iterable[float]) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

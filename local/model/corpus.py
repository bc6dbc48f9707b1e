"""The corpus of labelled replies, one file for each author; local/model/corpus/README.md says what its labels mean."""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handlers.common.rules.model import Intent

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "corpus"
SITUATIONS = Path(__file__).with_name("situations.py")
HELD_OUT = FOLDER / "held_out"
"""The files of authors of whom nothing else is in the corpus; neither rules nor weights are made from them."""


@dataclass(frozen=True)
class Line:
    """A reply with the label of a careful reader."""

    text: str
    standing: str
    """``nothing``, ``offered`` or ``scheduled``."""
    intent: Intent
    offer: str | None = None
    """The offer that the contact has before them (``A``, ``B``, ``C``), where the standing is ``offered``."""
    slot: int | None = None
    """The chosen slot of the offer, counted from 1, of a ``slot_choice``."""
    order: bool = False
    """True for a plain order or refusal that nothing in the text denies or doubts."""


@cache
def authors() -> dict[str, tuple[Line, ...]]:
    """Return the lines of each author that rules and weights may be made from; not to be changed."""
    return _by_file(FOLDER)


@cache
def held_out() -> dict[str, tuple[Line, ...]]:
    """Return the lines that are for measuring alone, by what their authors were asked for; not to be changed."""
    return _by_file(HELD_OUT)


def read(path: Path) -> tuple[Line, ...]:
    """Return the lines of a file; ``ValueError`` with the place of one that is none."""
    lines = []
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            lines.append(_line(json.loads(text)))
        except (TypeError, KeyError, ValueError) as error:
            raise ValueError(f"{path.name}:{number} is no labelled reply: {error}") from error
    return tuple(lines)


def digest() -> str:
    """Return the digest of everything that decides the weights but the training itself: corpus and features."""
    content = hashlib.sha256()
    for path in (*_files(FOLDER), SITUATIONS, *_sources_of_features()):
        content.update(path.read_bytes())
    return content.hexdigest()


def _sources_of_features() -> list[Path]:
    """Return the modules that a text's features come from: those that a Python of its own loads for them."""
    told = "import sys, handlers.conversation.rules.reading.reply_features\nprint(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, check=True, text=True
    )
    places = [ROOT / name.replace(".", "/") for name in loaded.stdout.split() if name.startswith("handlers.")]
    return [path for place in places if (path := place.with_suffix(".py")).exists()]


def _by_file(folder: Path) -> dict[str, tuple[Line, ...]]:
    return {path.stem: read(path) for path in _files(folder)}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _line(told: dict[str, Any]) -> Line:
    fields: dict[str, Any] = {**told, "intent": Intent(told["intent"])}
    return Line(**fields)

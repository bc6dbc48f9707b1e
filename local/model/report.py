"""The report on how replies are read, docs/replies.md: its figures in numbers of replies, never with a text of one.

``python -m local.model.report`` writes its last two parts anew, which need no training.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents.orders import IRREVERSIBLE
from handlers.conversation.rules.reading import reply_model
from handlers.conversation.rules.replies import Reading
from local.model import corpus, situations
from local.model.situations import Judged

PAGE = Path(__file__).resolve().parents[2] / "docs" / "replies.md"

_FOR_HUMANS = (Intent.QUESTION, Intent.UNKNOWN)
_BOUNDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
"""The bounds of the classes of probability in which the calibration is counted."""

_TEXT = """# How replies are understood, in figures

*Written by `make model`, the last two parts by `make docs` too; `make replies` compares them with the functions.*

Replies are read in stages ([docs/system.md](system.md#conversation-intents)). The last of them is a model that says how
probable each intent of a reply is. It is linear over runs of characters and words, the words also together with the
contact's standing and with what each day, hour and option in them is of the offer. It was trained on {lines:,} labelled
replies by {authors} authors; [the corpus](../local/model/corpus/README.md) says what the labels mean.

Precision is how many of the replies that are read as an intent have it; recall is how many of those that have it are
read so. In the tables of confusion a row is the label, a column the reading. Calibration sets how probable the model
calls its readings beside how many of them are right.

## The model alone, each author read by a model of the others

The training leaves a few authors out after the others, so no line is read by a model that has seen its author.

{folds}

"""

_HELD_OUT = """## The model alone, the authors held out

Authors of whom the model, the rules and those who made them have seen nothing, read by the model that is shipped. Only
`everyday`, `short-lines` and `mixed` are what most campaigns meet; `as-customers-judge` is half of that and half of
what is hard. The others are hard on purpose: lines that come close to another intent, words that nobody thinks of
first, what is written around a booked meeting, English, Spanish.

{model}

## All stages, the authors held out

The same replies, read as the functions read them.

{stages}
"""


@dataclass(frozen=True)
class Read:
    """A labelled reply as a model reads it."""

    label: Intent
    intent: Intent
    probability: float


class Figures(NamedTuple):
    """The shares of replies that are read right, and the steps that follow at once; ``nan`` where there is none."""

    right: float
    opt_outs_found: float
    """The recall of opt-outs."""
    opt_outs_meant: float
    """Their precision."""
    slots_found: float
    slots_meant: float
    ending: int
    """The replies that end something at once."""
    without_order: int
    """Those of them that their authors did not label a plain order to."""


def folds(path: Path) -> tuple[Read, ...]:
    """Return the readings of each author's lines by the models of the others, as the training left them in ``path``."""
    labels = [line.intent for lines in corpus.authors().values() for line in lines]
    rows = json.loads(path.read_text())
    return tuple(_read(label, row) for label, row in zip(labels, rows, strict=True))


def held_out() -> tuple[Read, ...]:
    """Return the readings of the held-out lines by the model that is shipped."""
    return tuple(
        _read(line.intent, list(reply_model.probabilities(line.text, situations.situation(line)).values()))
        for line in chain.from_iterable(corpus.held_out().values())
    )


def judged_held_out() -> dict[str, list[Judged]]:
    """Return the readings of the held-out lines by all stages, by what their authors were asked for."""
    return {kind: situations.judged(lines) for kind, lines in corpus.held_out().items()}


def page(by_folds: Sequence[Read]) -> str:
    """Return docs/replies.md."""
    authors = corpus.authors()
    lines = sum(map(len, authors.values()))
    first = _TEXT.format(lines=lines, authors=len(authors), folds=section(by_folds))
    return f"{first}{on_held_out(judged_held_out())}"


def on_held_out(by_kind: Mapping[str, Sequence[Judged]]) -> str:
    """Return the parts of docs/replies.md about the authors held out, which are its last ones."""
    return _HELD_OUT.format(model=section(held_out()), stages=_by_stages(by_kind))


def renew() -> None:
    """Write these parts of docs/replies.md anew."""
    text = PAGE.read_text("utf-8")
    kept = text[: text.index(_HELD_OUT.partition("\n")[0])]
    PAGE.write_text(kept + on_held_out(judged_held_out()), "utf-8")


def _by_stages(by_kind: Mapping[str, Sequence[Judged]]) -> str:
    found = list(chain.from_iterable(by_kind.values()))
    reads = [Read(line.intent, reading.intent, 1) for line, reading, _ in found]
    chosen = [right for _, reading, right in found if reading.slot]
    ending = _ending(found)
    automatic = [each for each in found if each[0].intent not in _FOR_HUMANS]
    needless = sum(
        reading.intent in _FOR_HUMANS and not reading.is_open_choice for _, reading, _ in automatic
    )
    told = (
        f"Of {len(chosen)} slots that are chosen, {sum(chosen)} are the one that was meant. {len(ending)} replies end "
        f"something at once; the authors labelled {sum(ending)} of them a plain order to. Of "
        f"{len(automatic)} replies that need no human, {needless} go to one ({_percent(needless, len(automatic))}). "
        "The second table has what follows at once, and of whom it is asked back if it is meant, or which slot."
    )
    tables = (_kinds(by_kind), _followed(found), _intents(reads), _confusion(reads))
    return "\n\n".join((_accuracy(reads), told, *map(_table, tables)))


def _kinds(by_kind: Mapping[str, Sequence[Judged]]) -> Iterable[Sequence[str]]:
    of_both = ("`opt_out`: precision", "recall", "`slot_choice`: precision", "recall")
    yield "authors", "replies", "right", *of_both, "end something", "without an order"
    for kind, found in by_kind.items():
        told = figures(found)
        shares = (
            told.right,
            told.opt_outs_meant,
            told.opt_outs_found,
            told.slots_meant,
            told.slots_found,
        )
        ends = (f"{told.ending}", f"{told.without_order}")
        yield f"`{kind}`", f"{len(found)}", *(f"{share:.1%}" for share in shares), *ends


def _followed(found: Sequence[Judged]) -> Iterable[Sequence[str]]:
    yield (
        "intent",
        "replies",
        "followed at once",
        "rightly",
        "asked back",
        "rightly",
        "of the replies, either way",
    )
    for intent in (Intent.SLOT_CHOICE, *sorted(IRREVERSIBLE)):
        labelled = sum(line.intent is intent for line, *_ in found)
        at_once = [right for _, reading, right in found if reading.intent is intent and reading.certain]
        asked = [line.intent is intent for line, reading, _ in found if _is_asked_back(reading, intent)]
        known = (sum(at_once) + sum(asked)) / labelled
        numbers = (labelled, len(at_once), sum(at_once), len(asked), sum(asked))
        yield f"`{intent}`", *map(str, numbers), f"{known:.1%}"


def _is_asked_back(reading: Reading, intent: Intent) -> bool:
    """Return True if a reading asks the person back whether the intent is meant, or which slot."""
    if intent is Intent.SLOT_CHOICE:
        return reading.intent is Intent.UNKNOWN and reading.is_open_choice
    return reading.intent is intent and not reading.certain


def figures(found: Sequence[Judged]) -> Figures:
    """Return the figures of replies as all stages read them."""
    ending = _ending(found)
    return Figures(
        _share(right for *_, right in found),
        *(_found_and_meant(found, Intent.OPT_OUT)),
        *(_found_and_meant(found, Intent.SLOT_CHOICE)),
        len(ending),
        len(ending) - sum(ending),
    )


def _found_and_meant(found: Sequence[Judged], intent: Intent) -> tuple[float, float]:
    """Return the recall and the precision of an intent."""
    return (
        _share(right for line, _, right in found if line.intent is intent),
        _share(right for _, reading, right in found if reading.intent is intent),
    )


def _share(of: Iterable[bool]) -> float:
    return mean([*of] or [math.nan])


def _ending(found: Iterable[Judged]) -> list[bool]:
    """Return for each reply that ends something at once if its author labelled it a plain order to."""
    return [
        right and line.order
        for line, reading, right in found
        if reading.certain and reading.intent in IRREVERSIBLE
    ]


def section(reads: Sequence[Read]) -> str:
    """Return the figures of some readings as Markdown: accuracy, the intents, confusion and calibration."""
    tables = (_intents(reads), _confusion(reads), _calibration(reads))
    return "\n\n".join((_accuracy(reads), *map(_table, tables)))


def _accuracy(reads: Sequence[Read]) -> str:
    right = sum(read.label is read.intent for read in reads)
    return (
        f"{right:,} of {len(reads):,} replies are read as they are labelled: {_percent(right, len(reads))}."
    )


def _read(label: Intent, probabilities: Sequence[float]) -> Read:
    highest = max(probabilities)
    return Read(label, reply_model.INTENTS[probabilities.index(highest)], highest)


def _intents(reads: Sequence[Read]) -> Iterable[Sequence[str]]:
    yield "intent", "replies", "precision", "recall"
    labelled, told = Counter(read.label for read in reads), Counter(read.intent for read in reads)
    right = Counter(read.label for read in reads if read.label is read.intent)
    for intent in reply_model.INTENTS:
        precision, recall = (_percent(right[intent], every[intent]) for every in (told, labelled))
        yield f"`{intent}`", f"{labelled[intent]}", precision, recall


def _confusion(reads: Sequence[Read]) -> Iterable[Sequence[str]]:
    yield "label", *(f"`{intent}`" for intent in reply_model.INTENTS)
    pairs = Counter((read.label, read.intent) for read in reads)
    for label in reply_model.INTENTS:
        yield f"`{label}`", *(f"{pairs[label, intent] or ''}" for intent in reply_model.INTENTS)


def _calibration(reads: Sequence[Read]) -> Iterable[Sequence[str]]:
    yield "called probable", "replies", "on average", "right"
    for low, high in pairwise(_BOUNDS):
        among = [read for read in reads if low <= read.probability < high or read.probability == high == 1]
        mean = sum(read.probability for read in among)
        right = sum(read.label is read.intent for read in among)
        span = f"{low:.0%} to {high:.0%}" if low else f"below {high:.0%}"
        yield span, f"{len(among)}", _percent(mean, len(among)), _percent(right, len(among))


def _percent(part: float, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _table(rows: Iterable[Sequence[str]]) -> str:
    head, *body = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))


if __name__ == "__main__":
    renew()

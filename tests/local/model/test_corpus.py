"""The corpus of labelled replies: its form, its size, and that what is held out is apart.

No test shows a line of the held-out file.
"""

import re
import unicodedata
from collections import Counter
from itertools import chain

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import STANDINGS
from local.model import corpus
from local.model.corpus import Line

ORDERED = {Intent.OPT_OUT, Intent.CANCEL, Intent.NOT_INTERESTED}


def faults(line: Line) -> list[str]:
    """What is wrong with the fields of a line."""
    told = {
        "text": bool(line.text.strip()),
        "standing": line.standing in STANDINGS,
        "offer": (line.offer in ("A", "B", "C")) if line.standing == "offered" else line.offer is None,
        "slot": (line.slot in (1, 2, 3)) if line.intent is Intent.SLOT_CHOICE else line.slot is None,
        "order": not line.order or line.intent in ORDERED,
    }
    return [field for field, holds in told.items() if not holds]


def alike(text: str) -> str:
    """The words of a text without case, accents, punctuation and blanks, or all of it where it has none."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(re.findall(r"[a-z0-9]+", plain)) or text.strip()


def lines() -> list[Line]:
    return list(chain.from_iterable(corpus.authors().values()))


def held_out() -> list[Line]:
    return list(chain.from_iterable(corpus.held_out().values()))


def test_every_line_has_the_fields_that_belong_to_its_standing_and_intent() -> None:
    wrong = [
        (name, number, faults(line))
        for name, of_one in (corpus.authors() | corpus.held_out()).items()
        for number, line in enumerate(of_one, 1)
        if faults(line)
    ]
    assert wrong == []


def test_the_corpus_and_what_is_held_out_are_large_and_have_every_intent() -> None:
    # Numbers alone are compared, so that a failure shows no line of what is held out.
    seen, apart = len(lines()), len(held_out())
    assert seen >= 4000
    assert apart * 10 >= seen + apart
    for part, least in ((lines(), 300), (held_out(), 40)):
        counts = Counter(line.intent for line in part)
        fewest = min(counts[intent] for intent in Intent)
        assert fewest >= least


def test_no_text_stands_twice_with_the_same_standing() -> None:
    counts = Counter((line.text, line.standing) for line in lines())
    assert [key for key, count in counts.items() if count > 1] == []
    # Numbers alone are compared here too, and below.
    twice = len(held_out()) - len({(line.text, line.standing) for line in held_out()})
    assert twice == 0


def test_what_is_held_out_is_in_no_other_file_whatever_its_accents_and_punctuation() -> None:
    elsewhere = {alike(line.text) for line in lines()}
    there = sum(alike(line.text) in elsewhere for line in held_out())
    assert there == 0


def test_e_mail_addresses_lead_nowhere() -> None:
    everything = (*lines(), *held_out())
    found = [name for line in everything for name in re.findall(r"@[\w-]+(?:\.[\w-]+)*\.(\w+)", line.text)]
    assert set(found) <= {"example"}


def test_a_line_that_is_none_is_named_by_its_place(tmp_path) -> None:
    path = tmp_path / "06.jsonl"
    path.write_text(
        '{"text": "oi", "standing": "nothing", "intent": "unknown"}\n{"text": "oi", "intent": "sim"}\n'
    )
    with pytest.raises(ValueError, match=r"06.jsonl:2 is no labelled reply: 'sim' is not a valid Intent"):
        corpus.read(path)

"""The report on the model of replies: its counts."""

import json
from pathlib import Path

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.reply_model import INTENTS
from local.model import corpus, report
from local.model.report import Read

READS = (
    Read(Intent.OPT_OUT, Intent.OPT_OUT, 0.99),
    Read(Intent.OPT_OUT, Intent.OPT_OUT, 1.0),
    Read(Intent.OPT_OUT, Intent.CANCEL, 0.6),
    Read(Intent.QUESTION, Intent.OPT_OUT, 0.4),
)


def test_the_figures_are_counted_by_label_and_by_reading() -> None:
    rows = report.section(READS).splitlines()
    assert rows[0] == "2 of 4 replies are read as they are labelled: 50.0%."
    assert "| `opt_out` | 3 | 66.7% | 66.7% |" in rows
    assert "| `cancel` | 0 | 0.0% | – |" in rows
    assert "| `question` | 1 | – | 0.0% |" in rows


def test_a_row_of_the_confusion_is_a_label_and_a_column_a_reading() -> None:
    rows = [
        row.split(" | ") for row in report.section(READS).splitlines() if row.startswith("| `opt_out` | 2")
    ]
    assert [row[1 + INTENTS.index(Intent.OPT_OUT)] for row in rows] == ["2"]
    assert [row[1 + INTENTS.index(Intent.CANCEL)] for row in rows] == ["1"]


def test_the_calibration_sets_how_probable_a_reading_is_called_beside_how_often_it_is_right() -> None:
    rows = report.section(READS).splitlines()
    assert "| below 50% | 1 | 40.0% | 0.0% |" in rows
    assert "| 98% to 100% | 2 | 99.5% | 100.0% |" in rows
    assert "| 80% to 90% | 0 | – | – |" in rows


def test_folds_are_of_the_corpus_line_by_line(tmp_path: Path) -> None:
    labels = [line.intent for lines in corpus.authors().values() for line in lines]
    path = tmp_path / "folds.json"
    path.write_text(json.dumps([[float(intent is label) for intent in INTENTS] for label in labels]))
    assert report.folds(path) == tuple(Read(label, label, 1.0) for label in labels)
    path.write_text("[]")
    with pytest.raises(ValueError, match="zip"):
        report.folds(path)

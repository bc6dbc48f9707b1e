"""The decision records: their form, and the table of all of them."""

import re
from pathlib import Path

import pytest

from tests.docs import markdown

DECISIONS = markdown.ROOT / "docs" / "decisions"
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_record_says_its_status_the_context_the_choice_and_the_consequences(record: Path) -> None:
    title, *rest = markdown.headings(record)
    number, _, words = title.partition(": ")
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    assert record.stem == f"{number}-{slug}"
    assert rest == ["Context", "Choice", "Consequences"]
    status = r"^Status: (?:Proposed|Accepted|Superseded by \[.+\]\(.+\))$"
    assert len(re.findall(status, record.read_text("utf-8"), re.MULTILINE)) == 1


def test_the_records_are_numbered_without_a_gap() -> None:
    assert [record.stem[:4] for record in RECORDS] == [f"{n:04}" for n in range(1, len(RECORDS) + 1)]


def test_the_table_lists_every_record_with_its_title() -> None:
    titles = [markdown.headings(record)[0].partition(": ") for record in RECORDS]
    rows = [
        [f"[{number}]({record.name})", title]
        for (number, _, title), record in zip(titles, RECORDS, strict=True)
    ]
    assert markdown.table(DECISIONS / "README.md", "record", under="Decisions") == rows

"""The description of the system: its references, its marks, and its tables against the code."""

import re
from pathlib import Path

import pytest

from components import catalogue
from components.catalogue.extensions import EXTENSIONS
from handlers.common.rules.model import Event, Intent, Kind, MeetingStatus, State
from tests.docs import markdown

ADDED = [spec for extension in EXTENSIONS for spec in (*extension.functions, *extension.tables)]
"""Not described there: each has a module of its own that says what it is."""

SYSTEM = markdown.ROOT / "docs" / "system.md"
TEXT = SYSTEM.read_text("utf-8")
CODE = ("components/", "examples/", "handlers/", "local/", "ops/", "policies/", "tests/")
MARK = "**Not built yet:**"

REFERENCE = re.compile(r"docs/system\.md((?:(?:,|and|or|[\s#])*\"[^\"]+\")*)")
SECTION = re.compile(r"\bsections?(?:'s)? \d", re.IGNORECASE)
ELSEWHERE = re.compile(r"\bRFC \d+, section \d")


def sources() -> list[Path]:
    """The files of code that may refer to the description."""
    suffixes = {".py", ".yaml", ".yml", ".json", ".md", ".toml", ""}
    return [
        path
        for path in markdown.tracked()
        if path != Path(__file__)
        and path.suffix in suffixes
        and (markdown.name(path).startswith(CODE) or path.parent == markdown.ROOT)
    ]


def quoted(references: str) -> list[str]:
    """The headings in a reference, which a comment may break into two lines."""
    return [re.sub(r"\s*\n[\s#]*", " ", heading) for heading in re.findall(r'"([^"]+)"', references)]


def built(rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows if not any(MARK in cell for cell in row)]


def test_every_reference_in_the_code_names_a_heading_that_exists() -> None:
    known = set(markdown.headings(SYSTEM))
    unknown = [
        f"{markdown.name(path)}: {heading}"
        for path in sources()
        for reference in REFERENCE.findall(path.read_text("utf-8"))
        for heading in quoted(reference)
        if heading not in known
    ]
    assert unknown == []


def test_no_file_refers_to_the_description_by_the_number_of_a_section() -> None:
    numbered = [
        f"{markdown.name(path)}:{number}: {line.strip()}"
        for path in sources()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if SECTION.search(ELSEWHERE.sub("", line))
    ]
    assert numbered == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"""The limits (docs/system.md, "Pace: limits")."""', ["Pace: limits"]),
        ('# docs/system.md, "Sending: what an\n    # answer means"', ["Sending: what an answer means"]),
        ('docs/system.md, "Pace: limits" and "Pace: hours"', ["Pace: limits", "Pace: hours"]),
        ("docs/system.md says so", []),
    ],
)
def test_a_reference_is_read_as_it_is_written(text: str, found: list[str]) -> None:
    assert [heading for each in REFERENCE.findall(text) for heading in quoted(each)] == found


def test_a_heading_below_a_section_begins_with_the_name_of_the_section() -> None:
    section = ""
    for rank, heading in re.findall(r"^(##|###) (.+)$", TEXT, re.MULTILINE):
        if rank == "##":
            section = heading
        else:
            assert heading.startswith(f"{section}: "), heading


def test_what_is_not_built_is_marked_in_one_way() -> None:
    """The mark stands at the start of a quoted block or in the cell of a table, and nowhere else but in its own
    explanation."""
    for line in TEXT.splitlines():
        for found in re.finditer(r"not (?:yet )?built(?: yet)?", line, re.IGNORECASE):
            marked = line[: found.start()].endswith("**") and line[found.end() :].startswith(":**")
            explained = line.startswith(("- **Not built yet:** marks", "  `grep -n"))
            assert explained or (marked and line.startswith(("> **", "|"))), line


def test_the_tables_are_those_of_the_catalogue() -> None:
    rows = built(markdown.table(SYSTEM, "table", under="The stack: tables"))
    found = {markdown.code(row[0])[0]: row for row in rows}
    described = [spec for spec in catalogue.TABLES if spec not in ADDED]
    assert set(found) == {spec.name for spec in described}
    for spec in described:
        _, key, ttl, indexes = found[spec.name]
        assert key == ", ".join(filter(None, (spec.hash_key, spec.range_key)))
        assert ttl.partition(",")[0] == (spec.ttl or "")
        assert indexes == "; ".join(
            f"{index.name}: {', '.join(filter(None, (index.hash_key, index.range_key)))}"
            for index in spec.indexes
        )


def test_the_functions_are_those_of_the_catalogue() -> None:
    rows = built(markdown.table(SYSTEM, "function", under="The stack: functions"))
    found = {(markdown.code(row[0])[0], int(row[1]), int(row[2])) for row in rows}
    assert found == {
        (spec.name, spec.memory, spec.timeout)
        for spec in catalogue.functions(inbound_mail=True)
        if spec not in ADDED
    }


def test_the_events_and_intents_are_those_that_the_functions_know() -> None:
    events = built(markdown.table(SYSTEM, "event", under="What operators see: events"))
    assert {markdown.code(row[0])[0] for row in events} == set(Event)
    intents = built(markdown.table(SYSTEM, "intent", under="Conversation: intents"))
    assert {markdown.code(row[0])[0] for row in intents} == set(Intent)


@pytest.mark.parametrize("vocabulary", [Kind, State, MeetingStatus], ids=lambda each: each.__name__)
def test_every_kind_of_message_and_every_state_is_named(
    vocabulary: type[Kind | State | MeetingStatus],
) -> None:
    assert [word for word in vocabulary if not re.search(rf"\b{word}\b", TEXT)] == []

"""Every threat names what holds it off, and a test that exists."""

import ast
import re
from pathlib import Path

from tests.docs import markdown

PAGE = markdown.ROOT / "docs" / "threats.md"
TESTS = markdown.ROOT / "tests"


def rows() -> list[list[str]]:
    """The cells of every row of the page's tables."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in cells if row[0] != "threat"]


def known_in(path: Path) -> set[str]:
    """The names of the tests of a file; none where there is no such file."""
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text("utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


def test_every_test_that_a_threat_names_exists() -> None:
    named = [each for row in rows() for each in re.findall(r"`([^`]+)`", row[2])]
    assert len(named) > 30
    missing = [
        each for each in named if each.partition("::")[2] not in known_in(TESTS / each.partition("::")[0])
    ]
    assert missing == []


def test_every_threat_is_held_off_by_something_that_a_test_shows() -> None:
    assert len(rows()) > 25
    assert [row for row in rows() if len(row) != 3 or not all(row) or "::test_" not in row[2]] == []

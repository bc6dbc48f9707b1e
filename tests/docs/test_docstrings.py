"""The English of docstrings: plain, and beginning with what a thing is or does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs import markdown

FOLDERS = ("components/", "examples/", "handlers/", "local/", "ops/", "policies/")
PROSE = ("README.md", "CONTRIBUTING.md")
OPENING = re.compile(r"(?:What|Whether|How|When|Where|Who|Why|Says|Gives|Tells)\b")
DIALECT = re.compile(r"\b(?:is at it|to be had|what came of it|(?-i:Mend:))", re.IGNORECASE)


def modules() -> list[Path]:
    """The program's modules, without the tests."""
    return [
        path
        for path in markdown.tracked()
        if path.suffix == ".py" and markdown.name(path).startswith((*FOLDERS, "__main__.py"))
    ]


def texts() -> list[Path]:
    """The modules, and the Markdown files that describe them."""
    return modules() + [
        path
        for path in markdown.files()
        if markdown.name(path) in PROSE or markdown.name(path).startswith("docs/")
    ]


def docstrings(source: str) -> Iterator[tuple[int, str]]:
    """The line and the text of each string that stands alone: docstrings, those of attributes included."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text.strip()


def opening_questions(source: str) -> list[str]:
    """The first lines of the docstrings that begin with a question word, each after its line number."""
    return [f"{line}: {text.splitlines()[0]}" for line, text in docstrings(source) if OPENING.match(text)]


def dialect(text: str) -> list[str]:
    """The turns of phrase that stand for plain words, also where a line breaks in one of them."""
    return DIALECT.findall(" ".join(text.split()))


@pytest.mark.parametrize(
    "source",
    [
        '"""What operators do."""',
        'def judge():\n    """Whether it may pass."""',
        'class Run:\n    """A run."""\n\n    place: str\n    """Where its items are."""',
        'async def count():\n    """\n    How many there are.\n    """',
    ],
    ids=["module", "function", "attribute", "below the quotes"],
)
def test_a_docstring_that_begins_with_a_question_word_is_found(source: str) -> None:
    assert len(opening_questions(source)) == 1


def test_a_docstring_that_begins_with_a_noun_or_an_imperative_passes() -> None:
    assert (
        opening_questions(
            '"""Whatever a queue holds."""\n\ndef read():\n    """Return how many there are."""'
        )
        == []
    )


def test_dialect_is_found_across_the_end_of_a_line() -> None:
    assert dialect("a list of all that is to\nbe had. Mend: run it again") == ["to be had", "Mend:"]


def test_every_docstring_begins_with_what_the_thing_is_or_does() -> None:
    found = {markdown.name(path): opening_questions(path.read_text("utf-8")) for path in modules()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_code_and_documentation_are_written_in_plain_english() -> None:
    found = {markdown.name(path): dialect(path.read_text("utf-8")) for path in texts()}
    assert {name: phrases for name, phrases in found.items() if phrases} == {}

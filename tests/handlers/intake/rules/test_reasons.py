"""Every reason for which something is refused or noted has a sentence for the sender of the list, in Portuguese."""

import ast
from collections.abc import Iterator
from pathlib import Path

from handlers.common.rules.refusals import Problem
from handlers.intake.rules import reasons

ROOT = Path(__file__).parents[4] / "handlers"
SOURCES = [
    *sorted((ROOT / "intake").rglob("*.py")),
    *(ROOT / "common" / "rules").glob("phone*.py"),
    ROOT / "common" / "rules" / "emails.py",
]
PLACES = {"Refused": 0, "Problem": 1}
"""The classes that have a code, each with its place among their arguments."""


def codes() -> Iterator[str]:
    """The codes that are written where something is refused or noted, or given to what does so."""
    trees = [ast.parse(source.read_text(encoding="utf-8")) for source in SOURCES]
    places = PLACES | {
        each.name: [argument.arg for argument in each.args.args].index("code")
        for tree in trees
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef) and "code" in [argument.arg for argument in each.args.args]
    }
    for call in (each for tree in trees for each in ast.walk(tree) if isinstance(each, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", None))
        given = call.args[places[name] :][:1] if name in places else []
        yield from (str(each.value) for each in given if isinstance(each, ast.Constant))


def test_every_code_has_a_sentence():
    found = set(codes())
    assert len(found) > 30
    assert found - reasons.REASONS.keys() == set()


def test_a_sentence_begins_small_and_ends_for_it_follows_the_field():
    for code, sentence in reasons.REASONS.items():
        assert sentence[0].islower() or sentence.startswith("{value}"), code
        assert sentence.endswith("."), code


def test_the_sender_reads_field_value_and_reason():
    problem = Problem("phone", "no_area_code", "'3333-4444' has no area code", "3333-4444")
    assert reasons.told(problem).startswith("Telefone «3333-4444»: falta o DDD.")


def test_a_code_without_a_sentence_is_told_in_english():
    assert reasons.told(Problem("row", "brand_new", "something else", "x")) == "«x»: something else"


def test_a_repeated_row_names_the_row_that_it_repeats():
    problem = Problem("row", "duplicate_of_row", "the contact is that of row 7", "7")
    assert reasons.told(problem).startswith("repete a linha 7 desta lista")
    assert (
        reasons.told(Problem("row", "duplicate_of_row", "the contact came in before"))
        == "the contact came in before"
    )

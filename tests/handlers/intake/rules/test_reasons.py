"""Every reason for which something is refused or noted has a sentence for the sender of the list, in Portuguese."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from handlers.common.rules.refusals import Problem
from handlers.intake.rules import reasons

ROOT = Path(__file__).parents[4] / "handlers"
MODULES = {
    source.stem: ast.parse(source.read_text(encoding="utf-8"))
    for source in sorted(
        [
            *(ROOT / "common" / "rules").glob("*.py"),
            *(ROOT / "intake").rglob("*.py"),
            ROOT / "ingest_contacts.py",
        ]
    )
}
CLASSES = {"Refused": 0, "Problem": 1}
"""The classes that have a code, each with its place among their arguments."""
PASSED_ON = {"code", "refused.code", "*marshal.loads(message[1:])"}
"""Expressions for a code that is given elsewhere: to the function, or where the refusal was made."""


def takers(tree: ast.Module) -> dict[str, int]:
    """The functions of a module that are given a code, each with its place among their arguments."""
    functions = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
    names = {each.name: [argument.arg for argument in each.args.args] for each in functions}
    return {name: arguments.index("code") for name, arguments in names.items() if "code" in arguments}


def constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """The names that a module gives to an expression, or to each of several."""
    for each in tree.body:
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Tuple):
            names = each.targets[0].elts if isinstance(each.targets[0], ast.Tuple) else ()
            yield from ((ast.unparse(name), value) for name, value in zip(names, each.value.elts))  # noqa: B905
        elif isinstance(each, ast.Assign):
            yield ast.unparse(each.targets[0]), each.value


def given_codes() -> Iterator[ast.expr]:
    """What is written as code wherever something is refused or noted."""
    elsewhere = {
        f"{module}.{name}": place for module, tree in MODULES.items() for name, place in takers(tree).items()
    }
    for tree in MODULES.values():
        places = CLASSES | elsewhere | takers(tree)
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in places:
                yield from call.args[places[ast.unparse(call.func)] :][:1]


def codes_in(given: ast.expr, names: Mapping[str, ast.expr]) -> Iterator[str]:
    """The codes that an expression may be; an expression that hides them as it stands."""
    written = ast.unparse(given)
    if isinstance(given, ast.IfExp):
        yield from codes_in(given.body, names)
        yield from codes_in(given.orelse, names)
    elif isinstance(given, ast.Constant):
        yield str(given.value)
    elif written in names:
        yield from codes_in(names[written], names)
    elif written not in PASSED_ON:
        yield f"not to be seen: {written}"


def codes() -> set[str]:
    names = {f"{module}.{name}": value for module, tree in MODULES.items() for name, value in constants(tree)}
    names |= {name.partition(".")[2]: value for name, value in names.items()}
    return {code for given in given_codes() for code in codes_in(given, names)}


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert codes() == reasons.REASONS.keys()


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

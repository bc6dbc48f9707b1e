"""A law over a table tries all lines, and names those that break it."""

import inspect

import pytest

from tests import lines


def test_all_lines_are_tried_and_one_that_breaks_the_law_is_named() -> None:
    tried = []

    @lines.over(("number", "limit"), [(1, 2), (3, 2), (0, 2)])
    def law(number: int, limit: int) -> None:
        tried.append(number)
        assert number < limit

    with pytest.raises(AssertionError) as broken:
        law()
    assert tried == [1, 3, 0]
    assert broken.value.__notes__ == ["with 3, 2"]


def test_several_lines_are_all_told_by_the_names_that_they_have() -> None:
    @lines.over("number", [pytest.param(5, id="five"), 6, 1], ids=["a", "six", "one"])
    def law(number: int) -> None:
        assert number < 5

    with pytest.raises(ExceptionGroup, match="2 of 3 lines") as broken:
        law()
    assert [error.__notes__ for error in broken.value.exceptions] == [["with five"], ["with six"]]


def test_tables_multiply_and_what_is_left_is_a_fixtures() -> None:
    tried = []

    @lines.over("one", [1, 2])
    @lines.over("two", "ab")
    def law(one: int, two: str, folder: str) -> None:
        tried.append(f"{folder}{one}{two}")

    assert list(inspect.signature(law).parameters) == ["folder"]
    law(folder="f")
    assert tried == ["f1a", "f1b", "f2a", "f2b"]


def test_a_table_without_lines_is_refused() -> None:
    with pytest.raises(AssertionError, match="no line for number"):
        lines.over("number", [])

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules import fence
from handlers.common.rules.fence import Mark, Standing

NOW = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)
NUMBERS = st.integers(min_value=0, max_value=10_000)


def marks(**numbers: int) -> dict[str, Mark]:
    return {table: Mark(number, NOW) for table, number in numbers.items()}


@given(NUMBERS, NUMBERS)
def test_a_table_is_whole_unless_it_is_behind_its_mark_outside(inside: int, outside: int) -> None:
    found = fence.standing(marks(contacts=inside), marks(contacts=outside))
    if outside:
        assert (found is Standing.OPEN) == (inside >= outside)
    else:
        assert (found is Standing.OPEN) == (inside <= 1)


@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(NUMBERS, NUMBERS), min_size=1))
def test_one_table_that_was_restored_holds_everything(tables: dict[str, tuple[int, int]]) -> None:
    inside = marks(**{table: numbers[0] for table, numbers in tables.items()})
    outside = marks(**{table: numbers[1] for table, numbers in tables.items()})
    whole = all(fence.is_whole(inside[table], outside[table]) for table in tables)
    assert (fence.standing(inside, outside) is Standing.OPEN) == whole


def test_a_table_without_a_mark_is_not_the_one_that_was_marked() -> None:
    assert fence.standing({}, marks(contacts=7)) is Standing.RESTORED
    assert fence.standing({}, {}) is Standing.OPEN


STEPS = st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=60)
"""Runs that go on one step each, and whether they die instead."""


class Runs:
    """Runs of ``advance`` that overlap as they like: each reads, then writes inside, then outside."""

    def __init__(self) -> None:
        self.inside = self.outside = Mark()
        self._under_way: dict[int, list[Mark]] = {}

    def step(self, number: int, dies: bool) -> None:
        seen = self._under_way.pop(number, None)
        if dies:
            return
        if seen is None:
            assert fence.is_whole(self.inside, self.outside)
            if self.outside.number < self.inside.number:
                self.outside = self.inside
            self._under_way[number] = [self.inside]
        elif len(seen) == 1:
            after = Mark(seen[0].number + 1, NOW)
            if self.inside == seen[0]:
                self.inside = after
                self._under_way[number] = [seen[0], after]
        else:
            self.outside = seen[1]


@given(STEPS)
def test_runs_that_overlap_and_die_anywhere_never_let_the_fence_down(steps: list[tuple[int, bool]]) -> None:
    runs = Runs()
    for number, dies in steps:
        runs.step(number, dies)
        assert fence.is_whole(runs.inside, runs.outside)


@given(STEPS, STEPS)
def test_a_table_that_is_brought_back_behind_one_whole_run_is_known(
    before: list[tuple[int, bool]], since: list[tuple[int, bool]]
) -> None:
    runs = Runs()
    for step in before:
        runs.step(*step)
    kept = runs.inside
    for step in since:
        runs.step(*step)
    for _ in range(6):
        runs.step(9, dies=False)
    assert not fence.is_whole(kept, runs.outside)


@given(st.dictionaries(st.sampled_from(["contacts", "meetings"]), st.integers(1, 10**12)))
def test_marks_are_read_as_they_were_written(numbers: dict[str, int]) -> None:
    known = {table: Mark(number, NOW + timedelta(seconds=number % 1000)) for table, number in numbers.items()}
    assert fence.parse(fence.written(known)) == known


@pytest.mark.parametrize("text", ["[]", "7", "null", "{"])
def test_what_is_no_marks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        fence.parse(text)

"""A set of positions that survives being packed."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.domain.marks import Marks


@given(st.sets(st.integers(0, 5_000)))
def test_what_was_marked_is_there_after_packing_and_nothing_else(positions):
    marks = Marks()
    for position in positions:
        marks.add(position)
    again = Marks(marks.packed())
    assert set(again) == positions
    assert 5_001 not in again


def test_nothing_marked_packs_to_nothing():
    assert Marks().packed() == b""


def test_a_mark_on_each_of_200_000_positions_fits_into_an_item():
    marks = Marks()
    for position in range(0, 200_000, 3):
        marks.add(position)
    assert len(marks.packed()) < 30_000

"""The units of DynamoDB, by the examples of AWS's own documentation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.specs import IndexSpec, TableSpec
from local.bench.recording import capacity
from local.bench.recording.capacity import Touched
from ops.scale.costs import key_pattern

INDEX = IndexSpec("by-day", "day", "at", include=("note",))
TABLE = TableSpec("things", "pk", "sk", indexes=(INDEX,))


def item(size: int = 0, **more: str) -> dict[str, dict[str, str]]:
    return {name: {"S": value} for name, value in {"pk": "p", "sk": "s", **more, "x": "y" * size}.items()}


@pytest.mark.parametrize(("size", "units"), [(1, 1), (1_000, 1), (1_100, 2), (3_500, 4)])
def test_a_write_costs_a_unit_for_each_kilobyte(size: int, units: int) -> None:
    assert capacity.write_units(None, item(size)) == units
    assert capacity.write_units(item(size), None) == units


@pytest.mark.parametrize(("sizes", "units"), [([], 1), ([4_096], 1), ([4_097], 2), ([3_000, 3_000], 2)])
def test_a_consistent_read_costs_a_unit_for_four_kilobytes_and_another_half(
    sizes: list[int], units: int
) -> None:
    assert capacity.read_units(sizes, consistent=True) == units
    assert capacity.read_units(sizes, consistent=False) == units / 2


def test_values_are_as_long_as_the_documentation_says() -> None:
    values = {
        "word": {"S": "ação"},
        "count": {"N": "27"},
        "minus": {"N": "-27"},
        "flag": {"BOOL": True},
        "ids": {"SS": ["a", "bb"]},
        "map": {"M": {"k": {"S": "v"}}},
    }
    assert capacity.item_bytes(values) == (4 + 6) + (5 + 2) + (5 + 3) + (4 + 1) + (3 + 3) + (3 + 3 + 3)


def test_an_index_is_written_only_where_its_entry_changes() -> None:
    before = item(day="d1", at="1", note="n")
    same, noted = before | {"x": {"S": "z"}}, before | {"note": {"S": "m"}}
    moved, gone = before | {"day": {"S": "d2"}}, item()
    assert capacity.writes(TABLE, before, same, "p", 1) == [Touched("", "p", 1)]
    assert capacity.writes(TABLE, before, noted, "p", 1)[1:] == [Touched("by-day", "d1", 1)]
    assert capacity.writes(TABLE, before, moved, "p", 1)[1:] == [
        Touched("by-day", "d1", 1),
        Touched("by-day", "d2", 1),
    ]
    assert capacity.writes(TABLE, before, gone, "p", 1)[1:] == [Touched("by-day", "d1", 1)]
    assert capacity.writes(TABLE, None, gone, "p", 1)[1:] == []


def test_a_transaction_costs_double_its_indexes_do_not_and_a_refused_write_costs_what_it_found() -> None:
    after = item(day="d1", at="1")
    assert capacity.writes(TABLE, None, after, "p", 2) == [Touched("", "p", 2), Touched("by-day", "d1", 1)]
    assert capacity.writes(TABLE, item(1_100), item(1_100), "p", 1) == [Touched("", "p", 2)]


@settings(max_examples=30)
@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=5), st.text(min_size=1), st.text())
def test_one_more_attribute_makes_no_item_smaller(values: dict[str, str], name: str, value: str) -> None:
    typed = {each: {"S": content} for each, content in values.items() if each != name}
    assert capacity.item_bytes(typed | {name: {"S": value}}) >= capacity.item_bytes(typed)


@pytest.mark.parametrize(
    ("key", "pattern"),
    [
        ("tenant-12#campaign-3#2", "<tenant>#<campaign>#<shard>"),
        ("tenant-12#kept", "<tenant>#kept"),
        ("TENANT#tenant-1#2026-11-25", "TENANT#<tenant>#<day>"),
        ("ADDRESS#tenant-1#+5511980000001", "ADDRESS#<tenant>#<address>"),
        ("CONTACT#0123456789abcdef0123456789abcdef", "CONTACT#<id>"),
        ("CHANNEL#whatsapp#1795000000", "CHANNEL#whatsapp#<second>"),
        ("confirm-meeting#m1#c2", "confirm-meeting#<event>"),
        ("confirmed", "confirmed"),
    ],
)
def test_a_key_is_known_by_its_pattern(key: str, pattern: str) -> None:
    assert key_pattern(key) == pattern

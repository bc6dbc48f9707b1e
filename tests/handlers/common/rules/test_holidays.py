import json
from datetime import date
from importlib.resources import files

import pytest

from handlers.common.rules.holidays import DaysOff, UnknownYearError, public
from ops import make_holidays


def test_the_file_of_holidays_agrees_with_the_library() -> None:
    """If the library has learnt something new, run ``python -m ops.make_holidays``."""
    assert (
        json.loads((files("handlers.common.rules") / "holidays.json").read_text()) == make_holidays.document()
    )


def test_every_state_has_its_holidays_in_every_year() -> None:
    for state in make_holidays.STATES:
        for year in range(make_holidays.FIRST, make_holidays.LAST + 1):
            assert date(year, 12, 25) in public(state, year)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 17), "AC"),  # Carnival
        (date(2026, 6, 4), "RS"),  # Corpus Christi
        (date(2026, 11, 20), "SC"),
        (date(2026, 7, 9), "SP"),
        (date(2026, 9, 20), "RS"),
    ],
)
def test_optional_and_state_days_are_days_off(day: date, state: str) -> None:
    assert day in DaysOff(state)


def test_a_states_day_is_a_working_day_elsewhere() -> None:
    assert date(2026, 7, 9) not in DaysOff("RJ")


def test_the_tenants_own_days_count_beside_the_public_ones() -> None:
    days = DaysOff("SP", frozenset({date(2026, 7, 10)}))
    assert date(2026, 7, 10) in days
    assert date(2026, 7, 9) in days
    assert date(2026, 7, 13) not in days


def test_a_tenant_that_works_on_public_holidays_still_has_its_own() -> None:
    days = DaysOff("SP", frozenset({date(2026, 7, 10)}), public_are_worked=True)
    assert date(2026, 7, 9) not in days
    assert date(2026, 7, 10) in days


def test_a_year_that_the_file_does_not_hold_is_an_error_that_names_the_cure() -> None:
    with pytest.raises(UnknownYearError, match=r"ops\.make_holidays"):
        assert date(2045, 7, 10) in DaysOff("SP")

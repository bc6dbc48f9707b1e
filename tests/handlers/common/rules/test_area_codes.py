"""The table of area codes is complete, and its zones are the ones that people live in."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
import pytest

from handlers.common.rules import area_codes

FEDERATIVE_UNITS = re.findall("..", "ACALAMAPBACEDFESGOMAMGMSMTPAPBPEPIPRRJRNRORRRSSCSESPTO")


def test_there_are_67_area_codes_in_27_states() -> None:
    assert len(area_codes.STATES) == 67
    assert sorted(set(area_codes.STATES.values())) == FEDERATIVE_UNITS


def test_the_table_holds_exactly_the_area_codes_that_the_phone_library_knows() -> None:
    known = {
        str(area)
        for area in range(11, 100)
        if phonenumbers.is_valid_number(phonenumbers.parse(f"+55{area}987654321"))
    }
    assert set(area_codes.STATES) == known


@pytest.mark.parametrize(
    ("area", "state", "zone", "hours_behind_utc"),
    [
        ("11", "SP", "America/Sao_Paulo", 3),
        ("21", "RJ", "America/Sao_Paulo", 3),
        ("61", "DF", "America/Sao_Paulo", 3),
        ("63", "TO", "America/Araguaina", 3),
        ("65", "MT", "America/Cuiaba", 4),
        ("67", "MS", "America/Campo_Grande", 4),
        ("68", "AC", "America/Rio_Branco", 5),
        ("69", "RO", "America/Porto_Velho", 4),
        ("71", "BA", "America/Bahia", 3),
        ("79", "SE", "America/Maceio", 3),
        ("81", "PE", "America/Recife", 3),
        ("85", "CE", "America/Fortaleza", 3),
        ("91", "PA", "America/Belem", 3),
        ("93", "PA", "America/Santarem", 3),
        ("92", "AM", "America/Manaus", 4),
        ("97", "AM", "America/Manaus", 4),
        ("95", "RR", "America/Boa_Vista", 4),
        ("96", "AP", "America/Belem", 3),
        ("98", "MA", "America/Fortaleza", 3),
    ],
)
def test_an_area_code_tells_state_and_zone(area: str, state: str, zone: str, hours_behind_utc: int) -> None:
    number = f"+55{area}987654321"
    assert area_codes.state(number) == state
    assert area_codes.zone(number) == zone
    offset = datetime(2026, 11, 16, 12, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
    assert offset == timedelta(hours=-hours_behind_utc)


@pytest.mark.parametrize("number", ["+14155552671", "+351912345678", "+5520987654321", "11987654321", ""])
def test_a_number_of_another_country_tells_neither_state_nor_zone(number: str) -> None:
    assert area_codes.state(number) is None
    assert area_codes.zone(number) is None

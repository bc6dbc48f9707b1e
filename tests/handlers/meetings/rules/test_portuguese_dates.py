from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.contact import Place
from handlers.meetings.rules.portuguese_dates import day_and_hour, for_contact, for_host

NOW = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "text"),
    [
        (NOW, "America/Sao_Paulo", "quinta-feira, 26/11, às 10h"),
        (NOW, "America/Manaus", "quinta-feira, 26/11, às 9h"),
        (NOW + timedelta(days=2, hours=3, minutes=30), "America/Sao_Paulo", "sábado, 28/11, às 13h30"),
        (datetime(2026, 3, 1, 4, 0, tzinfo=UTC), "America/Sao_Paulo", "domingo, 01/03, à 1h"),
    ],
)
def test_a_slot_is_named_as_brazilians_do_in_the_contacts_own_time(
    moment: datetime, zone: str, text: str
) -> None:
    assert day_and_hour(moment, ZoneInfo(zone)) == text


@pytest.mark.parametrize(
    ("zone", "is_certain", "host", "text"),
    [
        ("America/Sao_Paulo", True, "America/Sao_Paulo", "quinta-feira, 26/11, às 10h"),
        # Another name for the clock that the host keeps.
        ("America/Recife", True, "America/Sao_Paulo", "quinta-feira, 26/11, às 10h"),
        (
            "America/Sao_Paulo",
            False,
            "America/Sao_Paulo",
            "quinta-feira, 26/11, às 10h (horário de Brasília)",
        ),
        ("America/Sao_Paulo", True, "Europe/Lisbon", "quinta-feira, 26/11, às 10h (horário de Brasília)"),
        ("America/Fortaleza", True, "Europe/Lisbon", "quinta-feira, 26/11, às 10h (horário de Brasília)"),
        ("America/Sao_Paulo", True, None, "quinta-feira, 26/11, às 10h (horário de Brasília)"),
        ("Europe/Lisbon", True, "America/Sao_Paulo", "quinta-feira, 26/11, às 13h (horário de Lisboa)"),
        ("Atlantic/Azores", True, "America/Sao_Paulo", "quinta-feira, 26/11, às 12h (horário dos Açores)"),
        (
            "America/Porto_Velho",
            True,
            "America/Sao_Paulo",
            "quinta-feira, 26/11, às 9h (horário de Porto Velho)",
        ),
        (
            "America/Argentina/Buenos_Aires",
            False,
            "America/Sao_Paulo",
            "quinta-feira, 26/11, às 10h (horário de Buenos Aires)",
        ),
        ("Etc/GMT+3", False, "America/Sao_Paulo", "quinta-feira, 26/11, às 10h (horário UTC-3)"),
        ("UTC", True, "America/Sao_Paulo", "quinta-feira, 26/11, às 13h (horário UTC)"),
    ],
)
def test_the_zone_is_named_unless_it_is_certain_and_the_hosts_clock_shows_the_same(
    zone: str, is_certain: bool, host: str | None, text: str
) -> None:
    place = Place(ZoneInfo(zone), "SP", is_certain)
    assert for_contact(NOW, place, ZoneInfo(host) if host else None) == text


def test_a_host_reads_the_hosts_own_time_named_where_the_contacts_is_another_or_not_certain() -> None:
    lisbon, sao_paulo = ZoneInfo("Europe/Lisbon"), ZoneInfo("America/Sao_Paulo")
    assert for_host(NOW, sao_paulo, Place(sao_paulo, "SP")) == "quinta-feira, 26/11, às 10h"
    named = "quinta-feira, 26/11, às 13h (horário de Lisboa)"
    assert for_host(NOW, lisbon, Place(sao_paulo, "SP")) == named
    assert for_host(NOW, lisbon, Place(lisbon, "SP", False)) == for_host(NOW, lisbon, None) == named

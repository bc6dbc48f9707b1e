from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.meetings.rules.portuguese_dates import day_and_hour

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

from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.time_left import time_until

NOW = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (-1, "instantes"),
        (0, "instantes"),
        (1, "1 minuto"),
        (60, "1 hora"),
        (90, "1 hora e 30 minutos"),
        (61, "1 hora e 1 minuto"),
        (3 * 60 + 50, "4 horas"),
        (24 * 60 - 1, "24 horas"),
        (24 * 60, "24 horas"),
        (24 * 60 + 20, "24 horas"),
        (64 * 60, "3 dias"),
    ],
)
def test_the_time_until_a_meeting_is_told_in_round_words(minutes: int, text: str) -> None:
    assert time_until(NOW + timedelta(minutes=minutes), NOW) == text

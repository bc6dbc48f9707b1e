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
        (36 * 60, "36 horas"),
        (47 * 60 + 29, "47 horas"),
        (48 * 60, "2 dias"),
        (49 * 60, "2 dias e 1 hora"),
        (60 * 60, "2 dias e 12 horas"),
        (63 * 60, "2 dias e 15 horas"),
        (72 * 60 - 20, "3 dias"),
        (88 * 60, "3 dias e 16 horas"),
    ],
)
def test_the_time_until_a_meeting_is_told_in_words_as_long_as_it_is(minutes: int, text: str) -> None:
    assert time_until(NOW + timedelta(minutes=minutes), NOW) == text

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.model import Channel
from handlers.dispatch.storage import channel_seconds

NOW = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("tables")


def test_a_channel_carries_no_more_in_a_second_than_it_may() -> None:
    with ThreadPoolExecutor(20) as workers:
        granted = list(workers.map(lambda _: channel_seconds.take(Channel.WHATSAPP, 9, NOW), range(20)))
    assert sum(granted) == 80
    assert channel_seconds.take(Channel.WHATSAPP, 5, NOW + timedelta(seconds=1)) == 5
    assert channel_seconds.take(Channel.EMAIL, 60, NOW) == 50

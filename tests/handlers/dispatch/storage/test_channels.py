from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.model import Channel
from handlers.common.storage import dynamo
from handlers.dispatch.rules import closures
from handlers.dispatch.storage import channels
from tests.handlers.lost import lost_answers

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("tables")


def test_a_channel_is_closed_by_one_and_for_longer_the_next_time() -> None:
    first = closures.closed(Channel.EMAIL, "unauthorized", NOW, None)
    assert channels.close("acme", first, NOW)
    assert not channels.close("acme", first, NOW)
    assert channels.closed("acme") == {Channel.EMAIL: first}
    assert first.holds(NOW)
    later = first.retry_at
    assert not first.holds(later)
    second = closures.closed(Channel.EMAIL, "unauthorized", later, first)
    assert channels.close("acme", second, later)
    assert second.since == NOW
    assert second.retry_at - later == timedelta(minutes=10)
    channels.reopen("acme", Channel.EMAIL)
    assert channels.closed("acme") == {}


def test_who_closes_a_channel_knows_it_where_the_answer_is_lost() -> None:
    with lost_answers(dynamo.client(), "PutItem") as asked:
        assert channels.close("acme", closures.closed(Channel.EMAIL, "unauthorized", NOW, None), NOW)
    assert asked == [2]


def test_the_pause_of_a_closed_channel_grows_to_an_hour_and_no_further() -> None:
    entry = closures.closed(Channel.EMAIL, "x", NOW, None)
    for _ in range(30):
        entry = closures.closed(Channel.EMAIL, "x", NOW, entry)
    assert entry.retry_at - NOW == timedelta(hours=1)

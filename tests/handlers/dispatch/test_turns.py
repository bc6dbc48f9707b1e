from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from handlers.common.rules.model import Channel
from handlers.common.storage.statements import StatementBatch
from handlers.dispatch.rules.pace import CHANNEL_LIMITS
from handlers.dispatch.storage import channel_seconds
from handlers.dispatch.turns import Turns


def turns(world: Any, waiting: int) -> Turns:
    return Turns(Counter({Channel.EMAIL: waiting}), world.clock, world.clock.wait)


def test_a_batch_asks_once_for_the_places_of_all_its_first_requests(world: Any) -> None:
    mine = turns(world, 10)
    until = world.clock() + timedelta(minutes=1)
    world.requests.clear()
    ends = world.clock().replace(microsecond=0) + timedelta(seconds=1)
    assert [mine.take(Channel.EMAIL, until) for _ in range(10)] == [ends] * 10
    assert world.requests == {"UpdateItem": 1}
    assert not world.clock.waits


def test_places_that_came_along_with_other_statements_need_no_request(world: Any) -> None:
    until = world.clock() + timedelta(minutes=1)
    for _ in range(2):
        mine, along = turns(world, 10), StatementBatch()
        mine.ask(along)
        along.run()
        mine.keep()
        world.requests.clear()
        assert [mine.take(Channel.EMAIL, until) for _ in range(10)]
        assert not world.requests
    assert channel_seconds.take(Channel.EMAIL, CHANNEL_LIMITS[Channel.EMAIL], world.clock()) == 30


def test_places_are_asked_for_again_where_another_worker_had_the_second_first(world: Any) -> None:
    channel_seconds.take(Channel.EMAIL, 45, world.clock())
    channel_seconds.forget()
    mine, along = turns(world, 10), StatementBatch()
    mine.ask(along)
    along.run()
    mine.keep()
    until = world.clock() + timedelta(minutes=1)
    ends = world.clock().replace(microsecond=0) + timedelta(seconds=1)
    assert [mine.take(Channel.EMAIL, until) for _ in range(5)] == [ends] * 5
    assert not world.clock.waits


def test_a_second_that_is_full_is_waited_out(world: Any) -> None:
    channel_seconds.take(Channel.EMAIL, 50, world.clock())
    assert turns(world, 1).take(Channel.EMAIL, world.clock() + timedelta(minutes=1))
    assert world.clock.waits == [pytest.approx(1.0)]


def test_a_request_is_not_begun_at_the_very_end_of_a_second(world: Any) -> None:
    world.clock.advance(milliseconds=900)
    assert turns(world, 1).take(Channel.EMAIL, world.clock() + timedelta(minutes=1))
    assert world.clock.waits == [pytest.approx(0.1)]


def test_nothing_is_begun_when_it_is_too_late(world: Any) -> None:
    assert not turns(world, 1).take(Channel.EMAIL, world.clock())

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from botocore.model import OperationModel

from handlers.common.rules.tenants import Limits
from handlers.common.storage import dynamo
from handlers.dispatch.storage import departures, limits
from tests.handlers.lost import lost_answers

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)
LIMITS = Limits(perMinute=10, perHour=25, perDay=40)
ROOMY = Limits(perMinute=1000, perHour=1000, perDay=1000)

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture(autouse=True)
def _no_memory() -> Iterator[None]:
    limits._refusals.clear()
    yield
    limits._refusals.clear()


@pytest.fixture
def calls() -> Iterator[Counter[str]]:
    """The DynamoDB requests made from here on, by operation."""
    counted: Counter[str] = Counter()

    def count(model: OperationModel, **_: object) -> None:
        counted[model.name] += 1

    events = dynamo.client().meta.events
    events.register("before-call.dynamodb", count)
    yield counted
    events.unregister("before-call.dynamodb", count)


def reserve(wanted: int, now: datetime = NOW, of: Limits = LIMITS) -> limits.Reservation:
    limits._refusals.clear()
    return limits.reserve("acme", of, ZONE, wanted, now)


def test_a_batch_is_counted_in_the_minute_the_hour_and_the_day() -> None:
    assert reserve(7).granted == 7
    usage = departures.outlook("acme", ZONE, NOW).usage
    assert usage is not None
    assert (usage.minute_count, usage.hour_count, usage.day_count) == (7, 7, 7)


def test_where_not_all_fit_as_many_as_do_are_granted() -> None:
    reserve(7)
    second = reserve(7)
    assert second.granted == 3
    assert second.refused_until == datetime(2026, 11, 23, 12, 31, tzinfo=UTC)
    assert reserve(1).granted == 0


def test_each_window_opens_again_and_the_wider_ones_hold_on() -> None:
    minute = timedelta(minutes=1)
    assert [reserve(10, NOW + number * minute).granted for number in range(4)] == [10, 10, 5, 0]
    assert reserve(1, NOW + 4 * minute).refused_until == datetime(2026, 11, 23, 13, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert [reserve(10, NOW + hour + number * minute).granted for number in range(3)] == [10, 5, 0]
    refused = reserve(1, NOW + 2 * hour)
    assert refused.granted == 0
    assert refused.refused_until == datetime(2026, 11, 24, 0, tzinfo=ZONE)
    assert reserve(10, NOW + timedelta(days=1)).granted == 10


def test_one_write_is_enough_as_a_rule(calls: Counter[str]) -> None:
    reserve(1)
    calls.clear()
    reserve(5)
    assert calls == {"UpdateItem": 1}


def test_a_refusal_is_remembered_and_costs_nothing_for_a_while(calls: Counter[str]) -> None:
    reserve(10)
    assert limits.reserve("acme", LIMITS, ZONE, 1, NOW).granted == 0
    calls.clear()
    assert limits.reserve("acme", LIMITS, ZONE, 1, NOW + timedelta(seconds=5)).granted == 0
    assert not calls
    assert limits.reserve("acme", LIMITS, ZONE, 1, NOW + timedelta(seconds=50)).granted == 1


def test_what_is_given_back_can_be_used_by_another() -> None:
    reservation = reserve(10)
    limits.give_back(reservation, 4)
    assert reserve(10).granted == 4


def test_room_is_given_back_once_where_the_answer_is_lost() -> None:
    reservation = reserve(10)
    with lost_answers(dynamo.client(), "TransactWriteItems") as asked:
        limits.give_back(reservation, 5)
    assert asked == [2]
    assert reserve(10).granted == 5


def test_room_whose_answer_is_lost_is_granted_once_and_counted_once() -> None:
    for left in (10, 6):
        with lost_answers(dynamo.client(), "UpdateItem"):
            assert reserve(4).granted == min(4, left)
    assert reserve(10).granted == 2


@pytest.mark.parametrize(
    ("later", "counts"),
    [(timedelta(minutes=1), (2, 7, 7)), (timedelta(hours=1), (2, 2, 7))],
)
def test_what_is_given_back_late_frees_only_the_windows_that_are_still_counted(
    later: timedelta, counts: tuple[int, int, int]
) -> None:
    reservation = reserve(10)
    reserve(2, NOW + later)
    limits.give_back(reservation, 5)
    usage = departures.outlook("acme", ZONE, NOW).usage
    assert usage is not None
    assert (usage.minute_count, usage.hour_count, usage.day_count) == counts


def test_fifty_workers_at_once_are_granted_exactly_the_limit() -> None:
    of = Limits(perMinute=137, perHour=1000, perDay=1000)

    def work(seed: int) -> int:
        chance, got = random.Random(seed), 0
        for _ in range(4):
            reservation = limits.reserve("acme", of, ZONE, chance.randint(1, 10), NOW)
            unused = chance.randint(0, reservation.granted)
            limits.give_back(reservation, unused)
            got += reservation.granted - unused
            limits._refusals.clear()
        return got

    with ThreadPoolExecutor(50) as workers:
        used = sum(workers.map(work, range(50)))
    usage = departures.outlook("acme", ZONE, NOW).usage
    assert usage is not None
    assert usage.minute_count == usage.hour_count == usage.day_count == used <= 137
    assert used + reserve(137, of=of).granted == 137


def test_fifty_workers_at_once_never_pass_a_limit_where_a_minute_turns() -> None:
    of = Limits(perMinute=20, perHour=70, perDay=1000)

    def work(number: int) -> tuple[datetime, int]:
        now = NOW + timedelta(minutes=number % 5)
        reservation = limits.reserve("acme", of, ZONE, 3, now)
        return reservation.at.minute, reservation.granted

    granted: Counter[datetime] = Counter()
    with ThreadPoolExecutor(50) as workers:
        for minute, amount in workers.map(work, range(200)):
            granted[minute] += amount
    assert max(granted.values()) <= 20
    assert sum(granted.values()) <= 70


def test_tenants_do_not_share_their_limits() -> None:
    reserve(10)
    assert limits.reserve("other", LIMITS, ZONE, 10, NOW).granted == 10

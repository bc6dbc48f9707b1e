"""send-messages as the cloud runs it: many at once, on the same limits and sometimes on the same messages."""

import random
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.common.rules.tenants import Limits
from handlers.dispatch import releasing
from handlers.dispatch.sending import Batch


class SharedClock:
    """A clock of many workers: it passes only where one of them waits, so a slow machine does not turn a minute."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._guard = threading.Lock()

    def __call__(self) -> datetime:
        return self._now

    def wait(self, seconds: float) -> None:
        until = self._now + timedelta(seconds=seconds)
        with self._guard:
            self._now = max(self._now, until)

    def turn(self, minute: int) -> None:
        with self._guard:
            self._now = self._now.replace(minute=minute, second=0, microsecond=0)


def work(clock: SharedClock, bodies: Sequence[str]) -> None:
    records = [{"messageId": str(place), "body": body} for place, body in enumerate(bodies)]
    Batch(clock, clock.wait, timedelta(seconds=300)).run(records)


def test_fifty_workers_pass_no_limit_and_write_to_nobody_twice(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=60, perHour=90, perDay=1000))
    world.campaign()
    messages = [world.queued(number) for number in range(200)]
    clock = SharedClock(datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
    # Every message is delivered twice, as a queue may do, in batches that are mixed anew.
    deliveries = [message.model_dump_json() for message in messages] * 2
    random.Random(7).shuffle(deliveries)
    with ThreadPoolExecutor(50) as workers:
        list(workers.map(lambda number: work(clock, deliveries[number * 8 : number * 8 + 8]), range(50)))

    assert clock().minute == 0
    assert max(Counter(world.partner.recipients).values()) == 1
    assert len(world.partner.requests) <= 60
    states = Counter(world.item(message.contactId)["state"] for message in messages)
    assert states["contacted"] == len(world.partner.requests)
    assert states["contacted"] + states["new"] + states["queued"] == 200

    # Nobody starves: what goes back to the backlog goes out in the next minutes, as far as the hour allows.
    for minute in (1, 2, 3):
        clock.turn(minute)
        releasing.release("acme", clock(), random.Random(minute))
        waiting = [record["body"] for record in world.receive()]
        for start in range(0, len(waiting), 10):
            work(clock, waiting[start : start + 10])
    assert Counter(Counter(world.partner.recipients).values()) == {1: 90}

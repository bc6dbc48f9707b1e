"""send-messages as the cloud runs it: many at once, on the same limits and sometimes on the same messages."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any

from handlers.common.rules.tenants import Limits
from handlers.dispatch.sending import Batch


def test_fifty_workers_pass_no_limit_and_write_to_nobody_twice(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=60, perHour=90, perDay=1000))
    world.campaign()
    messages = [world.queued(number) for number in range(200)]
    # Every message is delivered twice, as a queue may do, in batches that are mixed anew.
    deliveries = [message.model_dump_json() for message in messages] * 2
    random.Random(7).shuffle(deliveries)
    # A clock that all share and that stands at the beginning of a minute.
    now = datetime.now(UTC)
    ahead = timedelta(minutes=1) - timedelta(seconds=now.second, microseconds=now.microsecond)

    def work(number: int) -> None:
        records = [
            {"messageId": f"{number}-{place}", "body": body}
            for place, body in enumerate(deliveries[number * 8 : number * 8 + 8])
        ]
        Batch(lambda: datetime.now(UTC) + ahead, sleep, timedelta(seconds=300)).run(records)

    with ThreadPoolExecutor(50) as workers:
        list(workers.map(work, range(50)))
    written = Counter(world.partner.recipients)
    assert max(written.values()) == 1
    assert sum(written.values()) <= 60
    states = Counter(world.item(message.contactId)["state"] for message in messages)
    assert states["contacted"] == sum(written.values())
    assert states["contacted"] + states["new"] + states["queued"] == 200
    # Nobody starves: what is delivered again next minute goes out as far as the hour allows.
    assert sum(written.values()) >= 50

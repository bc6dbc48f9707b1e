"""``python -m tests.webhooks``: a thousand webhooks in ten seconds over the function's URL, and whether all are there.

Every tenth is delivered twice, as providers do, and every tenth is forged. Whatever is not answered 200 is repeated.
"""

import argparse
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handlers.conversation.rules.whatsapp import webhooks
from local import cloud
from tests import conftest  # noqa: F401  keeps the machine's AWS settings away
from tests.handlers.conversation.way_in import APP_SECRET, WayIn, deployed, ids, webhook

SECONDS = 10.0
PROVIDERS = 16
"""Deliveries at the same time."""


def main() -> int:
    """Return the exit status: 1 if a message is missing, was made up, or is there more often than it was delivered."""
    parser = argparse.ArgumentParser(
        prog="make webhooks", description="Sends webhooks to the embedded cloud."
    )
    parser.add_argument("--webhooks", type=int, default=1_000)
    number = parser.parse_args().webhooks
    with tempfile.TemporaryDirectory() as folder, cloud.start(Path(folder), workers=8) as running:
        way_in = deployed(running)
        way_in.deliver(webhook(number))
        way_in.waiting()
        began = time.monotonic()
        with ThreadPoolExecutor(PROVIDERS) as providers:
            attempts = sum(providers.map(lambda each: _deliver(way_in, each, began, number), range(number)))
        seconds = time.monotonic() - began
        found = Counter(ids(way_in.waiting()))
    expected = {f"wamid.{each}" for each in range(number)}
    made_up = found.keys() - expected
    print(f"{number} webhooks in {seconds:.1f} s, {attempts} deliveries")
    print(f"{len(expected - found.keys())} lost, {len(made_up)} forged ones let in, {found.total()} messages")
    return int(found.keys() != expected or found.total() > attempts)


def _deliver(way_in: WayIn, number: int, began: float, total: int) -> int:
    """Deliver a webhook at its time, and return how often it was posted."""
    time.sleep(max(0.0, began + SECONDS * number / total - time.monotonic()))
    if number % 10 == 3:
        forged = webhook(-number)
        assert way_in.post(forged, webhooks.sign(forged, f"not {APP_SECRET}")) == 401
    body = webhook(number)
    return sum(way_in.deliver(body) for _ in range(2 if number % 10 == 7 else 1))


if __name__ == "__main__":
    raise SystemExit(main())

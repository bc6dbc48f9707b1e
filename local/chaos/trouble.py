"""The trouble that is made while the campaign runs: workers are killed, and messages delivered twice."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.campaign.stage import Stage
from local.chaos.workers import Worker, workers

SPARED = frozenset({"ingest-contacts"})
CALLING, WORKING, IDLE = (
    "workers killed while they called a partner",
    "workers killed at other work",
    "workers killed that were idle",
)
SENDING = "send-messages"
STARTING_SECONDS = 5.0
"""Age below which a worker is spared: the emulator answers a death at the start by ending all of the function's."""
GAPS = (1.0, 3.5)
"""Seconds between two acts."""
LOOKS = 100
LOOK_SECONDS = 0.02
"""The pause between two looks for a worker in the middle of its calls."""
COPIES = 5
"""Messages that are doubled at a time."""
LATEST_COPY_SECONDS = 6.0


class Troublemaker(threading.Thread):
    """Kills workers and doubles messages at random moments, from ``start`` to ``stop``; counts what it has ``done``."""

    def __init__(self, stage: Stage, chance: random.Random) -> None:
        super().__init__(name="trouble", daemon=True)
        self.done: Counter[str] = Counter()
        self._stage = stage
        self._chance = chance
        self._over = threading.Event()
        self._acting = threading.Lock()
        self._copies: list[tuple[float, str]] = []

    def run(self) -> None:
        while not self._over.wait(self._chance.uniform(*GAPS)):
            act: Callable[[], None] = self._chance.choice((self._kill_sender, self._kill_any, self._double))
            # The queue may be out of reach for a moment: the cloud is under load.
            with self._acting, suppress(BotoCoreError, ClientError):
                act()
                self._send_copies()

    @property
    def killed(self) -> int:
        """The number of workers killed."""
        return self.died_at_work + self.done[IDLE]

    @property
    def died_at_work(self) -> int:
        """The number of workers killed that had something in hand."""
        return self.done[CALLING] + self.done[WORKING]

    def pause(self) -> None:
        """Do nothing until ``resume``; return once nothing is being done."""
        self._acting.acquire()

    def resume(self) -> None:
        """Go on."""
        self._acting.release()

    def stop(self) -> None:
        """Do nothing more."""
        self._over.set()
        self.join()

    def _workers(self) -> list[Worker]:
        """Return the workers that may be killed."""
        functions = self._stage.outputs["functions"]
        found = workers(self._stage.cloud.scratch, functions)
        grown = time.time() - STARTING_SECONDS
        return [worker for worker in found if worker.function not in SPARED and worker.since < grown]

    def _kill_sender(self) -> None:
        """Kill a worker that has partners on the line; nobody if there is none for a while."""
        senders = [each for each in self._workers() if each.function == SENDING]
        for _ in range(LOOKS):
            calling = [each for each in senders if each.is_calling]
            if calling:
                # A moment later, so that some of its calls have been answered by then.
                time.sleep(self._chance.uniform(0, 0.1))
                self._kill(calling)
                return
            time.sleep(LOOK_SECONDS)

    def _kill_any(self) -> None:
        """Kill a worker of any function, one that has something in hand if there is one."""
        found = self._workers()
        self._kill([each for each in found if each.is_busy] or found)

    def _kill(self, candidates: Sequence[Worker]) -> None:
        if not candidates:
            return
        worker = self._chance.choice(candidates)
        calling, busy = worker.is_calling, worker.is_busy
        if worker.kill():
            self.done[CALLING if calling else WORKING if busy else IDLE] += 1
            self.done[f"of these, {worker.function}"] += 1

    def _double(self) -> None:
        """Take copies of messages that wait, to be sent when the originals are in flight or done with."""
        sqs, url = self._stage.cloud.client("sqs"), self._stage.outputs["sendQueueUrl"]
        answer: dict[str, Any] = sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=COPIES, VisibilityTimeout=0, WaitTimeSeconds=0
        )
        for message in answer.get("Messages", ()):
            due = time.monotonic() + self._chance.uniform(0, LATEST_COPY_SECONDS)
            self._copies.append((due, message["Body"]))

    def _send_copies(self) -> None:
        due = [body for moment, body in self._copies if moment <= time.monotonic()]
        self._copies = [copy for copy in self._copies if copy[0] > time.monotonic()]
        for body in due:
            self._stage.cloud.client("sqs").send_message(
                QueueUrl=self._stage.outputs["sendQueueUrl"], MessageBody=body
            )
            self.done["doubled"] += 1

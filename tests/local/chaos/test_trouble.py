"""The trouble that is made: whom it kills, what it doubles, and that it stops when it is told to."""

import random
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from local.chaos import trouble
from local.chaos.trouble import CALLING, IDLE, WORKING, Troublemaker


class Process:
    """A worker as the trouble sees it."""

    def __init__(self, function: str, *, busy: bool = False, calling: bool = False) -> None:
        self.function = function
        self.is_busy = busy
        self.is_calling = calling
        self.dead = False
        self.since = 0.0

    def kill(self) -> bool:
        self.dead = True
        return True


class Queue:
    """A send queue with one message that waits; it keeps what is sent to it."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def receive_message(self, **asked: Any) -> dict[str, Any]:
        assert asked["VisibilityTimeout"] == 0
        return {"Messages": [{"Body": "a message"}]}

    def send_message(self, **asked: Any) -> None:
        self.sent.append(asked["MessageBody"])


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A troublemaker of short patience, its queue, and the processes that it finds."""
    monkeypatch.setattr(trouble, "GAPS", (0.001, 0.002))
    monkeypatch.setattr(trouble, "LOOKS", 1)
    monkeypatch.setattr(trouble, "LATEST_COPY_SECONDS", 0.0)
    found: list[Process] = []
    monkeypatch.setattr(trouble, "workers", lambda scratch, functions: found)
    queue = Queue()
    cloud = SimpleNamespace(scratch=Path("/cloud"), client=lambda service: queue)
    stage: Any = SimpleNamespace(cloud=cloud, outputs={"functions": {}, "sendQueueUrl": "url"})
    return SimpleNamespace(maker=Troublemaker(stage, random.Random(1)), queue=queue, found=found)


def soon(condition: Any) -> bool:
    deadline = time.monotonic() + 30
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)
    return condition()


def test_a_sender_is_killed_only_while_it_calls(made: SimpleNamespace) -> None:
    made.found[:] = [Process("send-messages", busy=True), Process("confirm-meeting", calling=True)]
    made.maker._kill_sender()
    assert made.maker.killed == 0
    made.found.append(Process("send-messages", busy=True, calling=True))
    made.maker._kill_sender()
    assert [each.dead for each in made.found] == [False, False, True]
    assert made.maker.done == {CALLING: 1, "of these, send-messages": 1}


def test_who_has_something_in_hand_is_killed_first(made: SimpleNamespace) -> None:
    made.found[:] = [Process("handle-replies"), Process("handle-replies", busy=True)]
    made.maker._kill_any()
    assert [each.dead for each in made.found] == [False, True]
    assert (made.maker.done[WORKING], made.maker.died_at_work) == (1, 1)
    made.found.pop()
    made.maker._kill_any()
    assert (made.maker.done[IDLE], made.maker.died_at_work, made.maker.killed) == (1, 1, 2)


def test_who_takes_lists_in_is_spared(made: SimpleNamespace) -> None:
    made.found[:] = [Process("ingest-contacts", busy=True)]
    made.maker._kill_any()
    assert not made.found[0].dead


def test_who_has_just_been_started_is_spared(made: SimpleNamespace) -> None:
    made.found[:] = [Process("handle-replies", busy=True)]
    made.found[0].since = time.time()
    made.maker._kill_any()
    assert not made.found[0].dead


def test_a_copy_of_a_message_that_waits_is_sent_once(made: SimpleNamespace) -> None:
    made.maker._double()
    made.maker._send_copies()
    made.maker._send_copies()
    assert made.queue.sent == ["a message"]
    assert made.maker.done == {"doubled": 1}


def test_trouble_is_made_until_it_is_told_to_stop_and_not_in_a_pause(made: SimpleNamespace) -> None:
    made.maker.start()
    assert soon(lambda: made.queue.sent)
    made.maker.pause()
    before = len(made.queue.sent)
    time.sleep(0.05)
    assert len(made.queue.sent) == before
    made.maker.resume()
    assert soon(lambda: len(made.queue.sent) > before)
    made.maker.stop()
    assert not made.maker.is_alive()

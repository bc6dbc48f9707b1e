"""The figure of what the embedded cloud has in hand."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from local.cloud import Cloud, InHand, emulated_work
from tests import own_time

FUNCTION = {
    "config": {"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f"}
}


def in_hand() -> InHand:
    """The answer to a request for the figures."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    with pytest.raises(StopIteration):
        emulated_work.answer(send).send(None)
    return InHand(**json.loads(sent[1]["body"]))


def soon(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


def test_an_invocation_is_in_hand_while_it_runs_and_once_it_has_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[InHand] = []

    def run(*_: Any) -> Any:
        seen.append(in_hand())
        raise RuntimeError

    monkeypatch.setattr(emulated_work, "_execute", run)
    before = in_hand()
    with pytest.raises(RuntimeError):
        emulated_work.execute(FUNCTION, {})
    assert seen == [before._replace(running=before.running + 1)]
    assert in_hand() == before._replace(ended=before.ended + 1)


def test_an_event_is_in_hand_from_its_beginning_over_the_pauses_between_its_tries_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[InHand] = []
    waits, go_on = threading.Event(), threading.Event()
    service = emulated_work.lambda_svc

    def try_(*_: Any) -> dict[str, Any]:
        tried.append(in_hand())
        return {"error": True} if len(tried) == 1 else {}

    def pause(_: float) -> None:
        waits.set()
        assert go_on.wait(60)

    monkeypatch.setattr(service, "_execute_function", try_)
    own_time.give(monkeypatch, service, sleep=pause)
    service.invoke_async_with_retry(FUNCTION, {})
    assert waits.wait(60)
    monkeypatch.undo()
    assert in_hand().asynchronous == 1
    monkeypatch.setattr(service, "_execute_function", try_)
    go_on.set()
    assert soon(lambda: in_hand().asynchronous == 0)
    assert [each.asynchronous for each in tried] == [1, 1]


def test_a_cloud_answers_with_the_figure(cloud: Cloud) -> None:
    assert cloud.in_hand().running >= 0

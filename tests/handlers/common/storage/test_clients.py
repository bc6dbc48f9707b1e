"""A service that never answers costs a call a bounded time, which every function can afford."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import botocore.endpoint
import pytest
from botocore.exceptions import ReadTimeoutError

from components import catalogue
from handlers.common.storage import clients, dynamo
from handlers.dispatch.sending import BOOKKEEPING
from tests import own_time

# boto3 keeps the first credentials that it finds: they must be the cloud's.
pytestmark = pytest.mark.usefixtures("cloud")

READ_SECONDS, HASTY_READ_SECONDS = clients.READ_SECONDS, clients.HASTY_READ_SECONDS
"""The functions' own figures: the tests' clients are given more time."""
LONGEST_PAUSES = 1 + 2
"""Seconds between three attempts, at the most."""


def longest_call(client: Any) -> float:
    """Seconds for which a service that takes the connection and stays silent can hold one call."""
    return clients.ATTEMPTS * client.meta.config.read_timeout + LONGEST_PAUSES


def timeout(function: str) -> int:
    return next(spec.timeout for spec in catalogue.FUNCTIONS if spec.name == function)


class SilentService:
    """A service that takes every connection and never answers."""

    def __init__(self) -> None:
        self.connections: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        try:
            while True:
                self.connections.append(self._listening.accept()[0])
        except OSError:
            return

    def close(self) -> None:
        for each in (self._listening, *self.connections):
            each.close()


@pytest.fixture(autouse=True)
def _as_deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "READ_SECONDS", READ_SECONDS)
    monkeypatch.setattr(clients, "HASTY_READ_SECONDS", HASTY_READ_SECONDS)


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[SilentService]:
    service = SilentService()
    monkeypatch.setenv("AWS_ENDPOINT_URL", service.url)
    own_time.give(monkeypatch, botocore.endpoint, sleep=lambda _: None)
    yield service
    service.close()


def test_a_service_that_never_answers_is_asked_three_times_and_no_more(silent: SilentService) -> None:
    with pytest.raises(ReadTimeoutError):
        clients.connected("dynamodb", read_seconds=0.05).list_tables()
    assert len(silent.connections) == clients.ATTEMPTS == 3


@pytest.mark.parametrize(
    "client", [dynamo.client, clients.sqs, clients.events, clients.secretsmanager, clients.lambda_]
)
def test_a_silent_service_holds_no_call_beyond_the_shortest_function_or_the_bookkeeping(client: Any) -> None:
    made = client.__wrapped__()
    assert made.meta.config.retries == {"mode": "standard", "total_max_attempts": 3}
    assert made.meta.config.connect_timeout == clients.CONNECT_SECONDS <= clients.READ_SECONDS
    shortest = min(spec.timeout for spec in catalogue.FUNCTIONS if spec.name != catalogue.WEBHOOK)
    assert longest_call(made) <= min(shortest / 2, BOOKKEEPING.total_seconds())


def test_a_provider_that_waits_is_told_in_time_to_repeat() -> None:
    made = clients.hasty.__wrapped__("sqs")
    assert made.meta.config.retries == {"mode": "standard", "total_max_attempts": clients.HASTY_ATTEMPTS}
    seconds = clients.HASTY_ATTEMPTS * made.meta.config.read_timeout + 1
    assert 2 * seconds < timeout(catalogue.WEBHOOK)


def test_a_silent_file_store_holds_no_call_beyond_the_ingest_which_alone_uses_it() -> None:
    assert longest_call(clients.s3.__wrapped__()) < timeout("ingest-contacts")

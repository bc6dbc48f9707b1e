"""Scratch resources: under names of their own, tagged, and removed whatever happens."""

import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError

_T = TypeVar("_T")

PREFIX = "conformance"
PURPOSE = {"Purpose": "conformance"}
REMOVAL_TRIES = 8
"""Tries to remove a thing that AWS says is still in use; each waits a second longer than the one before."""
GONE = ("NotFound", "NoSuch", "NonExistent", "DoesNotExist")
"""Parts of the codes with which services answer that there is no such thing."""


class NotTriedError(Exception):
    """A check cannot be tried; the message says why, and the cure."""


class StoppedError(Exception):
    """The run is being stopped."""


class Connect(Protocol):
    """The maker of clients: of the caller's own, or of a role's under its credentials."""

    def __call__(self, service: str, credentials: Mapping[str, str] | None = None) -> Any:
        """Return a client of a service."""


MAKING = 90.0
"""Seconds after which something that was made counts as missing, whatever the patience for what it does."""


class Scratch:
    """The things that the checks of one run share: clients, names, and the list of what has to be removed."""

    def __init__(self, connect: Connect, account: str, region: str, pause: float, patience: float) -> None:
        """``pause``: seconds between two looks; ``patience``: seconds after which a thing awaited counts as missing."""
        self.run_id = f"{PREFIX}-{uuid4().hex[:8]}"
        self.account, self.region = account, region
        self.pause, self.patience = pause, patience
        self.tags = {**PURPOSE, "Run": self.run_id}
        self.stop = threading.Event()
        self._connect = connect
        self._lock = threading.RLock()
        self._clients: dict[str, Any] = {}
        self._shared: dict[str, tuple[threading.Lock, list[Any]]] = {}
        self._removals: list[tuple[str, Callable[[], Any]]] = []

    def client(self, service: str) -> Any:
        """Return the caller's client of a service, shared by all threads."""
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self._connect(service)
            return self._clients[service]

    def client_of_role(self, service: str, credentials: Mapping[str, str]) -> Any:
        """Return a client under the credentials that AssumeRole gave."""
        with self._lock:
            return self._connect(service, credentials)

    def name(self, thing: str) -> str:
        """Return the name of a thing of this run."""
        return f"{self.run_id}-{thing}"

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of something in the account and region of the run."""
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"

    @property
    def tag_list(self) -> list[dict[str, str]]:
        """The tags as most services take them."""
        return [{"Key": key, "Value": value} for key, value in self.tags.items()]

    def until(self, look: Callable[[], _T | None], seconds: float | None = None) -> _T | None:
        """Return what ``look`` finds, or None if it finds nothing within ``seconds``, the run's patience by default."""
        ends = time.monotonic() + (self.patience if seconds is None else seconds)
        while True:
            if self.stop.is_set():
                raise StoppedError
            found = look()
            if found or time.monotonic() >= ends:
                return found
            self.stop.wait(self.pause)

    @contextmanager
    def making(self, what: str, removal: Callable[[], Any] | None = None) -> Generator[None]:
        """Make one thing that a check needs, to be removed at the end of the run.

        A refusal to make it says nothing about the assumption: it becomes ``NotTriedError``.
        """
        if removal:
            self.remove_later(what, removal)
        try:
            yield
        except ClientError as error:
            with self._lock:
                self._removals = [each for each in self._removals if each != (what, removal)]
            raise NotTriedError(f"{what} could not be made: {refusal(error)}") from error

    def shared(self, thing: str, make: Callable[[], _T]) -> _T:
        """Return the thing that ``make`` makes for the first check that asks for it."""
        with self._lock:
            lock, made = self._shared.setdefault(thing, (threading.Lock(), []))
        with lock:
            if not made:
                made.append(make())
            return made[0]

    def remove_later(self, what: str, removal: Callable[[], Any]) -> None:
        """Remove a thing at the end of the run."""
        with self._lock:
            self._removals.append((what, removal))

    def remove_all(self) -> list[str]:
        """Remove everything, the last first; return what could not be removed, with the reason."""
        left: list[str] = []
        while self._removals:
            what, removal = self._removals.pop()
            problem = self._removed(removal)
            if problem:
                left.append(f"{what}: {problem}")
        return left

    def _removed(self, removal: Callable[[], Any]) -> str | None:
        """Remove one thing; return the problem if it is still there."""
        problem = ""
        for number in range(REMOVAL_TRIES):
            try:
                removal()
            except ClientError as error:
                if any(part in error.response["Error"]["Code"] for part in GONE):
                    return None
                problem = refusal(error)
                time.sleep(number * self.pause)
            except BotoCoreError as error:
                problem = str(error)
            else:
                return None
        return problem


def refusal(error: ClientError) -> str:
    """The operation, the code and the message of a refusal."""
    known = error.response["Error"]
    return f"{error.operation_name}: {known.get('Code')}: {known.get('Message', '')}"

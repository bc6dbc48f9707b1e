"""The places where the handlers meet time, chance, threads and AWS, found by what they hold and not by their names.

``virtual`` puts the simulation's own in their place for the duration of a block. New modules of the handlers are
found by themselves.
"""

import functools
import importlib
import logging
import pkgutil
import random
import sys
import threading
import time
import uuid
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from types import ModuleType, SimpleNamespace
from typing import Any

import boto3
import botocore.endpoint
import botocore.retryhandler
import urllib3
from botocore.retries import quota, standard
from ministack.services import dynamodb as engine

import handlers
from handlers import observability
from handlers.common.partners import http
from tests.simulation import shortcut, transport
from tests.simulation.clock import CURRENT, REAL_DATETIME, VirtualDatetime, VirtualTime
from tests.simulation.threads import VirtualExecutor, VirtualLock

BACKOFF_SECONDS = 0.5
"""The pause before botocore repeats a request, which chance decides elsewhere."""
_LOCK = type(threading.Lock())
_CACHE = type(functools.cache(lambda: None))


class _Chance:
    """Chance that is the same in every replay."""

    def __init__(self) -> None:
        self.source = random.Random(1)

    def uuid4(self) -> uuid.UUID:
        return uuid.UUID(int=self.source.getrandbits(128), version=4)

    def new(self, *seed: Any) -> random.Random:
        return random.Random(*seed) if seed else random.Random(self.source.random())


CHANCE = _Chance()
_RANDOM = SimpleNamespace(
    uniform=lambda low, high: CHANCE.source.uniform(low, high),
    random=lambda: CHANCE.source.random(),
    Random=CHANCE.new,
)
_UUID = SimpleNamespace(uuid4=lambda: CHANCE.uuid4(), UUID=uuid.UUID)


class Heard(logging.Handler):
    """The log lines of the handlers from warnings on, for the story."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.listener: Any = None

    def emit(self, record: logging.LogRecord) -> None:
        if self.listener is not None:
            self.listener(record)


HEARD = Heard()


class Metrics:
    """The metrics that the handlers count, by name."""

    def __init__(self) -> None:
        self.metric_set: dict[str, Any] = {}
        self.metadata_set: dict[str, Any] = {}
        self.counted: dict[str, int] = {}

    def add_metric(self, name: str, unit: object, value: int) -> None:
        self.counted[name] = self.counted.get(name, 0) + value

    def add_metadata(self, key: str, value: object) -> None:
        self.metadata_set[key] = value


METRICS = Metrics()


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """All modules of the handlers."""
    found = pkgutil.walk_packages(handlers.__path__, "handlers.")
    return tuple(importlib.import_module(each.name) for each in found)


@functools.cache
def entry_point(name: str) -> Any:
    """The handler of a function of the stack."""
    return sys.modules[f"handlers.{name.replace('-', '_')}"].handler


@functools.cache
def _session() -> Any:
    """The session of the simulated cloud's clients; requests end at ``before-send``."""
    session = boto3.Session("nobody", "nothing", region_name="us-east-1")
    session.events.register("before-send", transport.answer)
    for service in ("dynamodb", "events", "secretsmanager", "sqs"):
        session.events.register(f"creating-client-class.{service}", shortcut.shorten)
    session.events.register("choose-signer", lambda **_: botocore.UNSIGNED)
    return session


def _standing_in(value: Any) -> Any:
    """What stands in for a value of a module; the value itself, if nothing does."""
    for real, virtual in (
        (REAL_DATETIME, VirtualDatetime),
        (time, VirtualTime),
        (time.sleep, VirtualTime.sleep),
        (time.monotonic, VirtualTime.monotonic),
        (random, _RANDOM),
        (uuid, _UUID),
        (uuid.uuid4, _UUID.uuid4),
        (ThreadPoolExecutor, VirtualExecutor),
    ):
        if value is real:
            return virtual
    if isinstance(value, _LOCK):
        return VirtualLock()
    if isinstance(value, _CACHE) and "connected" in value.__wrapped__.__code__.co_names:
        return functools.cache(value.__wrapped__)
    if isinstance(value, _CACHE) and "clients" in value.__wrapped__.__code__.co_names:
        return _kept_by_process(value.__wrapped__)
    return value


_ANSWERS: list[dict[Any, Any]] = []
"""What functions that ask AWS once have been answered."""


def _kept_by_process(ask: Callable[..., Any]) -> Callable[..., Any]:
    """What stands in for the cache of a function that asks AWS: what it holds goes with its process."""
    kept: dict[Any, Any] = {}
    _ANSWERS.append(kept)

    def asked(*values: Any) -> Any:
        if values not in kept:
            kept[values] = ask(*values)
        return kept[values]

    return asked


@functools.cache
def _module_changes() -> tuple[tuple[Any, str, Any, Any], ...]:
    """The owner, name, value and stand-in of all that is replaced; clients stay the same over all histories."""
    changes: list[tuple[Any, str, Any, Any]] = []
    stand_ins: dict[int, Any] = {}
    for module in modules():
        for name, value in vars(module).items():
            if name.startswith("__"):
                continue
            virtual = stand_ins.setdefault(id(value), _standing_in(value))
            if virtual is not value:
                changes.append((module, name, value, virtual))
            elif is_dataclass(value) and not isinstance(value, type):
                changes += _field_changes(value)
            elif is_dataclass(value) and isinstance(value, type) and value.__module__ == module.__name__:
                changes += _lock_changes(value)
    others = ((botocore.endpoint, "time"), (botocore.retryhandler, "random"))
    changes += [
        (module, name, getattr(module, name), _standing_in(getattr(module, name))) for module, name in others
    ]
    # The engine's own thread, which looks for expired items, goes on by the real clock.
    changes.append((engine, "time", time, SimpleNamespace(time=VirtualTime.time, sleep=time.sleep)))
    changes.append((observability, "metrics", observability.metrics, METRICS))
    changes.append((http, "CutOff", http.CutOff, transport.CutOff))
    backoff, tokens = standard.ExponentialBackoff, quota.RetryQuota
    changes.append((backoff, "delay_amount", backoff.delay_amount, lambda *_: BACKOFF_SECONDS))
    changes.append((tokens, "acquire", tokens.acquire, lambda *_: True))
    changes += [
        (owner, name, getattr(owner, name), faster) for owner, name, faster in shortcut.engine_changes()
    ]
    return tuple(changes)


def _field_changes(instance: Any) -> list[tuple[Any, str, Any, Any]]:
    """The fields of a module's dataclass instance that hold a way to wait."""
    held = [(field.name, getattr(instance, field.name)) for field in fields(instance)]
    return [(instance, name, value, VirtualTime.sleep) for name, value in held if value is time.sleep]


def _lock_changes(cls: type) -> list[tuple[Any, str, Any, Any]]:
    """The constructor of a dataclass that makes locks of its own."""
    locks = [
        field.name
        for field in fields(cls)  # ty: ignore[invalid-argument-type]
        if field.default_factory is not MISSING and field.default_factory is threading.Lock
    ]
    if not locks:
        return []
    made = cls.__init__

    def init(self: Any, *values: Any, **named: Any) -> None:
        made(self, *values, **named)
        for name in locks:
            object.__setattr__(self, name, VirtualLock())

    return [(cls, "__init__", made, init)]


@functools.cache
def _kept_values() -> tuple[list[dict[Any, Any]], list[threading.local]]:
    """The modules' own dictionaries, and what they keep for each thread."""
    private = [
        value
        for module in modules()
        for name, value in vars(module).items()
        if name.startswith("_") and name.islower() and not name.startswith("__")
    ]
    return (
        [value for value in private if isinstance(value, dict)],
        [value for value in private if isinstance(value, threading.local)],
    )


def process_state() -> list[dict[Any, Any]]:
    """What a process of a function keeps between invocations, in this thread."""
    dictionaries, locals_ = _kept_values()
    of_thread = [value for each in locals_ for value in vars(each).values() if isinstance(value, dict)]
    return [*dictionaries, *_ANSWERS, *of_thread]


def _set(owner: Any, name: str, value: Any) -> None:
    if isinstance(owner, ModuleType | type):
        setattr(owner, name, value)
    else:
        object.__setattr__(owner, name, value)


@contextmanager
def virtual() -> Generator[None]:
    """Put the simulation's time, chance, threads and cloud in place of the real ones."""
    changes = _module_changes()
    logger = observability.logger._logger
    level, listeners, session = logger.level, list(logger.handlers), boto3.DEFAULT_SESSION
    request = urllib3.PoolManager.request
    for owner, name, _, value in changes:
        _set(owner, name, value)
    logger.setLevel(logging.WARNING)
    logger.handlers[:] = [HEARD]
    boto3.DEFAULT_SESSION = _session()
    urllib3.PoolManager.request = transport.partner_request  # ty: ignore[invalid-assignment]
    try:
        yield
    finally:
        urllib3.PoolManager.request = request
        boto3.DEFAULT_SESSION = session
        logger.handlers[:] = listeners
        logger.setLevel(level)
        for owner, name, value, _ in changes:
            _set(owner, name, value)


def begin(clock: Any) -> None:
    """Start a history: its clock, and chance from its beginning."""
    CURRENT.clock = clock
    CHANCE.source.seed(1)
    METRICS.counted.clear()
    METRICS.metadata_set.clear()

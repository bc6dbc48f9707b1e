"""The time of one module. Replaced in ``time`` itself, it would be that of every thread of the process."""

import time
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


def give(monkeypatch: pytest.MonkeyPatch, module: ModuleType, **functions: Callable[..., Any]) -> None:
    """Let a module that imports ``time`` have functions of its own in it: ``sleep``, ``monotonic``."""
    monkeypatch.setattr(module, "time", SimpleNamespace(**(vars(time) | functions)))

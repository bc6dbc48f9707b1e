"""A clock for jobs."""

import pytest

from handlers.intake.storage import jobs
from tests.handlers.intake.storage.working import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(jobs, "POLL_SECONDS", 0)
    return Clock()

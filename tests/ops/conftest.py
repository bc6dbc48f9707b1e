"""What several tests of the operators' commands act on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.common.storage import clients, dynamo
from tests.ops.desk import Desk, fill


@pytest.fixture
def stocked(tables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A stack with something for every command to act on."""
    monkeypatch.setattr("ops.failures.WAIT_SECONDS", 0)
    for name in ("SEND_QUEUE_URL", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, os.environ.get(name, "us-east-1"))
    dynamo.client.cache_clear()
    desk = Desk(tables, tmp_path)
    fill(desk)
    secret = clients.secretsmanager()
    secret.create_secret(Name="no/such/secret", SecretString="{}")
    yield desk
    secret.delete_secret(SecretId="no/such/secret", ForceDeleteWithoutRecovery=True)

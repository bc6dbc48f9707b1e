"""A tenant with a campaign on the embedded cloud, and a bucket in which lists are dropped."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import clients, configuration, functions


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """The functions that were started, with their payloads."""
    calls: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(functions, "start", lambda name, payload: calls.append((name, payload)))
    return calls


@pytest.fixture
def place(
    tables: dict[str, str], started: list[tuple[str, dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """A tenant with a campaign."""
    monkeypatch.setenv("ENVIRONMENT", "dev")
    monkeypatch.setenv("EVENT_BUS", "default")
    monkeypatch.setenv("EVENT_SOURCE", "micro-agente-disparo-agendamento")
    monkeypatch.setenv("RELEASE_FUNCTION", "release")
    monkeypatch.setenv("INGEST_FUNCTION", "ingest")
    host = Host(hostId="h1", name="Bia", email="bia@acme.com.br", calendarId="bia")
    configuration.put_tenant(Tenant(tenantId="acme", name="Acme", hosts=(host,)))
    configuration.put_campaign(
        Campaign(tenantId="acme", campaignId="spring", name="Spring", offer="uma oferta")
    )
    return {"tenantId": "acme", "campaignId": "spring"}


@pytest.fixture
def drop(place: dict[str, str]) -> Callable[..., dict[str, str]]:
    """Drops a file into an intake bucket of its own and names it."""
    bucket = f"intake-{uuid.uuid4().hex[:12]}"
    clients.s3().create_bucket(Bucket=bucket)

    def drop(name: str, body: bytes) -> dict[str, str]:
        key = f"acme/spring/{name}"
        clients.s3().put_object(Bucket=bucket, Key=key, Body=body)
        return {"bucket": bucket, "key": key}

    return drop

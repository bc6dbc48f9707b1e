"""A tenant with a campaign on the embedded cloud, and a bucket in which lists are dropped."""

import io
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import clients, configuration
from handlers.intake import taking_in
from handlers.intake.rules.new_contacts import JudgedRow, judge
from local import cloud as embedded


@pytest.fixture
def started(cloud: embedded.Cloud) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """The functions that were started, with their payloads; none runs."""
    calls: list[tuple[str, dict[str, Any]]] = []

    def take(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        name = urlsplit(request.url).path.split("/")[-2]
        calls.append((name, json.loads(request.body)))
        return AWSResponse(request.url, 202, {}, io.BytesIO())

    events = clients.lambda_().meta.events
    events.register("before-send.lambda.Invoke", take)
    yield calls
    events.unregister("before-send.lambda.Invoke", take)


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

    def drop(name: str, body: bytes, folder: str = "inbox/acme/spring/") -> dict[str, str]:
        key = folder + name
        clients.s3().put_object(Bucket=bucket, Key=key, Body=body)
        return {"bucket": bucket, "key": key}

    return drop


@pytest.fixture
def with_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows whose metadata name a further address of the person."""

    def judged(draft: Any) -> JudgedRow:
        row = judge(draft)
        if row.contact is None or "other" not in row.contact.metadata:
            return row
        contact = replace(row.contact, other_addresses=(row.contact.metadata["other"],))
        return JudgedRow(contact, row.problems, row.notes)

    monkeypatch.setattr(taking_in, "judge", judged)

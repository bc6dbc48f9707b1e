from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import configuration
from handlers.dispatch.storage import pauses
from handlers.dispatch.storage.pauses import Pause
from handlers.dispatch.storage.snapshots import snapshot as snapshot_of

HOST = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana")
ACME = Tenant(tenantId="acme", name="Acme", hosts=(HOST,))
SPRING = Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="algo")

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    configuration.forget()
    yield
    configuration.forget()


def test_tenants_and_campaigns_come_back_as_they_were_put() -> None:
    configuration.put_tenant(ACME)
    configuration.put_campaign(SPRING)
    assert configuration.tenant("acme") == ACME
    assert configuration.campaign("acme", "spring") == SPRING
    assert configuration.tenant_ids() == ("acme",)
    assert configuration.tenant("nobody") is None
    assert configuration.campaign("acme", "none") is None


def test_only_campaigns_that_are_not_paused_are_released_and_any_can_be_read() -> None:
    configuration.put_tenant(ACME)
    pauses.pause(
        "acme", "spring", Pause(datetime(2026, 11, 23, 12, tzinfo=UTC), "ana", "too many complaints")
    )
    configuration.put_campaign(SPRING)
    autumn = SPRING.model_copy(update={"campaignId": "autumn"})
    configuration.put_campaign(autumn)
    assert configuration.campaign("acme", "spring") == SPRING
    snapshot = snapshot_of("acme")
    assert snapshot is not None
    assert snapshot.campaigns == (autumn,)
    assert snapshot_of("nobody") is None


def test_what_was_absent_is_found_as_soon_as_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert configuration.tenant("acme") is None
    monkeypatch.setattr(configuration, "forget", lambda: None)
    configuration.put_tenant(ACME)
    assert configuration.tenant("acme") == ACME


def test_a_change_is_seen_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    configuration.put_tenant(ACME)
    configuration.tenant("acme")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(configuration, "forget", lambda: None)
        configuration.put_tenant(ACME.model_copy(update={"name": "Nova"}))
    kept = configuration.tenant("acme")
    assert kept is not None
    assert kept.name == "Acme"
    monkeypatch.setattr(configuration, "KEPT_SECONDS", 0.0)
    fresh = configuration.tenant("acme")
    assert fresh is not None
    assert fresh.name == "Nova"

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from handlers.domain import channels
from handlers.domain.model import Channel
from handlers.domain.tenants import Campaign, Host, Tenant
from handlers.storage import configuration

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
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


def test_only_active_campaigns_are_released_and_any_can_be_read() -> None:
    configuration.put_tenant(ACME)
    configuration.put_campaign(SPRING, active=False)
    autumn = SPRING.model_copy(update={"campaignId": "autumn"})
    configuration.put_campaign(autumn)
    assert configuration.campaign("acme", "spring") == SPRING
    snapshot = configuration.snapshot("acme")
    assert snapshot is not None
    assert snapshot.campaigns == (autumn,)
    assert configuration.snapshot("nobody") is None


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


def test_a_channel_is_closed_by_one_and_for_longer_the_next_time() -> None:
    first = channels.closed(Channel.EMAIL, "unauthorized", NOW, None)
    assert configuration.close_channel("acme", first, NOW)
    assert not configuration.close_channel("acme", first, NOW)
    assert configuration.closed_channels("acme") == {Channel.EMAIL: first}
    assert first.holds(NOW)
    later = first.retry_at
    assert not first.holds(later)
    second = channels.closed(Channel.EMAIL, "unauthorized", later, first)
    assert configuration.close_channel("acme", second, later)
    assert second.since == NOW
    assert second.retry_at - later == timedelta(minutes=10)
    configuration.open_channel("acme", Channel.EMAIL)
    assert configuration.closed_channels("acme") == {}


def test_the_pause_of_a_closed_channel_grows_to_an_hour_and_no_further() -> None:
    entry = channels.closed(Channel.EMAIL, "x", NOW, None)
    for _ in range(30):
        entry = channels.closed(Channel.EMAIL, "x", NOW, entry)
    assert entry.retry_at - NOW == timedelta(hours=1)

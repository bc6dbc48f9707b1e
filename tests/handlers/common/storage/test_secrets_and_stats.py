import json
import uuid
from datetime import date

import pytest

from handlers.common.rules.partner import PartnerSecret
from handlers.common.storage import clients, secrets, stats
from handlers.common.storage.secrets import MalformedSecretError
from local import cloud as embedded

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def put(monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    name = uuid.uuid4().hex
    clients.secretsmanager().create_secret(Name=name, SecretString=text)
    monkeypatch.setenv("SECRET_WHATSAPP", name)
    secrets.forget("whatsapp")
    return name


def test_a_secret_is_read_once_until_it_is_forgotten(
    cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = put(monkeypatch, json.dumps({"endpoint": "https://p.example/", "apiKey": "a", "idempotent": True}))
    assert secrets.partner("whatsapp") == PartnerSecret("https://p.example", "a", idempotent=True)
    changed = json.dumps({"endpoint": "https://p.example", "apiKey": "b"})
    clients.secretsmanager().put_secret_value(SecretId=name, SecretString=changed)
    assert secrets.partner("whatsapp") == PartnerSecret("https://p.example", "a", idempotent=True)
    secrets.forget("whatsapp")
    assert secrets.partner("whatsapp") == PartnerSecret("https://p.example", "b")
    secrets.forget("whatsapp")


@pytest.mark.parametrize(
    "text", ["no json: hush", "[]", '{"endpoint": "hush"}', '{"endpoint": "", "apiKey": "hush"}']
)
def test_a_malformed_secret_is_named_and_never_shown(
    cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    name = put(monkeypatch, text)
    with pytest.raises(MalformedSecretError) as failure:
        secrets.partner("whatsapp")
    assert name in str(failure.value)
    assert "hush" not in str(failure.value)


def test_counters_add_up_by_day_and_in_all(tables: dict[str, str]) -> None:
    stats.count("acme", "spring", MONDAY, {"failed": 1, "ingested": 10})
    stats.count("acme", "spring", TUESDAY, {"failed": 2})
    stats.count("acme", "autumn", TUESDAY, {"failed": 7})
    stats.count("acme", "spring", TUESDAY, {})
    assert stats.totals("acme", "spring") == {"failed": 3, "ingested": 10}
    assert stats.totals("acme", "none") == {}

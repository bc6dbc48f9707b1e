"""People whose data were erased are known by salted digests alone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.common.storage import configuration, dynamo, forgotten

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PHONE, EMAIL = "+5511987654321", "ana@empresa.com"
pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture(autouse=True)
def _as_new() -> None:
    configuration.forget()


def kept(tables: dict[str, str]) -> list[dict[str, Any]]:
    items = dynamo.client().scan(TableName=tables["config"])["Items"]
    return [dynamo.decode(item) for item in items]


def test_an_address_is_known_again_in_every_form_and_stands_nowhere(tables: dict[str, str]) -> None:
    assert forgotten.among("acme", (PHONE, EMAIL)) == frozenset()
    forgotten.add("acme", (PHONE, EMAIL), NOW)
    assert forgotten.among("acme", (PHONE, EMAIL, "x@y.com")) == {PHONE, EMAIL}
    assert forgotten.among("acme", ("+551187654321",)) == {"+551187654321"}
    assert "87654321" not in str(kept(tables))
    assert "ana" not in str(kept(tables))


def test_it_is_forgotten_by_its_tenant_alone_under_a_salt_of_its_own(tables: dict[str, str]) -> None:
    for tenant in ("acme", "globex"):
        forgotten.add(tenant, (EMAIL,), NOW)
    digests = {item["sk"] for item in kept(tables) if "salt" not in item}
    salts = {item["salt"] for item in kept(tables) if "salt" in item}
    assert (len(digests), len(salts)) == (2, 2)
    assert forgotten.among("initech", (EMAIL,)) == frozenset()


def test_to_forget_again_changes_nothing_and_an_address_can_be_opened_again(tables: dict[str, str]) -> None:
    forgotten.add("acme", (PHONE,), NOW)
    before = kept(tables)
    forgotten.add("acme", (PHONE,), NOW.replace(day=11))
    assert kept(tables) == before
    forgotten.remove("acme", PHONE)
    assert forgotten.among("acme", (PHONE,)) == frozenset()


def test_where_nobody_was_forgotten_nothing_but_the_salt_is_asked_for() -> None:
    assert forgotten.keys_of("acme", (PHONE, EMAIL), forgotten.salt("acme")) == {}

"""The record of what operators have changed."""

import json

import pytest
from click.testing import CliRunner

from handlers.common.rules.tenants import Host, Tenant
from handlers.common.storage import configuration, dynamo
from ops import audit
from ops.__main__ import main


@pytest.fixture
def prefix(tables: dict[str, str]) -> str:
    dynamo.client.cache_clear()
    configuration.forget()
    prefix = tables["config"].removesuffix("-config")
    host = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana")
    configuration.put_tenant(Tenant(tenantId="acme", name="Acme", hosts=(host,)))
    return prefix


def test_a_change_is_on_record_with_who_made_it_the_latest_first(prefix: str) -> None:
    audit.record("tenant put", "acme", "acme")
    audit.record("recovery open", "fence", None, "the table contacts")
    audit.record("campaign pause", "spring", "other")
    deeds = [(change.deed, change.subject, change.tenant_id, change.note) for change in audit.changes()]
    assert deeds == [
        ("campaign pause", "spring", "other", ""),
        ("recovery open", "fence", None, "the table contacts"),
        ("tenant put", "acme", "acme", ""),
    ]
    assert "arn:aws:" in audit.changes()[0].by


def test_the_changes_of_one_tenant_are_listed_as_many_as_are_asked_for(prefix: str) -> None:
    for number in range(3):
        audit.record("tenant put", f"acme {number}", "acme")
        audit.record("tenant put", "other", "other")
    listed = CliRunner().invoke(
        main, ["--prefix", prefix, "changes", "list", "acme", "--most", "2", "--json"]
    )
    assert [change["subject"] for change in json.loads(listed.output)] == ["acme 2", "acme 1"]
    table = CliRunner().invoke(main, ["--prefix", prefix, "changes", "list"]).output.splitlines()
    assert len(table) == 7
    assert table[0].split() == ["when", "who", "what", "of", "tenant", "note"]


def test_an_empty_record_says_so(prefix: str) -> None:
    result = CliRunner().invoke(main, ["--prefix", prefix, "changes", "list"])
    assert (result.exit_code, result.output) == (0, "nothing is on record\n")

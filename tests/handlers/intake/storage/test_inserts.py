"""Contacts are written once, and a repeated write is known from a duplicate."""

import random
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.common.rules.tenants import Campaign
from handlers.common.storage import statements
from handlers.intake.rules.new_contacts import Draft, judge
from handlers.intake.storage.background import workers
from handlers.intake.storage.inserts import ContactInsert, Origin, Writer

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
CAMPAIGN = Campaign(tenantId="acme", campaignId="spring", name="Spring", offer="x", priority="cold")


def insert(address: str, job: str = "job", row: int = 1, **fields: Any) -> ContactInsert:
    contact = judge(Draft(email=address, **fields)).contact
    assert contact is not None
    return ContactInsert(contact, CAMPAIGN, Origin(job, row), NOW)


def written(*contacts: ContactInsert) -> tuple[int, int]:
    """The numbers of contacts that were new, and that were there before."""
    with workers() as pool:
        writer = Writer(pool)
        for each in contacts:
            writer.insert(each)
        new, present = writer.settle()
        return new, len(present)


def test_an_item_has_what_is_known_and_nothing_empty():
    found = insert("ana@empresa.com", company="Acme").item()
    assert found["backlogOrder"] == "3#2026-11-16T12:00:00.000Z"
    assert found["backlog"].startswith("acme#spring#")
    assert found["pk"] == f"CONTACT#{found['contactId']}"
    assert not {"phone", "contactName", "document", "metadata", "timezone", "uf"} & set(found)
    assert len(str(found)) < 1_000


def test_the_contacts_priority_goes_before_the_campaigns():
    assert insert("a@b.com", priority="hot").item()["backlogOrder"].startswith("1#")


@pytest.mark.usefixtures("tables")
def test_more_contacts_than_a_request_holds_are_all_written():
    contacts = [insert(f"c{number}@empresa.com", row=number) for number in range(60)]
    assert written(*contacts) == (60, 0)
    assert written(*contacts) == (60, 0)
    others = [insert(f"c{number}@empresa.com", "other", number) for number in range(70)]
    assert written(*others) == (10, 60)


@pytest.mark.usefixtures("tables")
def test_the_same_address_in_another_row_is_a_duplicate():
    assert written(insert("ana@empresa.com", row=1)) == (1, 0)
    assert written(insert("ana@empresa.com", row=2)) == (0, 1)


@pytest.mark.usefixtures("tables")
def test_a_contact_that_was_there_is_told_with_the_job_and_the_row_that_brought_it():
    mine = [insert(f"c{number}@empresa.com", row=number, company="Acme") for number in range(120)]
    assert written(*random.Random(1).sample(mine, 120)) == (120, 0)
    others = [insert(f"c{number}@empresa.com", "other", number) for number in range(110, 130)]
    with workers() as pool:
        writer = Writer(pool)
        for each in others:
            writer.insert(each)
        new, present = writer.settle()
    assert new == 10
    assert [(each.insert, Origin.of(each.item)) for each in present] == [
        (other, own.origin) for other, own in zip(others[:10], mine[110:], strict=True)
    ]
    assert {each.item["company"] for each in present} == {"Acme"}


@pytest.mark.usefixtures("tables")
def test_a_statement_that_fails_stops_the_run_that_needed_it(monkeypatch):
    def failing(batch: Any) -> list[statements.Verdict]:
        raise statements.StatementFailedError("throttled to the end")

    monkeypatch.setattr(statements, "run", failing)
    with pytest.raises(statements.StatementFailedError):
        written(insert("ana@empresa.com"))

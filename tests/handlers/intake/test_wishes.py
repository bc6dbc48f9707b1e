"""Who does not want to be written to is left out of every list, and counted apart."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers import ingest_contacts
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import configuration, dynamo, forgotten, keys, statements, stats
from handlers.intake import walk
from handlers.intake.storage import jobs
from tests.handlers.intake.loading import Context, workbook
from tests.handlers.intake.test_ingesting import Killed, Killer
from tests.handlers.intake.wishing import EMAIL, OTHER, PHONE, close, counts, load, people


@pytest.mark.parametrize(
    ("address", "wish", "told"),
    [
        (PHONE, {"optedOut": True}, ("phone", "opted_out")),
        (EMAIL, {"optedOut": True}, ("email", "opted_out")),
        (OTHER, {"optedOut": True}, ("phone", "opted_out")),
        (EMAIL, {"blocked": True}, ("email", "blocked")),
    ],
)
@pytest.mark.usefixtures("with_others")
def test_a_row_is_left_out_if_any_of_its_addresses_is_closed(
    place: dict[str, str],
    tables: dict[str, str],
    address: str,
    wish: dict[str, bool],
    told: tuple[str, str],
) -> None:
    close(tables, address, **wish)
    ana = {"contactName": "Ana", "phone": PHONE, "email": EMAIL, "metadata": {"other": OTHER}}
    answer = load(place, ana, {"phone": "+5511987650000"})
    assert counts(answer) == {"ingested": 1, "optedOut": 1}
    (note,) = answer["notes"]
    assert (note["row"], note["field"], note["code"]) == (1, *told)
    assert address not in note["message"]
    assert [item["phone"] for item in people(tables)] == ["+5511987650000"]
    totals = stats.totals("acme", "spring")
    assert (totals["optedOut"], totals["ingested"], totals["contacts_waiting"]) == (1, 1, 1)


@pytest.mark.parametrize("address", [PHONE, EMAIL, OTHER])
@pytest.mark.usefixtures("with_others")
def test_who_was_erased_is_left_out_of_every_list(
    place: dict[str, str], tables: dict[str, str], address: str
) -> None:
    forgotten.add("acme", (address,), datetime(2026, 3, 10, tzinfo=UTC))
    ana = {"contactName": "Ana", "phone": PHONE, "email": EMAIL, "metadata": {"other": OTHER}}
    answer = load(place, ana, {"phone": "+5511987650000"})
    assert counts(answer) == {"ingested": 1, "optedOut": 1}
    assert [note["code"] for note in answer["notes"]] == ["opted_out"]
    assert [item["phone"] for item in people(tables)] == ["+5511987650000"]


def test_an_address_that_was_written_to_and_is_open_keeps_nobody_out(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    close(tables, PHONE, optedOut=False, contacts={"somebody"})
    assert counts(load(place, {"phone": PHONE})) == {"ingested": 1}


def test_the_form_without_the_ninth_digit_is_the_same_address(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    close(tables, PHONE, optedOut=True)
    assert counts(load(place, {"phone": "11 8765-4321"})) == {"optedOut": 1}


def test_the_opt_outs_of_one_tenant_are_not_those_of_another(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    item = {"pk": keys.address_pk("zeta", PHONE), "sk": keys.ADDRESS_SK, "optedOut": True}
    dynamo.client().put_item(TableName=tables["contacts"], Item=dynamo.encode(item))
    assert counts(load(place, {"phone": PHONE})) == {"ingested": 1}


@pytest.mark.usefixtures("with_others")
def test_another_row_of_who_is_left_out_is_left_out_too(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    close(tables, OTHER, optedOut=True)
    answer = load(place, {"phone": PHONE, "metadata": {"other": OTHER}}, {"phone": PHONE})
    assert counts(answer) == {"optedOut": 2}
    assert [(note["row"], note["code"]) for note in answer["notes"]] == [
        (1, "opted_out"),
        (2, "duplicate_of_row"),
    ]
    assert not people(tables)


def test_wherever_a_run_is_killed_whoever_opts_out_meanwhile_is_counted_once(
    place: dict[str, str], tables: dict[str, str], drop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "LEASE", timedelta(0))
    monkeypatch.setattr(walk, "STEP", 4)
    monkeypatch.setattr(statements, "STATEMENTS_A_REQUEST", 2)
    killer = Killer(monkeypatch)
    for at in range(0, 100, 4):
        campaign = f"left-{at}"
        configuration.put_campaign(Campaign(tenantId="acme", campaignId=campaign, name="x", offer="y"))
        numbers = [f"+551198{at:03}{row:04}" for row in range(10)]
        close(tables, numbers[1], optedOut=True)
        rows = [("Loja", "", "", "", number) for number in numbers]
        request = {"tenantId": "acme", "campaignId": campaign, "file": drop("x.xlsx", workbook(rows))}
        killer.aim(at, done_first=at % 8 == 4)
        with suppress(Killed):
            ingest_contacts.handler(request, Context(request_id=campaign))
            break
        killer.aim(None)
        for each in (2, 9):
            close(tables, numbers[each], optedOut=True)
        answer = ingest_contacts.handler(request, Context(request_id=campaign))
        taken = len(people(tables, campaign))
        assert (answer["ingested"], answer["optedOut"]) == (taken, 10 - taken)
        assert 7 <= taken <= 9
        assert stats.totals("acme", campaign)["contacts_waiting"] == taken
    assert killer.requests > 10
    killer.aim(None)


def test_a_duplicate_is_named_by_the_row_or_the_contact_that_it_repeats(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    ana = {"contactName": "Ana", "company": "Acme", "phone": PHONE}
    load(place, ana, {"email": "bia@empresa.com"})
    answer = load(
        place, {"phone": "+5511987650000"}, {"phone": "+5511987650000"}, ana, {"email": "bia@empresa.com"}
    )
    assert counts(answer) == {"ingested": 1, "duplicates": 3}
    first, *others = answer["notes"]
    assert (first["row"], first["code"]) == (2, "duplicate_of_row")
    assert "row 1" in first["message"]
    assert [(note["row"], note["code"]) for note in others] == [
        (3, "duplicate_of_contact"),
        (4, "duplicate_of_contact"),
    ]
    assert "Ana on 20" in others[0]["message"]
    assert "b***@empresa.com on 20" in others[1]["message"]


def test_a_row_that_an_earlier_run_of_the_same_list_took_in_is_named(
    place: dict[str, str], drop: Any, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "STEP", 1)
    rows = [("Um", "", "", "", PHONE), ("Dois", "", "", "", "+5511987650000"), ("De novo", "", "", "", PHONE)]
    answer = ingest_contacts.handler({**place, "file": drop("x.xlsx", workbook(rows))}, Context(seconds=1))
    while answer["status"] == "continuing":
        answer = ingest_contacts.handler(started.pop()[1], Context(seconds=1))
    assert counts(dict(answer)) == {"ingested": 2, "duplicates": 1}
    (note,) = answer["notes"]
    assert (note["row"], note["code"]) == (4, "duplicate_of_row")
    assert "row 2" in note["message"]

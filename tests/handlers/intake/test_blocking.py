"""A do-not-contact list closes every address in it to all of the tenant's campaigns."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers import ingest_contacts
from handlers.common.storage import dynamo, forgotten, keys, statements, stats
from handlers.intake import walk
from handlers.intake.storage import jobs
from tests.handlers.intake.loading import Context, workbook
from tests.handlers.intake.test_ingesting import Killed, Killer
from tests.handlers.intake.wishing import COUNTS, close, counts, load, people

WISH = {"tenantId": "acme", "campaignId": "do-not-contact"}


def number_of(number: int) -> str:
    return f"+55119876{number:05}"


def known(tables: dict[str, str], address: str) -> dict[str, Any]:
    return dynamo.read_item(tables["contacts"], keys.address_pk("acme", address), keys.ADDRESS_SK) or {}


@pytest.mark.usefixtures("place")
def test_every_phone_and_e_mail_of_a_row_is_closed_and_the_rest_of_the_row_does_not_matter(
    tables: dict[str, str], drop: Any, started: list[Any]
) -> None:
    close(tables, number_of(2), contacts={"somebody"}, lastContactId="somebody", optedOut=False)
    rows = [
        ("Um", "", "", "UM@empresa.com | um@outra.com", f"{number_of(1)} | 11 3333-4444"),
        ("Dois", "", "", "", number_of(2)),
        ("Três", "", "", "n/d", "+5511987"),
        ("",) * 5,
        ("De novo", "", "", "um@empresa.com", ""),
    ]
    file = drop("procon.xlsx", workbook(rows))
    answer = ingest_contacts.handler({**WISH, "file": file}, Context())
    assert counts(dict(answer)) == {"ingested": 2, "duplicates": 1, "invalid": 1, "blank": 1}
    for address in (number_of(1), "+551133334444", "um@empresa.com", "um@outra.com"):
        item = known(tables, address)
        assert item["blocked"] is True
        assert (item["blockedByJob"], item["blockedByRow"]) == (answer["jobId"], 2)
    second = known(tables, number_of(2))
    assert (second["blocked"], second["contacts"], second["optedOut"]) == (True, {"somebody"}, False)
    assert [(note["row"], note["code"]) for note in answer["notes"]] == [(6, "duplicate_of_row")]
    assert not started
    assert stats.totals("acme", "do-not-contact") == {}


def test_an_address_that_was_erased_is_on_the_list_already_and_is_not_written_down_again(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    forgotten.add("acme", ("ana@empresa.com",), datetime(2026, 3, 10, tzinfo=UTC))
    assert counts(load(WISH, {"email": "ana@empresa.com"})) == {"duplicates": 1}
    assert known(tables, "ana@empresa.com") == {}


def test_who_is_on_the_list_is_not_taken_in_by_any_campaign(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    load(WISH, {"phone": number_of(1), "email": "ana@empresa.com"})
    assert counts(load(place, {"phone": number_of(5), "email": "ana@empresa.com"})) == {"optedOut": 1}
    assert not people(tables)


@pytest.mark.usefixtures("place")
def test_the_list_loaded_again_adds_nothing_and_says_so() -> None:
    rows = [{"phone": number_of(1)}, {"email": "ana@empresa.com"}]
    assert counts(load(WISH, *rows)) == {"ingested": 2}
    again = load(WISH, *rows)
    assert counts(again) == {"duplicates": 2}
    assert [(note["field"], note["code"]) for note in again["notes"]] == [
        ("phone", "already_blocked"),
        ("email", "already_blocked"),
    ]
    assert counts(load(WISH, {**rows[0], "email": "nova@empresa.com"})) == {"ingested": 1}


@pytest.mark.usefixtures("place")
def test_an_address_that_an_operator_blocked_keeps_its_own_mark(tables: dict[str, str]) -> None:
    close(tables, number_of(1), blocked=True, blockedAt="2026-01-01T00:00:00.000Z")
    assert counts(load(WISH, {"phone": number_of(1)})) == {"duplicates": 1}
    assert known(tables, number_of(1))["blockedAt"] == "2026-01-01T00:00:00.000Z"
    assert "blockedByJob" not in known(tables, number_of(1))


@pytest.mark.usefixtures("place")
def test_an_address_that_is_written_to_between_reading_and_blocking_is_blocked_all_the_same(
    tables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = statements.run

    def overtaken(batch: Any) -> Any:
        close(tables, number_of(1), contacts={"somebody"}, optedOut=False)
        return run(batch)

    monkeypatch.setattr(statements, "run", overtaken)
    assert counts(load(WISH, {"phone": number_of(1)})) == {"ingested": 1}
    item = known(tables, number_of(1))
    assert (item["blocked"], item["contacts"]) == (True, {"somebody"})


@pytest.mark.usefixtures("place")
def test_wherever_a_run_is_killed_every_address_is_closed_and_each_row_counted_once(
    tables: dict[str, str], drop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "LEASE", timedelta(0))
    monkeypatch.setattr(walk, "STEP", 4)
    monkeypatch.setattr(statements, "STATEMENTS_A_REQUEST", 2)
    killer = Killer(monkeypatch)
    for at in range(0, 100, 4):
        numbers = [f"+551198{at:03}{row:04}" for row in range(9)]
        close(tables, numbers[1], blocked=True)
        rows = [("Loja", "", "", "", number) for number in (*numbers, numbers[0])]
        request = {**WISH, "file": drop(f"{at}.xlsx", workbook(rows))}
        killer.aim(at, done_first=at % 8 == 4)
        with suppress(Killed):
            ingest_contacts.handler(request, Context(request_id=f"kill-{at}"))
            break
        killer.aim(None)
        answer = ingest_contacts.handler(request, Context(request_id=f"kill-{at}"))
        assert counts(dict(answer)) == {"ingested": 8, "duplicates": 2}
        assert all(known(tables, number)["blocked"] for number in numbers)
    assert killer.requests > 10
    killer.aim(None)


@pytest.mark.usefixtures("place")
def test_a_long_list_goes_on_in_further_runs(
    tables: dict[str, str], drop: Any, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "STEP", 3)
    rows = [("Loja", "", "", "", number_of(number)) for number in range(7)]
    answer = ingest_contacts.handler({**WISH, "file": drop("x.xlsx", workbook(rows))}, Context(seconds=1))
    runs = 1
    while answer["status"] == "continuing":
        runs += 1
        answer = ingest_contacts.handler(started.pop()[1], Context(seconds=1))
    assert runs > 2
    assert {name: answer[name] for name in COUNTS} == dict.fromkeys(COUNTS, 0) | {"ingested": 7}
    assert all(known(tables, number_of(number))["blocked"] for number in range(7))

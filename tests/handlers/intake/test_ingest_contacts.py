"""ingest-contacts on the embedded cloud: from a request or a file to contacts in the backlog, each of them once."""

import csv
import io
import json
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import quote_plus

import pytest
from botocore.client import BaseClient
from openpyxl import Workbook

from handlers import ingest_contacts
from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import clients, configuration, dynamo, functions, statements, stats
from handlers.intake import walk
from handlers.intake.rules import workbook_limits
from handlers.intake.rules.job import Job
from handlers.intake.storage import job_steps, jobs

COLUMNS = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")
ROWS = [
    ("Padaria Pão Quente", "Ana", "11.222.333/0001-81", "ana@padaria.com.br", "(11) 98765-4321"),
    ("Oficina do Zé", "José", "111.444.777-35", "", "21 8765-4321 | 2133334444"),
    ("", "", "", "", ""),
    ("Mercado Azul", "Lia", "11.222.333/0001-82", "LIA@azul.com", "1133334444"),
    ("Padaria (outra vez)", "Ana", "", "", "+55 11 98765-4321"),
    ("Sem endereço", "Rui", "", "rui@@nada", "98765-4321"),
    ("@SUM(1)", "Eva", "", "", "3333-4444 11"),
]


class Context:
    """Lambda's context, as far as the function reads it."""

    def __init__(self, seconds: float = 60.0, request_id: str | None = None) -> None:
        self.aws_request_id = request_id or uuid.uuid4().hex
        self._seconds = seconds

    def get_remaining_time_in_millis(self) -> int:
        return int(self._seconds * 1000)


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


def workbook(rows: list[tuple[Any, ...]], sheet: str = "Leads") -> bytes:
    book = Workbook(write_only=True)
    leads = book.create_sheet(sheet)
    for row in (COLUMNS, *rows):
        leads.append(row)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def notification(file: dict[str, str], sequencer: str = "01") -> dict[str, Any]:
    stored = {"key": quote_plus(file["key"], safe="/"), "sequencer": sequencer}
    return {"Records": [{"s3": {"bucket": {"name": file["bucket"]}, "object": stored}}]}


def beside(file: dict[str, str], ending: str) -> bytes:
    return clients.s3().get_object(Bucket=file["bucket"], Key=file["key"] + ending)["Body"].read()


def contacts(tables: dict[str, str]) -> list[dict[str, Any]]:
    pages = dynamo.client().get_paginator("scan").paginate(TableName=tables["contacts"])
    return [dynamo.decode(item) for page in pages for item in page["Items"]]


def counted(answer: dict[str, Any]) -> tuple[int, int, int, int]:
    return answer["ingested"], answer["duplicates"], answer["invalid"], answer["blank"]


def test_a_spreadsheet_becomes_contacts_in_the_backlog_and_a_report_beside_it(place, tables, drop, started):
    file = drop("novos leads (março).xlsx", workbook(ROWS))
    answer = ingest_contacts.handler(notification(file), Context())["files"][0]

    assert counted(answer) == (3, 1, 2, 1)
    assert answer["report"] == file["key"] + ".rejected.csv"
    assert [(error["row"], error["field"], error["code"]) for error in answer["errors"]] == [
        (7, "phone", "no_area_code"),
        (7, "email", "invalid_email"),
        (8, "phone", "area_code_at_end"),
    ]
    assert [(note["row"], note["code"]) for note in answer["notes"]] == [(5, "invalid_document")]
    assert json.loads(beside(file, ".report.json")) == answer
    assert started == [("release", place)]

    by_name = {contact["company"]: contact for contact in contacts(tables)}
    bakery, workshop, market = (
        by_name[name] for name in ("Padaria Pão Quente", "Oficina do Zé", "Mercado Azul")
    )
    assert (bakery["channel"], bakery["phone"], bakery["segment"]) == ("whatsapp", "+5511987654321", "B2B")
    assert (workshop["phone"], workshop["segment"], workshop["uf"]) == ("+5521987654321", "B2C", "RJ")
    assert (market["channel"], market["email"], market["phone"]) == ("email", "lia@azul.com", "+551133334444")
    assert "document" not in market
    for contact in by_name.values():
        assert contact["state"] == "new"
        assert contact["nextStep"] == "outreach"
        assert contact["backlog"].startswith("acme#spring#")
        assert contact["backlogOrder"].startswith("2#")
        assert contact["timezone"] == "America/Sao_Paulo"

    totals = stats.totals("acme", "spring")
    assert totals == {"ingested": 3, "duplicates": 1, "invalid": 2, "blank": 1, "contacts_waiting": 3}


def test_the_rejected_rows_come_back_as_they_were_and_open_safely_in_a_spreadsheet_program(drop):
    file = drop("leads.xlsx", workbook(ROWS))
    ingest_contacts.handler(notification(file), Context())
    header, *rows = csv.reader(io.StringIO(beside(file, ".rejected.csv").decode("utf-8-sig")))
    assert header == [*COLUMNS, "error"]
    assert rows[0][:5] == list(ROWS[5])
    assert rows[1][0] == "'@SUM(1)"
    assert "area code first" in rows[1][5]


def test_the_same_file_loaded_twice_adds_nobody(place, tables, drop):
    file = drop("leads.xlsx", workbook(ROWS))
    first = ingest_contacts.handler({**place, "file": file}, Context())
    again = ingest_contacts.handler({**place, "file": file}, Context())
    assert counted(first) == (3, 1, 2, 1)
    assert counted(again) == (0, 4, 2, 1)
    assert len(contacts(tables)) == 3


def test_the_same_file_loaded_at_once_adds_nobody(place, tables, drop):
    rows = [(f"Empresa {number}", "", "", f"c{number}@empresa.com", "") for number in range(300)]
    file = drop("leads.xlsx", workbook(rows))
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda _: ingest_contacts.handler({**place, "file": file}, Context()), range(4))
        )
    assert sum(answer["ingested"] for answer in answers) == 300
    assert all(answer["ingested"] + answer["duplicates"] == 300 for answer in answers)
    assert len(contacts(tables)) == 300


def test_a_notification_delivered_twice_is_one_job(drop):
    file = drop("leads.xlsx", workbook(ROWS))
    first = ingest_contacts.handler(notification(file), Context())
    again = ingest_contacts.handler(notification(file), Context())
    assert again == first
    assert stats.totals("acme", "spring")["ingested"] == 3


def test_a_contact_that_was_written_to_is_never_touched(place, tables):
    contact = {"phone": "11987654321", "company": "Antes"}
    ingest_contacts.handler({**place, "contacts": [contact]}, Context())
    item = contacts(tables)[0]
    written = {**item, "state": "contacted", "step": "outreach"}
    del written["backlog"], written["backlogOrder"]
    dynamo.client().put_item(TableName=tables["contacts"], Item=dynamo.encode(written))

    again = ingest_contacts.handler({**place, "contacts": [{**contact, "company": "Depois"}]}, Context())
    assert counted(again) == (0, 1, 0, 0)
    assert contacts(tables) == [written]


def test_one_bad_row_of_a_request_stops_none_of_the_others(place, tables):
    request = [
        {"phone": 11987654321, "segment": "b2b", "priority": "hot", "timezone": "America/Manaus"},
        {"phone": ["11987654321"]},
        "no object",
        {"email": "a@b.com", "segment": "B2X"},
        {"email": "eva@empresa.com", "metadata": {"source": "fair", "seats": 3}, "fone": "1"},
        {"phone": None, "email": ""},
    ]
    answer = ingest_contacts.handler({**place, "contacts": request}, Context())
    assert counted(answer) == (2, 0, 4, 0)
    assert [(error["row"], error["field"], error["code"]) for error in answer["errors"]] == [
        (2, "phone", "wrong_type"),
        (3, "row", "not_an_object"),
        (4, "segment", "unknown_segment"),
        (6, "phone", "no_address"),
    ]
    assert [(note["row"], note["field"], note["code"]) for note in answer["notes"]] == [
        (5, "fone", "unknown_field")
    ]
    assert answer["report"] is None
    first, second = sorted(contacts(tables), key=lambda contact: contact["row"])
    assert (first["backlogOrder"][:2], first["timezone"], first["segment"]) == ("1#", "America/Manaus", "B2B")
    assert second["metadata"] == {"source": "fair", "seats": "3"}


@pytest.mark.parametrize(
    ("change", "code", "cure"),
    [
        ({"tenantId": "nobody"}, "unknown_tenant", "python -m ops tenant put tenant.json"),
        ({"campaignId": "nothing"}, "unknown_campaign", "python -m ops campaign put campaign.json"),
        ({"contacts": None}, "invalid_request", "either contacts or file"),
        ({"tenantId": "a#b"}, "invalid_request", "tenantId"),
    ],
)
def test_a_request_that_names_no_known_place_is_refused_whole(place, tables, change, code, cure):
    request = {**place, "contacts": [{"phone": "11987654321"}], **change}
    answer = ingest_contacts.handler(request, Context())
    assert answer["status"] == "refused"
    assert answer["errors"][0]["code"] == code
    assert cure in answer["errors"][0]["message"]
    assert contacts(tables) == []


def test_a_file_that_cannot_be_read_is_refused_beside_it(drop, tables):
    file = drop("leads.xlsx", workbook(ROWS, sheet="Plan1"))
    answer = ingest_contacts.handler(notification(file), Context())["files"][0]
    assert answer["errors"][0]["code"] == "no_such_sheet"
    assert "Plan1" in answer["errors"][0]["message"]
    assert json.loads(beside(file, ".report.json")) == answer
    assert contacts(tables) == []


def test_what_an_ingest_puts_beside_a_list_is_not_taken_for_a_list(drop):
    file = drop("leads.xlsx.report.json", b"[]")
    assert ingest_contacts.handler(notification(file), Context()) == {"files": [{"status": "ignored"}]}


class Killed(BaseException):
    """Stands for the end of the process: nothing of ours may catch it."""


class Killer:
    """Counts the requests to AWS and kills the run at one of them, before or after it has been done."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.requests = 0
        self._at: int | None = None
        self._done_first = False
        self._lock = threading.Lock()
        call = BaseClient._make_api_call

        def counted(client: Any, operation: str, arguments: dict[str, Any]) -> Any:
            with self._lock:
                number, self.requests = self.requests, self.requests + 1
            # A dead process sends nothing more.
            if self._at is not None and (number > self._at or (number == self._at and not self._done_first)):
                raise Killed
            answer = call(client, operation, arguments)
            if number == self._at:
                raise Killed
            return answer

        patch.setattr(BaseClient, "_make_api_call", counted)

    def aim(self, at: int | None, *, done_first: bool = False) -> None:
        self.requests, self._at, self._done_first = 0, at, done_first


def untidy_rows() -> list[tuple[Any, ...]]:
    """Of 36 rows 24 are new, 3 repeat an earlier one, 6 are invalid and 3 are blank."""
    rows: list[tuple[Any, ...]] = []
    for number in range(0, 36, 12):
        rows += [
            (f"Empresa {number + each}", "", "", "", f"119{number + each + 80_000_000}") for each in range(8)
        ]
        rows += [("De novo", "", "", "", "(11) 98000-0000"), ("Sem endereço", "", "", "", "n/a"), ("",) * 5]
        rows += [("Fixo", "", "", "", "1133334444")]
    return rows


UNTIDY = (24, 3, 6, 3)


def test_wherever_a_run_is_killed_the_next_one_loses_no_row_and_doubles_none(
    place, tables, drop, started, monkeypatch
):
    monkeypatch.setattr(jobs, "LEASE", timedelta(0))
    monkeypatch.setattr(walk, "STEP", 12)
    monkeypatch.setattr(statements, "STATEMENTS_A_REQUEST", 4)
    killer = Killer(monkeypatch)
    body = workbook(untidy_rows())
    for at in count():
        campaign = f"killed-{at}"
        configuration.put_campaign(Campaign(tenantId="acme", campaignId=campaign, name="x", offer="y"))
        file = drop(f"{campaign}.xlsx", body)
        request = {"tenantId": "acme", "campaignId": campaign, "file": file}
        killer.aim(at, done_first=at % 2 == 1)
        with suppress(Killed):
            ingest_contacts.handler(request, Context(request_id=campaign))
            break
        killer.aim(None)
        answer = ingest_contacts.handler(request, Context(request_id=campaign))

        assert counted(answer) == UNTIDY
        totals = {"ingested": 24, "duplicates": 3, "invalid": 6, "blank": 3, "contacts_waiting": 24}
        assert stats.totals("acme", campaign) == totals
        written = [each for each in contacts(tables) if each["campaignId"] == campaign]
        assert len(written) == len({each["contactId"] for each in written}) == 24
        assert len(list(csv.reader(io.StringIO(beside(file, ".rejected.csv").decode())))) == 7
    assert killer.requests > 15
    killer.aim(None)


def test_a_run_without_time_hands_over_to_the_next_one_and_each_brings_the_job_forward(
    place, tables, drop, started, monkeypatch
):
    monkeypatch.setattr(walk, "STEP", 12)
    file = drop("leads.xlsx", workbook(untidy_rows()))
    answer = ingest_contacts.handler(notification(file), Context(seconds=1))["files"][0]
    positions = []
    while answer["status"] == "continuing":
        positions.append(sum(counted(answer)))
        name, payload = started.pop()
        assert name == "ingest"
        answer = ingest_contacts.handler(payload, Context(seconds=1))
    assert positions == [12, 24, 36]
    assert counted(answer) == UNTIDY
    assert started == [("release", place)]
    assert len(contacts(tables)) == 24
    assert stats.totals("acme", "spring")["ingested"] == 24


def test_a_file_is_looked_through_for_harm_once_and_again_when_it_has_been_replaced(
    place, drop, started, monkeypatch
):
    judged: list[int] = []
    check = workbook_limits.check
    monkeypatch.setattr(workbook_limits, "check", lambda body: (judged.append(len(body)), check(body)))
    monkeypatch.setattr(walk, "STEP", 12)
    file = drop("leads.xlsx", workbook(untidy_rows()))
    ingest_contacts.handler(notification(file), Context(seconds=1))
    _, payload = started.pop()
    assert ingest_contacts.handler(payload, Context(seconds=1))["status"] == "continuing"
    assert len(judged) == 1

    drop("leads.xlsx", workbook(untidy_rows()[:5]))
    ingest_contacts.handler(payload, Context())
    assert len(judged) == 2


def test_a_run_that_was_taken_over_ends_without_counting(place, drop, monkeypatch):
    monkeypatch.setattr(jobs, "LEASE", timedelta(0))
    file = drop("leads.xlsx", workbook(untidy_rows()))
    request = {**place, "file": file}
    advance = job_steps.advance

    def taken_over(*arguments: Any, **options: Any) -> Job:
        monkeypatch.setattr(job_steps, "advance", advance)
        assert counted(ingest_contacts.handler(request, Context())) == UNTIDY
        return advance(*arguments, **options)

    monkeypatch.setattr(job_steps, "advance", taken_over)
    answer = ingest_contacts.handler(request, Context())
    assert (answer["status"], answer["ingested"]) == ("running", 0)
    assert stats.totals("acme", "spring")["ingested"] == 24

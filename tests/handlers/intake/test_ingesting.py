"""The ingest of a long list: over several runs, of which any may be killed, each row is taken in once."""

import io
import json
import threading
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from botocore.client import BaseClient
from python_calamine import CalamineWorkbook

from handlers import ingest_contacts
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import configuration, statements, stats
from handlers.intake import walk
from handlers.intake.rules.job import Job
from handlers.intake.storage import job_steps, jobs
from tests.handlers.intake.loading import (
    Context,
    answers,
    contacts,
    counted,
    folders,
    notification,
    separated,
    workbook,
)


class Killed(BaseException):
    """The end of the process: nothing of ours may catch it."""


class Killer:
    """A count of the requests to AWS that kills the run at one of them, before or after it has been done."""

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


def mended(answer: dict[str, bytes]) -> int:
    """The number of rows in the file of rows to mend."""
    if text := answer.get("linhas-a-corrigir.csv"):
        return len(text.splitlines()) - 1
    body = answer["linhas-a-corrigir.xlsx"]
    return len(CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("Leads").to_python()) - 1


def untidy_rows(rows_in_all: int = 36) -> list[tuple[Any, ...]]:
    """Of each 12 rows 8 are new, 1 repeats an earlier one, 2 are invalid and 1 is blank."""
    rows: list[tuple[Any, ...]] = []
    for number in range(0, rows_in_all, 12):
        rows += [
            (f"Empresa {number + each}", "", "", "", f"119{number + each + 80_000_000}") for each in range(8)
        ]
        rows += [("De novo", "", "", "", "(11) 98000-0000"), ("Sem endereço", "", "", "", "n/a"), ("",) * 5]
        rows += [("Fixo", "", "", "", "1133334444")]
    return rows


UNTIDY = (24, 3, 6, 3)


# Who is killed while writing a workbook leaves its temporary file behind, in this process too.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_wherever_a_run_is_killed_the_next_one_loses_no_row_and_doubles_none(
    place, tables, drop, started, monkeypatch
):
    monkeypatch.setattr(jobs, "LEASE", timedelta(0))
    monkeypatch.setattr(walk, "STEP", 12)
    monkeypatch.setattr(statements, "STATEMENTS_A_REQUEST", 4)
    killer = Killer(monkeypatch)
    # Two steps: in the first the second is read ahead, and nothing is after the second.
    rows = untidy_rows(24)
    # A process reads a workbook, and none a text: every eighth run is of a workbook.
    bodies = {"xlsx": workbook(rows), "csv": separated(rows)}
    for at in count():
        campaign = f"killed-{at}"
        configuration.put_campaign(Campaign(tenantId="acme", campaignId=campaign, name="x", offer="y"))
        kind = "csv" if at % 8 else "xlsx"
        file = drop(f"{campaign}.{kind}", bodies[kind])
        request = {"tenantId": "acme", "campaignId": campaign, "file": file}
        killer.aim(at, done_first=at % 2 == 1)
        with suppress(Killed):
            ingest_contacts.handler(request, Context(request_id=campaign))
            break
        killer.aim(None)
        answer = ingest_contacts.handler(request, Context(request_id=campaign))

        assert counted(answer) == (16, 2, 4, 2)
        totals = {"ingested": 16, "duplicates": 2, "invalid": 4, "blank": 2, "contacts_waiting": 16}
        assert stats.totals("acme", campaign) == totals
        written = [each for each in contacts(tables) if each["campaignId"] == campaign]
        assert len(written) == len({each["contactId"] for each in written}) == 16
        told = [answers(file, folder) for folder in folders(file)]
        # A run that was killed before the job was known had begun no answer.
        assert len(told) == 1
        assert mended(told[0]) == 4
        assert json.loads(told[0]["report.json"])["status"] == "done"
        assert b"16 contatos entraram; 4 linhas precisam" in told[0]["report.html"]
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

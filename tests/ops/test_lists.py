"""Handing in lists, and the reports on them, with the function itself behind the bucket."""

import io
import json
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handlers import ingest_contacts
from handlers.common.storage import clients, configuration
from handlers.intake import reporting
from handlers.intake.rules import ingest_answer
from handlers.intake.rules.ingest_answer import IngestStatus
from ops import ingest_commands, lists
from ops.__main__ import main
from ops.default_command import ListingGroup
from ops.list_commands import lists_group
from ops.stack import Stack, by_prefix
from tests import own_time
from tests.handlers.intake.conftest import place, started
from tests.handlers.intake.loading import Context, notification, workbook

__all__ = ["place", "started"]

GOOD = ("Loja Boa", "Ana Silva", None, "ana@loja.example", "(11) 98765-4321")
BAD = ("Loja Ruim", "Bia", None, None, "123")


@pytest.fixture(autouse=True)
def _operator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.audit.caller", lambda: "ana")


@pytest.fixture
def stack(place: dict[str, str], tables: dict[str, str]) -> Stack:
    found = by_prefix(tables["config"].removesuffix("-config"))
    clients.s3().create_bucket(Bucket=found.bucket)
    return found


@pytest.fixture
def reads(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lists that the function has read: it is called as the bucket would, at the first pause of who waits."""
    put: list[str] = []
    waiting: list[str] = []
    hand_in = lists.hand_in

    def handed_in(bucket: str, tenant_id: str, campaign_id: str, file: Path) -> str:
        waiting.append(hand_in(bucket, tenant_id, campaign_id, file))
        return waiting[-1]

    def pause(seconds: float) -> None:
        if waiting:
            key = waiting.pop()
            put.append(key)
            take_in(stack, key, f"{len(put):02}")

    monkeypatch.setattr(lists, "hand_in", handed_in)
    own_time.give(monkeypatch, ingest_commands, sleep=pause)
    return put


@pytest.fixture
def leads(tmp_path: Path) -> Callable[..., Path]:
    def made(*rows: tuple[Any, ...], name: str = "leads.xlsx") -> Path:
        file = tmp_path / name
        file.write_bytes(workbook(list(rows)))
        return file

    return made


def take_in(stack: Stack, key: str, sequencer: str) -> None:
    """Call the function as the bucket does; its log is no part of what a command prints."""
    with redirect_stdout(io.StringIO()):
        ingest_contacts.handler(notification({"bucket": stack.bucket, "key": key}, sequencer), Context())


def run(stack: Stack, *arguments: Any) -> Result:
    configuration.forget()
    return CliRunner().invoke(main, ["--prefix", stack.prefix, *(str(each) for each in arguments)])


def handed_in(stack: Stack, file: Path, *more: str, campaign: str = "spring") -> Result:
    return run(stack, "ingest", file, "--tenant", "acme", "--campaign", campaign, *more)


def test_a_list_is_taken_in_and_its_report_printed(
    stack: Stack, reads: list[str], leads: Callable[..., Path]
) -> None:
    done = handed_in(stack, leads(GOOD))
    assert done.exit_code == 0, done.output
    assert re.search(r"acme/spring/leads.xlsx: done \(1 taken in\)", done.output)
    assert reads == ["inbox/acme/spring/leads.xlsx"]


def test_refused_rows_are_shown_and_saved_beside_the_list_and_are_worth_a_code(
    stack: Stack, reads: list[str], leads: Callable[..., Path]
) -> None:
    file = leads(GOOD, BAD)
    done = handed_in(stack, file, "--save")
    assert done.exit_code == 3
    assert "1 taken in, 1 refused" in done.output
    assert re.search(r"^ *3 +\w+ +\S", done.output, re.MULTILINE)
    mend = file.with_name("leads-linhas-a-corrigir.xlsx")
    assert f"rows to mend: {mend}" in done.output
    kept = mend.read_bytes()
    handed_in(stack, file, "--save")
    assert mend.read_bytes() == kept
    assert file.with_name("leads-linhas-a-corrigir-2.xlsx").exists()


def test_a_list_that_is_refused_whole_says_why(stack: Stack, reads: list[str], tmp_path: Path) -> None:
    file = tmp_path / "leads.xlsx"
    file.write_bytes(b"%PDF-1.7 no workbook at all")
    done = handed_in(stack, file)
    assert done.exit_code == 1
    assert "leads.xlsx: refused (no rows)" in done.output
    assert len(done.output.splitlines()) > 1


@pytest.mark.parametrize(
    ("tenant", "campaign", "said"),
    [
        ("acm", "spring", "there is no tenant acm: did you mean acme?"),
        ("acme", "sprnig", "did you mean spring?"),
    ],
)
def test_an_unknown_tenant_or_campaign_is_refused_before_anything_is_handed_in(
    stack: Stack, reads: list[str], leads: Callable[..., Path], tenant: str, campaign: str, said: str
) -> None:
    done = run(stack, "ingest", leads(GOOD), "--tenant", tenant, "--campaign", campaign)
    assert done.exit_code == 1
    assert said in done.output
    assert clients.s3().list_objects_v2(Bucket=stack.bucket).get("KeyCount") == 0


def test_an_empty_file_is_not_handed_in(stack: Stack, reads: list[str], tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.touch()
    assert "is empty" in handed_in(stack, file).output
    assert reads == []


def test_progress_is_followed_until_the_report_is_complete(
    stack: Stack, reads: list[str], leads: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told, put_off = reporting.tell, []
    pause: Any = ingest_commands.time.sleep

    def half_way(where: Any, job: Any, *rest: Any) -> Any:
        put_off.append((where, job, *rest))
        reporting.tell_progress(where, job, "xlsx", 4, job.begun)
        return ingest_answer.without_rows(ingest_answer.summary(IngestStatus.CONTINUING, job))

    def going_on(seconds: float) -> None:
        if put_off:
            told(*put_off.pop())
        pause(seconds)

    shown: list[tuple[int, int | None]] = []

    @contextmanager
    def bar(name: str) -> Generator[Callable[[int, int | None], None]]:
        yield lambda rows, total: shown.append((rows, total))

    monkeypatch.setattr(reporting, "tell", half_way)
    own_time.give(monkeypatch, ingest_commands, sleep=going_on)
    monkeypatch.setattr(ingest_commands, "_bar", bar)
    done = handed_in(stack, leads(GOOD, GOOD))
    assert done.exit_code == 0, done.output
    assert "1 taken in, 1 there already" in done.output
    assert shown == [(2, 4), (2, None)]


def test_a_terminal_is_shown_how_far_the_list_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    with ingest_commands._bar("leads.xlsx") as advance:
        advance(2, 4)
    assert "leads.xlsx" in terminal.getvalue()
    assert "2/4" in terminal.getvalue()


def test_whoever_waits_in_vain_is_told_where_to_look(
    stack: Stack, leads: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest_commands, "PATIENCE_SECONDS", -1.0)
    done = handed_in(stack, leads(GOOD))
    assert done.exit_code == 1
    assert "is handed in, but ingest-contacts says nothing of it" in done.output


def test_a_list_of_people_not_to_be_written_to_needs_no_campaign(
    stack: Stack, reads: list[str], leads: Callable[..., Path]
) -> None:
    done = handed_in(stack, leads(GOOD), campaign="do-not-contact")
    assert done.exit_code == 0, done.output
    assert reads == ["inbox/acme/do-not-contact/leads.xlsx"]


def test_the_lists_of_a_tenant_are_listed_with_their_counts_and_who_handed_them_in(
    stack: Stack, reads: list[str], leads: Callable[..., Path]
) -> None:
    handed_in(stack, leads(GOOD, BAD))
    key = "inbox/acme/spring/dropped.xlsx"
    clients.s3().put_object(Bucket=stack.bucket, Key=key, Body=workbook([GOOD]))
    take_in(stack, key, "77")
    printed = run(stack, "lists", "acme").output
    assert re.search(r"acme/spring/leads.xlsx +done +1 +0 +1 +0 +0 +ana", printed)
    assert re.search(r"acme/spring/dropped.xlsx +done +0 +1 +0 +0 +0 +dropped in the bucket", printed)
    found = json.loads(run(stack, "lists", "--json").output)
    assert {each["list"]: each["invalid"] for each in found} == {
        "acme/spring/leads.xlsx": 1,
        "acme/spring/dropped.xlsx": 0,
    }
    assert len(json.loads(run(stack, "lists", "--last", "1", "--json").output)) == 1
    assert run(stack, "lists", "acne").exit_code == 1


def test_one_report_is_shown_and_its_rows_to_mend_saved(
    stack: Stack, reads: list[str], leads: Callable[..., Path], tmp_path: Path
) -> None:
    handed_in(stack, leads(GOOD, BAD))
    (report,) = lists.reports(stack.bucket)
    shown = run(stack, "lists", "show", report.id[:12], "--save", tmp_path)
    assert shown.exit_code == 0, shown.output
    assert "1 taken in, 1 refused" in shown.output
    assert (tmp_path / "leads-linhas-a-corrigir.xlsx").exists()
    whole = json.loads(run(stack, "lists", "show", report.id, "--json").output)
    assert whole["errors"][0]["row"] == 3
    unknown = run(stack, "lists", "show", "2031-01-01")
    assert unknown.exit_code == 1
    assert f"did you mean {report.id}?" in unknown.output


def test_the_command_list_need_not_be_named() -> None:
    assert isinstance(lists_group, ListingGroup)
    assert "Commands:" in CliRunner().invoke(lists_group, ["--help"]).output

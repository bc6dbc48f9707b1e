"""The whole of ``make up``: a real campaign on the embedded cloud, and everything that may come between."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import boto3
import pytest
from botocore.config import Config
from openpyxl import load_workbook

from local import samples
from local.cloud import ToldTime
from local.loop import kept
from tests import sampling
from tests.flow import erasing

ROOT = Path(__file__).resolve().parents[2]
GIVE_UP_SECONDS = 900.0
"""Seconds until a run is given up; on a busy machine it takes several times what it takes alone."""


@contextmanager
def local(*arguments: Any) -> Generator[subprocess.Popen[str]]:
    """``python -m local`` with its output in one pipe; killed if its test fails before it has ended."""
    run = subprocess.Popen(
        [sys.executable, "-u", "-m", "local", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "120"},
    )
    with run:
        try:
            yield run
        except BaseException:
            run.kill()
            raise


def finished(*arguments: Any) -> tuple[int, str]:
    """Exit status and output of a run to its end."""
    with local(*arguments) as run:
        output, _ = run.communicate(timeout=GIVE_UP_SECONDS)
    return run.returncode, output


def chat(build: Path, lines: Iterable[str]) -> str:
    """What a conversation shows in which Helena Prado writes these lines."""
    person = ("--name", "Helena Prado", "--phone", "(11) 98765-4002")
    with subprocess.Popen(
        [sys.executable, "-m", "local", "chat", *person, "--patience", "120", "--build", str(build)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as run:
        try:
            said, _ = run.communicate("\n".join(lines), timeout=GIVE_UP_SECONDS)
        except BaseException:
            run.kill()
            raise
    assert run.returncode == 0, said
    return said


def read_until(run: subprocess.Popen[str], words: str) -> str:
    """What a run prints up to the line with ``words``."""
    assert run.stdout is not None
    printed = []
    for line in run.stdout:
        printed.append(line)
        if words in line:
            return "".join(printed)
    pytest.fail(f"{words!r} was never printed:\n{''.join(printed)}")


def processes_of(build: Path) -> list[str]:
    """The command lines of the processes that work below ``build``, wherever they name it."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except (OSError, ValueError):
            continue
        if process.name.isdigit() and int(process.name) != os.getpid() and str(build).encode() in told:
            found.append(told.split(b"\0")[0].decode())
    return found


def wait_for(
    condition: Callable[[], bool], seconds: float = GIVE_UP_SECONDS, *, between: float = 0.05
) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(between)
    assert condition()


def left_behind(build: Path) -> list[str]:
    return sorted(path.name for path in build.iterdir() if path.name != "local.lock")


class Run(NamedTuple):
    """A run over the sample list whose cloud stays up for the CLI, until it is taken down."""

    status: int
    output: str
    report: dict[str, Any]
    build: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    build = tmp_path_factory.mktemp("sample")
    status, output = finished("up", "--build", build, "--keep")
    try:
        report = build / "report.json"
        assert report.exists(), output
        yield Run(status, output, json.loads(report.read_text()), build)
    finally:
        finished("down", "--build", build)


class TestTheSampleCampaign:
    """One run over the sample list, as ``make up`` does it without arguments."""

    def test_every_promise_is_kept(self, run: Run) -> None:
        assert [check for check in run.report["checks"] if not check["holds"]] == [], run.output
        assert run.report["holds"]
        assert run.status == 0

    def test_every_part_of_the_flow_was_in_use(self, run: Run) -> None:
        report = run.report
        assert {
            "interested",
            "not_interested",
            "opt_out",
            "slot_choice",
            "reschedule",
            "cancel",
            "question",
        } <= {intent for intent, count in report["replies"].items() if count}
        kinds = {(line["channel"], line["kind"]) for line in report["messages"]}
        assert {("whatsapp", "outreach"), ("email", "outreach")} <= kinds
        assert {"proposal", "confirmation", "reminder", "opt_out_ack"} <= {kind for _, kind in kinds}
        assert report["meetings"]["confirmed"] >= 5
        assert report["meetings"]["cancelled"] >= 1
        assert report["reminders"]["sent"] >= 5
        assert report["briefings"]["count"] >= 5
        assert report["optOuts"] >= 2
        assert report["resources"]["total"] > 80
        assert report["policies"]["rules"] >= 3
        assert report["briefings"]["example"].splitlines()[0].lstrip("# ") in run.output

    def test_refused_rows_are_told_with_their_reason(self, run: Run) -> None:
        report = run.report
        sample = report["intakes"][0]
        assert sample["ingested"] >= 55
        assert sample["duplicates"] >= 3
        assert sample["invalid"] >= 5
        assert all(error["row"] > 1 and error["field"] and error["message"] for error in sample["errors"])

    def test_a_tenant_out_of_hours_waits_with_the_instant_from_which_it_may_write(self, run: Run) -> None:
        report = run.report
        waiting = [line for line in report["waiting"] if line["campaign"] == "horizonte/piloto"]
        assert sum(line["contacts"] for line in waiting) == 4
        assert all(line["from"] > report["finishedAt"][:19] for line in waiting)

    def test_no_secret_is_printed(self, run: Run) -> None:
        printed = "".join(line for line in run.output.splitlines() if "  export " not in line)
        assert "AWS_SECRET_ACCESS_KEY" not in printed
        assert "apiKey" not in printed + json.dumps(run.report)

    def test_who_finds_the_note_about_the_kept_cloud_reaches_it_and_the_partners(self, run: Run) -> None:
        note = kept.read(run.build)
        functions = note.account().client("lambda").list_functions()["Functions"]
        assert note.outputs["functions"]["send-messages"] in {each["FunctionName"] for each in functions}
        assert (note.stack, note.provider) == ("dev", "cloud")
        assert ToldTime(Path(note.told_time)).ahead == 0
        assert list(Path(note.stand_ins.sent_mail).iterdir()) != []

    def test_the_aws_cli_finds_the_answers_to_the_list_among_the_reports(self, run: Run) -> None:
        exports = dict(
            line.removeprefix("  export ").split("=", 1)
            for line in run.output.splitlines()
            if "  export " in line
        )
        client = boto3.client(
            "s3",
            endpoint_url=exports["AWS_ENDPOINT_URL"],
            aws_access_key_id=exports["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=exports["AWS_SECRET_ACCESS_KEY"],
            region_name=exports["AWS_DEFAULT_REGION"],
            config=Config(proxies={}),
        )
        names = [each["Name"] for each in client.list_buckets()["Buckets"]]
        (bucket,) = (name for name in names if "-intake-" in name)
        path = f"reports/aurora/primavera/{samples.LEADS.name}/"
        keys = [each["Key"] for each in client.list_objects_v2(Bucket=bucket, Prefix=path)["Contents"]]
        assert {key.rpartition("/")[2] for key in keys} == {
            "report.html",
            "report.json",
            "linhas-a-corrigir.xlsx",
        }

    def test_the_page_of_the_run_shows_what_the_report_says(self, run: Run) -> None:
        page = (run.build / "report.html").read_text(encoding="utf-8")
        assert str(run.build / "report.html") in run.output
        assert f"All {len(run.report['checks'])} hold." in page
        for shown in ("Aurora Soluções", samples.LEADS.name, "a direct request", "send-messages"):
            assert shown in page
        for intake in run.report["intakes"]:
            assert f"<b>{intake['ingested']:,}</b> ingested" in page
        sent = {(line["channel"], line["kind"]): line["accepted"] for line in run.report["messages"]}
        assert (
            f"first messages and follow-ups: {sent['whatsapp', 'outreach'] + sent['email', 'outreach']:,}"
            in page
        )
        # Its name for the functions that a queue, a rule or a schedule starts: each was counted.
        assert "Not invoked" not in page

    def test_the_report_to_the_sender_of_the_list_is_there_to_be_opened(self, run: Run) -> None:
        page = run.build / "reports" / samples.LEADS.name / "report.html"
        intake = run.report["intakes"][0]
        assert (intake["report"], f"Report to its sender: {page}" in run.output) == (str(page), True)
        assert (
            f"{intake['ingested']} contatos entraram; {intake['invalid']} linhas precisam" in page.read_text()
        )
        rows = load_workbook(intake["rowsToMend"])["Leads"].max_row
        assert rows == intake["invalid"] + 1

    def test_a_person_is_told_all_that_is_known_then_erased_and_not_written_to_again(
        self, run: Run, tmp_path: Path
    ) -> None:
        stack = erasing.Deployed(run.build)
        someone = stack.met()
        before = stack.naming(someone)
        assert {"contacts", "meetings", "inbox/aurora"} <= {
            place.partition("/primavera")[0] for place in before
        }
        told = stack.ops(
            "contact", "export", someone.contact_id, "--tenant", "aurora", "--out", str(tmp_path)
        )
        assert told.returncode == 0, told.stderr
        page = (tmp_path / "dados-pessoais.md").read_text("utf-8")
        assert all(mark in page for mark in (someone.name, someone.phone, "## Reunião 1", "### Conversa"))
        demand = (
            "contact",
            "erase",
            someone.phone,
            "--tenant",
            "aurora",
            "--reason",
            "LGPD, art. 18",
            "--yes",
        )
        done = stack.ops(*demand, "--cancel-meeting")
        assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["the person has been erased"]), done
        assert stack.naming(someone) == []
        assert stack.logged(someone) == []
        again = stack.ingest(someone)
        assert (again["optedOut"], again["ingested"]) == (1, 0)
        walked = stack.ops("campaign", "account", "aurora", "primavera", "--walk")
        assert walked.returncode == 0, walked.stdout

    def test_somebody_at_a_terminal_books_a_meeting_and_is_reminded_of_it(self, run: Run) -> None:
        lines = ("Tenho interesse, pode me mandar os horários?", "/press 1", "/meetings", "/why")
        opening, offered, pressed, meetings, why = chat(run.build, lines).split(" ❯ ")
        assert "Olá, Helena Prado!" in opening
        assert "[3] " in offered
        assert "está confirmada" in pressed
        assert re.search(r"✉ ana\.prado@aurora\.example: .*Helena Prado.* iCalendar REQUEST", pressed + why)
        assert "choice of a slot answered outcome=booked" in why
        found = re.search(r"confirmed +\S+ (\d\d/\d\d \d\d:\d\d) +ana", meetings)
        assert found
        now = ToldTime(Path(kept.read(run.build).told_time)).now().replace(tzinfo=None)
        dates = (
            datetime.strptime(f"{year}/{found[1]}", "%Y/%d/%m %H:%M") for year in (now.year, now.year + 1)
        )
        shortly = next(each for each in dates if each > now) - timedelta(minutes=30)
        again, passed = chat(run.build, (f"/at {shortly:%Y-%m-%dT%H:%M}",)).split(" ❯ ")
        assert "is known already" in again
        assert "lembr" in passed.lower()
        assert "something fell due" in passed

    def test_what_the_functions_said_of_them_is_in_the_logs_of_all(self, run: Run) -> None:
        chat(run.build, ("Quanto custa?",))

        def services() -> set[str]:
            status, output = finished("logs", "--no-follow", "--since", "1h", "--json", "--build", run.build)
            assert status == 0, output
            said = [json.loads(line) for line in output.splitlines()]
            return {each["service"] for each in said if each.get("correlationId")}

        # Each look is a process that imports everything: what is waited for has the processor meanwhile.
        wait_for(lambda: {"handle-replies", "notify-team", "send-messages"} <= services(), between=4)
        with local("logs", "--since", "1h", "--build", run.build) as follower:
            read_until(follower, "notify-team")
            follower.send_signal(signal.SIGINT)
            output, _ = follower.communicate(timeout=GIVE_UP_SECONDS)
        assert (follower.returncode, "Traceback" in output) == (0, False)

    def test_a_function_is_invoked_on_its_sample_and_a_misspelt_one_is_refused(self, run: Run) -> None:
        status, output = finished("invoke", "receive-mail", "--build", run.build)
        assert status == 0, output
        assert "mail queued kind=mail" in output
        assert json.loads(output[output.index("{") :]) == {"mails": ["mail"]}
        assert finished("invoke", "recieve-mail", "--build", run.build) == (
            1,
            "Error: there is no function recieve-mail: did you mean receive-mail?\n",
        )

    def test_where_no_source_has_changed_there_is_nothing_to_reload(self, run: Run) -> None:
        status, output = finished("reload", "--build", run.build)
        assert status == 0
        assert output.splitlines()[0] == "nothing to update"
        assert output.splitlines()[1].startswith("unchanged: confirm-meeting, generate-briefing, ")
        assert "outside" not in output

    def test_no_second_cloud_is_started_beside_it_and_it_is_taken_down_without_a_trace(
        self, run: Run
    ) -> None:
        status, output = finished("up", "--build", run.build)
        assert (status, output.strip().splitlines()[-1]) == (
            1,
            "Error: the cloud of an earlier make up KEEP=1 is still up: stop it with make down",
        )
        assert finished("down", "--build", run.build) == (0, "everything is stopped\n")
        wait_for(lambda: processes_of(run.build) == [])
        assert left_behind(run.build) == ["report.html", "report.json", "reports"]


ENDS = sampling.of(("interrupted", "without its partner"), 1)
"""How the run of the sample ends before its time; each costs as much as half a campaign."""


@sampling.sampled
@sampling.unless("interrupted" in ENDS)
def test_an_interruption_stops_everything_and_meanwhile_no_second_run_begins(tmp_path: Path) -> None:
    with local("up", "--build", tmp_path) as run:
        read_until(run, "the embedded cloud is up")
        status, output = finished("up", "--build", tmp_path)
        assert status == 1
        assert output == "Error: another make up is running in this folder: wait for it, or stop it\n"
        read_until(run, "+ aws:lambda/function:Function")
        run.send_signal(signal.SIGINT)
        output, _ = run.communicate(timeout=GIVE_UP_SECONDS)
    assert output.splitlines()[-1] == "Interrupted: everything is stopped"
    assert run.returncode == 130
    assert processes_of(tmp_path) == []
    assert left_behind(tmp_path) == []


@sampling.sampled
@sampling.unless("without its partner" in ENDS)
def test_a_killed_partner_ends_the_run_in_one_line(tmp_path: Path) -> None:
    with local("up", "--build", tmp_path) as run:
        read_until(run, "is dropped into the inbox")
        lock = (tmp_path / "local" / "up" / "partners.lock").read_text()
        os.kill(int(lock), signal.SIGTERM)
        output, _ = run.communicate(timeout=GIVE_UP_SECONDS)
    assert run.returncode == 1
    assert output.splitlines()[-1].startswith(
        "Error: the stand-in partners stopped during the run: run make up again"
    )
    assert "Traceback" not in output
    assert processes_of(tmp_path) == []


def test_a_killed_run_takes_its_cloud_and_partners_along(tmp_path: Path) -> None:
    with local("up", "--build", tmp_path) as run:
        read_until(run, "the embedded cloud is up")
        assert processes_of(tmp_path)
        run.kill()
        run.communicate()
    wait_for(lambda: processes_of(tmp_path) == [])


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("none.xlsx", None, "there is no such file: name another with CONTACTS=file"),
        (
            "leads.csv",
            b"%PDF-1.7\n",
            "'leads.csv' seems to be a PDF: export the list as XLSX or CSV from the program that made it",
        ),
    ],
)
def test_a_wrong_contact_file_is_one_line_and_nothing_is_started(
    tmp_path: Path, name: str, content: bytes | None, line: str
) -> None:
    contacts, build = tmp_path / name, tmp_path / "build"
    if content is not None:
        contacts.write_bytes(content)
    status, output = finished("up", "--contacts", contacts, "--build", build)
    assert (status, output) == (1, f"Error: {contacts}: {line}\n")
    assert not build.exists()

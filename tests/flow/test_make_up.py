"""The whole of ``make up``: a real campaign on the embedded cloud, and everything that may come between."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[2]
GIVE_UP_SECONDS = 600.0
"""Seconds until a run is given up; on a busy machine it takes several times what it takes alone."""


def local(*arguments: Any) -> subprocess.Popen[str]:
    """``python -m local`` with its output in one pipe."""
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "local", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "120"},
    )


def finished(*arguments: Any) -> tuple[int, str]:
    """Exit status and output of a run to its end."""
    with local(*arguments) as run:
        output, _ = run.communicate(timeout=GIVE_UP_SECONDS)
    return run.returncode, output


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


def wait_for(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert condition()


def left_behind(build: Path) -> list[str]:
    return sorted(path.name for path in build.iterdir() if path.name != "local.lock")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, dict[str, Any], Path]:
    """One run over the sample list: exit status, output, report, and the folder it worked in."""
    build = tmp_path_factory.mktemp("sample")
    status, output = finished("up", "--build", build)
    report = build / "report.json"
    assert report.exists(), output
    return status, output, json.loads(report.read_text()), build


class TestTheSampleCampaign:
    """One run over the sample list, as ``make up`` does it without arguments."""

    def test_every_promise_is_kept(self, run: tuple[int, str, dict[str, Any], Path]) -> None:
        status, output, report, _ = run
        assert [check for check in report["checks"] if not check["holds"]] == [], output
        assert report["holds"]
        assert status == 0

    def test_every_part_of_the_flow_was_in_use(self, run: tuple[int, str, dict[str, Any], Path]) -> None:
        _, output, report, _ = run
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
        assert report["briefings"]["example"].splitlines()[0].lstrip("# ") in output

    def test_refused_rows_are_told_with_their_reason(
        self, run: tuple[int, str, dict[str, Any], Path]
    ) -> None:
        _, _, report, _ = run
        sample = report["intakes"][0]
        assert sample["ingested"] >= 55
        assert sample["duplicates"] >= 3
        assert sample["invalid"] >= 5
        assert all(error["row"] > 1 and error["field"] and error["message"] for error in sample["errors"])

    def test_a_tenant_out_of_hours_waits_with_the_instant_from_which_it_may_write(
        self, run: tuple[int, str, dict[str, Any], Path]
    ) -> None:
        _, _, report, _ = run
        waiting = [line for line in report["waiting"] if line["campaign"] == "horizonte/piloto"]
        assert sum(line["contacts"] for line in waiting) == 4
        assert all(line["from"] > report["finishedAt"][:19] for line in waiting)

    def test_nothing_is_left_running_and_no_file_but_the_report(
        self, run: tuple[int, str, dict[str, Any], Path]
    ) -> None:
        build = run[3]
        assert left_behind(build) == ["report.json"]
        assert processes_of(build) == []

    def test_no_secret_is_printed(self, run: tuple[int, str, dict[str, Any], Path]) -> None:
        _, output, report, _ = run
        assert "AWS_SECRET_ACCESS_KEY" not in output
        assert "apiKey" not in output + json.dumps(report)


def write_list(path: Path) -> None:
    """Another owner's list: other columns beside ours, a title above, and untidy in its own ways."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Leads"
    sheet.append(["Lista de prospecção"])
    sheet.append(["Telefone", "Nome", "Email", "Cidade", "CNPJ/CPF", "Contato"])
    for number in range(11):
        sheet.append([f"(31) 90000-{7000 + number}", f"Empresa {number}", None, "Belo Horizonte", None, None])
    sheet.append(["31900007000", "Empresa 0 de novo", "", "", "", ""])
    sheet.append([None, None, None, None, None, None])
    sheet.append(["0800 000 0000", "Só 0800", None, None, None, None])
    sheet.append([5511900000800.0, "Com código do país", "central@empresa.example", "São Paulo", 0.0, "Zé"])
    book.save(path)


def test_another_list_runs_and_its_cloud_stays_up_for_the_cli_until_it_is_taken_down(tmp_path: Path) -> None:
    contacts, build = tmp_path / "Lista da Ação & Cia.xlsx", tmp_path / "build"
    write_list(contacts)
    status, output = finished("up", "--contacts", contacts, "--build", build, "--keep")
    try:
        assert status == 0, output
        intake = json.loads((build / "report.json").read_text())["intakes"][0]
        assert (intake["ingested"], intake["duplicates"], intake["invalid"]) == (12, 1, 1)
        exports = dict(
            line.removeprefix("  export ").split("=", 1)
            for line in output.splitlines()
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
        bucket = client.list_buckets()["Buckets"][0]["Name"]
        key = f"aurora/primavera/{contacts.name}.rejected.csv"
        rejected = client.get_object(Bucket=bucket, Key=key)["Body"].read().decode("utf-8-sig")
        assert "Só 0800" in {cell for row in csv.reader(rejected.splitlines()) for cell in row}
        status, output = finished("up", "--build", build)
        assert (status, output.strip().splitlines()[-1]) == (
            1,
            "Error: the cloud of an earlier make up KEEP=1 is still up: stop it with make down",
        )
    finally:
        status, output = finished("down", "--build", build)
    assert (status, output) == (0, "everything is stopped\n")
    wait_for(lambda: processes_of(build) == [])
    assert left_behind(build) == ["report.json"]


def test_an_interruption_stops_everything_and_meanwhile_no_second_run_begins(tmp_path: Path) -> None:
    with local("up", "--build", tmp_path) as run:
        read_until(run, "the stand-in partners are up")
        status, output = finished("up", "--build", tmp_path)
        assert status == 1
        assert output == "Error: another make up is running in this folder: wait for it, or stop it\n"
        read_until(run, "is dropped into the intake bucket")
        run.send_signal(signal.SIGINT)
        output, _ = run.communicate(timeout=60)
    assert output.splitlines()[-1] == "Interrupted: everything is stopped"
    assert run.returncode == 130
    assert processes_of(tmp_path) == []
    assert left_behind(tmp_path) == []


def test_a_killed_partner_ends_the_run_in_one_line(tmp_path: Path) -> None:
    with local("up", "--build", tmp_path) as run:
        read_until(run, "is dropped into the intake bucket")
        lock = json.loads((tmp_path / "local" / "up" / "partners.lock").read_text())
        os.kill(lock["pid"], signal.SIGTERM)
        output, _ = run.communicate(timeout=60)
    assert run.returncode == 1
    assert output.splitlines()[-1].startswith(
        "Error: the stand-in partners stopped during the run: run make up again"
    )
    assert "Traceback" not in output
    assert processes_of(tmp_path) == []


def test_a_killed_run_takes_its_cloud_and_partners_along(tmp_path: Path) -> None:
    with local("up", "--build", tmp_path) as run:
        read_until(run, "the stand-in partners are up")
        assert processes_of(tmp_path)
        run.kill()
        run.communicate()
    wait_for(lambda: processes_of(tmp_path) == [])


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("none.xlsx", None, "there is no such file: name another with CONTACTS=file"),
        ("leads.docx", b"x", "'leads.docx' is none of .xlsx, .csv, .json: save it as one of them"),
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

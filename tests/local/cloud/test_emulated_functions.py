"""The corrections to the functions of the embedded cloud."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local.cloud import emulated_functions as functions
from local.cloud.emulated_functions import SharedArchive

OLD, NEW = b"old", b"new"


def packed(file: Path, **modules: str) -> Path:
    """An archive of modules in packages: ``handlers__one="…"``."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in modules.items():
            archive.writestr(f"{name.replace('__', '/')}.py", text)
    return file


def test_what_archives_have_in_common_is_unpacked_once_and_every_worker_sees_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(functions, "UNPACKED", tmp_path / "scratch")
    (tmp_path / "scratch").mkdir()
    one = packed(tmp_path / "1.zip", handlers__one="ONE = 1", library__a="A = 1", top="")
    other = packed(tmp_path / "2.zip", handlers__one="ONE = 2", library__a="A = 1")

    workers = {"first": one, "second": one, "other": other}
    for worker, archive in workers.items():
        (tmp_path / worker).mkdir()
        with SharedArchive(archive) as file:
            file.extractall(tmp_path / worker)

    texts = {worker: (tmp_path / worker / "handlers/one.py").read_text() for worker in workers}
    assert texts == {"first": "ONE = 1", "second": "ONE = 1", "other": "ONE = 2"}
    assert (tmp_path / "first/top.py").samefile(tmp_path / "second/top.py")
    assert (tmp_path / "first/library/a.py").samefile(tmp_path / "other/library/a.py")
    assert not (tmp_path / "other/top.py").exists()
    assert len(list((tmp_path / "scratch").rglob("*.py"))) == 4


def test_an_emulator_that_unpacks_the_same_at_the_same_time_is_in_nobodys_way(tmp_path: Path) -> None:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "handlers.py").touch()
    functions._put_in_place(str(tmp_path / "mine"), tmp_path / "theirs")
    assert [each.name for each in tmp_path.iterdir()] == ["theirs"]


def test_what_nobody_has_used_for_a_week_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(functions, "UNPACKED", tmp_path)
    for name in ("old", "used"):
        (tmp_path / name / "handlers").mkdir(parents=True)
    used = (tmp_path / "used").stat().st_mtime
    os.utime(tmp_path / "old", (used - 3600, used - 3600))
    functions.forget_unused(used + functions.KEPT_SECONDS - 60)
    assert [each.name for each in tmp_path.iterdir()] == ["used"]


def test_an_invocation_waits_for_a_worker_where_all_are_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([(None, "func_cap"), ("worker", "reused")])
    asked: list[object] = []

    def acquire(*arguments: object) -> object:
        asked.append(arguments[-1])
        return next(answers)

    monkeypatch.setattr(functions, "_acquire_worker", acquire)

    assert functions.acquire_worker("function", {}, b"") == ("worker", "reused")
    assert asked == [functions.WORKERS] * 2


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """A function ``f`` with the old code; yields the workers that were ended."""
    ended: list[Any] = []
    record = {"code_zip": OLD, "config": CONFIGURATION}
    monkeypatch.setattr(functions.lambda_svc, "_functions", {"f": record})
    monkeypatch.setattr(functions, "_update_code", lambda name, request: given(record, request))
    monkeypatch.setattr(functions.lambda_runtime, "kill_workers", ended.extend)
    monkeypatch.setattr(functions, "LOOK_AGAIN_SECONDS", 0)
    yield ended
    functions.lambda_runtime._workers.clear()
    functions._current.clear()
    functions._retired.clear()


CONFIGURATION = {
    "FunctionName": "f",
    "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f",
    "Runtime": "python3.13",
}


def given(record: dict[str, Any], request: dict[str, Any]) -> None:
    """Do what MiniStack does where a function gets new code."""
    record["code_zip"] = request["ZipFile"]
    functions.invalidate_worker("f", qualifier="$LATEST")


def test_new_code_ends_idle_workers_at_once_and_a_busy_one_after_its_work(service: list[Any]) -> None:
    busy, _ = functions.acquire_worker("f", CONFIGURATION, OLD)
    idle, _ = functions.acquire_worker("f", CONFIGURATION, OLD)
    functions.release_worker(idle)
    functions.update_code("f", {"ZipFile": NEW})
    assert service == [idle]
    assert functions.acquire_worker("f", CONFIGURATION, NEW)[0] not in (busy, idle)
    functions.release_worker(busy)
    assert service == [idle, busy]


def test_an_invocation_that_waited_while_the_code_was_changed_runs_the_new_code(service: list[Any]) -> None:
    functions.update_code("f", {"ZipFile": NEW})
    worker, _ = functions.acquire_worker("f", CONFIGURATION, OLD)
    assert worker.code_zip == NEW


def test_a_worker_that_was_started_while_the_code_was_changed_is_given_up(
    service: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire, changes = functions._acquire_worker, iter([NEW])

    def changed_meanwhile(*arguments: Any) -> Any:
        taken = acquire(*arguments)
        if code := next(changes, None):
            # The pools have been emptied, and this worker comes into them after that.
            functions._current[CONFIGURATION["FunctionArn"]] = code
        return taken

    monkeypatch.setattr(functions, "_acquire_worker", changed_meanwhile)
    worker, _ = functions.acquire_worker("f", CONFIGURATION, OLD)
    assert worker.code_zip == NEW
    assert [each.code_zip for each in service] == [OLD]


def test_each_line_of_a_log_has_an_id_and_ids_rise_with_time() -> None:
    stream = {
        "events": [],
        "firstEventTimestamp": None,
        "lastEventTimestamp": None,
        "lastIngestionTime": None,
    }
    lines = [{"timestamp": at, "message": "m", "ingestionTime": at} for at in (5, 5, 1000)]
    functions.append_log_events(stream, lines)
    ids = [each["eventId"] for each in stream["events"]]
    assert ids == sorted(set(ids))
    assert len(ids) == 3

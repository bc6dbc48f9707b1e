"""The functions' processes, found in a /proc that a test has written."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local.chaos import workers as found
from local.chaos.workers import Worker, check_platform, workers
from local.errors import LocalError

STARTED = 1_795_000_000.0
FUNCTIONS = {"send-messages": "agent-dev-send-messages", "send": "agent-dev-send"}


@pytest.fixture
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty /proc."""
    monkeypatch.setattr(found, "PROCESSES", tmp_path / "proc")
    (tmp_path / "proc").mkdir()
    return tmp_path / "proc"


def process(processes: Path, pid: int, script: str, *, syscall: str = "0 0x0 0x7f", threads: int = 1) -> None:
    folder = processes / str(pid)
    folder.mkdir()
    (folder / "cmdline").write_text(f"/usr/bin/python3\0{script}\0")
    (folder / "syscall").write_text(syscall + "\n")
    (folder / "status").write_text(f"Name:\tpython3\nThreads:\t{threads}\n")


def script(scratch: Path, name: str) -> str:
    """The script of a worker, as the emulator writes it when it starts one."""
    path = scratch / f"ministack-lambda-{name}" / "_worker.py"
    path.parent.mkdir(parents=True)
    path.touch()
    os.utime(path, (STARTED, STARTED))
    return str(path)


def test_only_the_workers_of_this_cloud_are_found(processes: Path, tmp_path: Path) -> None:
    cloud, other = tmp_path / "cloud", tmp_path / "other"
    process(processes, 11, script(cloud, "agent-dev-send-messages-a_b1"))
    process(processes, 12, script(cloud, "agent-dev-send-x9"))
    process(processes, 13, script(other, "agent-dev-send-x9"))
    process(processes, 14, str(cloud / "emulator.py"))
    (processes / "self").mkdir()
    (processes / "15").mkdir()
    assert sorted(workers(cloud, FUNCTIONS), key=lambda each: each.pid) == [
        Worker(11, "send-messages", STARTED),
        Worker(12, "send", STARTED),
    ]


@pytest.mark.parametrize(
    ("syscall", "busy"),
    [("0 0x0 0x7f", False), ("63 0x0 0x7f", False), ("0 0x5 0x7f", True), ("running", True), ("7 0x1", True)],
)
def test_a_worker_is_idle_only_while_it_waits_for_an_event(processes: Path, syscall: str, busy: bool) -> None:
    process(processes, 11, "x", syscall=syscall)
    assert Worker(11, "send").is_busy == busy


def test_a_worker_with_threads_has_a_partner_on_the_line(processes: Path) -> None:
    process(processes, 11, "x", threads=1)
    process(processes, 12, "x", threads=11)
    assert [Worker(11, "send").is_calling, Worker(12, "send").is_calling] == [False, True]


def test_a_worker_that_is_gone_does_nothing(processes: Path) -> None:
    assert not Worker(11, "send").is_busy
    assert not Worker(11, "send").is_calling


def test_a_killed_worker_has_no_time_to_say_anything() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        worker = Worker(child.pid, "send")
        assert worker.kill()
        assert child.wait(10) == -signal.SIGKILL
    assert not worker.kill()


def test_a_system_without_proc_is_told_so(processes: Path) -> None:
    with pytest.raises(LocalError, match="run it on Linux"):
        check_platform()

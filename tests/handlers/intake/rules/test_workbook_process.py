"""The reader of workbooks is a process of its own: bounded, without rights on AWS, and gone when it is not needed."""

import io
import marshal
import os
import resource
import signal
import subprocess
import sys

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbook_process, workbook_reader
from handlers.intake.rules.workbook_process import End, Reader, ReaderEndedError
from tests.handlers.intake.rules.other_books import xls
from tests.handlers.intake.rules.packing import book

ROWS = [("Nome", "Email", "Telefone"), *[("Loja", "", 1.0)] * 300]


def program(code: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def conversation(body: bytes, *orders: str | None) -> list[tuple[bytes, object]]:
    """Return the kinds and contents of the reader's messages, here in this process."""
    source, target = io.BytesIO(), io.BytesIO()
    for message in (body, *map(marshal.dumps, orders)):
        workbook_reader.send(source, message)
    source.seek(0)
    workbook_reader.serve(source, target)
    target.seek(0)
    messages = []
    while target.tell() < len(target.getvalue()):
        message = workbook_reader.receive(target)
        messages.append((message[:1], marshal.loads(message[1:]) if message[1:] else None))
    return messages


def test_the_reader_tells_the_sheets_then_the_head_then_the_rest():
    (_, sheets), (_, head), *blocks = conversation(xls({"Capa": [("x",)], "Leads": ROWS}), "Leads", None)
    assert sheets == [("Capa", True, True), ("Leads", True, True)]
    assert head == list(map(list, ROWS[:10]))
    assert [kind for kind, _ in blocks] == [workbook_reader.ANSWER] * 3 + [workbook_reader.END]
    assert [len(rows) for _, rows in blocks if isinstance(rows, list)] == [128, 128, 35]


def test_another_sheet_may_be_asked_for_before_the_rest_of_one_was_taken():
    (_, _), (_, first), (_, second), (kind, _) = conversation(
        xls({"Capa": [*ROWS], "Leads": [("x",)]}), "Capa", "Leads", None
    )
    assert (len(first), second, kind) == (10, [["x"]], workbook_reader.END)  # ty: ignore[invalid-argument-type]


def test_what_the_library_cannot_read_is_answered_as_a_refusal():
    assert [kind for kind, _ in conversation(b"no workbook")] == [workbook_reader.REFUSAL]
    assert conversation(xls({"Leads": []}), "Base")[-1][0] == workbook_reader.REFUSAL
    with pytest.raises(Refused) as refused, workbook_process.opened(b"no workbook"):
        pass
    assert refused.value.code == "damaged_file"


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("import os; os.abort()", End.MEMORY),
        (f"import sys; sys.exit({workbook_reader.OUT_OF_MEMORY})", End.MEMORY),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", End.TIME),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", End.CRASH),
    ],
)
def test_the_way_in_which_a_reader_ends_is_told(code, end):
    process = program(code)
    with pytest.raises(ReaderEndedError) as ended:
        Reader(process, b"x" * 1_000_000)
    assert ended.value.end is end
    process.communicate()


def test_a_reader_that_does_not_start_is_our_fault_and_no_refusal():
    process = program("raise ImportError")
    with pytest.raises(RuntimeError, match="has not started"):
        Reader(process, b"")
    process.communicate()


def test_the_reader_has_no_rights_on_aws_and_our_path(monkeypatch):
    monkeypatch.setenv("AWS_SESSION_TOKEN", "secret")
    monkeypatch.setattr(sys, "path", ["", "/somewhere"])
    environment = workbook_process._environment()
    assert not [name for name in environment if name.startswith("AWS_")]
    assert environment["PYTHONPATH"].split(os.pathsep)[1:] == [os.getcwd(), "/somewhere"]


def test_the_reader_ends_with_the_work_on_its_workbook():
    with workbook_process.opened(book(b"<row/>" * 1_000)) as reader:
        reader.order("Leads")
        process = reader._process
        assert process.poll() is None
    assert process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no such bound")
def test_the_reader_is_bounded_in_memory_and_processor_time():
    bounds = "from handlers.intake.rules import workbook_reader as r; import resource as s; r._bound(); "
    bounds += "print(*(s.getrlimit(each)[0] for each in (s.RLIMIT_AS, s.RLIMIT_CPU, s.RLIMIT_CORE)))"
    ran = subprocess.run([sys.executable, "-c", bounds], capture_output=True, check=True, text=True)
    assert ran.stdout.split() == [str(workbook_reader.MEMORY), str(workbook_reader.PROCESSOR_SECONDS), "0"]
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != workbook_reader.MEMORY

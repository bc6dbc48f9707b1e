"""A call is that of the function in whose run it is made, through its threads too, and nobody else's."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

import handlers
from handlers.common.storage import contacts
from tests.granted import calls
from tests.granted.calls import Call
from tests.granted.requests import NAMES

FUNCTION = """
from concurrent.futures import ThreadPoolExecutor
from handlers.entry_point import entry_point

@entry_point
def handler(event, context):
    return event()

@entry_point
def in_a_thread(event, context):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(event).result()
"""
READING = Call("generate-briefing", "dynamodb:GetItem", NAMES.table_arn("contacts"))
find = partial(contacts.find, "nobody")


@pytest.fixture
def noted(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[Call, str]]:
    """The calls that are noted in a test; they stay out of the record, and fail nothing."""
    found: dict[Call, str] = {}
    monkeypatch.setattr(calls, "made", found)
    yield found
    calls.taken_denials()


def function(entry: str) -> Callable[[Any, Any], Any]:
    """An entry point of a function that does as its event says, as if its code stood in handlers/."""
    names: dict[str, Any] = {"__name__": "handlers.generate_briefing"}
    exec(compile(FUNCTION, f"{handlers.__path__[0]}/generate_briefing.py", "exec"), names)
    return names[entry]


@pytest.mark.parametrize("entry", ["handler", "in_a_thread"])
def test_a_call_is_that_of_the_function_in_whose_run_it_is_made(noted: dict[Call, str], entry: str) -> None:
    function(entry)(find, None)
    assert noted.keys() == {READING}
    assert noted[READING].startswith("tests/granted/test_calls.py::test_a_call_is_that_of_the_function")
    assert calls.taken_denials() == []


@pytest.mark.parametrize("entry", ["handler", "in_a_thread"])
def test_what_a_test_does_by_itself_in_the_middle_of_a_run_is_nobodys(
    noted: dict[Call, str], entry: str
) -> None:
    function(entry)(lambda: find(), None)
    find()
    assert noted == {}


def test_a_call_that_the_role_does_not_allow_is_told_once_with_the_cure(noted: dict[Call, str]) -> None:
    note = partial(contacts.note, "c1", datetime.now(UTC), "note")
    for _ in range(2):
        function("handler")(note, None)
    (told,) = calls.taken_denials()
    assert told == (
        "generate-briefing called dynamodb:PutItem on table/contacts, which its role does not allow: "
        "add the operation to its grants in components/catalogue/functions.py"
    )
    assert calls.taken_denials() == []


def test_the_calls_of_a_process_are_left_where_the_variable_says(
    noted: dict[Call, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    function("handler")(find, None)
    monkeypatch.delenv(calls.RECORD, raising=False)
    calls.leave_record()
    monkeypatch.setenv(calls.RECORD, str(tmp_path / "calls"))
    calls.leave_record()
    (left,) = (tmp_path / "calls").iterdir()
    assert READING.resource in left.read_text()

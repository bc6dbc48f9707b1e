"""Following the logs of functions, and running one, on a small kept cloud."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from local.errors import LocalError
from local.loop import invoking
from local.loop.log_lines import Line
from local.loop.logs import Tail
from local.loop.naming import chosen
from tests.local.loop.conftest import Small


@pytest.fixture
def told(small: Small, tmp_path: Path) -> Small:
    """The small cloud with a clock of its own, which is not ahead."""
    kept = small.kept.model_copy(update={"told_time": str(tmp_path / "ahead")})
    return Small(kept, small.sources)


def until(found: Callable[[], list[Line]]) -> list[Line]:
    deadline = time.monotonic() + 60
    while not (lines := found()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return lines


def test_a_run_is_told_with_its_answer_and_what_it_said(told: Small) -> None:
    done = invoking.invoke(told.kept, "count", {"id": "c-1"})
    assert (done.answer, done.failed) == (3, False)
    assert [line.message for line in done.lines] == ["counted"]
    assert invoking.verdict("count", done).startswith("count answered after ")


def test_a_run_that_fails_is_told_with_its_traceback(told: Small) -> None:
    done = invoking.invoke(told.kept, "count", {"fail": "sheep"})
    assert done.failed
    assert done.answer["errorMessage"] == "cannot count sheep"
    (line,) = done.lines
    assert line.message == "ValueError: cannot count sheep"
    assert "in handler" in line.traceback


def test_logs_are_followed_across_functions_and_each_line_comes_once(told: Small) -> None:
    kept = told.kept
    tail = Tail(kept.account(), chosen(kept, None), datetime.now(UTC) - timedelta(minutes=1))
    assert tail.more() == []
    invoking.invoke(kept, "count", {"id": "c-2"})
    assert [(line.function, line.fields["correlation_id"]) for line in until(tail.more)] == [("count", "c-2")]
    invoking.invoke(kept, "count", {"id": "c-3"})
    assert [line.fields["correlation_id"] for line in until(tail.more)] == ["c-3"]
    assert tail.more() == []


def test_a_misspelt_function_is_refused_with_the_nearest(told: Small) -> None:
    with pytest.raises(LocalError, match=r"there is no function cuont: did you mean count\?"):
        chosen(told.kept, "cuont")
    with pytest.raises(LocalError, match=r"no function is named: FUNCTION= one of count, greet"):
        chosen(told.kept, "")
    with pytest.raises(LocalError, match=r"there is no function gret: did you mean greet\?"):
        invoking.invoke(told.kept, "gret", {})


def test_a_file_that_is_no_event_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    with pytest.raises(LocalError, match=r"event\.json cannot be read \(No such file or directory\)"):
        invoking.event_from(file)
    file.write_text('{\n  "a": 1,\n}\n')
    with pytest.raises(LocalError, match=r"event\.json:3:1 is not JSON: "):
        invoking.event_from(file)
    file.write_bytes(b"\xff{}")
    with pytest.raises(LocalError, match=r"event\.json is not UTF-8"):
        invoking.event_from(file)
    file.write_text(json.dumps({"a": 1}))
    assert invoking.event_from(file) == {"a": 1}

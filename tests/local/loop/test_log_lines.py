"""The lines of logs, read and shown."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.errors import LocalError
from local.loop.log_lines import Line, fold, read
from local.loop.log_printing import as_json, shown
from local.loop.logs import instant

TRACEBACK = """Traceback (most recent call last):
  File "/tmp/ministack-lambda-x/code/handlers/entry_point.py", line 29, in handler
    return function(event, context)
           ^^^^^^^^^^^^^^^^^^^^^^^^
  File "/tmp/ministack-lambda-x/code/handlers/meetings/confirming.py", line 7, in choose
    claim()
  File "/tmp/ministack-lambda-x/code/urllib3/pool.py", line 3, in request
    raise Full()
  File "/tmp/ministack-lambda-x/code/urllib3/pool.py", line 4, in full
    raise Full()
ValueError: no slot"""
SAID = {
    "level": "INFO",
    "location": "settle:163",
    "message": "message settled",
    "timestamp": "2026-11-26 22:37:19,023+0000",
    "service": "send-messages",
    "requestId": "1031e98f",
    "correlationId": "a7957a65acf2",
    "contactId": "0668be24",
    "ending": "sent",
    "reason": "",
    "xray_trace_id": "1-6b",
}
METRIC = {"_aws": {"Timestamp": 1}, "service": "s", "MailsReceived": [1.0]}


def events(*messages: str | Mapping[str, Any], stream: str = "s") -> list[dict[str, Any]]:
    return [
        {
            "timestamp": 1_795_732_639_000,
            "logStreamName": stream,
            "message": each if isinstance(each, str) else json.dumps(each),
        }
        for each in messages
    ]


def test_a_loggers_line_is_its_message_with_its_ids_and_the_fields_that_say_something() -> None:
    (line,) = read("send-messages", events(SAID))
    assert (line.message, line.level, line.joined_by) == ("message settled", "INFO", "a7957a65acf2")
    assert line.at == datetime(2026, 11, 26, 22, 37, 19, 23_000, UTC)
    assert line.fields == {"contactId": "0668be24", "ending": "sent"}


def test_the_platforms_lines_and_the_metrics_are_left_out_but_name_the_invocation() -> None:
    platform = (
        "START RequestId: r-1 Version: $LATEST",
        "END RequestId: r-1",
        "REPORT RequestId: r-1\tDuration: 5 ms",
    )
    (line,) = read("f", events(platform[0], "printed", METRIC, *platform[1:]))
    assert (line.message, line.level, line.joined_by) == ("printed", "", "r-1")


def test_a_printed_traceback_is_one_line_and_none_where_the_logger_has_told_it() -> None:
    (line, after) = read("f", events(*TRACEBACK.splitlines(), "after"))
    assert (line.message, line.level, line.traceback) == ("ValueError: no slot", "ERROR", TRACEBACK)
    assert after.message == "after"
    logged = {"level": "ERROR", "message": "the function failed", "exception": TRACEBACK}
    (line,) = read("f", events(logged, *TRACEBACK.splitlines()))
    assert (line.message, line.traceback) == ("the function failed", TRACEBACK)


def test_a_traceback_is_folded_to_our_own_frames() -> None:
    assert fold(TRACEBACK) == [
        "handlers/entry_point.py:29 in handler",
        "handlers/meetings/confirming.py:7 in choose",
        "… 2 frames of libraries",
        "ValueError: no slot",
    ]


def test_a_line_is_shown_in_one_with_the_chief_fields_first_and_its_traceback_below() -> None:
    (line,) = read("send-messages", events({**SAID, "exception": "ValueError: x"}))
    first, *below = str(shown(line, 15)).splitlines()
    assert first[8:] == " a7957a send-messages   INFO  message settled ending=sent contactId=0668be24"
    assert [each.strip() for each in below] == ["│ ValueError: x"]


def test_one_matter_has_one_colour_in_all_functions() -> None:
    lines = [Line(datetime.now(UTC), function, "m", correlation_id="c-1") for function in ("one", "another")]
    spans = [shown(line, 10).spans[1].style for line in lines]
    assert spans[0] == spans[1]


def test_as_json_a_loggers_line_stays_as_it_is_and_anything_else_becomes_one() -> None:
    first, second, third = read("f", events(SAID, "printed", *TRACEBACK.splitlines()))
    assert json.loads(as_json(first)) == SAID
    assert json.loads(as_json(second)) == {
        "timestamp": second.at.isoformat(),
        "level": "INFO",
        "message": "printed",
        "service": "f",
    }
    assert json.loads(as_json(third))["exception"] == TRACEBACK


NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "ago"),
    [("90s", timedelta(seconds=90)), ("10m", timedelta(minutes=10)), ("1d", timedelta(days=1))],
)
def test_a_span_is_counted_back_from_the_clouds_own_time(text: str, ago: timedelta) -> None:
    assert instant(text, NOW) == NOW - ago


def test_an_instant_is_taken_as_it_is_and_anything_else_is_refused() -> None:
    assert instant("2026-12-01T10:00+00:00", NOW) == NOW - timedelta(hours=2)
    with pytest.raises(LocalError, match="SINCE='soon' is no span and no instant: write 10m"):
        instant("soon", NOW)

"""The lines of functions' logs, read: what a logger has written as JSON, and what anything else has printed.

Pure: events as CloudWatch Logs has them go in, lines come out.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

_PLATFORM = re.compile(r"(START|END|REPORT) RequestId: (\S+)")
_FRAME = re.compile(r'\s+File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<name>.+)')
_OWN = "handlers/"
_TRACEBACK = "Traceback (most recent call last):"
_SAID = frozenset(
    {
        "level",
        "message",
        "timestamp",
        "service",
        "location",
        "correlationId",
        "requestId",
        "exception",
        "exception_name",
        "stack_trace",
        "xray_trace_id",
    }
)
"""The keys of a logger's line that are no fields of their own."""


@dataclass(frozen=True)
class Line:
    """One thing that a function has said."""

    at: datetime
    function: str
    message: str
    level: str = ""
    """Empty for what was printed past the logger."""
    correlation_id: str = ""
    request_id: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    traceback: str = ""
    raw: str = ""
    """The line as it stands in the log."""

    @property
    def joined_by(self) -> str:
        """The id that lines of one matter have in common: the correlation id, else that of the invocation."""
        return self.correlation_id or self.request_id


def read(function: str, events: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return what a function said, from its log's events in order; not what the platform and the metrics say.

    Events of one stream that stand together are one process's. A traceback printed there is one line, and none where
    the logger has told the same before.
    """
    lines: list[Line] = []
    for _, stream in groupby(events, key=lambda event: event.get("logStreamName")):
        lines += _of_stream(function, list(stream))
    return lines


def fold(traceback: str) -> list[str]:
    """Return a traceback with each frame of our code on one line, and the libraries' frames counted."""
    told: list[str] = []
    foreign = 0
    lines = iter(traceback.splitlines())
    for line in lines:
        if frame := _FRAME.match(line):
            if _OWN not in frame["file"]:
                foreign += 1
                continue
            told += _counted(foreign)
            foreign = 0
            place = _OWN + frame["file"].rpartition(_OWN)[2]
            told.append(f"{place}:{frame['line']} in {frame['name']}")
        elif line and not line.startswith((" ", _TRACEBACK)):
            told += _counted(foreign)
            foreign = 0
            told.append(line)
    return told + list(_counted(foreign))


def _counted(foreign: int) -> Iterator[str]:
    if foreign:
        yield f"… {foreign} frame{'s' if foreign > 1 else ''} of libraries"


def _of_stream(function: str, events: list[Mapping[str, Any]]) -> Iterator[Line]:
    request_id, told = "", set[str]()
    waiting = iter(events)
    for event in waiting:
        text = event["message"].rstrip("\n")
        if platform := _PLATFORM.match(text):
            request_id = platform[2]
            continue
        at = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
        if text.startswith(_TRACEBACK):
            traceback = "\n".join([text, *_rest_of_traceback(waiting)])
            last = traceback.splitlines()[-1]
            if last not in told:
                yield Line(at, function, last, "ERROR", "", request_id, traceback=traceback, raw=traceback)
            continue
        if (line := _logged(function, at, text, request_id)) is None:
            continue
        if line.traceback:
            told.add(line.traceback.splitlines()[-1])
        yield line


def _rest_of_traceback(events: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the following lines of a traceback: down to the first that is not indented, which names the error."""
    for event in events:
        yield event["message"].rstrip("\n")
        if not event["message"].startswith(" "):
            return


def _logged(function: str, at: datetime, text: str, request_id: str) -> Line | None:
    """Return a line of the logger or of anything else; None for a metric."""
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict) or "message" not in said:
        metric = isinstance(said, dict) and "_aws" in said
        return None if metric or not text else Line(at, function, text, request_id=request_id, raw=text)
    return Line(
        at=_instant(said.get("timestamp")) or at,
        function=function,
        message=str(said["message"]),
        level=str(said.get("level", "")),
        correlation_id=str(said.get("correlationId") or ""),
        request_id=str(said.get("requestId") or request_id),
        fields={key: value for key, value in said.items() if key not in _SAID and value not in (None, "")},
        traceback=str(said.get("exception") or ""),
        raw=text,
    )


def _instant(text: object) -> datetime | None:
    try:
        return datetime.strptime(str(text), "%Y-%m-%d %H:%M:%S,%f%z")
    except ValueError:
        return None

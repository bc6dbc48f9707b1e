"""The logs of a kept cloud's functions, all together, as they come."""

import re
import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.cloud import Account
from local.errors import LocalError
from local.loop.kept import AGAIN
from local.loop.log_lines import Line, read

LOOK_AGAIN_SECONDS = 0.4
OVERLAP = timedelta(seconds=5)
"""The span that is asked for again each time: lines that were written together need not come together."""
_SPAN = re.compile(r"(\d+)\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def instant(text: str, now: datetime) -> datetime:
    """Return the instant that ``10m``, ``2h``, ``1d`` or an instant in ISO 8601 means. Raises ``LocalError``."""
    if span := _SPAN.fullmatch(text.strip()):
        return now - timedelta(**{_UNITS[span[2]]: int(span[1])})
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise LocalError(
            f"SINCE={text!r} is no span and no instant: write 10m, 2h or 2026-12-01T10:00"
        ) from None
    return given.astimezone(now.tzinfo)


class Tail:
    """The lines of some functions from an instant on, each once.

    ``functions`` are the physical names by the short ones. A function that has said nothing yet has no log group.
    """

    def __init__(self, account: Account, functions: Mapping[str, str], start: datetime) -> None:
        self._logs = account.client("logs")
        self._functions = functions
        self._start = dict.fromkeys(functions, start)
        self._known: dict[str, set[str]] = {short: set() for short in functions}

    def more(self) -> list[Line]:
        """Return what is new, in the order of time; ``LocalError`` once the cloud has ended."""
        lines: list[Line] = []
        for short in self._functions:
            lines += read(short, self._new(short))
        return sorted(lines, key=lambda line: line.at)

    def follow(self) -> Iterator[Line]:
        """Yield the lines as they come, without end."""
        while True:
            yield from self.more()
            time.sleep(LOOK_AGAIN_SECONDS)

    def _new(self, short: str) -> list[Mapping[str, Any]]:
        asked = {
            "logGroupName": f"/aws/lambda/{self._functions[short]}",
            "startTime": int(self._start[short].timestamp() * 1000),
        }
        try:
            pages = list(self._logs.get_paginator("filter_log_events").paginate(**asked))
        except self._logs.exceptions.ResourceNotFoundException:
            return []
        except (BotoCoreError, ClientError) as error:
            raise LocalError(f"the embedded cloud no longer answers ({error}): {AGAIN}") from None
        events = [event for page in pages for event in page["events"]]
        found = [event for event in events if event["eventId"] not in self._known[short]]
        self._known[short] = {event["eventId"] for event in events}
        if events:
            last = max(event["timestamp"] for event in events) / 1000
            overlapping = datetime.fromtimestamp(last, self._start[short].tzinfo) - OVERLAP
            self._start[short] = max(self._start[short], overlapping)
        return sorted(found, key=lambda event: (event["logStreamName"], event["eventId"]))

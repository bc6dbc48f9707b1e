"""Lines of logs for a reader: one line each, in the colour of what they are about."""

import json
import re
from typing import Any
from zlib import crc32

from rich.text import Text

from local.loop.log_lines import Line, fold

COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "bright_cyan", "bright_green", "bright_magenta")
LEVELS = {"DEBUG": "dim", "WARNING": "yellow", "ERROR": "bold red", "CRITICAL": "bold red"}
ID_LENGTH = 6
LONGEST_VALUE = 48
SHORT_DIGEST = 8
"""The signs of an id that are shown of one made of 32."""
_DIGEST = re.compile(r"[0-9a-f]{32}")
FOREMOST = ("outcome", "intent", "ending", "reason", "step", "channel", "tenantId", "campaignId")
"""The fields that are shown first."""


def shown(line: Line, width: int) -> Text:
    """Return a line with time, id, function (``width`` characters), level, message and fields; tracebacks below it."""
    named = line.joined_by
    colour = COLOURS[crc32(named.encode()) % len(COLOURS)] if named else "dim"
    style = LEVELS.get(line.level, "")
    text = Text.assemble(
        (f"{line.at.astimezone():%H:%M:%S} ", "dim"),
        (f"{named[:ID_LENGTH]:{ID_LENGTH}} ", colour),
        (f"{line.function:{width}} ", colour),
        (f"{line.level[:5]:5} ", style or "dim"),
        (line.message, style),
    )
    for name in sorted(line.fields, key=_rank):
        text.append(f" {name}=", "dim").append(_value(line.fields[name]))
    for frame in fold(line.traceback):
        text.append("\n" + " " * 9 + "│ ", "red").append(frame)
    return text


def _rank(name: str) -> tuple[int, str]:
    return (FOREMOST.index(name), "") if name in FOREMOST else (len(FOREMOST), "")


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if _DIGEST.fullmatch(text):
        return text[:SHORT_DIGEST]
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def as_json(line: Line) -> str:
    """Return a line as one of JSON: the logger's own as it stands, anything else made one."""
    if line.level and not line.raw.startswith("Traceback"):
        return line.raw
    said = {"timestamp": line.at.isoformat(), "level": line.level or "INFO", "message": line.message}
    more = {"service": line.function, "requestId": line.request_id, "exception": line.traceback}
    return json.dumps(said | {name: value for name, value in more.items() if value}, ensure_ascii=False)

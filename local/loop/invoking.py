"""``make invoke``: one run of a function, with its answer and what it has said."""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from botocore.config import Config

from handlers.conversation.rules.whatsapp import webhooks
from local.errors import LocalError
from local.loop.kept import Kept
from local.loop.log_lines import Line, read
from local.loop.logs import LOOK_AGAIN_SECONDS, Tail
from local.loop.naming import chosen

WEBHOOK = "receive-webhook"
LONGEST_SECONDS = 330
"""Longer than any function may run."""
SHORT_LOG = 4096
"""The bytes at the end of a log that come with the answer."""
LOG_SECONDS = 5.0
"""The longest wait for the lines of a run that has ended."""


@dataclass(frozen=True)
class Invocation:
    """A run that has ended."""

    answer: Any
    failed: bool
    seconds: float
    lines: list[Line]


def event_from(file: Path) -> Any:
    """Return the event in a file of JSON; ``LocalError`` with the line where it is none."""
    try:
        return json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise LocalError(
            f"{file} cannot be read ({error.strerror}): name a file of JSON with EVENT="
        ) from None
    except UnicodeDecodeError:
        raise LocalError(f"{file} is not UTF-8: save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise LocalError(f"{file}:{error.lineno}:{error.colno} is not JSON: {error.msg}") from None


def only(kept: Kept, function: str) -> tuple[str, str]:
    """Return the short and the physical name of a function. ``LocalError`` for a name that is none."""
    ((short, physical),) = chosen(kept, function).items()
    return short, physical


def invoke(kept: Kept, function: str, event: Any) -> Invocation:
    """Run a function on an event. ``LocalError`` for a name that is none.

    What goes to receive-webhook is signed, as the provider would, unless it brings a signature.
    """
    name, physical = only(kept, function)
    account = kept.account()
    clock = kept.clock()
    tail = Tail(account, {name: physical}, clock.now() - timedelta(seconds=1))
    client = account.session().client(
        "lambda",
        config=Config(proxies={}, read_timeout=LONGEST_SECONDS, retries={"total_max_attempts": 1}),
    )
    sent = signed(event, kept.stand_ins.app_secret) if name == WEBHOOK else event
    started = time.monotonic()
    done = client.invoke(FunctionName=physical, Payload=json.dumps(sent).encode(), LogType="Tail")
    seconds = time.monotonic() - started
    answer = json.loads(done["Payload"].read() or b"null")
    said = base64.b64decode(done.get("LogResult", ""))
    lines = _said(name, said.decode(errors="replace"), clock.now())
    if len(said) >= SHORT_LOG:
        lines = _whole(tail, lines)
    return Invocation(answer, "FunctionError" in done, seconds, lines)


def verdict(function: str, done: Invocation) -> str:
    """Return what came of a run, in a line."""
    how = "failed" if done.failed else "answered"
    return f"{function} {how} after {done.seconds:.2f} s"


def signed(event: Any, app_secret: str) -> Any:
    """Return a request of a function URL with the signature that its body has under the provider's key."""
    if not isinstance(event, Mapping) or not isinstance(event.get("body"), str):
        return event
    headers = event.get("headers") or {}
    if any(str(name).lower() == webhooks.SIGNATURE_HEADER for name in headers):
        return event
    signature = webhooks.sign(event["body"].encode(), app_secret)
    return {**event, "headers": {**headers, webhooks.SIGNATURE_HEADER: signature}}


def _said(function: str, log: str, now: datetime) -> list[Line]:
    """Return the lines of the log that comes with the answer."""
    at = int(now.timestamp() * 1000)
    return read(function, [{"timestamp": at, "message": each} for each in log.splitlines()])


def _whole(tail: Tail, end: list[Line]) -> list[Line]:
    """Return all lines of the run whose last ones are known; these where the others do not come."""
    request_id = next((line.request_id for line in end if line.request_id), "")
    deadline = time.monotonic() + LOG_SECONDS
    while request_id and time.monotonic() < deadline:
        if own := [line for line in tail.more() if line.request_id == request_id]:
            return own
        time.sleep(LOOK_AGAIN_SECONDS / 4)
    return end

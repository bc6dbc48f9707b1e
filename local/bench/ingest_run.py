"""One run of ingest-contacts in a process of its own: the request on standard input, its cost on standard output."""

import json
import os
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3

from handlers import ingest_contacts
from handlers.environment import required
from handlers.intake.rules.job import RowCounts
from local.bench.requests import counted

SECONDS = 60
"""The function's time-out."""


class Context:
    """Lambda's context, as far as the function reads it."""

    function_name = "ingest-contacts"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:000000000000:function:ingest-contacts"
    aws_request_id = "bench"

    def get_remaining_time_in_millis(self) -> int:
        """Return the whole time-out."""
        return SECONDS * 1000


def main() -> None:
    """Run the function once and print the run as JSON."""
    event: dict[str, Any] = json.load(sys.stdin)
    boto3.setup_default_session()
    session = boto3.DEFAULT_SESSION
    assert session is not None
    invoked: list[Mapping[str, Any]] = []

    def start(params: Mapping[str, Any], **_: object) -> tuple[SimpleNamespace, dict[str, Any]]:
        """Record the invocation of another function, which does not exist here, and answer as Lambda does."""
        invoked.append(params)
        return SimpleNamespace(status_code=202), {"StatusCode": 202}

    session.events.register("before-call.lambda.Invoke", start)
    with counted([session.events]) as requests:
        began, worked = time.perf_counter(), _processor_seconds()
        answer = ingest_contacts.handler(event, Context())
        seconds, processor = time.perf_counter() - began, _processor_seconds() - worked
    requests["lambda.Invoke"] += len(invoked)
    run = {
        "seconds": seconds,
        "processor_seconds": processor,
        "megabytes": _peak_megabytes(),
        "requests": requests,
        "answer": {name: answer[name] for name in ("status", *asdict(RowCounts()))},
        "further": _further(invoked),
    }
    print(json.dumps(run))


def _further(invoked: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return the request with which the function asks for a further run; None at the end of the list."""
    own = f"/{required('INGEST_FUNCTION')}/"
    further = [json.loads(params["body"]) for params in invoked if own in params["url_path"]]
    return further[0] if further else None


def _processor_seconds() -> float:
    """Return the seconds that this program and the reader of workbooks have worked."""
    return sum(os.times()[:4])


def _peak_megabytes() -> float:
    """Return the peaks of this program and of the reader of workbooks together.

    On Linux ``getrusage`` includes the peak of the process that started this one.
    """
    unit = 1024 ** (2 if sys.platform == "darwin" else 1)
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    status = Path("/proc/self/status")
    if status.exists():
        return reader + int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return reader + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main()

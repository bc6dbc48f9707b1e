"""The cost of the imports in a cold start: of the largest functions, of the one that providers wait for, and of ops."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import components
from local.bench.figures import Figure
from local.cloud import REGION

RUNS = 7
"""The number of runs of each import, of which the fastest counts."""


class Start(NamedTuple):
    """A function's start beside the least that any could cost which uses the same services."""

    function: str
    bare: str
    """The same with boto3 alone."""
    limit: float


STARTS = (
    Start("send-messages", 'import boto3; boto3.client("dynamodb"); boto3.client("sqs")', 1.6),
    Start("handle-replies", 'import boto3; boto3.client("dynamodb"); boto3.client("events")', 1.6),
    Start("receive-webhook", 'import boto3; boto3.client("sqs")', 1.3),
)

OPS_HELP = 'from ops.__main__ import main; main(["--help"], standalone_mode=False)'
_PROGRAM = Path(components.__file__).parent
OPS_LIMIT = 0.15


def measure() -> list[Figure]:
    """Measure the processor time of each import, in multiples of that of a bare boto3 with its clients.

    Of the help of the operators' commands, in multiples of that of the SDK that the program imports.
    """
    return [
        *map(_measured, STARTS),
        _compared("ops --help", OPS_HELP, _sdk(), "× import of the SDK", OPS_LIMIT),
    ]


def _sdk() -> str:
    """Return the imports of the SDK in the program, whose modules are loaded where something of them is used."""
    found = set()
    for path in _PROGRAM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "pulumi_aws":
                found |= {each.name for each in node.names}
    modules = ", ".join(sorted(found))
    return (
        f"import pulumi\nfrom pulumi_aws import {modules}\nfor module in ({modules}): hasattr(module, 'use')"
    )


def _measured(start: Start) -> Figure:
    code = f"import handlers.{start.function.replace('-', '_')}"
    return _compared(f"cold import of {start.function}", code, start.bare, "× bare boto3", start.limit)


def _compared(what: str, code: str, bare_code: str, unit: str, limit: float) -> Figure:
    # In turn, so that a machine that is busy for a while is busy for both.
    runs = [(_processor_seconds(code), _processor_seconds(bare_code)) for _ in range(RUNS)]
    ours, bare = (min(times) for times in zip(*runs, strict=True))
    detail = f"{ours * 1000:.0f} ms beside {bare * 1000:.0f} ms"
    return Figure(what, ours / bare, unit, limit, detail=detail)


def _processor_seconds(code: str) -> float:
    program = f"import time\n{code}\nprint(time.process_time())"
    environment = os.environ | {"AWS_DEFAULT_REGION": REGION, "POWERTOOLS_SERVICE_NAME": "bench"}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
    )
    return float(ran.stdout.split()[-1])

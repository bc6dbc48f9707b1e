"""The cost of the imports in a cold start of send-messages."""

import os
import subprocess
import sys

from local.bench.figures import Figure
from local.cloud import REGION

RUNS = 7
"""The number of runs of each import, of which the fastest counts."""
BARE = 'import boto3; boto3.client("dynamodb"); boto3.client("sqs")'
OURS = "import handlers.send_messages"
LIMIT = 1.6


def measure() -> list[Figure]:
    """Measure the processor time of the import, in multiples of that of a bare boto3 with its two clients."""
    ours, bare = (min(_processor_seconds(code) for _ in range(RUNS)) for code in (OURS, BARE))
    detail = f"{ours * 1000:.0f} ms beside {bare * 1000:.0f} ms"
    return [Figure("cold import of send-messages", ours / bare, "× bare boto3", LIMIT, detail=detail)]


def _processor_seconds(code: str) -> float:
    program = f"import time\n{code}\nprint(time.process_time())"
    environment = os.environ | {"AWS_DEFAULT_REGION": REGION, "POWERTOOLS_SERVICE_NAME": "bench"}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
    )
    return float(ran.stdout)

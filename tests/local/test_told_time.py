"""The clock of an embedded cloud that is told the time, in a process that starts as its own do."""

import os
import subprocess
import sys
import time
from pathlib import Path

from local.cloud import ToldTime

DAY = 86_400
ASK = """
import sys, time, datetime
from datetime import UTC, datetime as told
for line in sys.stdin:
    made = told(2026, 11, 24, tzinfo=UTC)
    assert isinstance(made, told) and type(made) is type(told.fromisoformat(made.isoformat()))
    print(time.time(), told.now(UTC).timestamp(), flush=True)
"""


def test_a_process_is_told_the_time_and_told_anew_when_it_leaps(tmp_path: Path) -> None:
    clock = ToldTime(tmp_path / "ahead")
    clock.tell(DAY)
    variables = {"PATH": os.environ["PATH"], **clock.environment()}
    with subprocess.Popen(
        [sys.executable, "-s", "-P", "-c", ASK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=variables,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def asked() -> list[float]:
            before = time.time()
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("\n")
            process.stdin.flush()
            told = [float(each) for each in process.stdout.readline().split()]
            assert len(told) == 2
            after = time.time()
            days = clock.ahead
            assert all(before + days <= each <= after + days for each in told)
            return told

        first = asked()
        clock.tell(3 * DAY)
        assert min(asked()) - max(first) >= 2 * DAY
        process.stdin.close()

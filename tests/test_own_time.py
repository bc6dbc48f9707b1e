"""No test changes the time of threads that it knows nothing of."""

import re
from pathlib import Path

import pytest

from handlers.common.storage import fence
from tests import own_time

EVERYBODYS = re.compile(r"""setattr\(\s*(?:"(?:\w+\.)*time\.|(?:\w+\.)*time,)""")
TESTS = Path(__file__).parent


def test_no_test_replaces_what_is_in_the_module_of_time_itself() -> None:
    found = [
        f"{file.relative_to(TESTS)}: {match[0]}"
        for file in TESTS.rglob("*.py")
        for match in EVERYBODYS.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == [], "replaced for every thread of the process: take tests.own_time"


@pytest.mark.parametrize(
    "what", ['(ops.time, "sleep", f)', '(\n    time, "sleep", f)', '("botocore.endpoint.time.sleep", f)']
)
def test_what_does_so_is_found(what: str) -> None:
    assert EVERYBODYS.search("monkeypatch.setattr" + what)


def test_a_module_with_a_time_of_its_own_leaves_that_of_the_others_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import time

    before = time.monotonic
    own_time.give(monkeypatch, fence, monotonic=lambda: 7.0)
    assert fence.time.monotonic() == 7.0
    assert fence.time.time is time.time
    assert time.monotonic is before

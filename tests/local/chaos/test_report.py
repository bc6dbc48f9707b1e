"""The report of a run: what was done, where everybody ended, and the promises, kept and broken."""

import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from rich.console import Console

from local.campaign.accounts import Check
from local.campaign.stand_ins.faults import Fault
from local.chaos import report
from local.chaos.trouble import CALLING

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def built(*checks: Check) -> dict[str, Any]:
    weather: Any = SimpleNamespace(
        contacts=20,
        trouble=SimpleNamespace(done=Counter({CALLING: 3, "doubled": 4})),
        restarts=2,
        passed=[(NOON, timedelta(hours=1)), (NOON, timedelta(hours=6))],
        moved=31,
        replayed=Counter({"send-dlq": 5}),
    )
    faults = {"email": {"requests": 40, Fault.CUT_AFTER.value: 2}, "calendar": {"requests": 9}}
    evidence = SimpleNamespace(record={"faults": faults}, contacts=[{"state": "contacted"}] * 20)
    aftermath: Any = SimpleNamespace(evidence=evidence, attention=[{"reason": "question"}])
    return report.build(checks, weather, aftermath, 7, 61.2, NOON)


def printed(result: dict[str, Any]) -> str:
    console = Console(file=io.StringIO(), width=160)
    report.show(console, result)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_run_without_a_broken_promise_says_so_and_what_was_done() -> None:
    result = built(Check("nobody is lost", True, "20 of 20"))
    assert result["holds"]
    text = printed(result)
    assert "holds           nobody is lost: 20 of 20" in text
    assert "20 contacts, seed 7, 61 s: every promise holds." in text
    assert result["system"]["hours let pass"] == 7
    assert result["system"]["messages delivered a second time"] == 4
    for line in (
        CALLING,
        "cut after acceptance",
        "restarts of the cloud",
        "messages played again",
        "question",
    ):
        assert line in text


def test_a_broken_promise_is_named_with_those_who_were_wronged() -> None:
    result = built(Check("nobody is lost", False, "contact a is lost"), Check("nobody is twice", True, ""))
    assert not result["holds"]
    text = printed(result)
    assert "does not hold   nobody is lost: contact a is lost" in text
    assert "1 of the promises do not hold." in text

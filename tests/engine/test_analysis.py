"""The policy pack on state files, run by the real CLI."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.deployment.recorder import ROOT
from local.errors import LocalError
from local.judges.analysis import STACKS, analyze, write_state


@pytest.fixture
def state(tmp_path: Path) -> dict[str, Any]:
    return json.loads(write_state("dev", tmp_path).read_text())


def test_the_program_breaks_no_mandatory_policy_and_leaves_none_unjudged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local", "analyze", "--build", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for stack in STACKS:
        assert f"{stack}: 0 blocking" in done.stdout
        (run,) = json.loads((tmp_path / f"policies/{stack}.sarif").read_text())["runs"]
        assert all(result["level"] != "error" for result in run["results"])


def test_a_broken_resource_blocks_and_is_an_error_in_the_sarif(state: dict[str, Any], tmp_path: Path) -> None:
    table = next(
        each
        for each in state["deployment"]["resources"]
        if each["type"] == "aws:dynamodb/table:Table" and each["urn"].endswith("::contacts")
    )
    del table["inputs"]["pointInTimeRecovery"]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(state))

    analysis = analyze("dev", broken, tmp_path)

    assert {event["resourceUrn"] for event in analysis.blocking} == {table["urn"]}
    (run,) = json.loads((tmp_path / "dev.sarif").read_text())["runs"]
    (error,) = [result for result in run["results"] if result["level"] == "error"]
    assert error["message"]["text"].startswith("dev: contacts: ")


def test_a_pack_that_is_none_is_an_error_and_not_a_pass(state: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(LocalError, match="could not be run on dev"):
        analyze("dev", tmp_path / "dev.json", tmp_path / "sarif", pack=tmp_path)

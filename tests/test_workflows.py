"""The pull-request pipeline: its form, its safety, and the targets that it calls."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent


def run(*command: str) -> None:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_the_workflows_have_the_form_that_github_asks_for(schema: str) -> None:
    run("check-jsonschema", "--builtin-schema", schema, *map(str, WORKFLOWS))


def test_the_updates_of_the_pinned_actions_have_their_form() -> None:
    run("check-jsonschema", "--builtin-schema", "vendor.dependabot", str(GITHUB / "dependabot.yml"))


def test_no_workflow_can_be_abused_in_a_way_that_is_known() -> None:
    """Actions pinned by commit, least permissions, no template in a script, no poisoned cache."""
    run("zizmor", "--offline", "--no-progress", "--persona", "pedantic", str(GITHUB))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_calls_targets_that_the_makefile_has(workflow: Path) -> None:
    targets = set(re.findall(r"^([\w./()$]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    called = set(re.findall(r"run: make (\S+)", workflow.read_text()))
    assert called <= {target.replace("$(VENV)", ".venv") for target in targets}

"""The pull-request pipeline: its form, its safety, and the targets that it calls."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

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


PACK = ("--policy-pack policies", "--policy-pack-config policies/config.json")


def steps(workflow: Path) -> Iterator[dict[str, Any]]:
    for job in yaml.safe_load(workflow.read_text())["jobs"].values():
        yield from job.get("steps", ())


def commands(text: str) -> list[str]:
    """Return the CLI's previews and updates in a script or a document, continued lines joined."""
    joined = re.sub(r"\\\n\s*", "", text)
    return [
        line.strip() for line in joined.splitlines() if re.search(r"\bpulumi (up|update|preview)\b.* -", line)
    ]


def unpoliced(workflow: Path) -> list[str]:
    """Return the previews and updates of a workflow that do without the pack, its configuration or a preview."""
    found = []
    for step in steps(workflow):
        given = step.get("with", {})
        if step.get("uses", "").startswith("pulumi/actions@") and "command" in given:
            policed = (given.get("policyPacks"), given.get("policyPackConfigs"))
            # The action's other commands update without a preview.
            if given["command"] != "preview" or policed != ("policies", "policies/config.json"):
                found.append(str(given))
        for command in commands(step.get("run", "")):
            if not all(option in command for option in PACK) or "--skip-preview" in command:
                found.append(command)
        if "pulumi" in str(step) and step.get("continue-on-error"):
            found.append("continue-on-error")
    return found


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_preview_and_update_of_the_pipeline_runs_the_pack_and_none_skips_its_preview(
    workflow: Path,
) -> None:
    assert unpoliced(workflow) == []


def test_the_pipeline_previews_pull_requests_and_deploys_by_an_update_that_previews_first() -> None:
    (preview,) = [each for each in steps(GITHUB / "workflows/preview.yml") if each.get("id") == "preview"]
    assert preview["with"]["command"] == "preview"
    deployed = [
        command
        for step in steps(GITHUB / "workflows/deploy-stack.yml")
        for command in commands(step.get("run", ""))
    ]
    assert [command.partition(" --")[0] for command in deployed] == ["pulumi up"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("--policy-pack policies ", ""),
        ("--policy-pack-config policies/config.json", ""),
        ("pulumi up --yes", "pulumi up --yes --skip-preview"),
        ("policyPacks: policies", "color: never"),
        ("policyPackConfigs: policies/config.json", "color: never"),
        ("command: preview", "command: up"),
        ("- name: Preview, then update", "- continue-on-error: true"),
    ],
)
def test_a_workflow_that_drops_the_pack_or_the_preview_is_found(
    before: str, after: str, tmp_path: Path
) -> None:
    text = (GITHUB / "workflows/deploy-stack.yml").read_text()
    assert before in text
    broken = tmp_path / "broken.yml"
    broken.write_text(text.replace(before, after))
    assert unpoliced(broken)


def locks() -> set[str]:
    """The locks of Python packages in the repository."""
    folders = [
        ROOT / each for each in (".github", "components", "examples", "handlers", "local", "ops", "policies")
    ]
    found = [*ROOT.glob("*.txt"), *(path for folder in folders for path in folder.rglob("*.txt"))]
    ours = [path for path in found if not {".venv", "__pycache__"} & set(path.parts)]
    return {str(path.relative_to(ROOT)) for path in ours if "--hash=sha256:" in path.read_text("utf-8")}


def test_every_lock_is_looked_up_for_known_vulnerabilities_in_pull_requests_and_by_itself() -> None:
    workflow = GITHUB / "workflows/vulnerabilities.yml"
    # YAML reads the key "on" as true.
    assert {"pull_request", "schedule"} <= yaml.safe_load(workflow.read_text())[True].keys()
    (script,) = [each["run"] for each in steps(workflow) if "pip-audit --" in each.get("run", "")]
    assert "--require-hashes --disable-pip" in script
    (named,) = re.findall(r"for lock in (.*?); do", script, re.DOTALL)
    patterns = named.replace("\\\n", " ").split()
    looked_up = {str(path.relative_to(ROOT)) for each in patterns for path in ROOT.glob(each)}
    assert looked_up == locks()


def test_every_lock_is_moved_by_dependabot() -> None:
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text())["updates"]
    (python,) = [each for each in updates if each["package-ecosystem"] == "pip"]
    folders = {f"/{path.rpartition('/')[0]}" for path in locks()}
    assert set(python["directories"]) == folders


def test_the_pulumi_cli_of_the_pipeline_is_that_of_the_locked_sdk() -> None:
    (locked,) = re.findall(r"^pulumi==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    used = [
        step["with"].get("pulumi-version")
        for workflow in WORKFLOWS
        for step in steps(workflow)
        if step.get("uses", "").startswith("pulumi/actions@")
    ]
    assert len(used) >= 5
    assert set(used) == {locked}


DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_never_tells_anybody_to_deploy_without_the_pack(document: Path) -> None:
    """In its blocks of code: prose may name `pulumi up` alone."""
    blocks = "\n".join(re.findall(r"^ *```.*?^ *```", document.read_text(), re.DOTALL | re.MULTILINE))
    for command in commands(blocks):
        assert "--policy-pack " in command, command
        assert "--policy-pack-config " in command, command
        assert "--skip-preview" not in command, command

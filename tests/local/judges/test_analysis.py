"""What the analysis says of the CLI and of what the CLI says; the CLI itself is tried in tests/engine."""

import json
from pathlib import Path

import pytest

from local.errors import LocalError
from local.judges import analysis
from local.judges.analysis import Analysis


def stand_in(folder: Path, script: str) -> None:
    path = folder / "pulumi"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def violation(level: str, message: str = "Every table can be restored.\nIt is not set.") -> dict[str, str]:
    return {
        "policyName": "table-recovery",
        "resourceUrn": "urn:pulumi:dev::project::aws:dynamodb/table:Table::contacts",
        "enforcementLevel": level,
        "message": message,
    }


def test_without_a_cli_the_version_to_install_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LocalError, match="pulumi CLI is not on the path: install 3"):
        analysis.cli()


def test_a_cli_that_is_too_old_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "echo 'Manage policies: pulumi policy [command]'")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(LocalError, match=rf"{tmp_path}/pulumi cannot .* install pulumi 3.249 or newer"):
        analysis.cli()


def test_an_analysis_that_fails_is_an_error_and_not_a_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, 'case "$*" in *--help) echo --file;; *) echo "error: no such pack" >&2; exit 1;; esac')
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(LocalError, match="could not be run on dev: error: no such pack"):
        analysis.analyze("dev", tmp_path / "dev.json", tmp_path / "sarif")
    assert not (tmp_path / "sarif").exists()


def test_what_is_mandatory_blocks_and_advice_does_not() -> None:
    found = Analysis("dev", [violation("mandatory"), violation("advisory")])
    assert found.blocking == [violation("mandatory")]


def test_a_violation_stands_at_the_line_that_the_state_knows_of_its_resource(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = violation("mandatory")
    told = tmp_path / "told.json"
    told.write_text(json.dumps({"policyEvent": found}) + "\n")
    stand_in(tmp_path, f'case "$*" in *--help) echo --file;; *) cat "{told}"; exit 1;; esac')
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    entry = {"urn": found["resourceUrn"], "sourcePosition": "project:///components/tables.py#41,8"}
    state = tmp_path / "dev.json"
    state.write_text(json.dumps({"deployment": {"resources": [entry]}}))

    analysis_ = analysis.analyze("dev", state, tmp_path / "sarif")

    assert analysis_.lines()[1] == "[mandatory] table-recovery: contacts (components/tables.py:41)"
    (run,) = json.loads((tmp_path / "sarif/dev.sarif").read_text())["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "components/tables.py"},
        "region": {"startLine": 41},
    }


def test_each_violation_is_told_with_its_resource_and_whole_message() -> None:
    assert Analysis("dev", [violation("mandatory")]).lines() == [
        "dev: 1 blocking, 1 violations in all",
        "[mandatory] table-recovery: contacts",
        "    Every table can be restored.",
        "    It is not set.",
    ]

"""That the judges judge: each is shown a resource of the program, and the same with one thing wrong."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from local.__main__ import BUILD
from local.deployment.recorder import RecordedResource
from local.errors import LocalError
from local.judges import environments
from local.judges.environments import NAMES
from local.judges.tools import judge
from tests import sampling

QUEUE = ("aws:sqs/queue:Queue", "send-queue")
POLICY = ("aws:iam/rolePolicy:RolePolicy", "send-messages-policy")
TABLE = ("aws:dynamodb/table:Table", "contacts")
FUNCTION = ("aws:lambda/function:Function", "send-messages")


def allowing(*actions: str) -> str:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def misspelt(document: str) -> str:
    assert "sqs:SendMessage" in document
    return document.replace("sqs:SendMessage", "sqs:SendMesage")


WRONG: dict[str, list[tuple[tuple[str, str], dict[str, Any], set[str]]]] = {
    "cfn-lint": [
        (QUEUE, {"visibilityTimeoutSeconds": 43201}, {"E3034"}),
        (FUNCTION, {"runtime": "python3.31"}, {"E3030"}),
        (POLICY, {"policy": misspelt}, {"W3037"}),
    ],
    "checkov": [(TABLE, {"pointInTimeRecovery": None}, {"CKV_AWS_28"})],
    "parliament": [(POLICY, {"policy": misspelt}, {"UNKNOWN_ACTION"})],
    "cloudsplaining": [
        (
            POLICY,
            {"policy": allowing("iam:CreateAccessKey", "s3:GetObject")},
            {"PrivilegeEscalation", "DataExfiltration"},
        )
    ],
}
"""For each judge the resources with something wrong, and the checks that have to say so of each."""


@pytest.mark.parametrize("name", sampling.of(NAMES, 2))
def test_what_is_wrong_is_found_and_where(
    resource: Callable[[str, str], RecordedResource],
    changed: Callable[..., RecordedResource],
    tmp_path: Path,
    name: str,
) -> None:
    right, wrong, expected = [], [], set()
    for which, values, checks in WRONG[name]:
        found = resource(*which)
        inputs = {
            key: value(found.inputs[key]) if callable(value) else value for key, value in values.items()
        }
        right.append(found)
        wrong.append(replace(changed(found, **inputs), name=f"wrong-{found.name}"))
        expected |= {(check, f"wrong-{found.name}") for check in checks}
    judged = {(each.check, each.resource) for each in judge(name, [right, wrong], BUILD, tmp_path)}
    said = {check for check, _ in expected}
    assert {(check, where) for check, where in judged if check in said} == expected, judged


def test_each_judge_has_an_environment_locked_by_hashes() -> None:
    locks = {path.stem: path.read_text() for path in environments.LOCKS.glob("*.txt")}
    assert sorted(locks) == sorted(environments.NAMES)
    for lock in locks.values():
        pinned = [line for line in lock.splitlines() if "==" in line and not line.startswith("#")]
        assert pinned
        assert all(line.endswith("\\") for line in pinned)


def test_a_judge_that_cannot_be_installed_is_one_error_and_leaves_nothing_that_looks_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cfn-lint.txt").write_text("cfn-lint==0.0.0 --hash=sha256:" + "0" * 64 + "\n")
    monkeypatch.setattr(environments, "LOCKS", tmp_path)
    monkeypatch.setenv("UV_OFFLINE", "1")
    for _ in range(2):
        with pytest.raises(LocalError, match="cfn-lint could not be installed"):
            environments.environment("cfn-lint", tmp_path)

"""What is open, what stands, and what stands for nothing."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from local.__main__ import BUILD
from local.deployment.recorder import RecordedResource
from local.judges.audit import AcceptedFinding, accepted_findings, audit, weigh
from local.judges.environments import NAMES
from local.judges.tools import AuditFinding
from tests import sampling

FOUND = AuditFinding("checkov", "CKV_AWS_1", "config", "is not encrypted")
STANDS = AcceptedFinding(
    judge="checkov", check="CKV_AWS_1", resources=("config",), reason="It holds nothing."
)


def test_the_program_has_no_finding_but_those_that_stand(
    dev: tuple[RecordedResource, ...], prod: tuple[RecordedResource, ...]
) -> None:
    chosen = sampling.of(NAMES, 2)
    verdict = audit({"dev": dev, "prod": prod}, BUILD, chosen)
    assert verdict.passed, "\n".join(verdict.lines())
    assert {found.judge for found in verdict.standing} == {
        entry.judge for entry in accepted_findings() if entry.judge in chosen
    }


def test_a_finding_that_nobody_has_accepted_is_open() -> None:
    verdict = weigh([FOUND], [])
    assert verdict.open == (FOUND,)
    assert not verdict.passed
    assert "open: checkov CKV_AWS_1 config: is not encrypted" in verdict.lines()


def test_an_accepted_finding_stands() -> None:
    verdict = weigh([FOUND, FOUND], [STANDS])
    assert (verdict.open, verdict.standing, verdict.stale) == ((), (FOUND,), ())
    assert verdict.passed
    assert "checkov: 0 open, 1 standing" in verdict.lines()


@pytest.mark.parametrize(
    "found",
    [
        AuditFinding("checkov", "CKV_AWS_1", "stats", "is not encrypted"),
        AuditFinding("checkov", "CKV_AWS_2", "config", "is not encrypted"),
        AuditFinding("cfn-lint", "CKV_AWS_1", "config", "is not encrypted"),
    ],
    ids=["resource", "check", "judge"],
)
def test_an_acceptance_covers_no_other(found: AuditFinding) -> None:
    assert weigh([FOUND, found], [STANDS]).open == (found,)


def test_an_acceptance_of_all_covers_every_resource() -> None:
    other = AuditFinding("checkov", "CKV_AWS_1", "stats", "is not encrypted")
    everywhere = STANDS.model_copy(update={"resources": "all"})
    assert weigh([FOUND, other], [everywhere]).passed


def test_what_is_accepted_and_found_no_more_fails_the_audit() -> None:
    verdict = weigh([], [STANDS])
    assert verdict.stale == (STANDS,)
    assert not verdict.passed
    assert verdict.lines()[-1].startswith("stale: checkov CKV_AWS_1 ")


def test_each_accepted_finding_is_accepted_once_and_with_a_reason() -> None:
    entries = accepted_findings()
    assert len({(entry.judge, entry.check) for entry in entries}) == len(entries)
    assert {entry.judge for entry in entries} <= set(NAMES)
    assert all(len(entry.reason.split()) > 3 for entry in entries)


@pytest.mark.parametrize(
    "entry",
    [
        "{judge: checkov, check: CKV_AWS_1, resources: all}",
        "{judge: checkov, check: CKV_AWS_1, resources: all, reason: ''}",
        "{judge: checkov, check: CKV_AWS_1, resources: some, reason: Because it does.}",
        "{judge: somebody, check: CKV_AWS_1, resources: all, reason: Because it does.}",
        "{judge: checkov, check: CKV_AWS_1, resources: all, reason: Because it does., until: tomorrow}",
    ],
    ids=["no reason", "an empty reason", "resources", "an unknown judge", "an unknown key"],
)
def test_a_wrong_acceptance_is_refused(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "accepted.yaml"
    path.write_text(f"- {entry}\n")
    with pytest.raises(ValidationError):
        accepted_findings(path)

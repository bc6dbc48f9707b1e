"""The audit: every judge on the graphs of dev and prod, compared with the findings that are accepted."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from local.deployment.recorder import RecordedResource
from local.judges import tools
from local.judges.environments import NAMES, environment
from local.judges.tools import AuditFinding

ACCEPTED = Path(__file__).with_name("accepted.yaml")


class AcceptedFinding(BaseModel):
    """Findings that are accepted: of one check of one judge, on the named resources or on all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    judge: Literal["cfn-lint", "checkov", "cloudsplaining", "parliament"]
    check: str
    resources: tuple[str, ...] | Literal["all"]
    reason: str = Field(min_length=1)

    def covers(self, found: AuditFinding) -> bool:
        """Return True for a finding that this entry accepts."""
        named = self.resources == "all" or found.resource in self.resources
        return named and (self.judge, self.check) == (found.judge, found.check)


@dataclass(frozen=True)
class AuditResult:
    """The findings, sorted: ``open`` are not accepted, ``standing`` are. A ``stale`` entry accepts no finding."""

    open: tuple[AuditFinding, ...]
    standing: tuple[AuditFinding, ...]
    stale: tuple[AcceptedFinding, ...]

    @property
    def passed(self) -> bool:
        """True if nothing is open and nothing stale."""
        return not self.open and not self.stale

    def lines(self) -> list[str]:
        """Return the result for a reader: a count for each judge, then everything to fix."""
        told = []
        for name in NAMES:
            opened, standing = (
                sum(each.judge == name for each in some) for some in (self.open, self.standing)
            )
            told.append(f"{name}: {opened} open, {standing} standing")
        told += [f"open: {each.judge} {each.check} {each.resource}: {each.message}" for each in self.open]
        return told + [
            f"stale: {each.judge} {each.check} is accepted and no longer found: remove it from {ACCEPTED.name}"
            for each in self.stale
        ]


def accepted_findings(path: Path = ACCEPTED) -> tuple[AcceptedFinding, ...]:
    """Read the accepted findings. Raises ``pydantic.ValidationError`` for a malformed entry."""
    return TypeAdapter(tuple[AcceptedFinding, ...]).validate_python(yaml.safe_load(path.read_text("utf-8")))


def weigh(findings: Iterable[AuditFinding], standing: Sequence[AcceptedFinding]) -> AuditResult:
    """Sort findings into open and standing, and find the stale entries."""
    found = sorted(set(findings))
    covered = [each for each in found if any(entry.covers(each) for entry in standing)]
    stale = [entry for entry in standing if not any(entry.covers(each) for each in found)]
    return AuditResult(tuple(each for each in found if each not in covered), tuple(covered), tuple(stale))


def audit(
    graphs: Mapping[str, Sequence[RecordedResource]], build: Path, names: Sequence[str] = NAMES
) -> AuditResult:
    """Run the judges of these names, or all, on the graphs (``stack`` to its resources), two at a time."""
    for name in names:
        environment(name, build)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as workers:
        runs = []
        for name in names:
            work = Path(folder, name)
            work.mkdir()
            runs.append(workers.submit(tools.judge, name, list(graphs.values()), build, work))
        found = [finding for run in runs for finding in run.result()]
    return weigh(found, [entry for entry in accepted_findings() if entry.judge in names])

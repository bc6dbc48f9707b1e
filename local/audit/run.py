"""The audit: every judge on the graphs of dev and prod, held against the findings that stand."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from local.audit import judges
from local.audit.graph import Resource
from local.audit.judges import Finding

ACCEPTED = Path(__file__).with_name("accepted.yaml")


class Accepted(BaseModel):
    """Findings that stand: of one check of one judge, on the named resources or on all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    judge: Literal["cfn-lint", "checkov", "cloudsplaining", "parliament"]
    check: str
    resources: tuple[str, ...] | Literal["all"]
    reason: str = Field(min_length=1)

    def covers(self, found: Finding) -> bool:
        named = self.resources == "all" or found.resource in self.resources
        return named and (self.judge, self.check) == (found.judge, found.check)


@dataclass(frozen=True)
class Verdict:
    """``open``: findings nobody has accepted. ``stale``: what is accepted and not found any more."""

    open: tuple[Finding, ...]
    standing: tuple[Finding, ...]
    stale: tuple[Accepted, ...]

    @property
    def passed(self) -> bool:
        return not self.open and not self.stale

    def lines(self) -> list[str]:
        """The verdict for a reader: a count for each judge, then all that has to be mended."""
        told = []
        for name in judges.NAMES:
            opened, standing = (
                sum(each.judge == name for each in some) for some in (self.open, self.standing)
            )
            told.append(f"{name}: {opened} open, {standing} standing")
        told += [f"open: {each.judge} {each.check} {each.resource}: {each.message}" for each in self.open]
        return told + [
            f"stale: {each.judge} {each.check} is accepted and found no more: take it out of {ACCEPTED.name}"
            for each in self.stale
        ]


def accepted(path: Path = ACCEPTED) -> tuple[Accepted, ...]:
    """The findings that stand. Raises ``pydantic.ValidationError`` for an entry that is not one."""
    return TypeAdapter(tuple[Accepted, ...]).validate_python(yaml.safe_load(path.read_text("utf-8")))


def weigh(findings: Iterable[Finding], standing: Sequence[Accepted]) -> Verdict:
    """Sorts findings into open and standing, and names what stands for nothing."""
    found = sorted(set(findings))
    covered = [each for each in found if any(entry.covers(each) for entry in standing)]
    stale = [entry for entry in standing if not any(entry.covers(each) for each in found)]
    return Verdict(tuple(each for each in found if each not in covered), tuple(covered), tuple(stale))


def audit(graphs: Mapping[str, Sequence[Resource]], build: Path) -> Verdict:
    """Every judge on every graph (``stack`` to its resources), two at a time."""
    for name in judges.NAMES:
        judges.environment(name, build)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as workers:
        runs = []
        for stack, resources in graphs.items():
            for name in judges.NAMES:
                work = Path(folder, stack, name)
                work.mkdir(parents=True)
                runs.append(workers.submit(judges.judge, name, resources, build, work))
        found = [finding for run in runs for finding in run.result()]
    return weigh(found, accepted())

"""Violations on their way out of a rule: cleaned of what is secret, and told to the engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from pulumi_policy import ReportViolation

from ..resources.declared import Declared, inputs
from ..resources.marks import Marks, marks
from ..resources.properties import once
from ..resources.raw import raw
from ..resources.redaction import scrubbed


@dataclass(frozen=True, slots=True)
class Report:
    """A violation as the engine takes it: the text, and the resource that it is about."""

    message: str
    urn: str
    name: str
    judged: bool = True
    """False where the rule could not judge the resource."""
    failed: bool = False
    """True where the rule itself failed on the resource, which is mandatory at whatever level the rule is."""


class RuleFailedError(Exception):
    """A rule failed on resources; each has a report. The engine stops on it, as on any error of a policy."""

    def __init__(self, reports: Sequence[Report]) -> None:
        super().__init__("\n".join(report.message for report in reports))
        self.reports = tuple(reports)


class Shown(Protocol):
    """A resource that a rule was shown."""

    props: Any


def cleaned(reports: Iterable[Report], shown: Iterable[Shown]) -> Iterator[Report]:
    """Yield the reports without anything secret or personal that the resources shown to the rule hold."""
    secrets: Marks | None = None
    for report in reports:
        secrets = secrets or Marks().joined(*(_marks(resource.props) for resource in shown))
        yield replace(report, message=scrubbed(secrets.hidden(report.message)))


def _marks(props: Mapping[str, Any]) -> Marks:
    """Return what is marked in the inputs of a resource, and in the outputs that name it."""
    declared = inputs(props)
    found = once(declared, _read, declared)
    return found.joined(marks(props.handles)) if isinstance(props, Declared) else found


def _read(props: Mapping[str, Any]) -> Marks:
    return marks(raw(props))


def tell(reports: Iterable[Report], report_violation: ReportViolation) -> None:
    """Report to the engine; raises `RuleFailedError` at the end where the rule failed on a resource."""
    failed = []
    for report in reports:
        if report.failed:
            failed.append(report)
        else:
            report_violation(report.message, report.urn)
    if failed:
        raise RuleFailedError(failed)

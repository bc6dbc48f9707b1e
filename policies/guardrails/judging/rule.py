"""Rules: a check, the words that explain it, and its form for the Pulumi engine.

A check yields a `Finding` for each value that breaks the rule. A *resource* rule sees the inputs of one
resource and stops it before it is made; a *stack* rule also sees the others, after the program has run, so it
blocks a preview but comes too late for a resource that is being deployed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyConfigSchema,
    PolicyResource,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.proxy import UnknownValueError

from ..graph.stack import Stack
from ..resources import declared
from ..resources.parts import with_parts
from ..resources.subject import Subject
from . import exemptions, words
from .reports import Report, cleaned, tell


class Family(StrEnum):
    """The group a rule belongs to; the first three are the customer's own."""

    RECOVERY = "recovery"
    TAGGING = "tagging"
    LEAST_PRIVILEGE = "least privilege"
    QUEUES = "queues"
    EVENTS = "events"
    FUNCTIONS = "functions"
    TABLES = "tables"
    OBSERVABILITY = "observability"
    EXPOSURE = "encryption and exposure"
    PROTECTION = "protection"


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that breaks a rule: the property's path, the value found there, and what is wrong with it.

    `problem` completes the sentence "<field> is <found>": leave it empty where the value says it all.
    """

    field: str
    found: object = None
    problem: str = ""


COMMON: dict[str, dict[str, Any]] = {
    "unknown": {
        "type": "string",
        "enum": ["violation", "ignored"],
        "default": "violation",
        "description": "What a value is that the rule needs and that preview cannot know",
    },
    "longestExemptionDays": exemptions.LONGEST_SCHEMA,
    "exemptions": exemptions.SCHEMA,
}
"""JSON schema of what every rule's configuration takes."""

ResourceCheck = Callable[[Subject, Mapping[str, Any]], Iterable[Finding]]
StackCheck = Callable[[PolicyResource, Mapping[str, Any], Stack], Iterable[Finding]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A named requirement: its words, its settings, and the types of resources that it is about."""

    name: str
    family: Family
    description: str
    """The requirement, as a sentence."""
    why: str
    """The harm that a violation does, as a sentence."""
    cure: str
    """The change that ends a violation."""
    sources: tuple[str, ...] = ()
    """Names under which other tools know the requirement."""
    types: Set[str] | None
    """Type tokens of the resources that it judges; None for a rule that judges every type."""
    severity: Severity = Severity.HIGH
    level: EnforcementLevel = EnforcementLevel.MANDATORY
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """JSON schema of each setting; each has a default."""

    def settings(self, config: Mapping[str, Any]) -> dict[str, Any]:
        """Return the rule's parameters: as configured, else their defaults."""
        return {key: config.get(key, schema["default"]) for key, schema in self.parameters.items()}

    def judges(self, resource_type: str) -> bool:
        """Return True if resources of this type are the rule's concern."""
        return self.types is None or resource_type in self.types

    def message(self, finding: Finding) -> str:
        """Return the text of a violation: the value found, why it matters, and the fix, a line each."""
        return words.violation(self, finding.field, finding.found, finding.problem)

    def schema(self) -> PolicyConfigSchema:
        """Return the JSON schema of the rule's configuration, with what every rule takes."""
        properties = {key: dict(schema) for key, schema in self.parameters.items()}
        return PolicyConfigSchema(properties={**properties, **COMMON})

    def policy(self) -> Policy:
        """Return the rule as the engine takes it."""
        raise NotImplementedError

    def _weigh(
        self,
        subject: Subject,
        check: Callable[[], Iterable[Finding]],
        config: Mapping[str, Any],
        today: date,
    ) -> Iterator[Report]:
        """Yield the violations of one resource, and the exemptions of it that do not hold."""
        exempt = False
        for exemption in exemptions.exemptions(config):
            if not exemption.names(subject.name, subject.urn):
                continue
            if fault := exemption.fault(today, exemptions.longest(config)):
                text = f"The exemption of {exemption.resource} from {self.name} {fault}."
                yield Report(text, subject.urn, subject.name)
            else:
                exempt = True
        if not exempt:
            yield from self._reports(subject, check, config)

    def _reports(
        self, subject: Subject, check: Callable[[], Iterable[Finding]], config: Mapping[str, Any]
    ) -> Iterator[Report]:
        """Yield the violations that a check finds; that a value is unknown and that the check fails are two more."""
        try:
            for finding in check():
                yield Report(self.message(finding), subject.urn, subject.name)
        except UnknownValueError as error:
            if config.get("unknown") != "ignored":
                urn = getattr(error, "owner", subject.urn)
                owner = "" if urn == subject.urn else urn.rpartition("::")[2]
                yield Report(words.unknown(self, error, owner), subject.urn, subject.name, judged=False)
        except Exception as error:
            text = words.failure(self, error, subject.name, subject.resource_type)
            yield Report(text, subject.urn, subject.name, judged=False, failed=True)

    def _words(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "description": self.description,
            "enforcement_level": self.level,
            "severity": self.severity,
            "config_schema": self.schema(),
            "remediation_steps": self.cure,
            "tags": [self.family.value, *self.sources],
        }


@dataclass(frozen=True, kw_only=True)
class ResourceRule(Rule):
    """A rule that one resource's inputs suffice for."""

    check: ResourceCheck

    def judge(self, subject: Subject, config: Mapping[str, Any], today: date) -> Iterator[Report]:
        """Yield the violations of one resource."""
        settings = self.settings(config)
        for each in with_parts(subject):
            if self.judges(each.resource_type):
                reports = self._weigh(each, lambda e=each: self.check(e, settings), config, today)
                yield from cleaned(reports, (each,))

    def policy(self) -> ResourceValidationPolicy:
        """Return the rule as a resource policy, which also keeps the inputs that it is shown."""

        def validate(args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
            declared.remember(args.urn, args.props)
            tell(self.judge(args, args.get_config(), current_day()), report_violation)

        return ResourceValidationPolicy(validate=validate, **self._words())


@dataclass(frozen=True, kw_only=True)
class StackRule(Rule):
    """A rule that has to see a resource beside the others of its stack."""

    check: StackCheck

    def judge(
        self, resources: Sequence[PolicyResource], config: Mapping[str, Any], today: date
    ) -> Iterator[Report]:
        """Yield the violations of all resources."""
        yield from cleaned(self._found(Stack.over(resources), config, today), resources)

    def _found(self, stack: Stack, config: Mapping[str, Any], today: date) -> Iterator[Report]:
        settings = self.settings(config)
        for subject in stack.resources:
            if self.judges(subject.resource_type):
                yield from self._weigh(
                    subject, lambda s=subject: self.check(s, settings, stack), config, today
                )

    def policy(self) -> StackValidationPolicy:
        """Return the rule as a stack policy, which judges resources by the inputs that were kept."""

        def validate(args: StackValidationArgs, report_violation: ReportViolation) -> None:
            for resource in args.resources:
                declared.recall(resource)
            tell(self.judge(args.resources, args.get_config(), current_day()), report_violation)

        return StackValidationPolicy(validate=validate, **self._words())


def current_day() -> date:
    """Return the day on which exemptions are judged: today in UTC."""
    return datetime.now(UTC).date()

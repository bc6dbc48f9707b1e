"""Rules applied without the Pulumi engine: for tests, the local deployment and the audit."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pulumi_policy import EnforcementLevel, Severity

from . import config as configuration
from .config import Config
from .registered import RegisteredResource, resource_arguments, stack_resources
from .reports import Report
from .rule import Family, ResourceRule, Rule, StackRule, current_day


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a resource breaks, or that could not be judged."""

    rule: str
    family: Family
    level: EnforcementLevel
    severity: Severity
    urn: str
    name: str
    message: str
    judged: bool = True
    """False where the rule could not judge the resource: a value is unknown at preview, or the rule failed."""
    position: str = ""
    """The line of the program that makes the resource, as `components/queueing.py:57`, where it is known."""

    @property
    def mandatory(self) -> bool:
        return self.level is EnforcementLevel.MANDATORY

    @property
    def stops(self) -> bool:
        """True if it stops a deployment."""
        return self.mandatory

    def data(self) -> dict[str, Any]:
        """Return the violation as plain JSON data."""
        return {
            "rule": self.rule,
            "family": self.family.value,
            "level": self.level.value,
            "severity": self.severity.value,
            "urn": self.urn,
            "name": self.name,
            "position": self.position,
            "message": self.message,
            "judged": self.judged,
        }

    def __str__(self) -> str:
        where = f" ({self.position})" if self.position else ""
        return f"[{self.level.value}] {self.rule}: {self.name}{where}: {self.message}"


class RuleSet:
    """Rules that judge registered resources.

    Every method takes a configuration in the form of the file for `--policy-pack-config`, and raises
    `ValueError` on a key of it that no rule knows. `today` is the day on which exemptions are judged, by
    default the current one in UTC.
    """

    def __init__(self, rules: Sequence[Rule], mandate: Set[Family] = frozenset()) -> None:
        self.rules = tuple(rules)
        self.mandate = frozenset(mandate)
        """The families whose rules no configuration that is read from a file may weaken."""

    def read_config(self, path: Path) -> Config:
        """Return the configuration in a JSON file. Raises `ValueError` where it weakens the mandate, too."""
        config = json.loads(path.read_text(encoding="utf-8"))
        configuration.check(config, self.rules)
        configuration.check_mandate(config, self.rules, self.mandate)
        return config

    def judge(
        self,
        resources: Sequence[RegisteredResource],
        config: Config | None = None,
        *,
        today: date | None = None,
    ) -> list[Violation]:
        """Return every violation of every rule: of the resource rules one by one, then of the stack rules."""
        providers = [resource for resource in resources if resource.is_provider]
        found = [
            violation
            for resource in resources
            for violation in self.judge_resource(resource, config, providers=providers, today=today)
        ]
        return found + self.judge_stack(resources, config, today=today)

    def judge_resource(
        self,
        resource: RegisteredResource,
        config: Config | None = None,
        *,
        providers: Iterable[RegisteredResource] = (),
        today: date | None = None,
    ) -> list[Violation]:
        """Return the violations of the resource rules, which stop a deployment before the resource is made."""
        config = self._checked(config)
        rules = [rule for rule in self.rules if isinstance(rule, ResourceRule)]
        if not rules:
            return []
        arguments = resource_arguments(resource, providers)
        positions = {resource.urn: resource.position}
        found: list[Violation] = []
        for rule in rules:
            reports = rule.judge(arguments, configuration.of_rule(config, rule), today or current_day())
            found += _violations(rule, config, reports, positions)
        return found

    def judge_stack(
        self,
        resources: Sequence[RegisteredResource],
        config: Config | None = None,
        *,
        today: date | None = None,
    ) -> list[Violation]:
        """Return the violations of the stack rules, which block a preview after the whole program has run."""
        config = self._checked(config)
        rules = [rule for rule in self.rules if isinstance(rule, StackRule)]
        if not rules:
            return []
        seen = stack_resources(resources)
        positions = {resource.urn: resource.position for resource in resources}
        found: list[Violation] = []
        for rule in rules:
            reports = rule.judge(seen, configuration.of_rule(config, rule), today or current_day())
            found += _violations(rule, config, reports, positions)
        return found

    def _checked(self, config: Config | None) -> Config:
        config = config or {}
        configuration.check(config, self.rules)
        return config


def _violations(
    rule: Rule, config: Config, reports: Iterator[Report], positions: Mapping[str, str]
) -> Iterator[Violation]:
    level = configuration.level(config, rule)
    if level is not EnforcementLevel.DISABLED:
        for report in reports:
            yield Violation(
                rule.name,
                rule.family,
                EnforcementLevel.MANDATORY if report.failed else level,
                rule.severity,
                report.urn,
                report.name,
                report.message,
                report.judged,
                positions.get(report.urn, ""),
            )

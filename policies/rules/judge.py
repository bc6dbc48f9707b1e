"""The rules without the Pulumi engine: for tests, the local deployment and the audit.

    from policies.rules.judge import Resource, judge
    violations = judge([Resource(type=…, name=…, urn=…, props=…), …], config)

`judge` is `judge_resource` on each resource, as the engine does before it makes one, and then `judge_stack` on
all of them. With `policies/` itself on the path the same is `from rules.judge import judge`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    PolicyCustomTimeouts,
    PolicyProviderResource,
    PolicyResource,
    PolicyResourceOptions,
    ResourceValidationArgs,
)
from pulumi_policy.proxy import UnknownValueError, unknown_checking_proxy

from . import RULES
from .core import Report, ResourceRule, Rule, StackRule, current_day
from .declared import Declared

Config = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A resource as a program registered it; unknown values are the SDK's sentinel strings."""

    type: str
    name: str
    urn: str
    props: Mapping[str, Any]
    """Inputs, under the names of the wire (`pointInTimeRecovery`)."""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """What became of it, as far as it is known: `arn`, `id` and `url` let stack rules find who refers to it."""
    parent: str | None = None
    protect: bool = False
    provider: str | None = None
    """Reference to the provider, `<urn>::<id>`, or its URN."""
    dependencies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """For each input, the URNs of the resources whose outputs it is made of."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule. `judged` is False where the rule met a value that is unknown at preview."""

    rule: str
    family: str
    level: str
    severity: str
    urn: str
    name: str
    message: str
    judged: bool = True

    @property
    def mandatory(self) -> bool:
        return self.level == EnforcementLevel.MANDATORY.value

    def __str__(self) -> str:
        return f"[{self.level}] {self.rule}: {self.name}: {self.message}"


def read_config(path: Path) -> Config:
    """The configuration in a file for `--policy-pack-config`. Raises `ValueError` on a key that no rule knows."""
    config = json.loads(path.read_text(encoding="utf-8"))
    _refuse_unknown(config)
    return config


def judge(
    resources: Sequence[Resource], config: Config | None = None, *, today: date | None = None
) -> list[Violation]:
    """Every violation of every rule, mandatory and advisory.

    `config` has the form of the file for `--policy-pack-config`; `today` is the day on which exemptions are
    judged (UTC). Raises `ValueError` on a configuration key that no rule knows.
    """
    providers = [resource for resource in resources if resource.type.startswith("pulumi:providers:")]
    found = [
        violation
        for resource in resources
        for violation in judge_resource(resource, config, providers=providers, today=today)
    ]
    return found + judge_stack(resources, config, today=today)


def judge_resource(
    resource: Resource,
    config: Config | None = None,
    *,
    providers: Iterable[Resource] = (),
    today: date | None = None,
) -> list[Violation]:
    """The violations of the resource rules: what stops a deployment before the resource is made."""
    config = _checked(config)
    provider = _provider(resource, providers)
    args = ResourceValidationArgs(
        resource.type,
        unknown_checking_proxy(dict(resource.props)),
        resource.urn,
        resource.name,
        _options(resource),
        provider,
    )
    found: list[Violation] = []
    for rule in RULES:
        if isinstance(rule, ResourceRule) and rule.judges(resource.type):
            reports = rule.judge(args, _of(rule, config), today or current_day())
            found += _violations(rule, reports, _level(rule, config), resource)
    return found


def judge_stack(
    resources: Sequence[Resource], config: Config | None = None, *, today: date | None = None
) -> list[Violation]:
    """The violations of the stack rules: what blocks a preview after the whole program has run."""
    config = _checked(config)
    providers = [resource for resource in resources if resource.type.startswith("pulumi:providers:")]
    seen = {resource.urn: _seen(resource, providers) for resource in resources}
    for resource in resources:
        this = seen[resource.urn]
        this.parent = seen.get(resource.parent) if resource.parent else None
        for key, urns in resource.dependencies.items():
            this.property_dependencies[key] = [seen[urn] for urn in urns if urn in seen]
    found: list[Violation] = []
    for rule in RULES:
        if isinstance(rule, StackRule):
            reports = rule.judge(list(seen.values()), _of(rule, config), today or current_day())
            found += _violations(rule, reports, _level(rule, config), None)
    return found


def _violations(
    rule: Rule, reports: Iterator[Report], level: EnforcementLevel, resource: Resource | None
) -> Iterator[Violation]:
    if level is EnforcementLevel.DISABLED:
        return
    severity = rule.severity.value
    try:
        for report in reports:
            yield Violation(
                rule.name, rule.family.value, level.value, severity, report.urn, report.name, report.message
            )
    except UnknownValueError as error:
        yield Violation(
            rule.name,
            rule.family.value,
            EnforcementLevel.ADVISORY.value,
            severity,
            resource.urn if resource else "",
            resource.name if resource else "stack",
            f"can't run policy: {error.message}",
            judged=False,
        )


def _checked(config: Config | None) -> Config:
    config = config or {}
    _refuse_unknown(config)
    return config


def _refuse_unknown(config: Config) -> None:
    rules = {rule.name: rule for rule in RULES}
    for name, given in config.items():
        if name not in rules and name not in ("all", "environments"):
            raise ValueError(
                f"The policy configuration names {name}, which is no rule: see policies/README.md"
            )
        known = {"enforcementLevel", "exemptions", *(rules[name].parameters if name in rules else ())}
        if isinstance(given, Mapping) and (strange := sorted(set(given) - known)):
            raise ValueError(f"The policy configuration of {name} has {strange[0]}; it knows {sorted(known)}")


def _of(rule: Rule, config: Config) -> Mapping[str, Any]:
    given = config.get(rule.name)
    return given if isinstance(given, Mapping) else {}


def _level(rule: Rule, config: Config) -> EnforcementLevel:
    for name in (rule.name, "all"):
        given = config.get(name)
        level = given.get("enforcementLevel") if isinstance(given, Mapping) else given
        if level:
            return EnforcementLevel(level)
    return rule.level


def _seen(resource: Resource, providers: Iterable[Resource]) -> PolicyResource:
    inputs, outputs = (unknown_checking_proxy(dict(props)) for props in (resource.props, resource.outputs))
    return PolicyResource(
        resource.type,
        Declared(inputs, outputs),
        resource.urn,
        resource.name,
        _options(resource),
        _provider(resource, providers),
        None,
        [],
        {},
    )


def _options(resource: Resource) -> PolicyResourceOptions:
    timeouts = PolicyCustomTimeouts(0, 0, 0)
    return PolicyResourceOptions(resource.protect, [], None, [], timeouts, [], resource.parent)


def _provider(resource: Resource, providers: Iterable[Resource]) -> PolicyProviderResource | None:
    reference = resource.provider or ""
    for provider in providers:
        if reference == provider.urn or reference.startswith(f"{provider.urn}::"):
            props = unknown_checking_proxy(dict(provider.props))
            return PolicyProviderResource(provider.type, props, provider.urn, provider.name)
    return None

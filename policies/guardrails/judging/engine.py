"""The pack's side of the engine's protocol, where the SDK's own would cost too much and tell too little.

For every policy anew, the SDK turns the properties of a resource from the wire's form into Python's: with a stack
policy, those of all resources. With 60 policies and 125 resources that was most of what a preview with the pack took
longer than one without. And it unwraps secrets, so that no policy can tell one. Here the properties are read once for
all policies, secrets stay marked, and a rule that fails is a mandatory violation while the others go on.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pulumi_policy.policy as sdk
from pulumi.runtime import proto
from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyProviderResource,
    PolicyResource,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

from ..resources import wire
from ..resources.canonical import classic_name
from ..resources.declared import recall
from ..resources.properties import properties, seen
from .reports import RuleFailedError
from .rule import Rule


def install() -> None:
    """Let a `PolicyPack` made in this process serve its policies by `Analyzer`: it takes none as an argument."""
    sdk._PolicyAnalyzerServicer = Analyzer  # ty: ignore[invalid-assignment]


def initial_config(path: Path, rules: Iterable[Rule]) -> dict[str, EnforcementLevel | dict[str, Any]]:
    """Return the configuration in a JSON file as a `PolicyPack` takes it, for runs that are given no other.

    Without it a run that forgets `--policy-pack-config` would require none of what is configured. A rule that it gives
    settings but no level keeps its own: on the wire none is the level "advisory".
    """
    given = json.loads(path.read_text(encoding="utf-8"))
    levels = {rule.name: rule.level for rule in rules}
    return {name: _levelled(found, levels.get(name)) for name, found in given.items()}


def _levelled(found: Any, level: EnforcementLevel | None) -> EnforcementLevel | dict[str, Any]:
    if isinstance(found, str):
        return EnforcementLevel(found)
    given = found.get("enforcementLevel")
    return {
        **found,
        "enforcementLevel": EnforcementLevel(given) if given else level or EnforcementLevel.MANDATORY,
    }


class Analyzer(sdk._PolicyAnalyzerServicer):
    """The SDK's server of policies, which reads the properties of each resource once."""

    def __init__(self, name: str, version: str, policies: list[Policy], *rest: Any) -> None:
        super().__init__(name, version, policies, *rest)
        self._policies = policies

    def Analyze(self, request: Any, _context: Any) -> Any:  # noqa: N802 (the protocol's name)
        """Judge one resource by every resource policy."""
        response = proto.AnalyzeResponse()
        kind, props = seen(request.type, wire.properties(request.properties), request.urn)
        options, provider = self._get_resource_options(request), self._get_provider_resource(request)
        subject = (kind, props, request.urn, request.name, options, provider)
        for policy in self._policies:
            if isinstance(policy, ResourceValidationPolicy):
                config = self._get_policy_config(policy.name)
                self._run(policy, ResourceValidationArgs(*subject, config), response)
        return response

    def AnalyzeStack(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Judge all resources by every stack policy."""
        response = proto.AnalyzeResponse()
        resources = self._stack(request.resources)
        for policy in self._policies:
            if isinstance(policy, StackValidationPolicy):
                args = StackValidationArgs(resources, self._get_policy_config(policy.name))
                self._run(policy, args, response)
        return response

    def Remediate(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Change nothing: no rule of a pack mends a resource by itself."""
        return proto.RemediateResponse()

    def _run(self, policy: Policy, args: Any, response: Any) -> None:
        """Add a policy's violations to the response, unless it is disabled."""
        level = self._get_enforcement_level(policy)
        if level is EnforcementLevel.DISABLED:
            return
        validate: Callable[..., None] = policy.validate  # ty: ignore[missing-attribute]
        try:
            validate(args, self._reporter(policy, level, response))
        except RuleFailedError as error:
            report = self._reporter(policy, EnforcementLevel.MANDATORY, response)
            for failure in error.reports:
                report(failure.message, failure.urn)

    def _reporter(self, policy: Policy, level: EnforcementLevel, response: Any) -> Callable[..., None]:
        if level is EnforcementLevel.REMEDIATE:
            level = EnforcementLevel.MANDATORY
        return self._create_report_violation(
            response, policy.name, policy.description, level, policy.severity
        )

    def _stack(self, found: Sequence[Any]) -> list[PolicyResource]:
        """Return the resources of a stack with their inputs, linked by parent and dependencies."""
        by_urn = {each.urn: self._resource(each) for each in found}
        for each in found:
            resource = by_urn[each.urn]
            resource.parent = by_urn.get(each.parent)
            resource.dependencies += [by_urn[urn] for urn in each.dependencies if urn in by_urn]
            for key, depended in each.propertyDependencies.items():
                resource.property_dependencies[classic_name(each.type, key)] = [
                    by_urn[urn] for urn in depended.urns if urn in by_urn
                ]
        return list(by_urn.values())

    def _resource(self, found: Any) -> PolicyResource:
        kind, props = seen(found.type, wire.properties(found.properties), found.urn)
        options, provider = self._get_resource_options(found), self._get_provider_resource(found)
        resource = PolicyResource(kind, props, found.urn, found.name, options, provider, None, [], {})
        recall(resource)
        return resource

    def _get_provider_resource(self, request: Any) -> PolicyProviderResource | None:
        if not request.HasField("provider"):
            return None
        found = request.provider
        props = properties(wire.properties(found.properties), found.urn)
        return PolicyProviderResource(found.type, props, found.urn, found.name)

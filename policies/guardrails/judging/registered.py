"""Resources as a program registered them, turned into the arguments that the engine would give to a policy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pulumi_policy import (
    PolicyCustomTimeouts,
    PolicyProviderResource,
    PolicyResource,
    PolicyResourceOptions,
    ResourceValidationArgs,
)

from ..resources.canonical import classic_name
from ..resources.declared import Declared
from ..resources.properties import properties, seen
from ..resources.wire import decoded


@dataclass(frozen=True, kw_only=True)
class RegisteredResource:
    """A resource as a program registered it; unknown values are the SDK's sentinel strings."""

    type: str
    name: str
    urn: str
    props: Mapping[str, Any]
    """Inputs, under the names of the wire (`pointInTimeRecovery`); secrets wrapped as there, or in clear."""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """Outputs, as far as they are known: by `arn`, `id` and `url` stack rules find who refers to it."""
    parent: str | None = None
    """URN of the parent."""
    protect: bool = False
    provider: str | None = None
    """Reference to the provider, `<urn>::<id>`, or its URN."""
    dependencies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """For each input, the URNs of the resources whose outputs it is made of."""
    position: str = ""
    """The line of the program that makes it, as `components/queueing.py:57`, where it is known."""

    @property
    def is_provider(self) -> bool:
        return self.type.startswith("pulumi:providers:")

    @cached_property
    def seen(self) -> tuple[str, Mapping[str, Any]]:
        """The type and the properties under which rules see it."""
        return seen(self.type, decoded(self.props), self.urn)


def resource_arguments(
    resource: RegisteredResource, providers: Iterable[RegisteredResource]
) -> ResourceValidationArgs:
    """Return the arguments with which the engine calls a resource policy."""
    return ResourceValidationArgs(
        *resource.seen,
        resource.urn,
        resource.name,
        _options(resource),
        _provider(resource, providers),
    )


def stack_resources(resources: Sequence[RegisteredResource]) -> list[PolicyResource]:
    """Return the resources that the engine shows to a stack policy, linked by parent and dependencies."""
    providers = [resource for resource in resources if resource.is_provider]
    by_urn = {resource.urn: _stack_resource(resource, providers) for resource in resources}
    for resource in resources:
        linked = by_urn[resource.urn]
        linked.parent = by_urn.get(resource.parent) if resource.parent else None
        for key, urns in resource.dependencies.items():
            linked.property_dependencies[classic_name(resource.type, key)] = [
                by_urn[urn] for urn in urns if urn in by_urn
            ]
    return list(by_urn.values())


def _stack_resource(resource: RegisteredResource, providers: Iterable[RegisteredResource]) -> PolicyResource:
    kind, inputs = resource.seen
    outputs = properties(decoded(resource.outputs), resource.urn)
    return PolicyResource(
        kind,
        Declared(inputs, outputs),
        resource.urn,
        resource.name,
        _options(resource),
        _provider(resource, providers),
        None,
        [],
        {},
    )


def _options(resource: RegisteredResource) -> PolicyResourceOptions:
    timeouts = PolicyCustomTimeouts(0, 0, 0)
    return PolicyResourceOptions(resource.protect, [], None, [], timeouts, [], resource.parent)


def _provider(
    resource: RegisteredResource, providers: Iterable[RegisteredResource]
) -> PolicyProviderResource | None:
    reference = resource.provider or ""
    for provider in providers:
        if reference == provider.urn or reference.startswith(f"{provider.urn}::"):
            return PolicyProviderResource(*provider.seen, provider.urn, provider.name)
    return None

"""The results of a deployment: its resources and outputs, and what the policies found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policies.guardrails import Violation


@dataclass(frozen=True)
class DeployedResource:
    """A resource as the engine's state would hold it; property names are the provider's."""

    urn: str
    type: str
    name: str
    custom: bool
    """False for a component."""
    parent: str
    """URN of the parent; empty for the stack."""
    inputs: Mapping[str, Any]
    id: str = ""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """The inputs and the values that the creation added; for a component its registered outputs."""
    protect: bool = False
    provider: str = ""
    """``<urn>::<id>`` of an explicit provider."""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    position: str = ""
    """The line of the program that makes it, as `components/queueing.py:57`."""
    not_emulated: Mapping[str, str] = field(default_factory=dict)
    """Properties that were accepted without effect, each with the reason."""


@dataclass(frozen=True)
class Deployment:
    """A finished deployment: ``resources`` in order of completion, ``outputs`` as the program exported them."""

    project: str
    stack: str
    resources: tuple[DeployedResource, ...]
    outputs: Mapping[str, Any]

    def one(self, type_: str, name: str) -> DeployedResource:
        """Return the resource of a type with a logical name; ``KeyError`` if there is none."""
        return {(each.type, each.name): each for each in self.resources}[type_, name]


@dataclass(frozen=True)
class PolicyResult:
    """The policies' findings on a whole deployment. ``violations`` includes the advisory ones."""

    rules: int
    """Number of rules that were run."""
    resources: int
    """Number of resources of AWS that they were run on; components, which they see too, are not counted anywhere."""
    violations: Sequence[Violation]

    @property
    def stopping(self) -> list[Violation]:
        """The violations that would stop a deployment on AWS."""
        return [violation for violation in self.violations if violation.stops]

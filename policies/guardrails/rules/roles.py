"""Least privilege: each function has a role of its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from ..aws import tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule
from ..values import value


def _own_role(function: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    role = _role(function, stack)
    sharing = [
        other.name
        for other in stack.of(tokens.FUNCTION)
        if other.urn != function.urn and _role(other, stack) == role
    ]
    if sharing:
        found = role.name if isinstance(role, PolicyResource) else role
        yield Finding("role", found, f"so is that of {', '.join(sharing)}")


def _role(function: PolicyResource, stack: Stack) -> PolicyResource | str:
    return stack.referred(function, "role", tokens.ROLE) or str(value(function.props, "role"))


RULES = [
    StackRule(
        name="one-role-per-function",
        family=Family.LEAST_PRIVILEGE,
        description="No two functions share a role.",
        why="A shared role holds what either needs, so each function can do what only the other should.",
        cure="Make a role for each function, with its own statements only.",
        types={tokens.FUNCTION},
        check=_own_role,
    )
]

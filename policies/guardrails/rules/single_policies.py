"""Encryption and exposure: a resource has one policy, because AWS keeps one."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from ..access import admission
from ..graph.references import text
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule

PATHS = {holder.kind: holder.path for holder in admission.HOLDERS.values()}
"""Types that hold the policy of another resource, each with the property that names it."""


def _single(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    path = PATHS.get(subject.resource_type)
    holders = _beside(subject, path, stack) if path else admission.governing(subject, stack)
    if len(holders) > 1:
        names = sorted(each.name for each in holders)
        yield Finding("policy", names, "each of them replaces the other")


def _beside(policy: PolicyResource, path: str, stack: Stack) -> list[PolicyResource]:
    """Return the policies of the resource that this one is of, where the resource is none of the stack's."""
    named = text(policy.props, path)
    if not named or stack.has(named):
        return []
    return [each for each in stack.of(policy.resource_type) if text(each.props, path) == named]


RULES = [
    StackRule(
        name="one-policy-per-resource",
        family=Family.EXPOSURE,
        description="A queue, topic, bucket, bus, secret, table or key has one policy.",
        why="AWS keeps the policy that is written last, so that one of the two is not in force, and which is chance.",
        cure="Put the statements of both into one policy.",
        types=admission.HOLDERS.keys() | PATHS.keys(),
        check=_single,
    )
]

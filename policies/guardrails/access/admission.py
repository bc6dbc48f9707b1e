"""The policies of a resource, and the services that they let do something to it on behalf of another."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from pulumi_policy import PolicyResource

from ..aws import tokens
from ..aws.iam import Condition, DocumentKind, PolicyStatement
from ..graph.stack import Stack
from ..resources import holders


class Holder(NamedTuple):
    """A type that holds the policy of another resource: its token, and the property that names the resource."""

    kind: str
    path: str


HOLDERS: Mapping[str, Holder] = {
    tokens.BUCKET: Holder(tokens.BUCKET_POLICY, "bucket"),
    tokens.EVENT_BUS: Holder(tokens.EVENT_BUS_POLICY, "eventBusName"),
    tokens.KMS_KEY: Holder(tokens.KMS_KEY_POLICY, "keyId"),
    tokens.QUEUE: Holder(tokens.QUEUE_POLICY, "queueUrl"),
    tokens.SECRET: Holder(tokens.SECRET_POLICY, "secretArn"),
    tokens.TABLE: Holder(tokens.TABLE_RESOURCE_POLICY, "resourceArn"),
    tokens.TOPIC: Holder(tokens.TOPIC_POLICY, "arn"),
}
"""Types that have one policy, on the resource or beside it: of two AWS keeps whichever is written last."""


def of_resource(subject: PolicyResource, stack: Stack) -> Iterator[PolicyStatement]:
    """Yield the statements that hold of a resource: those of its policy, or that each of several policies has.

    Raises `UnknownValueError` where a policy beside it may yet turn out to be its own, and after the last statement
    where one more may stand in a policy unknown at preview.
    """
    policies = governing(subject, stack)
    if len(policies) <= 1:
        for policy in policies:
            yield from holders.every_statement(policy, *_KINDS)
        return
    first, *others = [list(holders.every_statement(each, *_KINDS)) for each in policies]
    kept = [{replace(statement, path="") for statement in other} for other in others]
    yield from (each for each in first if all(replace(each, path="") in other for other in kept))


def governing(subject: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """Return the resources that hold a policy of the subject: the subject itself, and those beside it."""
    holder = HOLDERS[subject.resource_type]
    beside = stack.referring(subject, holder.path, holder.kind)
    held = holders.holdings(subject)
    own = any(kind in _KINDS for kind, _ in held.unknown) or any(
        each.kind in _KINDS for each in held.documents
    )
    return [subject, *beside] if own else beside


def admits(
    statement: PolicyStatement, service: str, action: str, source: PolicyResource, stack: Stack
) -> bool:
    """Return True if a statement of a resource's policy allows a service the action on behalf of the source."""
    named = service in statement.services or any(each.name == "*" for each in statement.principals)
    return (
        statement.grants(action)
        and named
        and all(_lets_pass(each, source, stack) for each in statement.conditions)
    )


def _lets_pass(condition: Condition, source: PolicyResource, stack: Stack) -> bool:
    """Return True unless a condition on the source excludes it; others are not judged here."""
    if not condition.lenient:
        return True
    if condition.key == "aws:sourcearn":
        return any(stack.covered(source, pattern) for pattern in condition.values)
    if condition.key in ("aws:sourceaccount", "aws:sourceowner"):
        own = stack.accounts_of(source)
        return not own or not own.isdisjoint(condition.values) or "${aws:ResourceAccount}" in condition.values
    return True


_KINDS = (DocumentKind.RESOURCE, DocumentKind.KEY)

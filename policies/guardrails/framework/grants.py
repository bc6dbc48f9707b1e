"""The rights that a role has by all its documents together, and those that a resource's policy grants."""

from collections.abc import Callable, Iterator

from pulumi_policy import PolicyResource

from . import holders, iam, tokens
from .stack import Stack, physical_name

Statements = Callable[..., Iterator[iam.PolicyStatement]]


def of_role(
    role: PolicyResource, stack: Stack, read: Statements = holders.statements
) -> Iterator[iam.PolicyStatement]:
    """Yield the statements of a role: inline, in resources of their own, and of attached policies of the stack."""
    yield from read(role, iam.DocumentKind.IDENTITY)
    for policy in stack.referring(role, "role", tokens.ROLE_POLICY):
        yield from read(policy, iam.DocumentKind.IDENTITY)
    for attachment in stack.referring(role, "role", tokens.ROLE_POLICY_ATTACHMENT):
        if attached := stack.referred(attachment, "policyArn", tokens.POLICY):
            yield from read(attached, iam.DocumentKind.IDENTITY)


def of_resource(subject: PolicyResource, stack: Stack, path: str, kind: str) -> Iterator[iam.PolicyStatement]:
    """Yield the statements of a resource's own policy, and of the policies of type `kind` whose `path` names it."""
    yield from holders.every_statement(subject, iam.DocumentKind.RESOURCE)
    for policy in stack.referring(subject, path, kind):
        yield from holders.every_statement(policy, iam.DocumentKind.RESOURCE)


def may(role: PolicyResource, action: str, subject: PolicyResource, stack: Stack) -> bool:
    """Return True if the role is allowed the action on a resource of the stack."""
    return any(
        statement.grants(action) and covers(statement, subject, stack)
        for statement in of_role(role, stack, holders.every_statement)
    )


def covers(statement: iam.PolicyStatement, subject: PolicyResource, stack: Stack) -> bool:
    """Return True if one of the statement's resources is the subject."""
    return any(
        pattern == "*" or stack.named(pattern, subject.resource_type) is subject
        for pattern in statement.resources
    )


def admits(statement: iam.PolicyStatement, service: str, action: str, source: PolicyResource) -> bool:
    """Return True if a statement of a resource's policy allows a service the action on behalf of the source."""
    if not statement.grants(action) or service not in statement.services:
        return False
    bound = statement.bound("aws:SourceArn")
    name = str(source.props.get("name") or source.name)
    return not bound or any(iam.matches(physical_name(pattern), name) for pattern in bound)

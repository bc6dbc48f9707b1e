"""What a role, all its documents together, may do, and whom a queue or topic lets in."""

from collections.abc import Iterator

from pulumi_policy import PolicyResource

from . import iam, tokens
from .stack import Stack, physical_name


def of_role(role: PolicyResource, stack: Stack) -> Iterator[iam.Statement]:
    """The statements of a role: inline, in resources of their own, and of attached policies of the stack."""
    yield from iam.statements(role, iam.Kind.IDENTITY)
    for policy in stack.referring(role, "role", tokens.ROLE_POLICY):
        yield from iam.statements(policy, iam.Kind.IDENTITY)
    for attachment in stack.referring(role, "role", tokens.ROLE_POLICY_ATTACHMENT):
        if attached := stack.referred(attachment, "policyArn", tokens.POLICY):
            yield from iam.statements(attached, iam.Kind.IDENTITY)


def of_resource(subject: PolicyResource, stack: Stack, path: str, kind: str) -> Iterator[iam.Statement]:
    """The statements of a resource's own policy, and of the policies of type `kind` whose `path` names it."""
    yield from iam.statements(subject, iam.Kind.RESOURCE)
    for policy in stack.referring(subject, path, kind):
        yield from iam.statements(policy, iam.Kind.RESOURCE)


def may(role: PolicyResource, action: str, subject: PolicyResource, stack: Stack) -> bool:
    """Whether a role may do something to a resource of the stack."""
    return any(
        statement.grants(action) and covers(statement, subject, stack) for statement in of_role(role, stack)
    )


def covers(statement: iam.Statement, subject: PolicyResource, stack: Stack) -> bool:
    """Whether one of the statement's resources is the subject."""
    return any(
        pattern == "*" or stack.named(pattern, subject.resource_type) is subject
        for pattern in statement.resources
    )


def admits(statement: iam.Statement, service: str, action: str, source: PolicyResource) -> bool:
    """Whether a resource's policy lets a service do something on behalf of the source."""
    if not statement.grants(action) or ("service", service) not in [
        (kind.lower(), name) for kind, name in statement.principals
    ]:
        return False
    bound = statement.bound("aws:SourceArn")
    name = str(source.props.get("name") or source.name)
    return not bound or any(iam.matches(physical_name(pattern), name) for pattern in bound)

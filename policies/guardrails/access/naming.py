"""The identities and policies that a resource names, whatever its type is, followed to the resources of the stack."""

from collections.abc import Iterable, Mapping

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from ..aws import tokens
from ..graph.stack import Stack
from ..values import items

NAMED_BY: Mapping[str, tuple[str, ...]] = {
    tokens.ROLE: ("role", "roles", "roleName"),
    tokens.USER: ("user", "users", "userName"),
    tokens.GROUP: ("group", "groups", "groupName"),
    tokens.PERMISSION_SET: ("permissionSetArn",),
}
"""For each type of identity, the properties by which other resources name it."""

ATTACHED_BY = ("policyArn", "policyArns", "managedPolicyArns", "customerManagedPolicyReference.name")
"""Properties that name the policies attached."""

BOUNDED_BY = ("permissionsBoundary", "permissionsBoundary.customerManagedPolicyReference.name")
"""Properties that name the policy that an identity's rights cannot go beyond."""

SERVICES = ("aws:iam/", "aws:ssoadmin/", "aws-native:iam:", "aws-native:sso:")
"""Beginnings of the types that give rights to identities."""


def concerned(resource: PolicyResource) -> bool:
    """Return True if a resource is of a type that gives rights to identities."""
    return resource.resource_type.startswith(SERVICES)


def subjects(resource: PolicyResource, stack: Stack) -> list[tuple[str, PolicyResource | str]]:
    """Return the identities that a resource names, each after its type: resources of the stack, else names.

    Raises `UnknownValueError` where preview cannot tell.
    """
    return [
        (kind, found)
        for kind, paths in NAMED_BY.items()
        for path in paths
        for found in references(resource, path, stack, kind)
    ]


def attached(resource: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """Return the policies of the stack that a resource attaches. Raises `UnknownValueError` likewise."""
    return _policies(resource, ATTACHED_BY, stack)


def boundaries(resource: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """Return the policies of the stack that bound an identity; what is not known bounds nothing."""
    try:
        return _policies(resource, BOUNDED_BY, stack)
    except UnknownValueError:
        return []


def _policies(resource: PolicyResource, paths: Iterable[str], stack: Stack) -> list[PolicyResource]:
    return [
        found
        for path in paths
        for found in references(resource, path, stack, tokens.POLICY)
        if isinstance(found, PolicyResource)
    ]


def references(resource: PolicyResource, path: str, stack: Stack, kind: str) -> list[PolicyResource | str]:
    """Return what a property refers to, one or a list: resources of the stack, else the names or ARNs themselves.

    An unknown value is followed along the dependencies that the engine recorded. Raises `UnknownValueError` where
    these are fewer than the unknown values.
    """
    known, unknown = entries(resource, path)
    found: list[PolicyResource | str] = [stack.named(entry, kind) or entry for entry in known]
    if unknown:
        recorded = resource.property_dependencies.get(path.partition(".")[0], [])
        behind = [each for each in recorded if each.resource_type == kind and each not in found]
        if len(behind) < len(unknown):
            raise unknown[0]
        found += behind
    return found


def entries(resource: PolicyResource, path: str) -> tuple[list[str], list[UnknownValueError]]:
    """Return the known texts at a path, and an error for each that is unknown."""
    try:
        entries = items(resource.props, path)
    except UnknownValueError as error:
        return [], [error]
    known: list[str] = []
    unknown: list[UnknownValueError] = []
    for index in range(len(entries)):
        try:
            entry = entries[index]
        except UnknownValueError as error:
            unknown.append(error)
        else:
            known += [entry] if isinstance(entry, str) and entry else []
    return known, unknown

"""The rights that an identity has by all its documents together."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pulumi_policy import PolicyResource

from ..aws import iam
from ..graph.stack import Stack
from ..resources import holders
from . import identities
from .identities import Identity

Statements = Callable[..., Iterator[iam.PolicyStatement]]


@dataclass(frozen=True, slots=True)
class Rights:
    """The statements that give rights and take them away, within a permissions boundary."""

    statements: tuple[iam.PolicyStatement, ...]
    bounds: tuple[iam.PolicyStatement, ...] | None = None
    """The statements of the permissions boundary; None where none is known."""

    def granting(self, action: str) -> list[iam.PolicyStatement]:
        """Return the statements that allow the action on some resource: none where it is denied, or out of bounds.

        A Deny counts only if it holds on every resource and without a condition; the conditions of an Allow do not
        count, since most of them can be met.
        """
        if any(_denies(statement, action) for statement in self.statements):
            return []
        if self.bounds is not None and not any(bound.grants(action) for bound in self.bounds):
            return []
        return [statement for statement in self.statements if statement.grants(action)]


def _denies(statement: iam.PolicyStatement, action: str) -> bool:
    if not statement.denies or statement.conditions or "*" not in statement.resources:
        return False
    if statement.not_actions:
        return not any(iam.matches(pattern, action) for pattern in statement.not_actions)
    return any(iam.matches(pattern, action) for pattern in statement.actions)


def of_holder(holder: PolicyResource, stack: Stack) -> Rights:
    """Return the rights that the documents of one resource give.

    The permissions boundary of the identity counts where the documents are its own; a policy of its own can be
    attached to anybody.
    """
    about = identities.of(stack).holding(holder)
    own = len(about) == 1 and about[0].owns(holder)
    return Rights(tuple(_statements([holder])), _bounds(about[0]) if own else None)


def of_identity(identity: Identity) -> Rights:
    """Return the rights of an identity: by all the documents that are known of it and its groups."""
    given = [holder for each in (identity, *identity.groups) for holder in each.given]
    return Rights(tuple(_statements(given)), _bounds(identity))


def _bounds(identity: Identity) -> tuple[iam.PolicyStatement, ...] | None:
    return tuple(_statements([identity.boundary])) if identity.boundary else None


def _statements(
    given: Iterable[PolicyResource], read: Statements = holders.statements
) -> Iterator[iam.PolicyStatement]:
    for holder in given:
        yield from read(holder, iam.DocumentKind.IDENTITY)


def of_role(
    role: PolicyResource, stack: Stack, read: Statements = holders.statements
) -> Iterator[iam.PolicyStatement]:
    """Yield the statements of a role of the stack.

    Raises `UnknownValueError`, after what is known, where preview cannot tell whether it has more.
    """
    known = identities.of(stack)
    identity = known.of(role)
    yield from _statements(identity.given, read)
    if unknown := known.unknown(identity):
        raise unknown


def may(role: PolicyResource, action: str, subject: PolicyResource, stack: Stack) -> bool:
    """Return True if the role is allowed the action on a resource of the stack."""
    return any(
        statement.grants(action) and covers(statement, subject, stack)
        for statement in of_role(role, stack, holders.every_statement)
    )


def covers(statement: iam.PolicyStatement, subject: PolicyResource, stack: Stack) -> bool:
    """Return True if one of the statement's resources is the subject."""
    return any(stack.covered(subject, pattern) for pattern in statement.resources)

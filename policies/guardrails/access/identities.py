"""The identities that a program gives rights to, in the stack or elsewhere, and the documents that give them.

A role, user, group or permission set gets rights by its own documents, by documents in resources of their own, by
policies that are attached to it, and a user by the groups that it is in. All these resources say by the same few
properties whom they are about, so those are read, whatever the type is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from ..aws import iam, tokens
from ..graph.stack import Stack, physical_name
from ..resources import holders
from ..values import is_set
from . import naming


@dataclass(eq=False)
class Identity:
    """A role, user, group or permission set, of the stack or elsewhere."""

    kind: str
    """The type token, such as `tokens.ROLE`."""
    name: str
    resource: PolicyResource | None
    """The resource that makes it; None where it is made elsewhere."""
    given: list[PolicyResource] = field(default_factory=list)
    """The resources whose documents give it rights, in the order of the stack."""
    groups: list["Identity"] = field(default_factory=list)
    """The groups that a user is in."""
    boundary: PolicyResource | None = None
    """The policy of the stack that its rights cannot go beyond."""

    @property
    def home(self) -> PolicyResource | None:
        """The resource to report on: the identity's own, else the first that gives it rights."""
        return self.resource or next(iter(self.given), None)

    def owns(self, holder: PolicyResource) -> bool:
        """Return True if a resource's documents are inline documents of the identity, not an attached policy."""
        return holder in self.given and holder.resource_type != tokens.POLICY


class Identities:
    """Every identity that the resources of a stack give rights to."""

    def __init__(self, stack: Stack) -> None:
        self._found: dict[tuple[str, str], Identity] = {}
        self._by_holder: dict[str, list[Identity]] = {}
        self._bounding: set[str] = set()
        self._reported: dict[int, list[Identity]] = {}
        self._unfollowed: dict[int, UnknownValueError] = {}
        self._open: dict[str, UnknownValueError] = {}
        for kind in naming.NAMED_BY:
            for resource in stack.of(kind):
                self._identity(kind, resource)
        for resource in stack.resources:
            if naming.concerned(resource):
                self._read(resource, stack)
        for identity in self._found.values():
            if identity.home:
                self._reported.setdefault(id(identity.home), []).append(identity)

    def __iter__(self) -> Iterator[Identity]:
        return iter(self._found.values())

    def of(self, resource: PolicyResource) -> Identity:
        """Return the identity that a role, user, group or permission set of the stack is."""
        return self._found[resource.resource_type, resource.urn]

    def holding(self, resource: PolicyResource) -> list[Identity]:
        """Return the identities to which the documents of a resource give rights."""
        return self._by_holder.get(resource.urn, [])

    def reported_on(self, resource: PolicyResource) -> list[Identity]:
        """Return the identities whose rights, taken together, are reported on a resource."""
        return self._reported.get(id(resource), [])

    def unfollowed(self, resource: PolicyResource) -> UnknownValueError | None:
        """Return the error for a reference of a resource to identities or policies that preview cannot follow."""
        return self._unfollowed.get(id(resource))

    def unknown(self, identity: Identity) -> UnknownValueError | None:
        """Return the error for a reference that preview cannot follow, and that may give the identity more rights."""
        own = self.unfollowed(identity.resource) if identity.resource else None
        return own or self._open.get(identity.kind)

    def only_bounds(self, policy: PolicyResource) -> bool:
        """Return True if a policy is some identity's permissions boundary, and attached to none of the stack."""
        return policy.urn in self._bounding and not self.holding(policy)

    def _identity(self, kind: str, found: PolicyResource | str) -> Identity:
        resource = found if isinstance(found, PolicyResource) else None
        name = resource.name if resource else physical_name(str(found))
        key = (kind, resource.urn if resource else name)
        return self._found.setdefault(key, Identity(kind, name, resource))

    def _read(self, resource: PolicyResource, stack: Stack) -> None:
        try:
            named, policies = naming.subjects(resource, stack), naming.attached(resource, stack)
        except UnknownValueError as error:
            self._unfollowed[id(resource)] = error
            self._open.update((kind, error) for kind in _perhaps(resource))
            return
        about = [self._identity(kind, found) for kind, found in named]
        if resource.resource_type in naming.NAMED_BY:
            about = [self._identity(resource.resource_type, resource)]
        giving = [resource, *policies] if _holds(resource) else policies
        for identity in about:
            for source in giving:
                self._give(identity, source)
            for policy in naming.boundaries(resource, stack):
                identity.boundary = policy
                self._bounding.add(policy.urn)
        self._join(resource, named)

    def _give(self, identity: Identity, source: PolicyResource) -> None:
        if source not in identity.given:
            identity.given.append(source)
            self._by_holder.setdefault(source.urn, []).append(identity)

    def _join(self, resource: PolicyResource, named: list[tuple[str, PolicyResource | str]]) -> None:
        """Put users into groups, where a user names groups, or a resource names both and gives rights to neither."""
        users = [self._identity(kind, found) for kind, found in named if kind == tokens.USER]
        groups = [self._identity(kind, found) for kind, found in named if kind == tokens.GROUP]
        if resource.resource_type == tokens.USER:
            users = [self.of(resource)]
        elif _gives(resource):
            return
        for user in users:
            user.groups += [group for group in groups if group not in user.groups]


_known: WeakKeyDictionary[Stack, Identities] = WeakKeyDictionary()


def of(stack: Stack) -> Identities:
    """Return the identities of a stack, read once."""
    if stack not in _known:
        _known[stack] = Identities(stack)
    return _known[stack]


def _holds(resource: PolicyResource) -> bool:
    """Return True if a resource holds a document that gives rights, be it one unknown at preview."""
    found = holders.holdings(resource)
    kinds = [each.kind for each in found.documents] + [kind for kind, _ in found.unknown]
    return iam.DocumentKind.IDENTITY in kinds


def _gives(resource: PolicyResource) -> bool:
    return _holds(resource) or any(is_set(resource.props, path) for path in naming.ATTACHED_BY)


def _perhaps(resource: PolicyResource) -> list[str]:
    """Return the types of the identities that a resource may give rights to, beside the one that it is."""
    if resource.resource_type in naming.NAMED_BY:
        return []
    return [
        kind for kind, paths in naming.NAMED_BY.items() if any(is_set(resource.props, path) for path in paths)
    ]

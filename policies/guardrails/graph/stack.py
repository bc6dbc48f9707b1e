"""The resources of a stack by type, and the references between them.

References are compared as ARNs: a resource of another account or region is none of the stack's, whatever its name.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from ..aws import arns, iam, tokens
from ..aws.arns import Arn
from ..resources.parts import with_parts
from ..values import value
from . import owners
from .references import PREFIXES, handles, own_arn, physical_name, resource_part, service

T = TypeVar("T")

_latest: list["Stack"] = []
"""The stack that was looked at last: the rules judge the same one after another."""

THROUGH: Mapping[str, str] = {tokens.FUNCTION_ALIAS: "functionName"}
"""Types that stand for another resource, each with the property that it is made of."""


class _Referring(NamedTuple):
    """For each subject, by its identity, those that refer to it; and the value that left one of them open."""

    of: dict[int, list[PolicyResource]]
    unknown: UnknownValueError | None


class Stack:
    """The resources of a stack, as a stack rule sees them beside the one under judgement."""

    def __init__(self, resources: Sequence[PolicyResource]) -> None:
        self._given = resources
        self.resources = [part for resource in resources for part in with_parts(resource)]
        """The resources, each followed by what it holds of others."""
        self._by_type: dict[str, list[PolicyResource]] = defaultdict(list)
        for resource in self.resources:
            self._by_type[resource.resource_type].append(resource)
        self._names: dict[str, dict[str, list[PolicyResource]]] = {}
        self._referring: dict[tuple[str, str, str], _Referring] = {}

    @classmethod
    def over(cls, resources: Sequence[PolicyResource]) -> "Stack":
        """Return the stack of these resources; for the list that was last asked for, the same one again."""
        if not _latest or _latest[0]._given is not resources:
            _latest[:] = [cls(resources)]
        return _latest[0]

    def of(self, *kinds: str) -> list[PolicyResource]:
        """Return the resources of these types, in the order in which they were registered."""
        return [resource for kind in kinds for resource in self._by_type.get(kind, ())]

    @cached_property
    def accounts(self) -> frozenset[str]:
        """The accounts that the stack is made in, as far as the program tells."""
        return owners.accounts(self.resources)

    @cached_property
    def region(self) -> str:
        """The region that the stack is made in; empty where the program does not tell, or has several."""
        return owners.region(self.resources)

    def referred(self, subject: PolicyResource, path: str, *kinds: str) -> PolicyResource | None:
        """Return the resource of these types that the property at `path` names, or None where it names none here.

        A value unknown at preview is followed along the dependencies that the engine recorded for it. Raises
        `UnknownValueError` where these leave it open.
        """
        try:
            reference = value(subject.props, path)
        except UnknownValueError:
            behind = subject.property_dependencies.get(path.partition(".")[0], [])
            found = list(_of_kinds(behind, kinds))
            if len(found) == 1:
                return found[0]
            if behind and not found and all(each.resource_type.startswith("aws:") for each in behind):
                return None
            raise
        if not isinstance(reference, str) or not reference:
            return None
        named = self._named(reference, kinds, self.region_of(subject))
        return named[0] if named else None

    def named(self, reference: str, *kinds: str) -> PolicyResource | None:
        """Return the resource of these types that an ARN, a URL or a name stands for, or None."""
        found = self._named(reference, kinds, "")
        return found[0] if found else None

    def has(self, reference: str) -> bool:
        """Return True if an ARN, a URL or a name stands for a resource of the stack, of whatever type."""
        return bool(self._named(reference, self._by_type, ""))

    def referring(self, subject: PolicyResource, path: str, *kinds: str) -> list[PolicyResource]:
        """Return the resources of these types whose property at `path` names the subject.

        Raises `UnknownValueError` where none is found but one of them may yet turn out to do so.
        """
        found: list[PolicyResource] = []
        unknown: UnknownValueError | None = None
        for kind in kinds:
            by_subject = self._index(path, kind, subject.resource_type)
            found += by_subject.of.get(id(subject), ())
            unknown = unknown or by_subject.unknown
        if unknown and not found:
            raise unknown
        return found

    def covered(self, subject: PolicyResource, pattern: str, parts: str = "") -> bool:
        """Return True if an IAM pattern covers a resource, or with `parts` (`/*`) what is within it.

        What is not known of the resource's account and region counts as covered.
        """
        if pattern == "*":
            return True
        wanted = arns.parse(pattern)
        if wanted is None:
            return False
        own = resource_part(subject)
        # An object is not its bucket; a function's version and a log group's streams stand for these.
        exact = parts or subject.resource_type == tokens.BUCKET
        if not exact and self.named(pattern, subject.resource_type) is subject:
            return True
        return (
            own is not None
            and self._is_at(subject, wanted)
            and arns.includes(wanted.resource, f"{own}{parts}")
        )

    def accounts_of(self, resource: PolicyResource) -> frozenset[str]:
        """Return the accounts that a resource may be in: the one that its ARN or provider names, else the stack's."""
        arn = own_arn(resource)
        if arn and arns.is_account(arn.account):
            return frozenset({arn.account})
        return owners.of_provider(resource) or self.accounts

    def region_of(self, resource: PolicyResource) -> str:
        """Return the region of a resource; empty where nothing tells."""
        arn = own_arn(resource)
        return (arn.region if arn else "") or owners.region_of(resource) or self.region

    def _named(self, reference: str, kinds: Iterable[str], near: str) -> list[PolicyResource]:
        arn, wanted = arns.reference(reference), physical_name(reference)
        candidates = [found for kind in kinds for found in self._by_name(kind).get(wanted, ())]
        if arn is None:
            return [found for found in candidates if not near or self.region_of(found) in ("", near)]
        return [found for found in candidates if self._is(found, arn)]

    def _is(self, resource: PolicyResource, arn: Arn) -> bool:
        """Return True if an ARN that ends in a resource's name is the resource's own."""
        kind, own = resource.resource_type, resource_part(resource)
        if not self._is_at(resource, arn) or not arn.resource.startswith(PREFIXES.get(kind, "")):
            return False
        return kind != tokens.EVENT_RULE or own is None or iam.matches(arn.resource, own)

    def _is_at(self, resource: PolicyResource, arn: Arn) -> bool:
        """Return True if an ARN or pattern is of the resource's service, account, region and partition, if known."""
        accounts, region = self.accounts_of(resource), self.region_of(resource)
        return (
            iam.matches(arn.service, service(resource.resource_type))
            and (not arn.account or not accounts or any(iam.matches(arn.account, own) for own in accounts))
            and (not arn.region or not region or iam.matches(arn.region, region))
            and (not region or iam.matches(arn.partition, arns.partition_of(region)))
        )

    def _by_name(self, kind: str) -> dict[str, list[PolicyResource]]:
        if kind not in self._names:
            names: dict[str, list[PolicyResource]] = defaultdict(list)
            for resource in self.of(kind):
                for name in dict.fromkeys(physical_name(handle) for handle in handles(resource)):
                    names[name].append(resource)
            self._names[kind] = names
        return self._names[kind]

    def _index(self, path: str, kind: str, referred: str) -> _Referring:
        key = (path, kind, referred)
        if key not in self._referring:
            found: dict[int, list[PolicyResource]] = defaultdict(list)
            unknown: UnknownValueError | None = None
            for resource in self.of(kind):
                try:
                    subject = self.referred(resource, path, referred)
                except UnknownValueError as error:
                    unknown = error
                else:
                    if subject is not None:
                        found[id(subject)].append(resource)
            self._referring[key] = _Referring(found, unknown)
        return self._referring[key]


def _of_kinds(behind: Iterable[PolicyResource], kinds: Iterable[str]) -> Iterator[PolicyResource]:
    """Yield the resources of these types among those that a value is made of, or that these stand for."""
    for resource in behind:
        if resource.resource_type in kinds:
            yield resource
        elif through := THROUGH.get(resource.resource_type):
            yield from _of_kinds(resource.property_dependencies.get(through, ()), kinds)


def known(candidates: Iterable[T], holds: Callable[[T], bool]) -> list[T]:
    """Return the candidates of which the test holds, without those for which preview cannot tell.

    Raises `UnknownValueError` where it holds of none, but may yet turn out to.
    """
    found: list[T] = []
    unknown: UnknownValueError | None = None
    for candidate in candidates:
        try:
            if holds(candidate):
                found.append(candidate)
        except UnknownValueError as error:
            unknown = error
    if unknown and not found:
        raise unknown
    return found

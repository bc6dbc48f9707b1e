"""The resources of a stack by type, and the references between them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from .declared import HANDLES
from .values import value

T = TypeVar("T")

NAMES = ("name", "bucket", *HANDLES)
"""Properties by which one resource may refer to another."""


def physical_name(reference: str) -> str:
    """Return the name within an ARN, a queue's URL or a plain name.

    `arn:aws:lambda:us-east-1:1:function:send:live` → `send`; `https://sqs…/1/queue` → `queue`;
    `arn:aws:events:us-east-1:1:rule/bus/booked` → `booked`; `arn:aws:s3:::bucket/*` → `bucket`.
    """
    if "://" in reference:
        return reference.rstrip("/").rpartition("/")[2]
    if not reference.startswith("arn:"):
        return reference
    _, _, service, _, _, resource = (reference.split(":", 5) + [""] * 6)[:6]
    match service:
        case "lambda":
            return resource.split(":")[1] if ":" in resource else resource
        case "dynamodb":
            return resource.split("/")[1] if "/" in resource else resource
        case "s3":
            return resource.partition("/")[0]
        case "iam" | "events" | "scheduler":
            return resource.rpartition("/")[2]
        case _:
            return resource.rpartition(":")[2]


class Stack:
    """The resources of a stack, as a stack rule sees them beside the one under judgement."""

    def __init__(self, resources: Sequence[PolicyResource]) -> None:
        self.resources = tuple(resources)
        """Every resource, in the order in which they were registered."""
        self._by_type: dict[str, list[PolicyResource]] = defaultdict(list)
        for resource in resources:
            self._by_type[resource.resource_type].append(resource)

    def of(self, *kinds: str) -> list[PolicyResource]:
        """Return the resources of these types, in the order in which they were registered."""
        return [resource for kind in kinds for resource in self._by_type.get(kind, ())]

    def referred(self, subject: PolicyResource, path: str, *kinds: str) -> PolicyResource | None:
        """Return the resource of these types that the property at `path` names, or None where it names none here.

        A value unknown at preview is followed along the dependencies that the engine recorded for it. Raises
        `UnknownValueError` where these leave it open.
        """
        try:
            reference = value(subject.props, path)
        except UnknownValueError:
            behind = subject.property_dependencies.get(path.partition(".")[0], [])
            found = [resource for resource in behind if resource.resource_type in kinds]
            if len(found) == 1:
                return found[0]
            raise
        return self.named(reference, *kinds) if isinstance(reference, str) and reference else None

    def named(self, reference: str, *kinds: str) -> PolicyResource | None:
        """Return the resource of these types that an ARN, a URL or a name stands for, or None."""
        wanted = physical_name(reference)
        for resource in self.of(*kinds):
            for handle in _handles(resource):
                if reference == handle or wanted == physical_name(handle):
                    return resource
        return None

    def referring(self, subject: PolicyResource, path: str, *kinds: str) -> list[PolicyResource]:
        """Return the resources of these types whose property at `path` names the subject.

        Raises `UnknownValueError` where none is found but one of them may yet turn out to do so.
        """
        return known(
            self.of(*kinds), lambda resource: self.referred(resource, path, subject.resource_type) is subject
        )


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


def _handles(resource: PolicyResource) -> list[str]:
    handles = []
    for key in NAMES:
        try:
            handle = value(resource.props, key)
        except UnknownValueError:
            continue
        if isinstance(handle, str) and handle:
            handles.append(handle)
    return handles or [resource.name]

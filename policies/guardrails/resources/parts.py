"""The resources that CloudFormation has as part of another, which the classic provider has as resources of their own.

A bucket's versioning, a rule's targets and a user's policies are judged like those that a program writes by themselves.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from ..aws import tokens
from .properties import once, properties
from .raw import raw

GROUP = "aws:iam/group:Group"
SHARE = "aws:ram/resourceShare:ResourceShare"
USER = "aws:iam/user:User"


class Whole(Protocol):
    """A resource that may have parts, as resource or stack rules are shown it."""

    resource_type: str
    props: Mapping[str, Any]
    urn: str
    name: str


W = TypeVar("W", bound=Whole)


@dataclass(frozen=True, slots=True)
class Part:
    """A property that stands for resources of another type: for each entry of a list one, else one."""

    of: str
    key: str
    type: str
    owner: str
    """The property of the part that names the whole."""
    under: str = ""
    """The property of the part that holds the entry; empty where the entry has the part's properties."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Properties of the entry that the classic provider calls otherwise."""
    shared: tuple[str, ...] = ()
    """Properties that the part has from the whole."""
    after_first: bool = False
    """True if the whole itself stands for the first entry."""


PARTS = (
    Part(
        tokens.BUCKET,
        "versioningConfiguration",
        tokens.BUCKET_VERSIONING,
        "bucket",
        "versioningConfiguration",
    ),
    Part(tokens.BUCKET, "publicAccessBlockConfiguration", tokens.BUCKET_PUBLIC_ACCESS_BLOCK, "bucket"),
    Part(tokens.BUCKET, "notificationConfiguration", tokens.BUCKET_NOTIFICATION, "bucket"),
    Part(tokens.BUCKET, "lifecycleConfiguration", tokens.BUCKET_LIFECYCLE, "bucket"),
    Part(
        tokens.EVENT_RULE,
        "targets",
        tokens.EVENT_TARGET,
        "rule",
        names={"id": "targetId"},
        shared=("eventBusName",),
    ),
    Part("aws:cloudwatch/eventBus:EventBus", "policy", tokens.EVENT_BUS_POLICY, "eventBusName", "policy"),
    Part(tokens.TOPIC, "subscription", tokens.TOPIC_SUBSCRIPTION, "topic"),
    Part(tokens.TOPIC_POLICY, "topics", tokens.TOPIC_POLICY, "", "arn", shared=("policy",), after_first=True),
    Part(
        tokens.QUEUE_POLICY,
        "queues",
        tokens.QUEUE_POLICY,
        "",
        "queueUrl",
        shared=("policy",),
        after_first=True,
    ),
    Part(tokens.SECRET, "secretString", tokens.SECRET_VERSION, "secretId", "secretString"),
    Part(
        tokens.TABLE,
        "resourcePolicy",
        tokens.TABLE_RESOURCE_POLICY,
        "resourceArn",
        names={"policyDocument": "policy"},
    ),
    Part(
        tokens.ROLE_POLICY,
        "roles",
        tokens.ROLE_POLICY,
        "",
        "role",
        shared=("policy", "name"),
        after_first=True,
    ),
    Part(tokens.ROLE_POLICY, "users", tokens.USER_POLICY, "", "user", shared=("policy", "name")),
    Part(tokens.ROLE_POLICY, "groups", tokens.GROUP_POLICY, "", "group", shared=("policy", "name")),
    Part(tokens.POLICY, "roles", tokens.ROLE_POLICY_ATTACHMENT, "policyArn", "role"),
    Part(tokens.POLICY, "users", "aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn", "user"),
    Part(
        tokens.POLICY, "groups", "aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn", "group"
    ),
    Part(
        SHARE,
        "principals",
        "aws:ram/principalAssociation:PrincipalAssociation",
        "resourceShareArn",
        "principal",
    ),
    Part(USER, "policies", tokens.USER_POLICY, "user"),
    Part(USER, "managedPolicyArns", "aws:iam/userPolicyAttachment:UserPolicyAttachment", "user", "policyArn"),
    Part(USER, "groups", "aws:iam/userGroupMembership:UserGroupMembership", "user", "groups"),
    Part(GROUP, "policies", tokens.GROUP_POLICY, "group"),
    Part(
        GROUP,
        "managedPolicyArns",
        "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        "group",
        "policyArn",
    ),
)
"""Every property of CloudFormation's that is a resource of the classic provider, which has no property of that name."""
HOMES = frozenset(part.of for part in PARTS)


def with_parts(whole: W) -> Iterator[W]:
    """Yield a resource as a rule sees it, and then its parts, under the same name and URN."""
    yield whole
    if whole.resource_type in HOMES:
        for part, props in once(whole.props, _parts, whole):
            yield _made(part, whole, props)


def _parts(whole: Whole) -> list[tuple[Part, Mapping[str, Any]]]:
    return [
        (part, properties(props, whole.urn))
        for part in PARTS
        if part.of == whole.resource_type and part.key in whole.props
        for props in _each(part, whole)
    ]


def _each(part: Part, whole: Whole) -> Iterator[dict[str, Any]]:
    """Yield the properties of each resource that a part stands for; an unknown list stands for one resource."""
    found = raw(whole.props)
    shared = {key: found[key] for key in part.shared if key in found}
    if part.owner:
        shared[part.owner] = _handle(found) or whole.name
    entries = found[part.key] if isinstance(found[part.key], list) else [found[part.key]]
    for entry in entries[1:] if part.after_first else entries:
        if part.under:
            yield {**shared, part.under: entry}
        elif isinstance(entry, dict):
            yield {**shared, **{part.names.get(key, key): value for key, value in entry.items()}}


def _handle(props: Mapping[str, Any]) -> Any:
    """Return a property by which the whole is found, or None where it has no name yet."""
    return next((props[key] for key in ("arn", "id", "name", "bucket") if props.get(key)), None)


def _made(part: Part, whole: W, props: Mapping[str, Any]) -> W:
    made = copy(whole)
    made.resource_type, made.props = part.type, props
    if depended := getattr(whole, "property_dependencies", None):
        vars(made)["property_dependencies"] = {key: depended.get(part.key, []) for key in props}
    return made

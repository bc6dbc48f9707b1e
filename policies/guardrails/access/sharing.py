"""The parties that a resource lets in, by its IAM documents or by properties that name an account outright."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pulumi_policy.proxy import UnknownValueError

from ..aws import arns, tokens
from ..aws.iam import Condition, DocumentKind, PolicyStatement, Principal
from ..aws.shapes import structure_in
from ..graph.references import text
from ..resources import holders
from ..resources.subject import Subject
from ..values import items, value
from . import outside
from .outside import Admission

SHARES: Mapping[str, tuple[str, ...]] = {
    "aws:acmpca/permission:Permission": ("principal",),
    "aws:directoryservice/sharedDirectory:SharedDirectory": ("target.id",),
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission": (
        "accountId",
        "group",
        "organizationArn",
        "organizationalUnitArn",
    ),
    "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission": ("accountId",),
    "aws:ec2/vpcEndpointService:VpcEndpointService": ("allowedPrincipals",),
    "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": ("principalArn",),
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": ("peerOwnerId",),
    "aws:eks/accessEntry:AccessEntry": ("principalArn",),
    "aws:globalaccelerator/crossAccountAttachment:CrossAccountAttachment": ("principals",),
    "aws:imagebuilder/distributionConfiguration:DistributionConfiguration": tuple(
        f"distributions.*.amiDistributionConfiguration.launchPermission.{who}"
        for who in ("organizationArns", "organizationalUnitArns", "userGroups", "userIds")
    ),
    "aws:kms/grant:Grant": ("granteePrincipal", "retiringPrincipal"),
    "aws:lakeformation/permissions:Permissions": ("principal",),
    "aws:opensearch/authorizeVpcEndpointAccess:AuthorizeVpcEndpointAccess": ("account",),
    "aws:ram/principalAssociation:PrincipalAssociation": ("principal",),
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive": ("principals",),
    "aws:rds/clusterSnapshot:ClusterSnapshot": ("sharedAccounts",),
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": ("sharedAccounts",),
    "aws:rds/snapshot:Snapshot": ("sharedAccounts",),
    "aws:rds/snapshotCopy:SnapshotCopy": ("sharedAccounts",),
    "aws:redshift/endpointAuthorization:EndpointAuthorization": ("account",),
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ("rules.*.destination.account",),
    "aws:s3control/accessGrant:AccessGrant": ("grantee.granteeIdentifier",),
    "aws:servicecatalog/portfolioShare:PortfolioShare": ("principalId",),
    "aws:signer/signingProfilePermission:SigningProfilePermission": ("principal",),
    "aws:ssm/document:Document": ("permissions.account_ids", "permissions.accountIds"),
}
"""Types that let in whom a property names, with the properties; `*` stands for each entry of a list."""

OWN_IDENTITIES = "IAM_ALLOWED_PRINCIPALS"
"""Lake Formation's word for whoever of the own account IAM lets in."""
OBJECT_ACLS = frozenset({"public-read", "public-read-write", "authenticated-read"})
EVERYBODY_GROUPS = ("/AllUsers", "/AuthenticatedUsers")
"""Ends of the URIs of the groups in which Amazon S3 puts everybody."""


def admissions(subject: Subject, *kinds: DocumentKind) -> Iterator[Admission]:
    """Yield each principal that a resource lets in, by its documents of these kinds or by its properties.

    Those that a preview does not know yet are left out: see `unknown`.
    """
    yield from of_documents(subject, *kinds)
    yield from outside.admissions(shares(subject))


def of_documents(subject: Subject, *kinds: DocumentKind) -> Iterator[Admission]:
    """Yield each principal that the documents of these kinds let in."""
    for document in holders.documents(subject, *kinds):
        yield from outside.admissions(document.statements)


def is_share(subject: Subject, path: str) -> bool:
    """Return True if a property of a resource names whom it lets in, or for whom."""
    entry = re.sub(r"\[\d+\]", ".*", path).removesuffix(".*")
    return subject.resource_type in _SPECIAL or entry in SHARES.get(subject.resource_type, ())


def shares(subject: Subject) -> Iterator[PolicyStatement]:
    """Yield what the properties of a resource allow, as the statement that AWS makes of them."""
    if special := _SPECIAL.get(subject.resource_type):
        yield from special(subject.props)
    for path in SHARES.get(subject.resource_type, ()):
        yield from (
            _share(where, name)
            for where, name in _each(subject.props, path)
            if name not in (None, "", OWN_IDENTITIES)
        )
    yield from _acl(subject.props) if subject.resource_type.startswith("aws:s3/") else ()


def unknown(subject: Subject) -> Iterator[str]:
    """Yield the properties of a resource that let somebody in whom a preview does not know."""
    paths = ("principal",) if subject.resource_type in _SPECIAL else SHARES.get(subject.resource_type, ())
    for path in paths:
        if any(name is None for _, name in _each(subject.props, path)):
            yield path


def _each(props: Mapping[str, Any], path: str) -> Iterator[tuple[str, str | None]]:
    """Yield each name at a path, with where it stands; None for one that is unknown at preview."""
    before, star, after = path.partition(".*.")
    if star:
        for index, entry in enumerate(items(props, before)):
            for where, name in _each(entry, after):
                yield f"{before}[{index}].{where}", name
        return
    try:
        count = len(items(props, path))
    except UnknownValueError:
        yield path, None
        return
    for index in range(count):
        try:
            # SSM takes several accounts in one text.
            yield from ((path, name.strip()) for name in str(items(props, path)[index]).split(","))
        except UnknownValueError:
            yield path, None


def _share(path: str, name: str, conditions: Sequence[Condition] = ()) -> PolicyStatement:
    """Return the statement that lets in an account, a service, an organization (by its ARN) or everybody."""
    arn = arns.parse(name)
    if arn and arn.service == "organizations":
        organization = arn.resource.split("/")[1] if "/" in arn.resource else ""
        conditions = [*conditions, _equals("aws:PrincipalOrgID", organization)]
        name = "*"
    if name.lower() == "all":
        name = "*"
    service = arn is None and name.endswith((".amazonaws.com", ".amazonaws.com.cn", ".amazon.com"))
    return PolicyStatement(
        path=path,
        effect="Allow",
        actions=("*",),
        not_actions=(),
        resources=("*",),
        not_resources=(),
        principals=(Principal("Service" if service else "AWS", name),),
        not_principals=(),
        conditions=tuple(conditions),
    )


def _equals(key: str, *values: str) -> Condition:
    return Condition("StringEquals", key.lower(), values)


def _permission(props: Mapping[str, Any]) -> Iterator[PolicyStatement]:
    return _principal(
        props,
        [
            Condition(operator, key.lower(), (str(found),))
            for path, operator, key in (
                ("sourceArn", "ArnLike", "aws:SourceArn"),
                ("sourceAccount", "StringEquals", "aws:SourceAccount"),
                ("principalOrgId", "StringEquals", "aws:PrincipalOrgID"),
            )
            if (found := text(props, path))
        ],
    )


def _layer(props: Mapping[str, Any]) -> Iterator[PolicyStatement]:
    organization = value(props, "organizationId")
    conditions = [_equals("aws:PrincipalOrgID", str(organization))] if organization else []
    return _principal(props, conditions)


def _events(props: Mapping[str, Any]) -> Iterator[PolicyStatement]:
    operator, key, named = (str(value(props, f"condition.{part}") or "") for part in ("type", "key", "value"))
    conditions = [Condition(operator, key.lower(), (named,))] if key else []
    return _principal(props, conditions)


def _collections(props: Mapping[str, Any]) -> Iterator[PolicyStatement]:
    """Yield what a policy of OpenSearch Serverless allows: a list of rules, with principals or open to the internet."""
    rules = structure_in(text(props, "policy"))
    for index, rule in enumerate(rules if isinstance(rules, list) else ()):
        if isinstance(rule, dict) and rule.get("AllowFromPublic") is True:
            yield _share(f"policy[{index}].AllowFromPublic", "*")
        elif isinstance(rule, dict):
            yield from (
                _share(f"policy[{index}].Principal", str(name)) for name in rule.get("Principal") or ()
            )


def _principal(props: Mapping[str, Any], conditions: Sequence[Condition]) -> Iterator[PolicyStatement]:
    return (_share(where, name, conditions) for where, name in _each(props, "principal") if name)


def _acl(props: Mapping[str, Any]) -> Iterator[PolicyStatement]:
    # CloudFormation writes `PublicRead` for `public-read`.
    if re.sub(r"(?<=[a-z])(?=[A-Z])", "-", str(value(props, "acl") or "")).lower() in OBJECT_ACLS:
        yield _share("acl", "*")
    for path in ("accessControlPolicy.grants", "grants"):
        for index, grant in enumerate(items(props, path)):
            uri = value(grant, "grantee.uri") or value(grant, "uri") or ""
            if str(uri).endswith(EVERYBODY_GROUPS):
                yield _share(f"{path}[{index}].uri", "*")


_SPECIAL: Mapping[str, Callable[[Mapping[str, Any]], Iterator[PolicyStatement]]] = {
    tokens.EVENT_PERMISSION: _events,
    tokens.LAYER_VERSION_PERMISSION: _layer,
    tokens.PERMISSION: _permission,
    "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy": _collections,
    "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy": _collections,
}

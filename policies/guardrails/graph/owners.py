"""The accounts and regions that are the stack's own, from what the program says of them.

The provider names them best. Else they are read off where only the owner's can stand: the ARNs that AWS gave, the
roles that services take on, the resource in a resource's own policy, the only administrator of a key; and failing
these, where it is the owner's as a rule: what roles may use and alarms notify. Principals never count: they are what
is to be judged; and conditions only where nothing else tells, and all name the same account.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from ..aws import arns, iam, parties, tokens
from ..aws.arns import Arn
from ..aws.parties import Kind
from ..resources import holders
from ..values import items, json_value, value
from .references import own_arn, text

NAMED_BY = ("queueUrl", "resourceArn", "secretArn", "arn")
"""Inputs that name, in a policy's own resource, what the policy is of."""
PASSED = ("role", "roleArn", "target.roleArn", "executionRoleArn", "taskRoleArn")
"""Inputs that hold a role which a service takes on; AWS refuses a role of another account there."""


def accounts(resources: Sequence[PolicyResource]) -> frozenset[str]:
    """Return the accounts that the stack's resources are made in; empty where nothing tells."""
    provided = {account for each in _placed(resources) for account in of_provider(each)}
    if provided:
        return frozenset(provided)
    for sight in (_given, _roles, _governed, _administrators, _used):
        if seen := _most(_numbers(resources, sight)):
            return seen
    confined = {account for each in resources for account in _confined(each)}
    return frozenset(confined) if len(confined) == 1 else frozenset()


def region(resources: Sequence[PolicyResource]) -> str:
    """Return the one region that the stack's resources are made in; empty where nothing tells, or of several."""
    provided = {found for each in _placed(resources) if (found := text(_provider(each), "region"))}
    if provided:
        return provided.pop() if len(provided) == 1 else ""
    seen = {arn.region for each in resources for arn in (*_given(each), *_governed(each)) if arn.region}
    return seen.pop() if len(seen) == 1 else ""


def _placed(resources: Iterable[PolicyResource]) -> Iterator[PolicyResource]:
    """Yield the resources, without the providers by which none of them is made.

    The engine makes a default provider only for what uses it. Where no use is recorded, every provider counts.
    """
    resources = tuple(resources)
    using = {each.provider.urn for each in resources if each.provider is not None}
    using |= {each.urn for each in resources if _is_default(each)}
    for each in resources:
        if not using or each.resource_type != tokens.PROVIDER or each.urn in using:
            yield each


def _is_default(resource: PolicyResource) -> bool:
    return resource.resource_type == tokens.PROVIDER and resource.name.startswith("default")


def of_provider(resource: PolicyResource) -> frozenset[str]:
    """Return the accounts that a resource's provider works in, as far as its configuration names them."""
    props = _provider(resource)
    allowed = [str(account) for account in _listed(props, "allowedAccountIds")]
    assumed = [*_listed(props, "assumeRoles"), *_listed(props, "assumeRole")]
    roles = [arns.parse(str(role.get("roleArn") or "")) for role in assumed if isinstance(role, Mapping)]
    return frozenset(filter(arns.is_account, [*allowed, *(role.account for role in roles if role)]))


def region_of(resource: PolicyResource) -> str:
    """Return the region of a resource: its own argument, else that of its provider; empty where neither tells."""
    return text(resource.props, "region") or text(_provider(resource), "region")


def _provider(resource: PolicyResource) -> Mapping[str, Any]:
    if resource.resource_type == tokens.PROVIDER:
        return resource.props
    provider = resource.provider
    return provider.props if provider is not None and provider.resource_type == tokens.PROVIDER else {}


def _listed(props: Mapping[str, Any], key: str) -> list[Any]:
    """Return a list in a provider's configuration, which the engine sends as JSON; a single object as a list."""
    try:
        found = json_value(value(props, key) or [])
    except (UnknownValueError, ValueError):
        return []
    return found if isinstance(found, list) else [found]


def _numbers(
    resources: Iterable[PolicyResource], sight: Callable[[PolicyResource], Iterator[Arn]]
) -> Iterator[str]:
    return (arn.account for each in resources for arn in sight(each) if arns.is_account(arn.account))


def _most(numbers: Iterable[str]) -> frozenset[str]:
    """Return the account seen most often, and those seen as often."""
    counted = Counter(numbers)
    most = max(counted.values(), default=0)
    return frozenset(number for number, times in counted.items() if times == most)


def _given(resource: PolicyResource) -> Iterator[Arn]:
    if arn := own_arn(resource):
        yield arn


def _roles(resource: PolicyResource) -> Iterator[Arn]:
    for path in PASSED:
        role = arns.parse(text(resource.props, path))
        if role and role.service == "iam":
            yield role


def _governed(resource: PolicyResource) -> Iterator[Arn]:
    for key in NAMED_BY if "olicy" in resource.resource_type else ():
        if arn := arns.reference(text(resource.props, key)):
            yield arn
    for statement in _statements(resource, iam.DocumentKind.RESOURCE):
        for pattern in statement.resources:
            if arn := arns.parse(pattern):
                yield arn


def _administrators(key: PolicyResource) -> Iterator[Arn]:
    roots = {
        principal.name
        for statement in _statements(key, iam.DocumentKind.KEY)
        if statement.grants("kms:PutKeyPolicy")
        for principal in statement.principals
        if not principal.is_service
    }
    if len(roots) == 1 and (arn := arns.parse(roots.pop())):
        yield arn


def _used(resource: PolicyResource) -> Iterator[Arn]:
    named = [
        pattern for each in _statements(resource, iam.DocumentKind.IDENTITY) for pattern in each.resources
    ]
    with suppress(UnknownValueError):
        named += [str(action) for action in items(resource.props, "alarmActions")]
    yield from filter(None, map(arns.parse, named))


def _confined(resource: PolicyResource) -> Iterator[str]:
    for statement in _statements(
        resource, iam.DocumentKind.RESOURCE, iam.DocumentKind.KEY, iam.DocumentKind.TRUST
    ):
        for condition in statement.conditions if statement.allows else ():
            yield from (party.name for party in parties.admitted(condition) if party.kind is Kind.ACCOUNT)


def _statements(resource: PolicyResource, *kinds: iam.DocumentKind) -> Iterator[iam.PolicyStatement]:
    with suppress(UnknownValueError):
        yield from holders.statements(resource, *kinds)

"""The parties that a document lets in: services, accounts, organizations, everybody; and those that are trusted.

Every rule on exposure and on trust uses this one notion. A principal is what its statement names, narrowed by each
condition of the statement, and by what the document denies to everybody else.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from ..aws import arns, knowledge, parties, tokens
from ..aws.iam import Condition, PolicyStatement, Principal
from ..aws.parties import Kind, Parties, Party
from ..graph.stack import Stack

AWS_ACCOUNTS = frozenset(account for listed in knowledge.load("accounts").values() for account in listed)
"""Accounts of AWS itself, as its guides list them."""

PODS = "system:serviceaccount:"
"""The beginning of every subject that a Kubernetes cluster vouches for."""
SUBJECT = re.compile(rf"{PODS}[^*?$:]+:|(?!{PODS})[^*?$]+[:/][^*?$]+[:/]|[^*?$]+$")
"""A subject or audience that names somebody: in full, in its first two parts (`repo:owner/`), or by a namespace."""

OWNERS: Mapping[str, Mapping[str, Any]] = {
    "accounts": {
        "type": "array",
        "items": {"type": "string", "pattern": "^[0-9]{12}$"},
        "default": [],
        "description": "Accounts of ours, and others that are trusted",
    },
    "organizations": {
        "type": "array",
        "items": {"type": "string", "pattern": "^o-[a-z0-9]+$"},
        "default": [],
        "description": "Organizations that are trusted; where none is listed, each that is named in full",
    },
}
"""Settings of the rules that tell inside from outside."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The accounts, organizations and buckets that count as inside."""

    accounts: frozenset[str]
    organizations: frozenset[str]
    """Trusted organizations; empty for any that is named."""
    owns: Callable[[str], bool]
    """True of the ARN of a bucket of ours; it names no account."""

    @classmethod
    def of(cls, settings: Mapping[str, Any], stack: Stack) -> "Trust":
        """Return the trust that the settings of a rule give, beside the stack's own accounts and buckets."""
        return cls(
            frozenset(settings["accounts"]) | stack.accounts | AWS_ACCOUNTS,
            frozenset(settings.get("organizations", ())),
            lambda arn: stack.named(arn, tokens.BUCKET) is not None,
        )

    def has(self, party: Party, *, closely: bool = False) -> bool:
        """Return True if a party is inside.

        `closely` looks at those whom a statement names: an organization of theirs has to be listed.
        """
        match party.kind:
            case Kind.ACCOUNT:
                return party.name in self.accounts
            case Kind.ORGANIZATION:
                return party.name in self.organizations or not (self.organizations or closely)
            case Kind.PLACE:
                arn = arns.parse(party.name)
                return arn is None or arn.service != "s3" or self.owns(party.name)
            case _:
                return party.kind is Kind.OWN


@dataclass(frozen=True, slots=True)
class Admission:
    """A principal that a statement lets in, with the bounds that all have to hold of whoever comes by it."""

    statement: PolicyStatement
    principal: Principal
    bounds: tuple[Parties, ...]

    @property
    def where(self) -> str:
        """The path of the element or property that names the principal."""
        path = self.statement.path
        return f"{path}.Principal" if ".Statement[" in path else path

    @property
    def public(self) -> bool:
        """True if everybody is let in: whatever bound there is, it leaves everybody."""
        return all(any(party.kind >= Kind.FEDERATION for party in bound) for bound in self.bounds)

    def strangers(self, trust: Trust) -> list[Party]:
        """Return the parties outside that are let in, those of the narrowest bound; empty where there are none."""
        named = not self.principal.is_service and not is_everybody(self.principal)
        outside = [
            sorted(party for party in bound if not trust.has(party, closely=named))
            for bound in self.bounds
            # Somebody who is named stays who he is in whatever place.
            if not named or all(party.kind is not Kind.PLACE for party in bound)
        ]
        return min(outside, key=lambda found: (max(found, default=Party(Kind.OWN)), len(found)), default=[])


def admissions(statements: Iterable[PolicyStatement]) -> Iterator[Admission]:
    """Yield each principal that the statements of one document let in."""
    statements = tuple(statements)
    for statement in statements:
        if not statement.allows:
            continue
        everybody = (Principal("AWS", "*"),) if statement.not_principals else ()
        for principal in (*statement.principals, *everybody):
            yield Admission(statement, principal, tuple(_bounds(statement, principal, statements)))


def is_everybody(principal: Principal) -> bool:
    """Return True if a principal is nobody in particular."""
    return principal.name == "*" or account(principal) == "*"


def _bounds(
    statement: PolicyStatement, principal: Principal, document: tuple[PolicyStatement, ...]
) -> Iterator[Parties]:
    yield _named(principal)
    keys = _narrowing(principal)
    present = parties.required(statement.conditions)
    for condition in statement.conditions:
        if condition.key in keys:
            yield parties.admitted(condition, present)
        elif principal.kind.lower() == "federated" and _vouched(condition, principal):
            yield frozenset({Party(Kind.PLACE, principal.name)})
    for denial in document:
        if _denies_rest(denial, statement) and all(each.key in keys for each in denial.conditions):
            yield frozenset[Party]().union(*(parties.spared(each) for each in denial.conditions))


def _narrowing(principal: Principal) -> Set[str]:
    """Return the condition keys that narrow down a principal.

    A service is asked for whom it acts, everybody for whatever tells; somebody named acts for nobody else.
    """
    if principal.is_service:
        return parties.SOURCE.keys()
    return parties.KEYS.keys() if is_everybody(principal) else parties.KEYS.keys() - parties.SOURCE.keys()


def _named(principal: Principal) -> Parties:
    if principal.is_service or is_everybody(principal):
        return parties.EVERYBODY
    if principal.kind.lower() == "federated":
        return frozenset({Party(Kind.FEDERATION, principal.name)})
    number = account(principal)
    if number == "cloudfront":
        # An origin access identity is a user of AWS's own, by which distributions of the account read.
        return parties.OWN
    return frozenset({Party(Kind.ACCOUNT, number or principal.name)})


def account(principal: Principal) -> str:
    """Return the account in a principal: its number, `*` where it is left open, empty where none is named."""
    if arns.is_account(principal.name):
        return principal.name
    arn = arns.parse(principal.name)
    if arn is None:
        return "*" if principal.kind.lower() == "aws" and arns.is_open(principal.name) else ""
    return "*" if arns.is_open(arn.account) else arn.account


def provider_host(principal: Principal) -> str:
    """Return the host of an identity provider, from its ARN (`…:oidc-provider/<host>`) or as it stands."""
    return principal.name.partition("oidc-provider/")[2] or principal.name


def vouched_keys(admission: Admission) -> frozenset[str]:
    """Return the keys, in lower case, by which conditions name whom an identity provider has to vouch for."""
    conditions = admission.statement.conditions
    return frozenset(each.key for each in conditions if _vouched(each, admission.principal))


def _vouched(condition: Condition, principal: Principal) -> bool:
    host = provider_host(principal).lower()
    operator = condition.operator.lower().removeprefix("foranyvalue:")
    return (
        condition.key in (f"{host}:sub", f"{host}:aud")
        and operator in parties.TEXT
        and bool(condition.values)
        and all(SUBJECT.match(text) for text in condition.values)
    )


def _denies_rest(denial: PolicyStatement, allowed: PolicyStatement) -> bool:
    """Return True if a statement denies to all whom its conditions do not except what another one allows."""
    return (
        denial.denies
        and bool(denial.conditions)
        and any(each.kind.lower() == "aws" and each.name == "*" for each in denial.principals)
        and bool(allowed.actions)
        and _all_included(denial.actions, allowed.actions)
        and _all_included(denial.resources, allowed.resources)
    )


def _all_included(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    return all(any(arns.includes(one, other) for one in wide) for other in narrow)

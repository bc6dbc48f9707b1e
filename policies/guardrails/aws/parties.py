"""The parties that the conditions of a statement leave to be let in, judged as patterns against what they could match.

A condition confines only if every request that it lets pass comes from the parties named in it. The keys and what
counts as a fixed value follow "The meaning of public" in the guide of Amazon S3 and IAM Access Analyzer.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum, auto
from typing import NamedTuple

from . import arns
from .iam import Condition


class Kind(IntEnum):
    """The kind of a party, from the nearest to the most distant."""

    OWN = auto()
    """The account or organization that the resource itself is in, by a policy variable."""
    PLACE = auto()
    """A network, bucket or principal named without its account."""
    ACCOUNT = auto()
    ORGANIZATION = auto()
    FEDERATION = auto()
    """Everybody whom an identity provider vouches for."""
    EVERYBODY = auto()


class Party(NamedTuple):
    """One party: its kind, and the account's number, the organization's id or the name of the place."""

    kind: Kind
    name: str = ""


Parties = frozenset[Party]

OWN: Parties = frozenset({Party(Kind.OWN)})
EVERYBODY: Parties = frozenset({Party(Kind.EVERYBODY)})

WIDEST = {4: 16, 6: 32}
"""For each version of IP, the shortest prefix of a public network that still names somebody."""
PRIVATE = tuple(ipaddress.IPv4Network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
"""Networks (RFC 1918) from which no request comes over the internet."""

TEXT = frozenset({"stringequals", "stringlike", "stringequalsignorecase"})
BY_PARTS = frozenset({"arnequals", "arnlike"})
"""Operators that compare ARNs part by part."""
OPPOSITES: Mapping[str, str] = {
    "stringnotequals": "stringequals",
    "stringnotlike": "stringlike",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
    "notipaddress": "ipaddress",
}


def worldwide(service: str) -> str:
    """Return the principal of a service as it is written worldwide: without its region, and without China's ending."""
    name = service.lower().removesuffix(".cn")
    return re.sub(r"\.[a-z]{2,4}(-[a-z]+)+-\d\.amazonaws\.com$", ".amazonaws.com", name)


def of(key: str, operator: str, values: Iterable[str]) -> Parties:
    """Return the parties whose requests can carry one of the values under a condition key."""
    reader = KEYS.get(key)
    found = [reader(operator, text) for text in values] if reader else []
    return frozenset[Party]().union(*found) if found else EVERYBODY


def admitted(condition: Condition, present: frozenset[str] = frozenset()) -> Parties:
    """Return the parties that a condition of an Allow lets pass.

    `present` holds the keys of which another condition says that requests have to have them.
    """
    operator = condition.operator.lower()
    for all_pass_without in ("forallvalues:", "ifexists"):
        if all_pass_without in operator and condition.key not in present:
            return EVERYBODY
    bare = operator.removeprefix("forallvalues:").removeprefix("foranyvalue:").removesuffix("ifexists")
    return of(condition.key, bare, condition.values)


def spared(condition: Condition) -> Parties:
    """Return the parties that a condition of a Deny leaves alone: those that its negated operator excepts."""
    operator = condition.operator.lower()
    # A request without the key fulfils a negated condition, but for ForAnyValue.
    bare = operator.removeprefix("forallvalues:").removesuffix("ifexists")
    opposite = OPPOSITES.get(bare)
    return of(condition.key, opposite, condition.values) if opposite else EVERYBODY


def required(conditions: Iterable[Condition]) -> frozenset[str]:
    """Return the keys that a request has to have, by `Null: {key: false}`."""
    return frozenset(
        condition.key
        for condition in conditions
        if condition.operator.lower() == "null"
        and condition.values
        and all(text.lower() == "false" for text in condition.values)
    )


def _account(operator: str, text: str) -> Parties:
    if operator not in TEXT:
        return EVERYBODY
    if text.lower() == "${aws:resourceaccount}":
        return OWN
    return frozenset({Party(Kind.ACCOUNT, text)}) if arns.is_account(text) else EVERYBODY


def _arn(operator: str, text: str) -> Parties:
    if operator not in TEXT | BY_PARTS:
        return EVERYBODY
    if account := arns.account_of(text, by_parts=operator in BY_PARTS):
        return frozenset({Party(Kind.ACCOUNT, account)})
    return _place(text) if arns.single(text) else EVERYBODY


def _organization(operator: str, text: str) -> Parties:
    if operator not in TEXT:
        return EVERYBODY
    if text.lower() == "${aws:resourceorgid}":
        return OWN
    named = re.fullmatch(r"o-[a-z0-9]+", text)
    return frozenset({Party(Kind.ORGANIZATION, text)}) if named else EVERYBODY


def _organization_path(operator: str, text: str) -> Parties:
    organization, slash, _ = text.partition("/")
    return _organization(operator, organization) if slash else EVERYBODY


def _network_id(operator: str, text: str) -> Parties:
    named = operator in TEXT and re.fullmatch(r"vpce?-[0-9a-z]+", text)
    return _place(text) if named else EVERYBODY


def _addresses(operator: str, text: str) -> Parties:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return EVERYBODY
    narrow = network.prefixlen >= WIDEST[network.version] or _is_private(network)
    return _place(text) if operator == "ipaddress" and narrow else EVERYBODY


def _is_private(network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    return network.version == 4 and any(network.subnet_of(private) for private in PRIVATE)


def _identity(operator: str, text: str) -> Parties:
    """Return the party of an `aws:userid`: a unique id, with whatever name for the session behind it."""
    identity, _, _ = text.partition(":")
    named = operator in TEXT and re.fullmatch(r"(?:AROA|AIDA)[A-Z0-9]{12,}", identity)
    return _place(identity) if named else EVERYBODY


def _through_mount(operator: str, text: str) -> Parties:
    # Only what is in the file system's own network can reach a mount target.
    return _place("a mount target") if operator == "bool" and text.lower() == "true" else EVERYBODY


def _place(name: str) -> Parties:
    return frozenset({Party(Kind.PLACE, name)})


SOURCE: Mapping[str, Callable[[str, str], Parties]] = {
    "aws:sourceaccount": _account,
    "aws:sourcearn": _arn,
    "aws:sourceorgid": _organization,
    "aws:sourceorgpaths": _organization_path,
    "aws:sourceowner": _account,
}
"""Keys that say on whose behalf an AWS service calls."""

KEYS: Mapping[str, Callable[[str, str], Parties]] = {
    **SOURCE,
    "aws:ec2instancesourcevpc": _network_id,
    "aws:principalaccount": _account,
    "aws:principalarn": _arn,
    "aws:principalorgid": _organization,
    "aws:principalorgpaths": _organization_path,
    "aws:sourceip": _addresses,
    "aws:sourcevpc": _network_id,
    "aws:sourcevpcarn": _arn,
    "aws:sourcevpce": _network_id,
    "aws:userid": _identity,
    "aws:vpceaccount": _account,
    "aws:vpceorgid": _organization,
    "aws:vpceorgpaths": _organization_path,
    "elasticfilesystem:accessedviamounttarget": _through_mount,
    "elasticfilesystem:accesspointarn": _arn,
    "kms:calleraccount": _account,
    "lambda:sourcefunctionarn": _arn,
    "s3:dataaccesspointaccount": _account,
    "s3:dataaccesspointarn": _arn,
}
"""Keys that say who calls, or from where; every other key leaves everybody."""

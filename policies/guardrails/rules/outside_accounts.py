"""Encryption and exposure: nobody of another account is let in, and nothing of another account is relied upon."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from ..access import outside, sharing
from ..aws import arns, knowledge, shapes, tokens
from ..aws.iam import DocumentKind, Principal
from ..aws.parties import Kind, Party
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule
from ..resources import holders
from ..values import value

SHARE = "aws:ram/resourceShare:ResourceShare"
WORDS = frozenset(
    {"description", "environment", "eventPattern", "input", "inputTransformer", "policy", "tags", "tagsAll"}
)
"""Properties whose ARNs AWS does not act on: words, documents, and values for programs."""
ABROAD = frozenset(
    {tokens.FUNCTION, tokens.EVENT_TARGET, tokens.TOPIC_SUBSCRIPTION, tokens.LOG_SUBSCRIPTION_FILTER}
)
"""Types that take what another account has, so that an ARN is not ours by having been accepted."""
FAMILIES = ("aws:", knowledge.NATIVE)
"""Beginnings of the types that are resources of AWS."""
PARTY = re.compile(r"account|consumer|grantee|owner|principal|registry", re.IGNORECASE)
"""Names of properties that hold the number of the account which is let in, sent to or put in charge."""
IMAGE = re.compile(r"(\d{12})\.dkr\.ecr\.")
OWNED = re.compile(r"arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}):")
"""The beginning of an ARN that names an account."""


def _let_in(holder: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if holder.resource_type == SHARE and value(holder.props, "allowExternalPrincipals") is True:
        yield Finding(
            "allowExternalPrincipals", True, "it can be shared with accounts outside the organization"
        )
    trust = outside.Trust.of(settings, stack)
    for admission in _admissions(holder):
        # Everybody, and a service for everybody, are the matter of the rules on public access.
        for party in () if admission.public else admission.strangers(trust):
            yield Finding(admission.where, _shown(admission.principal), _stranger(party, stack))
    for path, number in _numbers(holder) if stack.accounts else ():
        if number not in trust.accounts:
            yield Finding(path, number, _stranger(Party(Kind.ACCOUNT, number), stack))
    for path in sharing.unknown(holder):
        behind = holder.property_dependencies.get(path.partition(".")[0], ())
        if not any(each.resource_type.startswith("aws:") for each in behind):
            yield Finding(path, "(not known)", "no resource of the stack gives it")


def _admissions(holder: PolicyResource) -> Iterator[outside.Admission]:
    yield from sharing.admissions(holder, DocumentKind.RESOURCE, DocumentKind.KEY)
    for admission in sharing.of_documents(holder, DocumentKind.TRUST):
        # Whom else a role trusts is the matter of the rule role-trusts-one-service.
        if admission.principal.is_service:
            yield admission


def _numbers(holder: PolicyResource) -> Iterator[tuple[str, str]]:
    """Yield each number of an account by which a property names a party, of whatever type; a share is an admission."""
    if not holder.resource_type.startswith(FAMILIES):
        return
    for path, found in _texts(holder.props, ""):
        name = re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]
        if arns.is_account(found) and PARTY.search(name) and not sharing.is_share(holder, path):
            yield path, found


def _shown(principal: Principal) -> str:
    """Return a principal as a message may show it; what has no form of AWS may be anything, a secret among it."""
    known = outside.account(principal) or principal.is_service or outside.is_everybody(principal)
    return principal.name if known else "(a value)"


def _stranger(party: Party, stack: Stack) -> str:
    name = party.name if arns.is_account(party.name) or arns.parse(party.name) else "it"
    match party.kind:
        case Kind.ORGANIZATION:
            return f"{party.name} is not among the organizations that are trusted"
        case Kind.ACCOUNT if stack.accounts and arns.is_account(party.name):
            return f"{name} is another account than {', '.join(sorted(stack.accounts))}"
        case _:
            return f"nothing tells that {name} is ours"


def _relied(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if not subject.resource_type.startswith(FAMILIES) or not (
        stack.accounts or subject.resource_type in ABROAD
    ):
        return
    inside = outside.Trust.of(settings, stack).accounts
    for path, found in (*_texts(subject.props, ""), *_allowed(subject)):
        strangers = [account for account in _accounts(found) if account not in inside]
        if not strangers or sharing.is_share(subject, path):
            continue
        if stack.accounts or not stack.has(found):
            yield Finding(path, found, _stranger(Party(Kind.ACCOUNT, strangers[0]), stack))


def _allowed(holder: PolicyResource) -> Iterator[tuple[str, str]]:
    """Yield each resource that documents allow an identity to use, with its path."""
    for statement in holders.statements(holder, DocumentKind.IDENTITY):
        if statement.allows:
            yield from ((f"{statement.path}.Resource", pattern) for pattern in statement.resources)


def _texts(found: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield each text within a property, JSON in a text included, with its path; unknown ones are left out.

    So are documents, whose principals and resources are judged by their statements.
    """
    if isinstance(found, str):
        structure = shapes.structure_in(found)
        if structure is None:
            yield path, found
            return
        found = structure
    if isinstance(found, Mapping):
        if _is_document(found):
            return
        keys: Sequence[Any] = [key for key in found if key not in WORDS]
    elif isinstance(found, Sequence) and not isinstance(found, bytes):
        keys = range(len(found))
    else:
        return
    for key in keys:
        try:
            entry = found[key]
        except UnknownValueError:
            continue
        yield from _texts(entry, f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}".lstrip("."))


def _is_document(found: Mapping[str, Any]) -> bool:
    try:
        return shapes.is_document(found)
    except UnknownValueError:
        return False


def _accounts(text: str) -> list[str]:
    """Return the accounts in a text: of its ARNs, which may stand in others, or of a queue's URL or an image."""
    if image := IMAGE.match(text):
        return [image[1]]
    queue = arns.of_queue(text)
    return [queue.account] if queue and arns.is_account(queue.account) else OWNED.findall(text)


RULES = [
    StackRule(
        name="no-outside-account",
        family=Family.EXPOSURE,
        description="Nobody is let in from an account or organization that is not ours or trusted.",
        why="Whoever owns the other account decides who there may use what is ours, and we are not told.",
        cure="Name a principal of the stack's own account; or, if the other one is meant to be let in, list it in the"
        " setting `accounts` or `organizations`.",
        sources=("IAM Access Analyzer",),
        types=None,
        parameters=outside.OWNERS,
        check=_let_in,
    ),
    StackRule(
        name="no-outside-resource",
        family=Family.EXPOSURE,
        description="Nothing is run from, used in, sent to or encrypted by an account that is not ours or trusted.",
        why="A layer runs with the function's rights, a target or endpoint takes the data along, and a key that its"
        " owner withdraws takes it away.",
        cure="Name a resource of the stack's own account; or, if the other one is meant, list its account in the"
        " setting `accounts`.",
        types=None,
        parameters={"accounts": outside.OWNERS["accounts"]},
        check=_relied,
    ),
]

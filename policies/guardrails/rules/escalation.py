"""Least privilege: nobody can extend the rights of their own, or those of another."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..access import grants, identities
from ..access.grants import Rights
from ..access.identities import Identity
from ..aws import iam, tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule

PASS_ROLE = "iam:PassRole"
DATA = Path(__file__).parents[1] / "data" / "escalation.json"


@dataclass(frozen=True, slots=True)
class Method:
    """A way to more rights: actions that together give what none was meant to."""

    actions: tuple[str, ...]
    gives: str
    source: str
    spared: str = ""
    """`bound`: the first action is harmless on resources that are named in full; passing a role, if it is of the stack
    and goes to a named service. `own`: it is harmless on the user that uses it. `lent`: if services of AWS alone may
    make use of it."""

    @property
    def name(self) -> str:
        return " + ".join(self.actions)


@cache
def methods() -> tuple[Method, ...]:
    """Return the known methods; `data/escalation.json` names the source of each."""
    known = json.loads(DATA.read_text(encoding="utf-8"))["methods"]
    return tuple(
        Method(tuple(entry["actions"]), entry["gives"], entry["source"], entry.get("spared", ""))
        for entry in known
    )


def open_to(rights: Rights, stack: Stack) -> list[Method]:
    """Return the methods that the rights suffice for."""
    patterns = {(each.actions, each.not_actions) for each in rights.statements if each.allows}
    matched = frozenset[str]().union(*(_matched(*each) for each in patterns))
    granting = {action: found for action in matched if (found := rights.granting(action))}
    if not granting:
        return []
    return [
        method
        for method in methods()
        if granting.keys() >= set(method.actions) and not _spared(method, granting[method.actions[0]], stack)
    ]


@lru_cache(maxsize=1024)
def _matched(actions: tuple[str, ...], not_actions: tuple[str, ...]) -> frozenset[str]:
    """Return the actions of all methods that a statement names, or does not leave out."""
    wanted = {action.lower(): action for method in methods() for action in method.actions}
    if not_actions:
        return frozenset(wanted.values()) - _matched(not_actions, ())
    plain = {wanted[action.lower()] for action in actions if action.lower() in wanted}
    wild = [pattern for pattern in actions if iam.wild(pattern)]
    return frozenset(plain.union(a for a in wanted.values() if any(iam.matches(each, a) for each in wild)))


def _spared(method: Method, statements: Iterable[iam.PolicyStatement], stack: Stack) -> bool:
    match method.spared:
        case "own":
            return all(_names_oneself(statement) for statement in statements)
        case "lent":
            return all(statement.bound_true("kms:GrantIsForAWSResource") for statement in statements)
        case "bound":
            return all(_bound(statement, method.actions[0], stack) for statement in statements)
        case _:
            return False


def _names_oneself(statement: iam.PolicyStatement) -> bool:
    return bool(statement.resources) and all(
        resource.endswith("/${aws:username}") for resource in statement.resources
    )


def _bound(statement: iam.PolicyStatement, action: str, stack: Stack) -> bool:
    if not statement.resources or any(iam.wild(resource) for resource in statement.resources):
        return False
    if action != PASS_ROLE:
        return True
    services = statement.bound("iam:PassedToService")
    named = bool(services) and not any(iam.wild(service) for service in services)
    return named and all(stack.named(resource, tokens.ROLE) for resource in statement.resources)


def _escalation(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    known = identities.of(stack)
    if unfollowed := known.unfollowed(subject):
        raise unfollowed
    if not known.only_bounds(subject):
        yield from _finding(
            "what its statements allow together", open_to(grants.of_holder(subject, stack), stack)
        )
    for identity in known.reported_on(subject):
        if ways := _only_together(identity, stack):
            yield from _finding(f"what all documents of {identity.name} allow together", ways)


def _only_together(identity: Identity, stack: Stack) -> list[Method]:
    """Return the methods for which it takes several documents of an identity, or those of its groups too."""
    parts = [
        grants.of_holder(holder, stack) for each in (identity, *identity.groups) for holder in each.given
    ]
    if len(parts) < 2:
        return []
    parts += [grants.of_identity(group) for group in identity.groups]
    apart = {method for part in parts for method in open_to(part, stack)}
    return [method for method in open_to(grants.of_identity(identity), stack) if method not in apart]


def _finding(field: str, ways: list[Method]) -> Iterator[Finding]:
    if ways:
        gain = "; ".join(dict.fromkeys(method.gives for method in ways[:3]))
        yield Finding(field, [method.name for method in ways], f"it gives {gain}")


RULES = [
    StackRule(
        name="no-privilege-escalation",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="No role, user or group, all its documents taken together, can give itself or another more rights.",
        why="Whoever takes it over takes over the account, however narrow the rest of its rights is.",
        cure="Take one of the actions away. Rights are changed by deployments, not by what is deployed.",
        sources=(
            "CKV_AWS_286",
            "iam_inline_policy_allows_privilege_escalation",
            "parliament",
            "cloudsplaining",
            "pathfinding.cloud",
        ),
        types=None,
        check=_escalation,
    )
]

"""Least privilege: statements list what they allow, rather than what they do not."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import iam
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources import holders


def _negation(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for statement in holders.statements(holder, *iam.GRANTING):
        if statement.allows and statement.not_actions:
            yield Finding(f"{statement.path}.NotAction", statement.not_actions)
        if statement.allows and statement.not_resources:
            yield Finding(f"{statement.path}.NotResource", statement.not_resources)
        if statement.not_principals:
            yield Finding(f"{statement.path}.NotPrincipal", [name for _, name in statement.not_principals])


RULES = [
    ResourceRule(
        name="no-negated-element",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="No statement allows by NotAction or NotResource, and none uses NotPrincipal.",
        why="It covers everything but what it names, including all that is made later.",
        cure="Turn the statement round: list the Action, Resource or Principal that is meant.",
        sources=("iam_policydocument_no_allow_plus_not_action", "IAM Access Analyzer"),
        types=None,
        check=_negation,
    )
]

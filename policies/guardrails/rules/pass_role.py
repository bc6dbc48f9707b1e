"""Least privilege: a role is passed only to the services that it is meant for."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import iam
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources import holders

ACTION = "iam:PassRole"


def _bound(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for statement in holders.statements(holder, iam.DocumentKind.IDENTITY):
        if not statement.grants(ACTION):
            continue
        for resource in statement.resources:
            if iam.wild(resource):
                yield Finding(f"{statement.path}.Resource", resource, "it lets any such role be passed")
        if statement.not_resources:
            yield Finding(
                f"{statement.path}.NotResource", statement.not_resources, "it lets any other role be passed"
            )
        services = statement.bound("iam:PassedToService", strictly=False)
        if not services or any(_strange(service, settings["services"]) for service in services):
            yield Finding(f'{statement.path}.Condition["iam:PassedToService"]', services or None)


def _strange(service: str, known: list[str]) -> bool:
    return service not in known if known else iam.wild(service)


RULES = [
    ResourceRule(
        name="pass-role-bound",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="iam:PassRole names the role in full and the service that may receive it.",
        why="A role that can be passed on freely lends its rights to whatever service runs code.",
        cure='Set Resource to the role\'s ARN and Condition {"StringEquals": {"iam:PassedToService":'
        ' "<service>.amazonaws.com"}}.',
        sources=("IAM Access Analyzer", "iam_policydocument_no_wildcard_resource_on_passrole"),
        types=None,
        parameters={
            "services": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "Services to which a role may be passed; without any, each that is named",
            }
        },
        check=_bound,
    )
]

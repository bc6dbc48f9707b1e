"""Least privilege: a document that cannot be read cannot be judged."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import iam
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources import holders


def _readable(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    found = holders.holdings(holder)
    for document in found.documents:
        yield from _faults(document)
    if holder.resource_type not in settings["unread"]:
        for path, value, problem in found.unreadable:
            yield Finding(path, value, problem)
    # The pack itself reports what is unknown at preview.
    for _, error in found.unknown:
        raise error


def _faults(document: iam.PolicyDocument) -> Iterator[Finding]:
    if document.fault:
        # What cannot be read may be anything, a secret too.
        yield Finding(document.path, f"({len(document.text)} characters)", document.fault)
    for statement in document.statements:
        for element, problem in statement.faults:
            path = f"{statement.path}.{element}" if element else statement.path
            yield Finding(path, _shown(statement, element), problem)


def _shown(statement: iam.PolicyStatement, element: str) -> object:
    return statement.effect if element == "Effect" else None


RULES = [
    ResourceRule(
        name="readable-policy-document",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.MEDIUM,
        description="Every IAM document is JSON with statements that have an Effect and an Action.",
        why="The other rules cannot judge it, and AWS refuses it in the middle of a deployment.",
        cure="Build the document with json.dumps, from names and ARNs that are known before the deployment. Declare"
        " the resources of a template in the program. What has to stay as it is, by its type, is listed in the setting"
        " unread.",
        sources=("IAM Access Analyzer",),
        types=None,
        parameters={
            "unread": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "Types whose resources may hide documents and other resources from the pack",
            }
        },
        check=_readable,
    )
]

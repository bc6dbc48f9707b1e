"""Least privilege: a document that cannot be read cannot be judged."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..framework import holders
from ..framework.rule import Family, Finding, ResourceRule, Subject


def _readable(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for document in holders.documents(holder):
        if document.fault:
            yield Finding(document.path, document.text, document.fault)
        for statement in document.statements:
            if statement.effect not in ("Allow", "Deny"):
                yield Finding(f"{statement.path}.Effect", statement.effect, "it has to be Allow or Deny")
            if not statement.actions and not statement.not_actions:
                yield Finding(f"{statement.path}.Action", None)


RULES = [
    ResourceRule(
        name="readable-policy-document",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.MEDIUM,
        description="Every IAM document is JSON with statements that have an Effect and an Action.",
        why="The other rules cannot judge it, and AWS refuses it in the middle of a deployment.",
        cure="Build the document with components/iam.py or json.dumps.",
        sources=("IAM Access Analyzer",),
        types=holders.HOLDERS.keys(),
        check=_readable,
    )
]

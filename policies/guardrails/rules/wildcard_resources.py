"""Least privilege: resources are named, except where AWS has none or adds to the name itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..aws import iam, knowledge
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources import holders

Entries = Sequence[Mapping[str, Any]]
PLACEHOLDER = re.compile(r"<(\w+)>")
PLACEHOLDERS = {"name": r"[^*?:/]+", "group": r"[^*?:]+", "path": r"[^*?]+", "any": r".+"}
"""The texts for which a shape's placeholders stand: only `<any>` holds wildcards."""


def _wildcard_resource(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for document in holders.documents(holder, *iam.GRANTING):
        for statement in document.statements:
            if not statement.allows:
                continue
            for resource in statement.resources:
                if not iam.wild(resource) or (document.own and resource == "*"):
                    continue
                if offenders := _unjustified(statement, resource, settings):
                    actions = ", ".join(offenders)
                    yield Finding(f"{statement.path}.Resource", resource, f"it is granted for {actions}")


def _unjustified(statement: iam.PolicyStatement, resource: str, settings: Mapping[str, Any]) -> list[str]:
    """Return the statement's actions that do not need this wildcard."""
    entries = [
        entry
        for entry in (*knowledge.justified_wildcards(), *settings["justified"])
        if entry.get("reason") and any(_shape(shape).fullmatch(resource) for shape in entry["resources"])
    ]
    actions = statement.actions or ("every action",)
    needed = [action for action in actions if _justified(action, resource, entries)]
    return [action for action in actions if action not in needed and not _beside(action, needed, entries)]


def _justified(action: str, resource: str, entries: Entries) -> bool:
    if resource == "*" and knowledge.without_resource(action):
        return True
    return any(_among(action, entry["actions"]) for entry in entries)


def _beside(action: str, needed: Sequence[str], entries: Entries) -> bool:
    """Return True for an action that gains nothing: it knows no such resource, and stands beside one that does."""
    return not iam.wild(action) and any(
        _among(action, entry.get("beside", ())) and any(_among(each, entry["actions"]) for each in needed)
        for entry in entries
    )


def _among(action: str, patterns: Sequence[str]) -> bool:
    return any(iam.matches(pattern, action) for pattern in patterns)


@lru_cache(maxsize=256)
def _shape(text: str) -> re.Pattern[str]:
    """Return the pattern of the resources that have a shape (`arn:<name>:s3:::<name>/*`)."""
    parts = PLACEHOLDER.split(text)
    return re.compile(
        "".join(PLACEHOLDERS[part] if index % 2 else re.escape(part) for index, part in enumerate(parts))
    )


RULES = [
    ResourceRule(
        name="no-wildcard-resource",
        family=Family.LEAST_PRIVILEGE,
        description="No statement allows a wildcard in a resource, except where AWS has nothing else.",
        why="Whoever takes over the function reaches every resource that the pattern covers, other stacks' too.",
        cure="Name the ARN in full. An action that knows no resource goes into a statement of its own with"
        ' "*"; a wildcard that a name itself needs goes into the setting justified, with its reason.',
        sources=("CKV_AWS_355", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290", "AwsSolutions-IAM5"),
        types=None,
        parameters={
            "justified": {
                "type": "array",
                "default": [],
                "description": "Wildcards that names themselves need, beside those in guardrails/data/wildcards.json;"
                " in a resource, <name> stands for text without wildcards, colons and slashes, <path> for text without"
                " wildcards, <any> for any text",
                "items": {
                    "type": "object",
                    "required": ["actions", "resources", "reason"],
                    "additionalProperties": False,
                    "properties": {
                        "actions": {"type": "array", "items": {"type": "string"}},
                        "resources": {"type": "array", "items": {"type": "string"}},
                        "reason": {"type": "string", "minLength": 1},
                    },
                },
            }
        },
        check=_wildcard_resource,
    )
]

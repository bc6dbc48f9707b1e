"""Tagging: every resource carries the tags that its owner requires."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources.tags import taggable, tags


def _required_tags(resource: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if not taggable(resource.resource_type):
        return
    found = tags(resource)
    missing = [key for key in settings["required"] if not _legible(str(found.get(key) or ""))]
    if missing:
        yield Finding("tags", found or None, f"{', '.join(missing)} missing or empty")
    for key, allowed in settings["allowed"].items():
        if found.get(key) and found[key] not in allowed:
            yield Finding(f"tags.{key}", found[key], f"it has to be one of {', '.join(allowed)}")


def _legible(text: str) -> bool:
    """Return True if there is something to read in a text: no spaces, nor characters that take no room."""
    return any(character.isprintable() and not character.isspace() for character in text)


RULES = [
    ResourceRule(
        name="required-tags",
        family=Family.TAGGING,
        severity=Severity.MEDIUM,
        description="Every resource that takes tags carries those that are required, each with a value.",
        why="Costs, alarms and clean-ups are told apart by these tags, and prod's protection is found by them.",
        cure="Give the provider default_tags, or the resource tags, with all that the setting `required` lists.",
        sources=("required-tags (AWS Config)",),
        types=None,
        parameters={
            "required": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "Tags that must be present, with a value",
            },
            "allowed": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
                "default": {},
                "description": "For a tag, the values it may have",
            },
        },
        check=_required_tags,
    )
]

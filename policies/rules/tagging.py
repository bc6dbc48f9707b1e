"""Tagging: who owns a resource, and of which environment it is."""

import importlib
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from pulumi_policy import Severity
from pulumi_policy.proxy import UnknownValueError

from .core import Family, Finding, ResourceRule, Subject
from .values import document, value


@cache
def taggable(resource_type: str) -> bool:
    """Whether AWS resources of this type take tags, by the SDK's own class (`aws:sqs/queue:Queue` → True)."""
    package, _, rest = resource_type.partition(":")
    module, _, name = rest.partition(":")
    if package != "aws" or not name:
        return False
    service = module.partition("/")[0]
    with warnings.catch_warnings():
        # The SDK warns of deprecated neighbours of the class.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            home = importlib.import_module(f"pulumi_aws.{'lambda_' if service == 'lambda' else service}")
            return "tags" in vars(getattr(home, name, object))
        except ImportError:
            return False


def tags(subject: Subject) -> dict[str, Any]:
    """The resource's tags: its provider's defaults, overlaid by its own.

    Raises `UnknownValueError` where a tag's value is unknown at preview.
    """
    merged: dict[str, Any] = {}
    if subject.provider is not None and (defaults := value(subject.provider.props, "defaultTags")):
        merged.update(document(defaults).get("tags") or {})
    # The provider makes tagsAll of what is merged here: where it is not known yet, nothing is lost.
    with suppress(UnknownValueError):
        merged.update(value(subject.props, "tagsAll") or {})
    merged.update(value(subject.props, "tags") or {})
    return merged


def environment(subject: Subject) -> str | None:
    """The value of the tag `Environment`, or None where there is none; raises `UnknownValueError` like `tags`."""
    return tags(subject).get("Environment")


def _required_tags(resource: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if not taggable(resource.resource_type):
        return
    found = tags(resource)
    missing = [key for key in settings["required"] if not str(found.get(key) or "").strip()]
    if missing:
        yield Finding("tags", dict(found) or None, f"{', '.join(missing)} missing or empty")
    for key, allowed in settings["allowed"].items():
        if found.get(key) and found[key] not in allowed:
            yield Finding(f"tags.{key}", found[key], f"it has to be one of {', '.join(allowed)}")


RULES = [
    ResourceRule(
        name="required-tags",
        family=Family.TAGGING,
        severity=Severity.MEDIUM,
        description="Every resource that takes tags carries Project, Component, Environment and ManagedBy.",
        why="Costs, alarms and clean-ups are told apart by these tags, and prod's protection is found by them.",
        cure="Give the provider default_tags, or the resource tags, with all of Project, Component, Environment"
        " and ManagedBy.",
        sources=("required-tags (AWS Config)",),
        types=None,
        parameters={
            "required": {
                "type": "array",
                "items": {"type": "string"},
                "default": ["Project", "Component", "Environment", "ManagedBy"],
                "description": "Tags that have to be there, with a value",
            },
            "allowed": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
                "default": {"Environment": ["dev", "prod"]},
                "description": "For a tag, the values it may have",
            },
        },
        check=_required_tags,
    )
]

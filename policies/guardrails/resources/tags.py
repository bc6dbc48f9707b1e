"""The tags of a resource: which types take them, and which are in force."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from pulumi_policy.proxy import UnknownValueError

from ..aws import knowledge
from ..aws.shapes import lowered
from ..values import json_value, value
from .properties import properties
from .raw import raw
from .subject import Subject

WITHOUT_DEFAULTS = ("aws:autoscaling/group:Group", "aws:cloudcontrol/resource:Resource")
"""Types to which a provider adds none of its default tags."""


def taggable(resource_type: str) -> bool:
    """Return True if the SDK's class of this type takes tags (`aws:sqs/queue:Queue` does)."""
    found = knowledge.known(resource_type)
    return found is not None and found.tagged


def tags(subject: Subject) -> Mapping[str, Any]:
    """Return the resource's tags: its provider's defaults, overlaid by its own.

    Reading a tag raises `UnknownValueError` where its value is unknown at preview, as does the call where all are.
    """
    merged: dict[str, Any] = {}
    # The URN keeps the type that the program wrote.
    written = subject.urn.rpartition("::")[0].rpartition("$")[2].rpartition("::")[2]
    if subject.provider is not None and written not in WITHOUT_DEFAULTS:
        merged.update(_map(json_value(value(subject.provider.props, "defaultTags") or {}).get("tags")))
    # The provider makes tagsAll of what is merged here, and a program cannot set it.
    if subject.provider is None:
        with suppress(UnknownValueError):
            merged.update(_map(raw(value(subject.props, "tagsAll"))))
    for key in _keys(subject):
        merged.update(_map(raw(value(subject.props, key))))
    return properties(merged, subject.urn)


def _keys(subject: Subject) -> list[str]:
    """Return the properties that hold the tags: CloudFormation has names such as `userPoolTags`, too."""
    if not subject.resource_type.startswith(knowledge.NATIVE):
        return ["tags"]
    return [key for key in subject.props if key.lower().endswith("tags")]


def _map(found: Any) -> dict[str, Any]:
    """Return tags as a map, from a map or from a list of keys and values."""
    if isinstance(found, dict):
        return found
    return dict(_pairs(found)) if isinstance(found, list) else {}


def _pairs(found: list[Any]) -> Iterator[tuple[str, Any]]:
    for entry in found:
        if isinstance(entry, dict):
            fields = lowered(entry)
            if isinstance(fields.get("key"), str):
                yield fields["key"], fields.get("value")

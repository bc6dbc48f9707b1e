"""The tags of a resource: which types take them, and which are in force."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pulumi_policy.proxy import UnknownValueError

from . import knowledge
from .rule import Subject
from .values import json_value, value

WITHOUT_DEFAULTS = ("aws:autoscaling/group:Group", "aws:cloudcontrol/resource:Resource")
"""Types to which a provider adds none of its default tags."""


def taggable(resource_type: str) -> bool:
    """Return True if the SDK's class of this type takes tags (`aws:sqs/queue:Queue` does)."""
    found = knowledge.known(resource_type)
    return found is not None and found.tagged


def tags(subject: Subject) -> dict[str, Any]:
    """Return the resource's tags: its provider's defaults, overlaid by its own.

    Raises `UnknownValueError` where a tag's value is unknown at preview.
    """
    merged: dict[str, Any] = {}
    # The URN keeps the type that the program wrote.
    written = subject.urn.rpartition("::")[0].rpartition("$")[2].rpartition("::")[2]
    if subject.provider is not None and written not in WITHOUT_DEFAULTS:
        merged.update(_map(json_value(value(subject.provider.props, "defaultTags") or {}).get("tags")))
    # The provider makes tagsAll of what is merged here: where it is not known yet, nothing is lost.
    with suppress(UnknownValueError):
        merged.update(_map(value(subject.props, "tagsAll")))
    merged.update(_map(value(subject.props, "tags")))
    return merged


def _map(found: Any) -> dict[str, Any]:
    """Return tags as a map, from a map or from a list of keys and values."""
    if isinstance(found, Mapping):
        return {key: found[key] for key in found}
    if isinstance(found, Sequence) and not isinstance(found, str):
        return dict(pair for index in range(len(found)) for pair in _pair(found[index]))
    return {}


def _pair(entry: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(entry, Mapping):
        fields = {key.lower(): key for key in entry}
        if "key" in fields:
            yield str(entry[fields["key"]]), entry[fields["value"]] if "value" in fields else None

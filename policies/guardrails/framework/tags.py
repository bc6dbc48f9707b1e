"""The tags of a resource: which types take them, and which are in force."""

import importlib
import warnings
from contextlib import suppress
from functools import cache
from typing import Any

from pulumi_policy.proxy import UnknownValueError

from .rule import Subject
from .values import json_value, value


@cache
def taggable(resource_type: str) -> bool:
    """Return True if the SDK's class of this type takes tags (`aws:sqs/queue:Queue` does)."""
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
    """Return the resource's tags: its provider's defaults, overlaid by its own.

    Raises `UnknownValueError` where a tag's value is unknown at preview.
    """
    merged: dict[str, Any] = {}
    if subject.provider is not None and (defaults := value(subject.provider.props, "defaultTags")):
        merged.update(json_value(defaults).get("tags") or {})
    # The provider makes tagsAll of what is merged here: where it is not known yet, nothing is lost.
    with suppress(UnknownValueError):
        merged.update(value(subject.props, "tagsAll") or {})
    merged.update(value(subject.props, "tags") or {})
    return merged


def environment(subject: Subject) -> str | None:
    """Return the value of the tag `Environment`, or None where there is none.

    Raises `UnknownValueError` where a tag's value is unknown at preview.
    """
    return tags(subject).get("Environment")

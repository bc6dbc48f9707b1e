"""Conversions of property names."""

import json
from collections.abc import Callable, Mapping
from typing import Any

CfnProperties = dict[str, Any]
"""Properties under their Pulumi names, or under CloudFormation's."""

_OWN_KEYS = frozenset({"variables", "tags"})
"""Maps whose keys are the user's own."""


def pascal(value: Any) -> Any:
    """Return a value with capitalised keys, at every depth but in maps whose keys are the user's own."""
    if isinstance(value, Mapping):
        return {
            key[:1].upper() + key[1:]: item if key in _OWN_KEYS else pascal(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [pascal(item) for item in value]
    return value


def renamed(
    names: Mapping[str, str] | None = None,
    *,
    documents: frozenset[str] | set[str] = frozenset(),
    without: frozenset[str] | set[str] = frozenset(),
    extra: Mapping[str, Any] | None = None,
) -> Callable[[CfnProperties], CfnProperties]:
    """Return a conversion: ``names`` renames keys, ``documents`` are parsed as JSON, all other keys get a capital."""
    names = names or {}

    def convert(inputs: CfnProperties) -> CfnProperties:
        properties: CfnProperties = dict(extra or {})
        for key, value in inputs.items():
            if key in without or key == "tags":
                continue
            name = names.get(key, key[:1].upper() + key[1:])
            properties[name] = json.loads(value) if key in documents else pascal(value)
        return properties

    return convert

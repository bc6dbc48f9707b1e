"""The shape of IAM documents, by which they are found wherever they are: in structures, and in JSON within texts."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

ELEMENTS = frozenset(
    {
        *("version", "id", "statement", "sid", "effect", "principal", "notprincipal"),
        *("action", "notaction", "resource", "notresource", "condition"),
    }
)
"""The names of a document's elements, in lower case: AWS overlooks their case."""
_ELSEWHERE = frozenset({"principal", "notprincipal", "resource", "notresource"})
"""Elements of which a statement has at least one, as AWS requires."""
_ACTION = re.compile(r"\*|[\w*?-]+:[\w*?-]+")


def parsed(text: str) -> Any:
    """Return the value that a JSON text stands for. Raises `ValueError` where it is none, or names a thing twice.

    Of two elements with one name a reader sees the last, and AWS may see the other.
    """
    try:
        return json.loads(text, object_pairs_hook=_without_twins)
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _without_twins(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    seen: set[str] = set()
    for key, _ in pairs:
        name = key.lower() if key.lower() in ELEMENTS else key
        if name in seen:
            raise ValueError(f"{key} stands there twice")
        seen.add(name)
    return dict(pairs)


@lru_cache(maxsize=1024)
def structure_in(text: str) -> Any:
    """Return the object or list that a text is the JSON of, or None where it is no such text."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return parsed(text)
    except ValueError:
        return None


def is_document(found: Mapping[str, Any]) -> bool:
    """Return True for the shape of an IAM document: a `Statement` that holds statements, or a statement alone."""
    inner = lowered(found).get("statement")
    entries = inner if isinstance(inner, list) else [inner]
    return _stands_alone(found) or any(isinstance(each, Mapping) and _has_effect(each) for each in entries)


def _stands_alone(found: Mapping[str, Any]) -> bool:
    """Return True for a statement that is none of an application's own rules, which say `allow` and `read`, too."""
    elements = lowered(found)
    if elements.get("effect") not in ("Allow", "Deny") or _ELSEWHERE.isdisjoint(elements):
        return False
    listed = elements.get("action", elements.get("notaction"))
    actions = listed if isinstance(listed, list) else [listed]
    return any(isinstance(action, str) and _ACTION.fullmatch(action) for action in actions)


def is_statement(found: Mapping[str, Any]) -> bool:
    """Return True for the shape of a statement: an Effect, and an Action or a NotAction."""
    return _has_effect(found) and not {"action", "notaction"}.isdisjoint(lowered(found))


def _has_effect(found: Mapping[str, Any]) -> bool:
    return str(lowered(found).get("effect", "")).lower() in ("allow", "deny")


def lowered(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping with its keys in lower case."""
    return {key.lower(): value for key, value in found.items()}

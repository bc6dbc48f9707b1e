"""Reading of resource properties: nested, optional, and possibly unknown while the engine previews.

The engine hands rules proxies that are mappings and sequences (not dicts and lists) and that raise
`UnknownValueError` where a value is unknown. `value` lets that error through: that a rule needs an unknown value is
a violation of it. `is_set` asks only whether a value was given, which is known even then.
"""

import json
from collections.abc import Mapping, Sequence, Sized
from typing import Any, TypeGuard

from pulumi_policy.proxy import UnknownValueError


def value(props: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path (`target.deadLetterConfig.arn`), or None where a part of it is absent."""
    found: Any = props
    for part in path.split("."):
        found = _entry(found, part)
        if found is None:
            return None
    return found


def _entry(found: Any, key: str) -> Any:
    if isinstance(found, Mapping):
        return found[key] if key in found else None  # noqa: SIM401 (the engine's proxies check `[]`)
    if _is_list(found) and key.isdecimal() and int(key) < len(found):
        return found[int(key)]
    return None


def _is_list(found: Any) -> TypeGuard[Sequence[Any]]:
    return isinstance(found, Sequence) and not isinstance(found, str | bytes)


def is_set(props: Mapping[str, Any], path: str) -> bool:
    """Return True if a value was given at the path: one that is unknown at preview counts, an empty one does not."""
    try:
        found = value(props, path)
    except UnknownValueError:
        return True
    return found is not None and not (isinstance(found, Sized) and len(found) == 0)


def items(props: Mapping[str, Any], path: str) -> Sequence[Any]:
    """Return the list at the path: empty where it is absent, of one where a single value stands for a list."""
    found = value(props, path)
    if found is None or found == "":
        return ()
    return found if _is_list(found) else (found,)


def number(found: Any) -> float | None:
    """Return a number as a float (the engine sends some as text), or None for anything else."""
    if isinstance(found, bool) or found is None:
        return None
    try:
        return float(found)
    except (TypeError, ValueError):
        return None


def switch(found: Any) -> bool | None:
    """Return a boolean, given as such or as text (as configuration is, which providers convert); else None."""
    return {"true": True, "false": False}.get(str(found).lower())


def plain(found: Any) -> Any:
    """Return the dicts and lists behind the proxies. Raises `UnknownValueError` on an unknown value within."""
    if isinstance(found, Mapping):
        return {key: plain(found[key]) for key in found}
    if _is_list(found):
        return [plain(found[index]) for index in range(len(found))]
    return found


def json_value(found: Any) -> Any:
    """Return JSON that is given as text or as a structure. Raises `ValueError` where the text is not JSON."""
    return json.loads(found) if isinstance(found, str) else plain(found)


def json_object(found: Any) -> dict[str, Any]:
    """Return a JSON object that is given as text or as a structure; empty where none can be read."""
    try:
        structure = json_value(found) if found else {}
    except ValueError:
        return {}
    return structure if isinstance(structure, dict) else {}

"""Reading of resource properties: nested, optional, and possibly unknown while the engine previews.

The engine hands rules proxies that are mappings and sequences (not dicts and lists) and that raise
`UnknownValueError` where a value is unknown. `value` lets that error through, so that the engine reports that
the rule could not be run; `is_set` asks only whether a value was given, which is known even then.
"""

import json
from collections.abc import Mapping, Sequence, Sized
from typing import Any

from pulumi_policy.proxy import UnknownValueError

LONGEST_SHOWN = 160


def value(props: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path (`target.deadLetterConfig.arn`), or None where any part of it is absent."""
    found: Any = props
    for part in path.split("."):
        if isinstance(found, Mapping):
            if part not in found:
                return None
            found = found[part]
        elif isinstance(found, Sequence) and not isinstance(found, str) and part.isdecimal():
            if int(part) >= len(found):
                return None
            found = found[int(part)]
        else:
            return None
    return found


def is_set(props: Mapping[str, Any], path: str) -> bool:
    """Whether something was given at the path: a value unknown at preview counts, an empty one does not."""
    try:
        found = value(props, path)
    except UnknownValueError:
        return True
    return found is not None and not (isinstance(found, Sized) and len(found) == 0)


def items(props: Mapping[str, Any], path: str) -> Sequence[Any]:
    """The list at the path; empty where it is absent, of one where a single value stands for a list."""
    found = value(props, path)
    if found is None or found == "":
        return ()
    return found if isinstance(found, Sequence) and not isinstance(found, str) else (found,)


def number(found: Any) -> float | None:
    """A number as the engine sends it (always a float, some as text), or None for anything else."""
    if isinstance(found, bool) or found is None:
        return None
    try:
        return float(found)
    except (TypeError, ValueError):
        return None


def plain(found: Any) -> Any:
    """The dicts and lists behind the proxies; an unknown value within raises `UnknownValueError`."""
    if isinstance(found, Mapping):
        return {key: plain(found[key]) for key in found}
    if isinstance(found, Sequence) and not isinstance(found, str | bytes):
        return [plain(found[index]) for index in range(len(found))]
    return found


def document(found: Any) -> Any:
    """A JSON document given as text or as a structure. Raises `ValueError` where the text is not JSON."""
    return json.loads(found) if isinstance(found, str) else plain(found)


def fields(found: Any) -> dict[str, Any]:
    """A JSON object given as text or as a structure; empty where there is none, or none that can be read."""
    try:
        structure = document(found) if found else {}
    except ValueError:
        return {}
    return structure if isinstance(structure, dict) else {}


def shown(found: Any) -> str:
    """A value as a message shows it: as JSON, not too long, and `not set` where there is none."""
    if found is None or found == "":
        return "not set"
    try:
        text = json.dumps(plain(found), ensure_ascii=False, default=str)
    except UnknownValueError:
        return "not known before the deployment"
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"

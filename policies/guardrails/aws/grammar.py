"""The grammar of a statement: the kinds of values that AWS takes for each element, and refuses any other.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .shapes import lowered

PATTERNS = {"Action", "NotAction", "Resource", "NotResource"}
PRINCIPALS = {"Principal", "NotPrincipal"}


def faults(statement: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the elements of a statement whose values no reader can rely on, each with what is wrong."""
    elements = lowered(statement)
    if len(elements) < len(statement):
        yield "", "an element stands there twice"
    if elements.get("effect") not in ("Allow", "Deny"):
        yield "Effect", "it has to be Allow or Deny"
    if "action" not in elements and "notaction" not in elements:
        yield "Action", "it has to name what is allowed or denied"
    for name in sorted(PATTERNS):
        if name.lower() in elements and not _texts(elements[name.lower()]):
            yield name, "it has to be a text or a list of texts"
    for name in sorted(PRINCIPALS):
        if name.lower() in elements and not _principals(elements[name.lower()]):
            yield name, 'it has to be "*", or texts or lists of texts by their kind'
    if "condition" in elements and not _conditions(elements["condition"]):
        yield "Condition", "it has to hold texts or lists of texts by key, and these by operator"


def _texts(found: Any) -> bool:
    texts = found if isinstance(found, list) else [found]
    return bool(texts) and all(isinstance(each, str) and each.strip() for each in texts)


def _principals(found: Any) -> bool:
    return found == "*" or (isinstance(found, Mapping) and bool(found) and all(map(_texts, found.values())))


def _conditions(found: Any) -> bool:
    return isinstance(found, Mapping) and all(
        isinstance(keys, Mapping) and all(map(_scalars, keys.values())) for keys in found.values()
    )


def _scalars(found: Any) -> bool:
    scalars = found if isinstance(found, list) else [found]
    return all(isinstance(each, str | bool | int | float) for each in scalars)

"""The program's marks of what is secret: texts, and the keys of its own maps, which no message may show."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

HIDDEN = "***"
"""Stands for what is left out of a text."""
SHORTEST_SECRET = 4
"""A shorter secret is not looked for within texts, where it would hit ordinary words."""
OWN_KEYS = re.compile(
    r"(^|\.)(\w*tags|tagsall|variables|dimensions|parameters|labels|headers|value|content|body|input)(\.|\[|$)",
    re.IGNORECASE,
)
"""Properties whose maps have keys of the user's own; elsewhere keys are the words of AWS."""


class Secret(str):
    """A text that the program marked as secret; otherwise a string like any other."""

    __slots__ = ()


class Marks(NamedTuple):
    """The secret texts and keys in properties."""

    texts: frozenset[str] = frozenset()
    """Secret texts, and those of their parts that rules show."""
    keys: frozenset[str] = frozenset()
    """Keys of the user's own in secret maps."""

    def joined(self, *others: "Marks") -> "Marks":
        """Return these marks with others."""
        return Marks(
            self.texts.union(*(each.texts for each in others)),
            self.keys.union(*(each.keys for each in others)),
        )

    def hidden(self, text: str) -> str:
        """Return a text without what is marked: keys are looked for in the paths of properties only."""
        for secret in sorted(self.texts, key=len, reverse=True):
            text = text.replace(secret, HIDDEN)
        for key in sorted(self.keys, key=len, reverse=True):
            text = re.sub(rf"(?<=\.){re.escape(key)}(?!\w)", HIDDEN, text)
        return text


def marks(props: Any) -> Marks:
    """Return what is marked in properties, which are plain data."""
    texts, keys = set[str](), set[str]()
    for place, found in _marked(props, ""):
        if place is None:
            texts.update(part for part in _parts(found) if len(part) >= SHORTEST_SECRET)
        elif OWN_KEYS.search(place):
            keys.add(str(found))
    return Marks(frozenset(texts), frozenset(keys))


def _marked(found: Any, place: str) -> Iterator[tuple[str | None, Secret]]:
    """Yield the secret texts, each after None, and the secret keys, each after the path of its map."""
    if isinstance(found, Secret):
        yield None, found
    elif isinstance(found, Mapping):
        for key, inner in found.items():
            if isinstance(key, Secret):
                yield place, key
            yield from _marked(inner, f"{place}.{key}")
    elif isinstance(found, list):
        for inner in found:
            yield from _marked(inner, place)


def structure_in(text: str) -> Any:
    """Return the structure in a text that is JSON, or None."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _parts(secret: str) -> Iterator[str]:
    """Yield a secret, the texts in it where it is JSON, and the names in ARNs: rules show parts, and as JSON."""
    for text in _leaves(secret):
        names = re.split("[:/]", text.split(":", 5)[-1] if text.startswith("arn:") else text)
        for part in (text, *(names if text.startswith("arn:") else names[-1:])):
            if part not in _RESOURCE_TYPES:
                yield part
                yield json.dumps(part, ensure_ascii=False)[1:-1]


def _leaves(found: Any) -> Iterator[str]:
    """Yield the texts in a value, those in JSON within a text too."""
    if isinstance(found, Mapping):
        for key in found:
            if key not in _GRAMMAR:
                yield from _leaves(found[key])
    elif isinstance(found, list):
        for each in found:
            yield from _leaves(each)
    elif isinstance(found, str):
        yield str(found)
        if found[:1] in "{[" and (structure := structure_in(found)) is not None:
            yield from _leaves(structure)


_RESOURCE_TYPES = frozenset(
    {
        "event-bus",
        "function",
        "index",
        "log-group",
        "log-stream",
        "parameter",
        "policy",
        "queue",
        "role",
        "rule",
    }
    | {"secret", "stream", "table", "topic", "user"}
)
"""Words in ARNs that name no resource."""
_GRAMMAR = frozenset({"Version", "Effect"})
"""Elements of an IAM document that are the same in all."""

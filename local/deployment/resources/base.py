"""The common parts of the creators: the properties they consume, their results, and the register of types."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.cloud import Cloud

Creator = Callable[[Cloud, "Properties"], "Created"]
CREATORS: dict[str, Creator] = {}
"""The creator of each resource type, by its token."""

Lookup = Callable[[Cloud, Mapping[str, Any]], dict[str, Any]]
LOOKUPS: dict[str, Lookup] = {}
"""The function that answers each invoke, by its token."""

_ABSENT = object()


class PropertyError(Exception):
    """A property is missing or cannot be used; the message names it."""


@dataclass(frozen=True)
class Created:
    """A created thing: its id as the provider gives it, and the outputs that are not inputs."""

    id: str
    outputs: Mapping[str, Any] = field(default_factory=dict)


class Properties:
    """The inputs of a resource, or of a block inside them, each to be taken by its creator.

    A property that nobody took would have been ignored in silence: ``leftovers`` names it and the deployment stops.
    """

    def __init__(self, values: Mapping[str, Any], resource_name: str = "", path: str = ""):
        self.tags_all: dict[str, str] | None = None
        self._values = {name: value for name, value in values.items() if value is not None}
        self._resource_name = resource_name
        self._path = path
        self._blocks: list[Properties] = []
        self.not_emulated: dict[str, str] = {}

    def take(self, name: str, default: Any = None) -> Any:
        """Take the property's value, or ``default`` where the program sets none."""
        return self._values.pop(name, default)

    def require(self, name: str) -> Any:
        """Take the property's value. Raises ``PropertyError`` where the program sets none."""
        value = self._values.pop(name, _ABSENT)
        if value is _ABSENT:
            raise PropertyError(f"the property {self._path}{name} is not set")
        return value

    def name(self, property_name: str = "name") -> str:
        """Take the physical name; where the program sets none, make it from the logical one as the provider does."""
        return self.take(property_name) or f"{self._resource_name}-{uuid.uuid4().hex[:7]}"

    def tags(self) -> dict[str, str]:
        """Take the resource's tags; the provider returns them as ``tagsAll``."""
        self.tags_all = self.take("tags", {})
        return self.tags_all

    def renamed(self, names: Mapping[str, str]) -> dict[str, Any]:
        """Take those of the properties that are set, under the names of AWS's own API."""
        return {theirs: self.take(ours) for ours, theirs in names.items() if ours in self._values}

    def block(self, name: str) -> "Properties | None":
        """Take a nested block, whose properties must be taken as well; None where the program sets none."""
        value = self.take(name)
        return None if value is None else self._nested(value, f"{self._path}{name}.")

    def blocks(self, name: str) -> list["Properties"]:
        """Take a list of nested blocks."""
        values = self.take(name) or []
        return [self._nested(value, f"{self._path}{name}[{i}].") for i, value in enumerate(values)]

    def leave(self, name: str, reason: str) -> None:
        """Accept a property that the emulator lacks; ``reason`` says why that does no harm."""
        if self.take(name) is not None:
            self.not_emulated[f"{self._path}{name}"] = reason

    def leftovers(self) -> list[str]:
        """Return the paths of the properties that nobody took."""
        own = [f"{self._path}{name}" for name in self._values]
        return own + [name for block in self._blocks for name in block.leftovers()]

    def all_not_emulated(self) -> dict[str, str]:
        """Return path and reason of every property that was accepted without effect."""
        found = dict(self.not_emulated)
        for block in self._blocks:
            found |= block.all_not_emulated()
        return found

    def _nested(self, value: Mapping[str, Any], path: str) -> "Properties":
        block = Properties(value, self._resource_name, path)
        self._blocks.append(block)
        return block


def creates(token: str) -> Callable[[Creator], Creator]:
    """Register the creator of a resource type."""

    def register(creator: Creator) -> Creator:
        CREATORS[token] = creator
        return creator

    return register


def answers(token: str) -> Callable[[Lookup], Lookup]:
    """Register the function that answers an invoke."""

    def register(lookup: Lookup) -> Lookup:
        LOOKUPS[token] = lookup
        return lookup

    return register


def key_values(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Return tags in the list form that most services take."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]

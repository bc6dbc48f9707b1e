"""The engine's own words beforehand: the resources that it would make, and the placeholders of its import file.

Both come of one command: ``pulumi preview --json --import-file skeleton.json > preview.json``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ops.adopting import documents


@dataclass(frozen=True)
class Planned:
    """A resource that the engine would make."""

    type: str
    """The type token, such as ``aws:sqs/queue:Queue``."""
    name: str
    """The logical name."""
    inputs: Mapping[str, Any]
    """The properties that the program gives it."""
    entry: Mapping[str, Any]
    """Its entry in the import file, with a placeholder for the id."""

    @property
    def told(self) -> str:
        """The name and the type, in short."""
        return f"{self.name} ({self.type})"


@dataclass(frozen=True)
class Plan:
    """All that a preview would make."""

    resources: tuple[Planned, ...]
    """The resources, components left out."""
    components: tuple[Mapping[str, Any], ...]
    """The entries of the components in the import file."""
    rest: Mapping[str, Any]
    """The import file without its resources."""


def read(preview: Path, skeleton: Path) -> Plan:
    """Return the plan in the two files of one preview; ``ClickException`` where they are none, or of two previews."""
    inputs: dict[tuple[str, str], Mapping[str, Any]] = {}
    for step in documents.read(preview, "what pulumi preview --json prints", "steps")["steps"]:
        if step["op"] == "create":
            state = step["newState"]
            key = state["type"], state["urn"].rpartition("::")[2]
            if key in inputs:
                raise click.ClickException(f"{preview} makes two resources {key[1]} of the type {key[0]}")
            inputs[key] = state.get("inputs", {})
    document = documents.read(skeleton, "what pulumi preview --import-file writes", "resources")
    entries = {(each["type"], each.get("logicalName", each["name"])): each for each in document["resources"]}
    own = {key: each for key, each in entries.items() if not each.get("component")}
    if not own.keys() <= inputs.keys() or len(entries) != len(document["resources"]):
        raise click.ClickException(
            f"{preview} and {skeleton} are not of one preview: write both with "
            "pulumi preview --json --import-file skeleton.json > preview.json"
        )
    return Plan(
        tuple(Planned(*key, inputs[key], each) for key, each in own.items()),
        tuple(each for each in document["resources"] if each.get("component")),
        {key: value for key, value in document.items() if key != "resources"},
    )

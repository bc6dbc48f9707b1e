"""A Terraform state, read as the resources that it manages."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ops.adopting import documents

VERSION = 4
"""The version of the state's format, the one of Terraform 0.12 to 1.x and of OpenTofu."""


@dataclass(frozen=True)
class Managed:
    """A resource that Terraform manages."""

    address: str
    """The address that Terraform's own commands take, such as ``module.agent.aws_sqs_queue.send["a"]``."""
    type: str
    """The type, such as ``aws_sqs_queue``."""
    attributes: Mapping[str, Any]
    """The attributes as the provider stored them."""


def read(path: Path) -> list[Managed]:
    """Return what a state holds; ``ClickException`` for what is no state, or one of a format that is not known."""
    document = documents.read(path, "a Terraform state", "version", "resources")
    if document["version"] != VERSION:
        raise click.ClickException(
            f"{path} is a Terraform state of version {document['version']}, and only version {VERSION} is read: "
            "write it with terraform state pull of Terraform 0.12 or newer"
        )
    return list(_managed(document["resources"]))


def _managed(resources: list[Mapping[str, Any]]) -> Iterator[Managed]:
    for resource in resources:
        if resource["mode"] != "managed":
            continue
        home = f"{resource['module']}." if "module" in resource else ""
        address = f"{home}{resource['type']}.{resource['name']}"
        for instance in resource["instances"]:
            # A deposed one is a replaced resource that Terraform has still to delete.
            if "deposed" not in instance:
                index = f"[{json.dumps(instance['index_key'])}]" if "index_key" in instance else ""
                yield Managed(address + index, resource["type"], instance["attributes"])

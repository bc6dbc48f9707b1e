"""The graph as a state file, which `pulumi policy analyze --file` judges without provider, login or credentials."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from local.deployment.recorder import RecordedResource
from local.deployment.urns import STACK_TYPE, urn

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"
"""The engine's own marks of an archive and of a secret among the properties of a state file."""


def state(
    resources: Iterable[RecordedResource], project: str, stack: str, config: Mapping[str, str]
) -> dict[str, Any]:
    """Return a deployment, version 3, as `pulumi stack export` writes it.

    ``config`` is the stack's, by full keys: those of ``aws:`` become its provider's inputs. The order is that of the
    URNs, parents first, since the order of registration varies.
    """
    root = urn(stack, project, "", STACK_TYPE, f"{project}-{stack}")
    provider = urn(stack, project, "", "pulumi:providers:aws", "default")
    settings = {key.removeprefix("aws:"): value for key, value in config.items() if key.startswith("aws:")}
    entries: list[dict[str, Any]] = [
        {"urn": root, "custom": False, "type": STACK_TYPE},
        {
            "urn": provider,
            "custom": True,
            "id": _id(provider),
            "type": "pulumi:providers:aws",
            "inputs": settings,
            "outputs": settings,
        },
    ]
    ordered = sorted(resources, key=lambda each: (each.custom, each.urn.count("$"), each.urn))
    entries += [_entry(found, root, provider) for found in ordered]
    manifest = {"time": "1980-01-01T00:00:00Z", "magic": "", "version": ""}
    return {"version": 3, "deployment": {"manifest": manifest, "resources": entries}}


def _entry(found: RecordedResource, root: str, provider: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "urn": found.urn,
        "custom": found.custom,
        "type": found.type,
        "parent": found.parent or root,
    }
    if found.custom:
        values = _stored(found.inputs)
        entry |= {"id": _id(found.urn), "inputs": values, "outputs": values}
        entry |= {"provider": f"{provider}::{_id(provider)}", "protect": found.protect}
        entry["propertyDependencies"] = {
            name: sorted(urns) for name, urns in found.property_dependencies.items() if urns
        }
    if found.position:
        entry["sourcePosition"] = "project:///{}#{}".format(*found.position.rsplit(":", 1))
    return entry


def _id(urn: str) -> str:
    return hashlib.sha256(urn.encode()).hexdigest()[:16]


def _stored(value: Any) -> Any:
    if isinstance(value, Mapping):
        if value.get(_SIGNATURE) == _SECRET:
            return {_SIGNATURE: _SECRET, "plaintext": json.dumps(_stored(value["value"]))}
        return {key: _stored(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_stored(item) for item in value]
    if hasattr(value, "path"):
        # Its content is not recorded: no archive is built.
        return {_SIGNATURE: _ARCHIVE, "hash": "", "path": Path(value.path).name}
    return value

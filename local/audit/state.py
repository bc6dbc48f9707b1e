"""The graph as a state file, which `pulumi policy analyze --file` judges without provider, login or credentials."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from local.audit.graph import Resource
from local.urns import STACK_TYPE, urn

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7"
"""The engine's own marks of an archive among the properties of a state file."""


def state(
    resources: Iterable[Resource], project: str, stack: str, config: Mapping[str, str]
) -> dict[str, Any]:
    """A deployment, version 3, as `pulumi stack export` writes it.

    ``config`` is the stack's, by full keys: those of ``aws:`` are what its provider was made with. The order is that
    of the URNs, parents first, since the program registers in no order that lasts.
    """
    root = urn(stack, project, "", STACK_TYPE, f"{project}-{stack}")
    provider = urn(stack, project, "", "pulumi:providers:aws", "default")
    provider_id = _id(provider)
    settings = {key.removeprefix("aws:"): value for key, value in config.items() if key.startswith("aws:")}
    entries: list[dict[str, Any]] = [
        {"urn": root, "custom": False, "type": STACK_TYPE},
        {
            "urn": provider,
            "custom": True,
            "id": provider_id,
            "type": "pulumi:providers:aws",
            "inputs": settings,
            "outputs": settings,
        },
    ]
    for found in sorted(resources, key=lambda each: (each.custom, each.urn.count("$"), each.urn)):
        entry: dict[str, Any] = {
            "urn": found.urn,
            "custom": found.custom,
            "type": found.type,
            "parent": found.parent or root,
        }
        if found.custom:
            values = _stored(found.inputs)
            entry |= {"id": _id(found.urn), "inputs": values, "outputs": values}
            entry |= {"provider": f"{provider}::{provider_id}", "protect": found.protect}
        entries.append(entry)
    manifest = {"time": "1980-01-01T00:00:00Z", "magic": "", "version": ""}
    return {"version": 3, "deployment": {"manifest": manifest, "resources": entries}}


def _id(urn: str) -> str:
    return hashlib.sha256(urn.encode()).hexdigest()[:16]


def _stored(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _stored(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_stored(item) for item in value]
    if hasattr(value, "path"):
        # Which archive it was is not recorded: none is built.
        return {_SIGNATURE: _ARCHIVE, "hash": "", "path": Path(value.path).name}
    return value

"""The preview that follows an import: what was adopted may be changed in place, and nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

HARMLESS = {"same", "update", "read", "refresh"}
"""The operations that leave a resource what it is."""


def faults(preview: Mapping[str, Any], imported: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a preview would do to resources that were imported, or to what it deletes, beside changing them."""
    adopted = {
        (each["type"], each.get("logicalName", each["name"]))
        for each in imported["resources"]
        if not each.get("component")
    }
    seen = set()
    for step in preview["steps"]:
        state = step.get("newState") or step.get("oldState") or {}
        key = state.get("type", ""), step["urn"].rpartition("::")[2]
        told = f"{key[1]} ({key[0]})"
        seen.add(key)
        if step["op"].startswith(("delete", "replace", "create-replacement")):
            causes = ", ".join(step.get("replaceReasons") or ()) or "see the preview"
            yield f"{told} would be deleted or replaced ({causes})"
        elif key in adopted and step["op"] not in HARMLESS:
            yield f"{told} was to be imported, and is not in the state: run pulumi import --file again"
    for kind, name in sorted(adopted - seen):
        yield f"{name} ({kind}) was imported, and the program does not have it"

"""The configuration that the Pulumi CLI would hand to the program, from the same two files."""

import json
from pathlib import Path
from typing import Any

import yaml

from local.errors import LocalError


def project_name(root: Path) -> str:
    """The name in ``Pulumi.yaml``."""
    return _read(root / "Pulumi.yaml")["name"]


def configuration(root: Path, stack: str) -> dict[str, str]:
    """Every configuration value of ``stack``, by its full key (``aws:region``, ``<project>:environment``).

    As the CLI does it: the stack's file first, then the defaults and values of the project's schema; a key that the
    schema declares without a default has to be set; all values are text, lists and objects as JSON.
    """
    project = _read(root / "Pulumi.yaml")
    stack_file = root / f"Pulumi.{stack}.yaml"
    values = {
        _full(key, project["name"]): _text(key, value, stack_file)
        for key, value in (_read(stack_file).get("config") or {}).items()
    }
    for key, schema in (project.get("config") or {}).items():
        full = _full(key, project["name"])
        if full in values:
            continue
        declared = schema if isinstance(schema, dict) else {"default": schema}
        given = next((declared[name] for name in ("value", "default") if name in declared), None)
        if given is None:
            raise LocalError(
                f"stack {stack} has no value for {key}: pulumi config set {key} <value> -s {stack}"
            )
        values[full] = _text(key, given, root / "Pulumi.yaml")
    return values


def _read(path: Path) -> dict[str, Any]:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except FileNotFoundError:
        raise LocalError(
            f"{path} is not there: run this in the project's folder, with a stack that exists"
        ) from None
    except yaml.YAMLError as error:
        raise LocalError(f"{path} is not YAML: {' '.join(str(error).split())}") from None


def _full(key: str, project: str) -> str:
    return key if ":" in key else f"{project}:{key}"


def _text(key: str, value: Any, file: Path) -> str:
    if isinstance(value, dict) and value.keys() == {"secure"}:
        raise LocalError(
            f"{key} in {file.name} is encrypted: the embedded cloud needs a plain value, it has no key"
        )
    return value if isinstance(value, str) else json.dumps(value)

"""The configuration that the Pulumi CLI would hand to the program, from the same two files."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from components import cures
from components.names import Names
from components.settings import Settings, parse
from local.errors import LocalError

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder, where ``Pulumi.yaml`` is."""


def project_name(root: Path) -> str:
    """Return the project's name, as in ``Pulumi.yaml``."""
    return _read(root / "Pulumi.yaml")["name"]


def configuration(root: Path, stack: str, extra: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Return every configuration value of ``stack``, by its full key (``aws:region``, ``<project>:environment``).

    ``extra`` holds values that stand in no file, as if they were set for this stack.

    The rules are the CLI's: the stack's file first, then the defaults and values of the project's schema; a key that
    the schema declares without a default must be set; all values are text, lists and objects as JSON.
    """
    project = _read(root / "Pulumi.yaml")
    stack_file = root / f"Pulumi.{stack}.yaml"
    values = {
        _full(key, project["name"]): _text(key, value, stack_file)
        for key, value in {**(_read(stack_file).get("config") or {}), **extra}.items()
    }
    for key, schema in (project.get("config") or {}).items():
        full = _full(key, project["name"])
        if full in values:
            continue
        declared = schema if isinstance(schema, dict) else {"default": schema}
        given = next((declared[name] for name in ("value", "default") if name in declared), None)
        if given is None:
            raise LocalError(
                f"stack {stack} has no value for {key}: {cures.command(key, '<value>')} -s {stack}"
            )
        values[full] = _text(key, given, root / "Pulumi.yaml")
    return values


def settings(stack: str, extra: Mapping[str, str] = MappingProxyType({})) -> Settings:
    """Return the program's own settings in ``stack``; ``extra`` as in ``configuration``."""
    return parse(configuration(ROOT, stack, extra), project_name(ROOT))


def physical_names(settings: Settings, default_account: str) -> Names:
    """Return the physical names of a stack, in ``default_account`` where its settings name no account."""
    account = settings.account_id or default_account
    return Names(settings.name_prefix, settings.environment, settings.region, account)


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

"""The part of a stack that no archive holds: what the program makes of its sources and its configuration.

A digest for each of its files tells whether one has changed since a deployment. Comments, layout and docstrings do
not count.
"""

import ast
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder, where ``Pulumi.yaml`` is."""


def digests(stack: str, root: Path = ROOT) -> dict[str, str]:
    """Return the digest of each file of the program, by its path from ``root``; a file that cannot be read has none."""
    files = [root / "__main__.py", *(root / "components").rglob("*.py")]
    settings = [root / "Pulumi.yaml", root / f"Pulumi.{stack}.yaml"]
    found = {path.relative_to(root).as_posix(): _of_module(path) for path in files if path.is_file()}
    return found | {path.name: _of_settings(path) for path in settings if path.is_file()}


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the paths of the files that were changed, added or removed."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def _of_module(path: Path) -> str:
    source = path.read_text("utf-8")
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return _digest(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [each for each in node.body if not _is_text(each)]
    return _digest(ast.dump(tree))


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _of_settings(path: Path) -> str:
    source = path.read_text("utf-8")
    try:
        return _digest(json.dumps(yaml.safe_load(source), sort_keys=True, default=str))
    except yaml.YAMLError:
        return _digest(source)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

"""Imports point one way."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# folder: what of ours its modules may import, by prefix
ALLOWED = {
    "components": ("components",),
    "handlers/domain": ("handlers.domain",),
    "handlers/storage": ("handlers.storage", "handlers.domain", "handlers.environment"),
    "handlers/partners": (
        "handlers.partners",
        "handlers.domain",
        "handlers.environment",
        "handlers.storage.secrets",
    ),
    "handlers/services": (
        "handlers.services",
        "handlers.partners",
        "handlers.storage",
        "handlers.domain",
        "handlers.environment",
        "handlers.observability",
    ),
    "handlers": ("handlers",),
    "ops": ("ops", "handlers"),
    "policies": ("policies",),
    "policies/framework": ("policies.framework",),
    "policies/rules": ("policies.framework", "policies.rules"),
}
OURS = ("components", "handlers", "policies", "ops", "local", "tests")
# Only these reach AWS and the network.
ONLY_HERE = {"boto3": "handlers/storage", "urllib3": "handlers/partners"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def modules(folder: str) -> list[Path]:
    deeper = [other for other in ALLOWED if other.startswith(f"{folder}/")]
    found = (path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)
    return [path for path in found if not any(path.is_relative_to(ROOT / other) for other in deeper)]


@pytest.mark.parametrize("folder", ALLOWED)
def test_a_folder_imports_only_what_it_may(folder: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(folder)
        for name in imported(path)
        if name.partition(".")[0] in OURS
        and not any(name == allowed or name.startswith(f"{allowed}.") for allowed in ALLOWED[folder])
    ]
    assert wrong == []


@pytest.mark.parametrize("library", ONLY_HERE)
def test_only_storage_knows_aws_and_only_partners_know_http(library: str) -> None:
    importers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "handlers").rglob("*.py")
        if any(name.partition(".")[0] == library for name in imported(path))
    }
    assert importers
    assert {name for name in importers if not name.startswith(ONLY_HERE[library])} == set()


def test_no_entry_point_is_imported_by_another_module_of_the_handlers() -> None:
    entry_points = {path.stem for path in (ROOT / "handlers").glob("*.py") if path.stem != "__init__"}
    entry_points -= {"environment", "observability"}
    for path in (ROOT / "handlers").rglob("*.py"):
        own = {name.split(".")[1] for name in imported(path) if name.startswith("handlers.")}
        assert not own & entry_points, path

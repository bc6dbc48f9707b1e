"""The rooms of ``local/`` stand on one another, and their imports point down."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

EVERYBODY = ("local.errors", "local.samples")
"""The ground: errors for the user, and data."""

FLOORS: dict[str, tuple[str, ...]] = {
    "samples": (),
    "sbom": (),
    "cloud": (),
    "deployment": ("local.cloud",),
    "campaign": ("local.cloud", "local.deployment.results"),
    "judges": (
        "local.deployment.recorder",
        "local.deployment.stack_configuration",
        "local.deployment.urns",
    ),
    "typedata": ("local.judges.environments",),
    "model": ("local.judges.environments",),
    "bench": ("local.cloud", "local.deployment"),
    "chaos": ("local.cloud", "local.deployment", "local.campaign"),
    "loop": ("local.cloud", "local.deployment", "local.campaign"),
}
"""Room, from the bottom up: the others that it may know. The campaign knows a deployment by its results alone, and the
judges know the recording alone; what the policies know of AWS comes from the judges' own data."""

TOP = ("__init__", "__main__", "errors", "starting", "up")
"""The modules that are in no room: the ground, and the commands, which may know everything."""


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def modules(folder: str) -> Iterator[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    return (path for path in found if not {"__pycache__", ".venv"} & set(path.parts))


def within(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_knows_only_those_below_it(room: str) -> None:
    allowed = (f"local.{room}", *FLOORS[room], *EVERYBODY)
    found = list(modules(f"local/{room}"))
    assert found
    assert [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in found
        for name in sorted(imported(path))
        if within(name, ("local",)) and not within(name, allowed)
    ] == []


def test_every_module_is_in_a_room_or_on_the_ground_or_on_top() -> None:
    folders = {path.name for path in (ROOT / "local").iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders == FLOORS.keys()
    assert sorted(path.stem for path in (ROOT / "local").glob("*.py")) == sorted(TOP)


@pytest.mark.parametrize("folder", ["components", "handlers", "local", "ops", "policies"])
def test_no_product_code_imports_a_testing_library(folder: str) -> None:
    testing = ("pytest", "unittest", "hypothesis")
    assert [path for path in modules(folder) if any(within(name, testing) for name in imported(path))] == []

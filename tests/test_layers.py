"""Imports point one way."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

OURS = ("components", "examples", "handlers", "policies", "ops", "local", "tests")

CAPABILITIES = {
    "common": (),
    "intake": ("common",),
    "dispatch": ("common",),
    "meetings": ("common",),
    "conversation": ("common", "meetings"),
    "briefing": ("common", "meetings", "conversation"),
    "retention": ("common", "meetings"),
    "attention": ("common", "meetings", "conversation", "briefing"),
}
"""Capability: the others that it may know."""

ROOMS = {"rules": ("rules",), "storage": ("rules", "storage"), "partners": ("rules", "partners")}
"""Room of a capability: the rooms that it may know, in its own capability and in those that this one may know."""

EVERYWHERE = ("handlers.environment", "handlers.observability")
"""Known to every module of the handlers but the rules, which are pure."""

PACK_ROOMS = ("aws", "resources", "graph", "access", "judging", "rules")
"""The rooms of the policy pack, from the ground up; judging knows no access, so that other rules may do without."""


def pack_rooms(room: str) -> tuple[str, ...]:
    """Return what a room of the policy pack may import: itself, those below it, and the reading of values."""
    known = PACK_ROOMS[: PACK_ROOMS.index(room) + 1]
    return tuple(
        f"policies.guardrails.{each}" for each in ("values", *known) if (room, each) != ("judging", "access")
    )


FOLDERS = {
    "components": ("components",),
    "examples": ("components",),
    "examples/orders/functions": (),
    "ops": ("ops", "handlers"),
    # Its modules import each other relatively, so that the folder may be copied elsewhere.
    "policies": ("policies",),
    **{f"policies/guardrails/{room}": pack_rooms(room) for room in PACK_ROOMS},
}
"""Folder: what of ours its modules may import, by prefix."""

ONLY_HERE = {"boto3": "storage", "urllib3": "partners"}
"""Library that reaches out: the one room that may import it."""


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            home = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join([*home, *([node.module] if node.module else [])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def wrong_imports(path: Path, allowed: tuple[str, ...]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for name in sorted(imported(path))
        if name.partition(".")[0] in OURS
        and not any(name == prefix or name.startswith(f"{prefix}.") for prefix in allowed)
    ]


def modules(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    return [path for path in found if not {"__pycache__", ".venv"} & set(path.parts)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_imports_only_what_it_may(folder: str) -> None:
    assert [wrong for path in modules(folder) for wrong in wrong_imports(path, FOLDERS[folder])] == []


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_a_capability_knows_only_those_below_it(capability: str) -> None:
    known = (capability, *CAPABILITIES[capability])
    allowed = (*EVERYWHERE, *(f"handlers.{each}" for each in known))
    found = modules(f"handlers/{capability}")
    assert found
    assert [wrong for path in found for wrong in wrong_imports(path, allowed)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_of_a_capability_knows_only_the_rooms_below_it(room: str) -> None:
    allowed = tuple(f"handlers.{capability}.{each}" for capability in CAPABILITIES for each in ROOMS[room])
    if room != "rules":
        allowed += EVERYWHERE
    found = [path for capability in CAPABILITIES for path in modules(f"handlers/{capability}/{room}")]
    assert found
    assert [wrong for path in found for wrong in wrong_imports(path, allowed)] == []


def test_only_the_program_and_the_bench_know_the_figures_of_the_stack() -> None:
    known = {
        path.relative_to(ROOT).as_posix()
        for path in [ROOT / "__main__.py", *(path for folder in OURS for path in modules(folder))]
        if not path.is_relative_to(ROOT / "tests")
        and not path.is_relative_to(ROOT / "components" / "catalogue")
        and any(name.startswith("components.catalogue") for name in imported(path))
    }
    assert known == {
        "__main__.py",
        "local/bench/ingest.py",
        "local/bench/recording/__main__.py",
        "local/bench/rig.py",
    }


@pytest.mark.parametrize("library", ONLY_HERE)
def test_only_storage_knows_aws_and_only_partners_know_http(library: str) -> None:
    importers = {
        path for path in modules("handlers") if library in {name.partition(".")[0] for name in imported(path)}
    }
    assert importers
    assert [path for path in importers if path.parent.name != ONLY_HERE[library]] == []


def test_no_entry_point_is_imported_by_another_module_of_the_handlers() -> None:
    entry_points = {path.stem for path in (ROOT / "handlers").glob("*.py") if path.stem != "__init__"}
    entry_points -= {"entry_point", *(name.rpartition(".")[2] for name in EVERYWHERE)}
    for path in modules("handlers"):
        own = {name.split(".")[1] for name in imported(path) if name.startswith("handlers.")}
        assert not own & entry_points, path

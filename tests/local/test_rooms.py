"""The rooms of ``local/`` stand on one another, and their imports point down."""

from pathlib import Path

import pytest

from tests import imports

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


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_knows_only_those_below_it(room: str) -> None:
    allowed = (f"local.{room}", *FLOORS[room], *EVERYBODY)
    found = imports.modules(f"local.{room}")
    assert found
    assert [
        f"{module} imports {name}"
        for module in found
        for name in sorted(imports.imported(module))
        if imports.within(name, ("local",)) and not imports.within(name, allowed)
    ] == []


def test_every_module_is_in_a_room_or_on_the_ground_or_on_top() -> None:
    folders = {path.name for path in (ROOT / "local").iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders == FLOORS.keys()
    assert sorted(path.stem for path in (ROOT / "local").glob("*.py")) == sorted(TOP)


@pytest.mark.parametrize("folder", ["components", "handlers", "local", "ops", "policies"])
def test_no_product_code_imports_a_testing_library(folder: str) -> None:
    testing = ("pytest", "unittest", "hypothesis")
    found = imports.modules(folder)
    assert [module for module in found if imports.imported(module) & set(testing)] == []

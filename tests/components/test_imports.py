"""Components stand alone: they know neither each other nor the figures of this stack."""

import ast
import importlib
from pathlib import Path

import pulumi
import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "components").glob("*.py"))
OF_THIS_STACK = ("components.catalogue", "components.settings")


def imported(path: Path) -> set[str]:
    """The dotted names that a module imports, those inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def components() -> set[str]:
    """The modules that define a component."""
    found = set()
    for path in MODULES:
        module = importlib.import_module(f"components.{path.stem}")
        classes = [value for value in vars(module).values() if isinstance(value, type)]
        if any(issubclass(each, pulumi.ComponentResource) for each in classes):
            found.add(module.__name__)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_knows_the_figures_or_the_settings_of_this_stack(path: Path) -> None:
    known = {name for name in imported(path) if name.startswith(OF_THIS_STACK)}
    assert known == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_imports_a_component(path: Path) -> None:
    assert imported(path) & components() == set()


def test_the_components_are_found() -> None:
    assert components() == {
        f"components.{name}"
        for name in (
            "alarms",
            "dashboard",
            "functions",
            "intake",
            "mail",
            "notices",
            "operators",
            "parameters",
            "queueing",
            "scheduling",
            "tables",
        )
    }


def test_the_catalogue_knows_entries_and_grants_alone() -> None:
    for path in (ROOT / "components/catalogue").rglob("*.py"):
        ours = {name for name in imported(path) if name.startswith("components.")}
        allowed = (
            "components.catalogue",
            "components.specs",
            "components.mail_specs",
            "components.grants",
            "components.extension",
            "components.metrics",
            "components.dashboard_specs",
            "components.operator_specs",
        )
        assert {name for name in ours if not name.startswith(allowed)} == set(), path

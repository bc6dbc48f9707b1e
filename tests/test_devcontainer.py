"""The container for an editor: the interpreter of the functions, and the environment that everything runs in."""

import json
import re
from pathlib import Path

from components.archives import RUNTIME

ROOT = Path(__file__).resolve().parents[1]
CONTAINER = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())


def test_its_python_is_that_of_the_functions() -> None:
    assert CONTAINER["image"].endswith(f"/python:{RUNTIME.removeprefix('python')}")


def test_it_is_made_with_a_target_that_the_makefile_has() -> None:
    target = CONTAINER["postCreateCommand"].removeprefix("make ")
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_the_editor_uses_the_environment_that_is_built() -> None:
    settings = CONTAINER["customizations"]["vscode"]["settings"]
    assert settings["python.defaultInterpreterPath"] == "${containerWorkspaceFolder}/.venv/bin/python"

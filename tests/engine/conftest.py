"""The program on the real Pulumi engine, in a copy of the project, against the provider double."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("__main__.py", "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml", "requirements.txt")
COPIED_FOLDERS = ("components", "handlers", "policies")


@dataclass
class Engine:
    """A project folder with a state of its own, and the CLI to run in it."""

    project: Path
    environment: dict[str, str] = field(repr=False)

    def pulumi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs the CLI without interaction; the caller judges the exit status."""
        return subprocess.run(
            ["pulumi", *arguments, "--non-interactive", "--color", "never"],
            cwd=self.project,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def succeed(self, *arguments: str) -> str:
        """Runs the CLI, fails the test with all that was printed unless it exits with 0, returns what it printed."""
        done = self.pulumi(*arguments)
        assert done.returncode == 0, f"pulumi {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def add(self, source: str) -> None:
        """Adds lines to the end of the program."""
        with (self.project / "__main__.py").open("a") as program:
            program.write(f"\n{source}\n")

    def state(self, stack: str) -> list[dict[str, Any]]:
        """The resources of the stack's state; an empty one has no list of them."""
        exported = json.loads(self.succeed("stack", "export", "--stack", stack))
        return exported["deployment"].get("resources", [])


@pytest.fixture(scope="session", autouse=True)
def cli() -> None:
    """Skips all tests of this folder, for one reason, where there is no CLI."""
    if shutil.which("pulumi") is None:
        pytest.skip("the pulumi CLI is not on the path")


@contextmanager
def provider(module: str = "tests.engine.double", *arguments: str) -> Generator[int]:
    """Runs a provider double and gives the port that it listens on."""
    double = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert double.stdin is not None
    assert double.stdout is not None
    with double:
        yield int(double.stdout.readline())
        double.stdin.close()


@pytest.fixture(scope="session")
def provider_port() -> Generator[int]:
    with provider() as port:
        yield port


@pytest.fixture
def engine(tmp_path: Path, provider_port: int) -> Engine:
    return in_a_copy(tmp_path, provider_port)


def in_a_copy(folder: Path, provider_port: int) -> Engine:
    """Returns the engine for a copy of the project below the folder."""
    project = folder / "project"
    project.mkdir()
    for name in COPIED:
        shutil.copy(ROOT / name, project / name)
    for name in COPIED_FOLDERS:
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__", ".venv"))
    (project / ".venv").symlink_to(sys.prefix)
    (project / "policies/.venv").symlink_to(ROOT / "policies/.venv")
    (project / "build").mkdir()
    (project / "build/dependencies").symlink_to(ROOT / "build/dependencies")
    return Engine(project, environment(folder, {"aws": provider_port}))


def environment(folder: Path, providers: Mapping[str, int]) -> dict[str, str]:
    """Returns what the CLI runs with: a home and a state below the folder, and for each package its provider's port."""
    state = folder / "state"
    state.mkdir()
    keep = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return keep | {
        "HOME": str(folder),
        "PULUMI_HOME": str(folder / "home"),
        "PULUMI_BACKEND_URL": f"file://{state}",
        "PULUMI_CONFIG_PASSPHRASE": "test",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_ERROR_OUTPUT_STRING": "1",
        "PULUMI_DEBUG_PROVIDERS": ",".join(f"{package}:{port}" for package, port in providers.items()),
        "PYTHONDONTWRITEBYTECODE": "1",
    }

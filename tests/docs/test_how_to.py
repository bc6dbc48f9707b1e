"""The pages of docs/how-to, followed to the letter in a copy of the project."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import sampling
from tests.docs import markdown

PAGES = sorted((markdown.ROOT / "docs" / "how-to").glob("add-*.md"))
BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<kind>\w+) ?(?P<path>\S*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)


def copied(folder: Path) -> Path:
    """A copy of the files that git knows, with what was built beside them."""
    project = folder / "project"
    for path in markdown.tracked():
        target = project / markdown.name(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    (project / "build").mkdir()
    (project / "build" / "dependencies").symlink_to(markdown.ROOT / "build" / "dependencies")
    # Some tests ask git which files there are.
    subprocess.run(["git", "init", "--quiet", str(project)], check=True)
    return project


def follow(page: Path, project: Path) -> list[list[str]]:
    """Apply the blocks of a page, and return the commands that it ends with."""
    commands = []
    for block in BLOCK.finditer(page.read_text("utf-8")):
        target = project / block["path"]
        if block["kind"] == "sh":
            commands.append(shlex.split(block["body"].replace("\\\n", "")))
        elif block["kind"] == "diff":
            target.write_text(changed(target.read_text("utf-8"), block["body"]), "utf-8")
        else:
            assert not target.exists(), f"{block['path']} is there already"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["body"], "utf-8")
    return commands


def written(page: Path) -> list[str]:
    """The Python files that a page writes or changes."""
    found = [block["path"] for block in BLOCK.finditer(page.read_text("utf-8"))]
    return [path for path in found if path.endswith(".py")]


def changed(text: str, diff: str) -> str:
    """A text after a diff whose place is where its old lines are; the last one may be cut short."""
    lines = diff.splitlines()
    before = "\n".join(line[1:] for line in lines if line[0] in " -")
    after = "\n".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"the place of the change is there {text.count(before)} times:\n{before}"
    return text.replace(before, after)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[list[str]]]]:
    """A copy of the project in which all pages were followed, one after the other, and what each ends with."""
    project = copied(tmp_path_factory.mktemp("how-to"))
    return project, {page.stem: follow(page, project) for page in PAGES}


def outcome(*command: str, project: Path) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if name != "CALL_RECORD" and "PYTEST" not in name
    }
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=kept, capture_output=True, text=True
    )


@pytest.mark.parametrize("check", [("check",), ("format", "--check")], ids=" ".join)
def test_what_the_pages_write_is_written_as_the_project_is(
    followed: tuple[Path, dict[str, list[list[str]]]], check: tuple[str, ...]
) -> None:
    files = [path for page in PAGES for path in written(page)]
    done = outcome("ruff", *check, "--no-cache", *files, project=followed[0])
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_ends_with_tests(followed: tuple[Path, dict[str, list[list[str]]]]) -> None:
    for commands in followed[1].values():
        assert commands
        assert all(command[:3] == [".venv/bin/python", "-m", "pytest"] for command in commands), commands


@sampling.sampled
def test_whoever_follows_the_pages_has_what_they_promise(
    followed: tuple[Path, dict[str, list[list[str]]]],
) -> None:
    project, ends = followed
    files = {page.stem: page for page in PAGES}
    chosen = sampling.of(files, 2, always=sampling.touched(files))
    tests = sorted({path for page in chosen for command in ends[page] for path in command[3:]})
    done = outcome("pytest", "-p", "no:cacheprovider", "-n", "0", *tests, project=project)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pages_are_listed() -> None:
    index = (markdown.ROOT / "docs" / "how-to" / "README.md").read_text("utf-8")
    assert re.findall(r"\((add-[\w-]+\.md)\)", index) == [
        f"add-a-{name}.md" if name != "alarm" else "add-an-alarm.md"
        for name in ("function", "table", "alarm", "policy", "provider")
    ]

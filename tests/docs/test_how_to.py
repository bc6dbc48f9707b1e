"""The pages of docs/how-to, followed to the letter in a copy of the project."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_whoever_follows_the_page_has_it(page: Path, tmp_path: Path) -> None:
    project = copied(tmp_path)
    commands = follow(page, project)
    assert commands
    for check in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *check, "--no-cache", *written(page)],
            cwd=project,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    kept = {
        name: value for name, value in os.environ.items() if name != "CALL_RECORD" and "PYTEST" not in name
    }
    for command in commands:
        assert command[:3] == [".venv/bin/python", "-m", "pytest"], command
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "0", *command[3:]],
            cwd=project,
            env=kept,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_pages_are_listed() -> None:
    index = (markdown.ROOT / "docs" / "how-to" / "README.md").read_text("utf-8")
    assert re.findall(r"\((add-[\w-]+\.md)\)", index) == [
        f"add-a-{name}.md" if name != "alarm" else "add-an-alarm.md"
        for name in ("function", "table", "alarm", "policy", "provider")
    ]

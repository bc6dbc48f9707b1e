"""The commands of the loop as the pages describe them."""

import re
from pathlib import Path

import pytest

from local.__main__ import main
from local.loop.chat import COMMANDS
from tests.docs import markdown

README, CONTRIBUTING = markdown.ROOT / "README.md", markdown.ROOT / "CONTRIBUTING.md"
MAKEFILE = (markdown.ROOT / "Makefile").read_text("utf-8")
TARGETS = ("reload", "logs", "invoke", "chat")


def section(page: Path, heading: str) -> str:
    return page.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def recipe(target: str) -> str:
    """The commands of a target; empty if there is none."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("page", "heading"), [(README, "Change it and see"), (CONTRIBUTING, "When something fails")]
)
def test_what_a_page_tells_to_type_is_a_target_that_takes_it(page: Path, heading: str) -> None:
    told = re.findall(r"\bmake (\w+)((?: [A-Z]+=)*)([^`#\n]*)", section(page, heading))
    assert {target for target, *_ in told} >= set(TARGETS)
    for target, *rest in told:
        assert recipe(target), target
        for variable in re.findall(r"\b([A-Z]+)=", "".join(rest)):
            assert f"$({variable})" in recipe(target), f"{target} {variable}"


def test_a_target_runs_the_command_of_its_name_with_options_that_it_has() -> None:
    for target in TARGETS:
        options = {
            option for each in main.commands[target].params for option in (*each.opts, *each.secondary_opts)
        }
        assert f"-m local {target}" in recipe(target)
        assert set(re.findall(r"--[a-z-]+", recipe(target))) <= options


def test_what_the_readme_writes_in_a_conversation_can_be_written() -> None:
    told = re.findall(r"(?:`|❯ )/(\w+)", section(README, "Change it and see"))
    assert told
    assert set(told) <= COMMANDS.keys()

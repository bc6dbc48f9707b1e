"""README's tables against the program and the repository."""

import ast

import pytest
import yaml

from tests.docs import markdown

README = markdown.ROOT / "README.md"
CONFIGURATION = yaml.safe_load((markdown.ROOT / "Pulumi.yaml").read_text("utf-8"))["config"]


def exported() -> list[str]:
    """The outputs of the program, in order."""
    program = ast.parse((markdown.ROOT / "__main__.py").read_text("utf-8"))
    calls = [node for node in ast.walk(program) if isinstance(node, ast.Call)]
    return [ast.literal_eval(call.args[0]) for call in calls if ast.unparse(call.func) == "pulumi.export"]


def folders() -> set[str]:
    """The folders in the root, but for the hidden ones."""
    tops = {
        markdown.name(path).partition("/")[0] for path in markdown.tracked() if path.parent != markdown.ROOT
    }
    return {f"{top}/" for top in tops if not top.startswith(".")}


def test_the_table_of_the_configuration_has_every_key_in_the_order_of_pulumi_yaml() -> None:
    rows = markdown.table(README, "key", under="Configuration")
    assert [markdown.code(row[0]) for row in rows] == [[key] for key in CONFIGURATION]


@pytest.mark.parametrize("row", markdown.table(README, "key", under="Configuration"), ids=lambda row: row[0])
def test_the_table_of_the_configuration_gives_the_default_of_pulumi_yaml(row: list[str]) -> None:
    default = CONFIGURATION[markdown.code(row[0])[0]]["default"]
    if default in ("", []):
        assert row[2].startswith("none: ")
    else:
        assert markdown.code(row[2]) == [yaml.safe_dump(default).splitlines()[0]]


def test_the_table_of_the_outputs_has_every_output_in_the_order_of_the_program() -> None:
    rows = markdown.table(README, "output", under="Outputs")
    assert [markdown.code(row[0]) for row in rows] == [[output] for output in exported()]


def test_the_table_of_the_folders_has_every_folder_and_no_other() -> None:
    rows = markdown.table(README, "folder", under="Where things are")
    assert [markdown.code(row[0]) for row in rows] == [[folder] for folder in sorted(folders())]


def test_the_table_of_contents_has_every_section_in_order() -> None:
    text = README.read_text("utf-8")
    contents = text.partition("## Contents\n")[2].partition("\n## ")[0]
    listed = [
        line.partition("[")[2].partition("]")[0] for line in contents.splitlines() if line.startswith("- ")
    ]
    sections = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert listed == sections[sections.index("Contents") + 1 :]

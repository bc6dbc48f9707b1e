"""The digests of what no archive holds."""

from pathlib import Path

import pytest

from local.loop import program

MODULE = '"""A text."""\n\nX = 1\n\n\ndef of(y):\n    """A text."""\n    return y\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "components").mkdir()
    (tmp_path / "components" / "queues.py").write_text(MODULE)
    (tmp_path / "Pulumi.dev.yaml").write_text("config:\n  aws:region: us-east-1\n")
    (tmp_path / "Pulumi.prod.yaml").write_text("config: {}\n")
    return tmp_path


def changes(root: Path, path: str, text: str) -> list[str]:
    before = program.digests("dev", root)
    (root / path).write_text(text)
    return program.changed(before, program.digests("dev", root))


def test_another_value_and_another_setting_are_changes(root: Path) -> None:
    assert changes(root, "components/queues.py", MODULE.replace("1", "2")) == ["components/queues.py"]
    assert changes(root, "Pulumi.dev.yaml", "config: {}\n") == ["Pulumi.dev.yaml"]
    assert changes(root, "components/new.py", "") == ["components/new.py"]


def test_comments_docstrings_layout_and_other_stacks_are_none(root: Path) -> None:
    other = MODULE.replace("A text", "Another").replace("X = 1", "X  =  1  # why")
    assert changes(root, "components/queues.py", other) == []
    assert changes(root, "Pulumi.dev.yaml", "# why\nconfig: {'aws:region': us-east-1}\n") == []
    assert changes(root, "Pulumi.prod.yaml", "config: {x: y}\n") == []


def test_a_source_that_cannot_be_parsed_has_a_digest_too(root: Path) -> None:
    assert changes(root, "components/queues.py", "def") == ["components/queues.py"]
    assert changes(root, "Pulumi.dev.yaml", "a: [") == ["Pulumi.dev.yaml"]


def test_this_program_is_found_with_its_components_and_configuration() -> None:
    found = program.digests("dev")
    assert {
        "__main__.py",
        "components/catalogue/functions.py",
        "Pulumi.yaml",
        "Pulumi.dev.yaml",
    } <= found.keys()

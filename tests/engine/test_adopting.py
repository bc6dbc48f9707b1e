"""The way from a Terraform deployment to the stack, with the real engine: nothing is made a second time."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ops.adopting import terraform
from ops.adopting.command import adopt
from tests.engine.conftest import Engine, in_a_copy, provider
from tests.engine.existing import account
from tests.ops.adopting import old_module

TABLE = "aws:dynamodb/table:Table"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    path = tmp_path / "terraform.tfstate"
    path.write_text(json.dumps(old_module.state("dev")), "utf-8")
    return path


@pytest.fixture
def engine(tmp_path: Path, state: Path) -> Generator[Engine]:
    there = tmp_path / "there.json"
    there.write_text(json.dumps(account(terraform.read(state))), "utf-8")
    with provider("tests.engine.existing", str(there)) as port:
        yield in_a_copy(tmp_path, port)


def ops(*arguments: object) -> Result:
    return CliRunner().invoke(adopt, [str(each) for each in arguments])


def preview(engine: Engine, to: Path, *options: str) -> Path:
    done = engine.pulumi("preview", "--stack", "dev", "--json", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    to.write_text(done.stdout, "utf-8")
    return to


def tables(preview: Path) -> dict[str, dict[str, Any]]:
    steps = json.loads(preview.read_text("utf-8"))["steps"]
    return {step["urn"].rpartition("::")[2]: step for step in steps if step["newState"]["type"] == TABLE}


def test_the_tables_are_adopted_and_the_stack_comes_to_rest(
    engine: Engine, tmp_path: Path, state: Path
) -> None:
    engine.succeed("stack", "init", "dev")
    skeleton, imported = tmp_path / "skeleton.json", tmp_path / "import.json"
    before = preview(engine, tmp_path / "before.json", "--import-file", str(skeleton))
    joined = ops("join", before, skeleton, state, "--out", imported)
    assert joined.exit_code == 0, joined.output

    engine.succeed(
        *("import", "--file", str(imported), "--stack", "dev", "--yes"),
        *("--protect=false", "--generate-code=false"),
    )
    after = preview(engine, tmp_path / "after.json")
    judged = ops("check", after, imported)
    assert judged.exit_code == 0, judged.output
    # Only the mark of who manages them differs; contacts is new.
    given = {name: step for name, step in tables(after).items() if name != "contacts"}
    assert given.keys() == old_module.TABLES.keys()
    assert {(step["op"], *step["diffReasons"]) for step in given.values()} == {("update", "tags")}

    engine.succeed("up", "--yes", "--stack", "dev")
    engine.succeed("preview", "--stack", "dev", "--expect-no-changes")
    ids = {
        each["urn"].rpartition("::")[2]: each["id"] for each in engine.state("dev") if each["type"] == TABLE
    }
    prefix = "micro-agente-disparo-agendamento-dev"
    assert {name: id for name, id in ids.items() if name != "contacts"} == {
        name: f"{prefix}-{name}" for name in old_module.TABLES
    }

    engine.succeed("config", "set", "--stack", "dev", "namePrefix", "another")
    judged = ops("check", preview(engine, tmp_path / "another.json"), imported)
    assert judged.exit_code == 3
    assert f"config ({TABLE}) would be deleted or replaced (name)" in judged.output

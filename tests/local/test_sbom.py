"""The bills of materials: whole, valid, the same each time, and under licences that are allowed."""

import json
from pathlib import Path
from typing import Any

import cyclonedx.schema
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from local.sbom import licences, locks
from local.sbom.__main__ import ROOT, bill

SCHEMAS = Path(cyclonedx.schema.__file__).parent / "_res"
LOCK = """\
pydantic==2.1.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via -r requirements.in
six==1.16.0 ; python_version < '4' \\
    --hash=sha256:{a}
    # via
    #   -c handlers/requirements.txt
    #   pydantic
""".format(a="a" * 64, b="b" * 64)


def text(name: str) -> str:
    return (ROOT / locks.LOCKS[name]).read_text("utf-8")


def made(name: str) -> dict[str, Any]:
    return json.loads(bill(name, text(name)))


def packages(name: str) -> set[tuple[str, str]]:
    """What a lock pins, read in another way: each line that begins with a name."""
    pinned = [line.split()[0] for line in text(name).splitlines() if line and line[0] not in " #"]
    return {(each.partition("==")[0].partition("[")[0], each.partition("==")[2]) for each in pinned}


@pytest.mark.parametrize("name", locks.LOCKS)
def test_each_locked_package_is_listed_with_its_hashes_and_its_licence(name: str) -> None:
    listed = made(name)["components"]
    assert {(each["name"], each["version"]) for each in listed} == packages(name)
    assert len(listed) > 15
    for each in listed:
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
        assert each["hashes"], each["name"]
        assert each["licenses"], each["name"]
    hashes = {each["content"] for component in listed for each in component["hashes"]}
    assert all(f"sha256:{each}" in text(name) for each in hashes)
    assert len([1 for line in text(name).splitlines() if "--hash=" in line]) == sum(
        len(each["hashes"]) for each in listed
    )


@pytest.mark.parametrize("name", locks.LOCKS)
def test_a_bill_is_valid_by_the_schema_of_cyclonedx(name: str) -> None:
    files = [json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.schema.json")]
    registry: Any = Registry().with_resources(
        (each["$id"], Resource.from_contents(each)) for each in files if "$schema" in each
    )
    schema = json.loads((SCHEMAS / "bom-1.6.SNAPSHOT.schema.json").read_text("utf-8"))
    validator = Draft7Validator(schema, registry=registry)
    document = made(name)
    assert [error.message for error in validator.iter_errors(document)] == []
    assert list(validator.iter_errors({**document, "components": [{"name": "x"}]})), (
        "a component without a type"
    )


def test_the_same_lock_gives_the_same_bytes_and_another_one_others() -> None:
    assert bill("functions", text("functions")) == bill("functions", text("functions"))
    assert bill("functions", LOCK) != bill("functions", LOCK.replace("a" * 64, "c" * 64))


def test_the_graph_says_what_needs_what() -> None:
    document = json.loads(bill("functions", LOCK))
    needs = {each["ref"]: each.get("dependsOn", []) for each in document["dependencies"]}
    assert needs == {
        "micro-agente-disparo-agendamento-functions": ["pkg:pypi/pydantic@2.1.0"],
        "pkg:pypi/pydantic@2.1.0": ["pkg:pypi/six@1.16.0"],
        "pkg:pypi/six@1.16.0": [],
    }


@pytest.mark.parametrize("name", locks.LOCKS)
def test_every_licence_is_allowed(name: str) -> None:
    said = {each.name: licences.expression(each.name) for each in locks.read(text(name))}
    assert {package: each for package, each in said.items() if licences.refused(each)} == {}


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        ("MIT", False),
        ("GPL-3.0-only", True),
        ("GPL-3.0-only OR MIT", False),
        ("MIT AND GPL-3.0-only", True),
        ("(Apache-2.0 AND MIT) OR GPL-2.0-only", False),
        ("LicenseRef-Proprietary", True),
    ],
)
def test_a_licence_is_refused_unless_it_leaves_a_choice_that_is_allowed(
    expression: str, refused: bool
) -> None:
    assert licences.refused(expression) is refused


def test_what_is_said_by_hand_is_said_by_no_package_itself_and_of_none_that_is_gone() -> None:
    locked = {each.name for name in locks.LOCKS for each in locks.read(text(name))}
    assert licences.BY_HAND.keys() <= locked
    assert [name for name in licences.BY_HAND if licences.told(name) is not None] == []


def test_a_package_that_does_not_say_its_licence_is_an_error_with_the_cure() -> None:
    with pytest.raises(licences.UnknownLicenceError, match="add it to BY_HAND"):
        licences.expression("no-such-package")

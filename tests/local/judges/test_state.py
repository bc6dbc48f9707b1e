"""The graph as a state file."""

import json
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components import catalogue
from local.deployment.recorder import PROJECT, RecordedResource, record_program
from local.deployment.stack_configuration import ROOT
from local.judges.analysis import write_state
from local.judges.state import state

CONFIG = {
    "aws:region": "us-east-1",
    "aws:allowedAccountIds": '["123456789012"]',
    f"{PROJECT}:protect": "true",
}


@pytest.fixture(scope="module")
def entries(prod: tuple[RecordedResource, ...]) -> list[dict[str, Any]]:
    document = state(prod, PROJECT, "prod", CONFIG)
    assert document["version"] == 3
    return document["deployment"]["resources"]


def test_every_resource_is_there_once_below_the_stack(
    prod: tuple[RecordedResource, ...], entries: list[dict[str, Any]]
) -> None:
    urns = [entry["urn"] for entry in entries]
    assert len(set(urns)) == len(urns) == len(prod) + 2
    assert urns[0] == f"urn:pulumi:prod::{PROJECT}::pulumi:pulumi:Stack::{PROJECT}-prod"
    assert all(urn.startswith(f"urn:pulumi:prod::{PROJECT}::") for urn in urns)


def test_a_parent_and_a_provider_come_before_what_refers_to_them(entries: list[dict[str, Any]]) -> None:
    known: set[str] = set()
    for entry in entries:
        assert entry.get("parent", entries[0]["urn"]) in known | {entries[0]["urn"]}
        if "provider" in entry:
            urn, _, identity = entry["provider"].rpartition("::")
            assert (urn, identity) == (entries[1]["urn"], entries[1]["id"])
        known.add(entry["urn"])


def test_a_urn_ends_with_the_type_and_the_name_as_the_engine_makes_it(
    entries: list[dict[str, Any]],
) -> None:
    for entry in entries[2:]:
        qualified = entry["urn"].split("::")[2]
        assert qualified.rpartition("$")[2] == entry["type"]
        if "$" in qualified:
            assert entry["parent"].split("::")[2] == qualified.rpartition("$")[0]


def test_the_provider_is_made_with_its_part_of_the_configuration(entries: list[dict[str, Any]]) -> None:
    assert entries[1]["inputs"] == {"region": "us-east-1", "allowedAccountIds": '["123456789012"]'}


def test_protection_is_kept(entries: list[dict[str, Any]]) -> None:
    tables = [entry for entry in entries if entry["type"] == "aws:dynamodb/table:Table"]
    assert len(tables) == len(catalogue.TABLES)
    assert all(entry["protect"] for entry in tables)


def test_an_archive_is_marked_as_the_engine_marks_it(prod: tuple[RecordedResource, ...]) -> None:
    functions = [each for each in prod if each.type == "aws:lambda/function:Function"]
    assert all(isinstance(each.inputs["code"], pulumi.FileArchive) for each in functions)
    entry = state(functions[:1], PROJECT, "prod", CONFIG)["deployment"]["resources"][2]
    assert entry["inputs"]["code"] == {
        "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
        "hash": "",
        "path": "archive.zip",
    }


def test_a_secret_is_marked_as_the_engine_marks_it() -> None:
    (found,) = record_program(
        lambda: aws.sqs.Queue("queue", name="queue", tags={"Owner": pulumi.Output.secret("hunter2")})
    ).of_type("aws:sqs/queue:Queue")
    entry = state([found], PROJECT, "prod", CONFIG)["deployment"]["resources"][2]
    assert entry["inputs"]["tags"] == {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        "plaintext": '{"Owner": "hunter2"}',
    }


def test_a_resource_is_placed_at_the_line_that_makes_it_in_the_engines_own_format() -> None:
    def program() -> None:
        aws.sqs.Queue("queue", name="queue")

    (found,) = record_program(program).of_type("aws:sqs/queue:Queue")
    line = program.__code__.co_firstlineno + 1
    assert found.position == f"tests/local/judges/test_state.py:{line}"
    entry = state([found], PROJECT, "prod", CONFIG)["deployment"]["resources"][2]
    assert entry["sourcePosition"] == f"project:///tests/local/judges/test_state.py#{line}"


def test_every_resource_of_the_program_has_a_line_in_a_file_of_the_program(
    prod: tuple[RecordedResource, ...],
) -> None:
    for found in prod:
        path, _, line = found.position.rpartition(":")
        source = (ROOT / path).read_text().splitlines()
        assert path == "__main__.py" or path.startswith("components/"), found
        assert int(line) <= len(source), found


def test_the_order_of_registration_does_not_matter(
    prod: tuple[RecordedResource, ...], entries: list[dict[str, Any]]
) -> None:
    assert state(reversed(prod), PROJECT, "prod", CONFIG)["deployment"]["resources"] == entries


def test_a_written_file_is_the_same_each_time(tmp_path: Path) -> None:
    first = write_state("dev", tmp_path / "first").read_bytes()
    assert write_state("dev", tmp_path / "second").read_bytes() == first
    assert json.loads(first)["version"] == 3

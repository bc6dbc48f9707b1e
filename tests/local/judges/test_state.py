"""The graph as a state file."""

import json
from pathlib import Path
from typing import Any

import pulumi
import pytest

from local.deployment.recorder import PROJECT, RecordedResource
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
    assert len(tables) == 6
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


def test_the_order_of_registration_does_not_matter(
    prod: tuple[RecordedResource, ...], entries: list[dict[str, Any]]
) -> None:
    assert state(reversed(prod), PROJECT, "prod", CONFIG)["deployment"]["resources"] == entries


def test_a_written_file_is_the_same_each_time(tmp_path: Path) -> None:
    first = write_state("dev", tmp_path / "first").read_bytes()
    assert write_state("dev", tmp_path / "second").read_bytes() == first
    assert json.loads(first)["version"] == 3

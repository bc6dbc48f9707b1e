"""The comparison of used and granted names every difference, whichever side it is on."""

import json
from pathlib import Path
from typing import Any

import pytest

from components import catalogue
from components.catalogue.extensions import EXTENSIONS
from components.grants import Table
from tests.granted import __main__ as command
from tests.granted import comparing, roles
from tests.granted.comparing import CLOUD, Seen
from tests.granted.requests import NAMES, Need

ROOT = Path(__file__).parents[2]


def concrete(pair: Need) -> Need:
    """A call that a pair of a role allows."""
    return pair._replace(resource=pair.resource.replace("*", "x").replace("??????", "abcdef"))


def everything() -> list[Seen]:
    """The record of a run in which each function used all that it is granted."""
    return [
        Seen(function, concrete(pair), CLOUD, True)
        for function in roles.FUNCTIONS
        for pair in sorted(roles.held(function) - roles.by_lambda(function).keys())
    ]


def test_nothing_is_wrong_where_each_function_uses_what_it_is_granted() -> None:
    assert comparing.differences(everything()) == []


def test_a_grant_that_nothing_used_is_named_with_its_function_and_the_cure() -> None:
    pair = Need("dynamodb:Query", NAMES.index_arn("contacts", "backlog-index"))
    seen = [each for each in everything() if each.need != pair]
    (difference,) = comparing.differences(seen)
    assert difference == (
        "release-contacts may call dynamodb:Query on table/contacts/index/backlog-index, and nothing in the run did: "
        "take it out of its grants in components/catalogue/functions.py, or add the test in which it does"
    )


def test_each_grant_of_each_function_is_missed_by_itself() -> None:
    full = everything()
    for number, left_out in enumerate(full):
        (difference,) = comparing.differences(full[:number] + full[number + 1 :])
        assert difference.startswith(f"{left_out.function} may call {left_out.need.action} on ")


def test_what_lambda_alone_uses_has_its_reason_and_hides_no_other_grant() -> None:
    for function in roles.FUNCTIONS:
        by_lambda = roles.by_lambda(function)
        assert by_lambda.keys() <= roles.held(function)
        assert all(reason.startswith("Lambda ") for reason in by_lambda.values())
        assert {pair.action.partition(":")[0] for pair in by_lambda} == {"logs", "xray", "ec2", "sqs"}
        polled = {pair.resource for pair in by_lambda if pair.action == "sqs:ReceiveMessage"}
        source = {"send-messages": "send-queue", "handle-replies": "inbound-queue"}.get(function)
        assert polled == ({NAMES.queue_arn(source)} if source else set())
        assert Need("sqs:SendMessage", NAMES.queue_arn("send-queue")) not in by_lambda


def test_a_call_that_was_denied_is_named_with_what_showed_it() -> None:
    need = Need("dynamodb:Scan", NAMES.table_arn("stats"))
    (difference,) = comparing.differences(
        [*everything(), Seen("send-messages", need, "tests/x.py::test_y", False)]
    )
    assert difference == (
        "send-messages called dynamodb:Scan on table/stats, which its role does not allow: add the operation to its "
        "grants in components/catalogue/functions.py (seen by tests/x.py::test_y)"
    )


def test_a_record_without_the_campaign_says_that_it_is_none_of_a_whole_run() -> None:
    seen = [each._replace(by="tests/x.py::test_y") for each in everything()]
    assert comparing.differences(seen) == [
        "the record holds no campaign on the embedded cloud: run make test as a whole"
    ]


def write(folder: Path, name: str, *lines: dict[str, Any]) -> None:
    (folder / name).write_text("".join(f"{json.dumps(line)}\n" for line in lines))


def test_records_of_tests_and_of_the_cloud_are_read_together_and_other_stacks_left_out(
    tmp_path: Path,
) -> None:
    read, put = (
        Need(f"dynamodb:{operation}Item", NAMES.table_arn("contacts")) for operation in ("Get", "Put")
    )
    write(
        tmp_path,
        "tests-1.jsonl",
        {"function": "generate-briefing", **read._asdict(), "by": "tests/x.py::test_y"},
    )
    role = NAMES.physical("generate-briefing")
    write(
        tmp_path,
        "cloud-2.jsonl",
        {"role": role, **put._asdict(), "allowed": False},
        {"role": "orders-dev-store-orders", **put._asdict(), "allowed": True},
        {"role": f"{role}-schedule", **put._asdict(), "allowed": True},
    )
    assert comparing.read(tmp_path) == [
        Seen("generate-briefing", put, CLOUD, False),
        Seen("generate-briefing", read, "tests/x.py::test_y", True),
    ]


def test_the_command_ends_with_1_and_the_difference_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"role": NAMES.physical(each.function), **each.need._asdict(), "allowed": True}
        for each in everything()
    ]
    write(tmp_path, "cloud-1.jsonl", *lines)
    monkeypatch.setattr("sys.argv", ["granted", "--record", str(tmp_path), "--show"])
    assert command.main() == 0
    assert (
        "dynamodb:Query on table/contacts/index/backlog-index   the embedded cloud" in capsys.readouterr().out
    )

    write(tmp_path, "cloud-1.jsonl", *lines[1:])
    assert command.main() == 1
    assert f"error: {everything()[0].function} may call " in capsys.readouterr().err


def test_every_function_of_the_catalogue_is_compared() -> None:
    specs = catalogue.functions(inbound_mail=True)
    assert set(roles.FUNCTIONS) == {spec.name for spec in specs}
    for spec in specs:
        tables = [grant for grant in spec.grants if isinstance(grant, Table)]
        for grant in tables:
            arn = NAMES.table_arn(grant.name)
            assert {Need(f"dynamodb:{each}", arn) for each in grant.operations} <= roles.held(spec.name)


def test_the_description_of_the_system_tells_how_much_is_granted_and_to_whom() -> None:
    added = {spec.name for extension in EXTENSIONS for spec in extension.functions}
    described = roles.FUNCTIONS.keys() - added
    held = sum(len(roles.held(function)) for function in described)
    by_lambda = sum(len(roles.by_lambda(function)) for function in described)
    in_vpc = 6 * len(described)
    told = " ".join((ROOT / "docs" / "system.md").read_text("utf-8").split())
    assert f"the eleven roles hold {held - in_vpc} pairs of an action and a resource" in told
    assert f"{held - by_lambda} of them are for the functions' own code" in told
    assert f"With the other {by_lambda - in_vpc} Lambda itself acts" in told

"""The graph as a Terraform plan."""

from typing import Any

import pytest

from local.deployment.recorder import RecordedResource
from local.judges.plan import plan, terraform_type


@pytest.fixture(scope="module")
def planned(dev: tuple[RecordedResource, ...]) -> dict[str, Any]:
    return plan(dev)


def values(planned: dict[str, Any], address: str) -> dict[str, Any]:
    resources = planned["planned_values"]["root_module"]["resources"]
    return {each["address"]: each["values"] for each in resources}[address]


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("aws:sqs/queue:Queue", "aws_sqs_queue"),
        ("aws:cloudwatch/eventRule:EventRule", "aws_cloudwatch_event_rule"),
        ("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "aws_lambda_function_event_invoke_config"),
        ("pulumi:providers:aws", None),
    ],
)  # fmt: skip
def test_a_token_becomes_the_name_of_the_type(token: str, kind: str | None) -> None:
    assert terraform_type(token) == kind


def test_every_resource_of_aws_is_created_once(
    dev: tuple[RecordedResource, ...], planned: dict[str, Any]
) -> None:
    addresses = [each["address"] for each in planned["resource_changes"]]
    assert len(addresses) == len(set(addresses)) == sum(each.type.startswith("aws:") for each in dev)
    assert {tuple(each["change"]["actions"]) for each in planned["resource_changes"]} == {("create",)}


def test_objects_become_blocks_and_maps_of_the_users_own_keys_stay(planned: dict[str, Any]) -> None:
    function = values(planned, "aws_lambda_function.send_messages")
    (environment,) = function["environment"]
    assert environment["variables"]["EVENT_BUS"] == "default"
    assert function["memory_size"] == int(function["memory_size"])
    assert function["filename"].endswith(".zip")
    table = values(planned, "aws_dynamodb_table.contacts")
    assert table["point_in_time_recovery"] == [{"enabled": True}]
    assert [index["name"] for index in table["global_secondary_index"]] == ["backlog-index"]
    assert set(table["tags"]) >= {"Project", "Environment"}


def test_a_buckets_settings_refer_to_it(planned: dict[str, Any]) -> None:
    configured = planned["configuration"]["root_module"]["resources"]
    versioning = next(each for each in configured if each["type"] == "aws_s3_bucket_versioning")
    assert "aws_s3_bucket.intake_bucket" in versioning["expressions"]["bucket"]["references"]

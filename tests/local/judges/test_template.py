"""The graph as a CloudFormation template."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from local.deployment.recorder import RecordedResource
from local.judges.cloudformation.template import template


@pytest.fixture(scope="module")
def resources(dev: tuple[RecordedResource, ...]) -> dict[str, Any]:
    return template(dev)["Resources"]


def test_two_resources_of_one_name_and_two_types_are_both_in_the_template(
    dev: tuple[RecordedResource, ...],
) -> None:
    table, function = (
        replace(next(each for each in dev if each.type == kind), name="notes")
        for kind in ("aws:dynamodb/table:Table", "aws:lambda/function:Function")
    )
    kinds = {name: each["Type"] for name, each in template([function, table])["Resources"].items()}
    assert kinds == {"Notes": "AWS::Lambda::Function", "NotesTable": "AWS::DynamoDB::Table"}


def of_type(resources: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each["Properties"] for each in resources.values() if each["Type"] == kind]


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("aws:dynamodb/table:Table", "AWS::DynamoDB::Table"),
        ("aws:sqs/queue:Queue", "AWS::SQS::Queue"),
        ("aws:lambda/function:Function", "AWS::Lambda::Function"),
        ("aws:iam/rolePolicy:RolePolicy", "AWS::IAM::RolePolicy"),
        ("aws:cloudwatch/metricAlarm:MetricAlarm", "AWS::CloudWatch::Alarm"),
        ("aws:scheduler/schedule:Schedule", "AWS::Scheduler::Schedule"),
    ],
)
def test_every_resource_of_a_type_is_in_the_template(
    dev: tuple[RecordedResource, ...], resources: dict[str, Any], token: str, kind: str
) -> None:
    recorded = [each for each in dev if each.type == token]
    assert recorded
    assert len(of_type(resources, kind)) == len(recorded)


def test_no_two_resources_have_the_same_name_in_the_template(dev: tuple[RecordedResource, ...]) -> None:
    own = [each for each in dev if each.type == "aws:sqs/queue:Queue"]
    assert len(template(own)["Resources"]) == len({each.name for each in own})


def test_a_type_that_is_not_mapped_is_refused_with_the_place_to_add_it(
    dev: tuple[RecordedResource, ...],
) -> None:
    other = replace(dev[-1], type="aws:kinesis/stream:Stream", custom=True)
    with pytest.raises(
        LookupError, match=r"aws:kinesis/stream:Stream .* local/judges/cloudformation/types\.py"
    ):
        template([other])


def test_what_is_a_resource_in_the_program_alone_is_put_into_its_owner(
    dev: tuple[RecordedResource, ...], resources: dict[str, Any]
) -> None:
    (bucket,) = of_type(resources, "AWS::S3::Bucket")
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert bucket["NotificationConfiguration"]["LambdaConfigurations"]

    targets = [each for rule in of_type(resources, "AWS::Events::Rule") for each in rule["Targets"]]
    assert len(targets) == sum(each.type == "aws:cloudwatch/eventTarget:EventTarget" for each in dev)


def test_a_table_keeps_its_keys_indexes_and_recovery(resources: dict[str, Any]) -> None:
    contacts = next(
        each for each in of_type(resources, "AWS::DynamoDB::Table") if each["TableName"].endswith("-contacts")
    )
    assert contacts["KeySchema"] == [
        {"AttributeName": "pk", "KeyType": "HASH"},
        {"AttributeName": "sk", "KeyType": "RANGE"},
    ]
    assert [index["IndexName"] for index in contacts["GlobalSecondaryIndexes"]] == ["backlog-index"]
    assert contacts["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_documents_are_structures_and_the_names_of_variables_stay_as_they_are(
    resources: dict[str, Any], resource: Callable[[str, str], RecordedResource]
) -> None:
    recorded = resource("aws:lambda/function:Function", "send-messages")
    (function,) = [
        each
        for each in of_type(resources, "AWS::Lambda::Function")
        if each["FunctionName"] == recorded.inputs["name"]
    ]
    assert function["Environment"]["Variables"] == recorded.inputs["environment"]["variables"]
    policy = resource("aws:iam/rolePolicy:RolePolicy", "send-messages-policy").inputs
    (found,) = [
        each
        for each in of_type(resources, "AWS::IAM::RolePolicy")
        if each["PolicyName"] == policy["name"] and each["RoleName"] == policy["role"]
    ]
    assert found["PolicyDocument"] == json.loads(policy["policy"])

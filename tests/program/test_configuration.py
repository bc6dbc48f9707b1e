"""The effects of the configuration on the program, and the values that stop it."""

import json
import re
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml
from pydantic_core import PydanticUndefined

from components import archives, catalogue
from components.artifacts import build_archives
from components.settings import Settings
from components.specs import FunctionSpec
from local.deployment import recorder
from tests.recordings import recorded

FUNCTION = "aws:lambda/function:Function"
OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2"
TOPIC = "arn:aws:sns:us-east-1:123456789012:company-alerts"
SUBNETS = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
GROUPS = ["sg-0123456789abcdef0"]


def test_functions_stay_out_of_a_vpc_by_default() -> None:
    recording = recorded("prod")
    assert all("vpcConfig" not in function.inputs for function in recording.of_type(FUNCTION))
    assert all(
        "ec2:" not in each.inputs["policy"] for each in recording.of_type("aws:iam/rolePolicy:RolePolicy")
    )


def test_functions_are_put_in_a_vpc_with_the_permission_for_its_interfaces() -> None:
    vpc = {"vpcSubnetIds": json.dumps(SUBNETS), "vpcSecurityGroupIds": json.dumps(GROUPS)}
    recording = recorder.record("prod", config=vpc)
    for function in recording.of_type(FUNCTION):
        assert function.inputs["vpcConfig"] == {"subnetIds": SUBNETS, "securityGroupIds": GROUPS}
        policy = recording.the("aws:iam/rolePolicy:RolePolicy", f"{function.name}-policy").inputs["policy"]
        (statement,) = [
            each for each in json.loads(policy)["Statement"] if each["Sid"] == "NetworkInterfaces"
        ]
        assert statement["Resource"] == ["*"]
        assert "ec2:CreateNetworkInterface" in statement["Action"]


def test_a_given_topic_is_notified_and_none_is_made() -> None:
    recording = recorder.record("dev", config={"alertsTopicArn": TOPIC})
    assert not recording.of_type("aws:sns/topic:Topic")
    assert not recording.of_type("aws:sns/topicPolicy:TopicPolicy")
    for alarm in recording.of_type("aws:cloudwatch/metricAlarm:MetricAlarm"):
        assert alarm.inputs["alarmActions"] == [TOPIC]
    assert recording.outputs["alertsTopicArn"] == TOPIC


def test_archives_go_straight_into_the_functions_by_default() -> None:
    recording = recorded("dev")
    assert not recording.of_type(OBJECT)
    for function in recording.of_type(FUNCTION):
        assert isinstance(function.inputs["code"], pulumi.FileArchive)
        assert "s3Key" not in function.inputs


def test_archives_are_uploaded_under_their_content_to_a_given_bucket() -> None:
    recording = recorder.record("dev", config={"artifactBucket": "company-artifacts"})
    for function in recording.of_type(FUNCTION):
        artifact = recording.the(OBJECT, f"{function.name}-archive")
        assert artifact.inputs["bucket"] == function.inputs["s3Bucket"] == "company-artifacts"
        assert artifact.inputs["key"] == function.inputs["s3Key"]
        assert re.fullmatch(rf"{function.inputs['name']}/[0-9a-f]{{64}}\.zip", artifact.inputs["key"])
        assert artifact.inputs["tags"]["ManagedBy"] == "Pulumi"
        assert artifact.urn in function.depends_on
        assert "code" not in function.inputs


def test_two_developers_share_an_account_under_two_prefixes() -> None:
    recording = recorder.record("dev", config={"namePrefix": "maria"})
    everything = json.dumps([dict(each.inputs) for each in recording.resources], default=repr)
    # The project and the secrets are shared; no name and no event is.
    left = everything.replace("/repo/terraform/micro-agente-disparo-agendamento", "")
    left = left.replace('"Component": "micro-agente-disparo-agendamento"', "")
    assert "micro-agente-disparo-agendamento" not in left
    assert recording.outputs["eventSource"] == "maria"
    assert recording.outputs["tables"]["contacts"] == "maria-dev-contacts"


def test_the_longest_prefix_makes_no_name_too_long() -> None:
    recording = recorder.record("prod", config={"namePrefix": "a" * 32})
    for resource in recording.resources:
        name = resource.inputs.get("name") or resource.inputs.get("bucket") or ""
        longest = {"aws:cloudwatch/metricAlarm:MetricAlarm": 255, "aws:cloudwatch/logGroup:LogGroup": 512}
        limit = 63 if resource.type.startswith("aws:s3/") else longest.get(resource.type, 64)
        assert len(name) <= limit, name


def test_a_prefix_that_an_own_function_leaves_no_room_for_stops_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = FunctionSpec("write-a-letter-to-the-customer", "Writes.", 256, 30, grants=())
    monkeypatch.setattr(catalogue, "functions", lambda *, inbound_mail: (*catalogue.FUNCTIONS, long))
    with pytest.raises(pulumi.RunError, match=r"namePrefix is .* at most 28 characters"):
        recorder.record("prod", config={"namePrefix": "a" * 32})


def test_secrets_are_read_from_the_configured_paths() -> None:
    recording = recorder.record("dev", config={"calendarSecretPath": "teams/calendar"})
    function = recording.the(FUNCTION, "confirm-meeting")
    assert function.inputs["environment"]["variables"]["SECRET_CALENDAR"] == "teams/calendar"
    policy = recording.the("aws:iam/rolePolicy:RolePolicy", "confirm-meeting-policy").inputs["policy"]
    assert f"arn:aws:secretsmanager:us-east-1:{recorder.ACCOUNT}:secret:teams/calendar-??????" in policy


def test_the_one_allowed_account_is_the_account_of_every_arn() -> None:
    recording = recorder.record("prod", config={"aws:allowedAccountIds": '["210987654321"]'})
    everything = json.dumps([dict(each.inputs) for each in recording.resources], default=repr)
    assert "210987654321" in everything
    assert recorder.ACCOUNT not in everything


def test_the_cap_on_send_messages_is_configuration() -> None:
    recording = recorder.record("dev", config={"sendConcurrency": "25"})
    mapping = recording.the("aws:lambda/eventSourceMapping:EventSourceMapping", "send-messages-mapping")
    assert mapping.inputs["scalingConfig"] == {"maximumConcurrency": 25}


def test_the_caps_on_the_way_in_are_configuration() -> None:
    recording = recorder.record("dev", config={"replyConcurrency": "4", "webhookConcurrency": "1"})
    mapping = recording.the("aws:lambda/eventSourceMapping:EventSourceMapping", "handle-replies-mapping")
    assert mapping.inputs["scalingConfig"] == {"maximumConcurrency": 4}
    assert recording.the(FUNCTION, "receive-webhook").inputs["reservedConcurrentExecutions"] == 1


@pytest.mark.parametrize(
    "config",
    [
        {"environment": "staging"},
        {"alertsTopicArn": "my-topic"},
        {"vpcSubnetIds": json.dumps(SUBNETS)},
        {"logRetentionDay": "7"},
    ],
)
def test_wrong_configuration_stops_the_program_before_anything_is_registered(
    config: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    registered: list[str] = []
    register = recorder._Monitor.RegisterResource

    def watched(monitor: Any, request: Any) -> Any:
        registered.append(request.type)
        return register(monitor, request)

    monkeypatch.setattr(recorder._Monitor, "RegisterResource", watched)
    with pytest.raises(pulumi.RunError, match="nothing has been changed"):
        recorder.record("dev", config=config)
    assert registered == ["pulumi:pulumi:Stack"]


def test_a_missing_environment_stops_the_program() -> None:
    with pytest.raises(pulumi.RunError, match="environment is not set") as stopped:
        recorder.record("dev", without=("environment",))
    assert "pulumi config set environment dev" in str(stopped.value)


def test_an_archive_that_cannot_be_built_stops_the_program_in_one_line() -> None:
    def fail(name: str) -> Path:
        raise archives.ArchiveError(f"{name} cannot be built: run make env")

    with pytest.raises(pulumi.RunError, match="send-messages cannot be built: run make env"):
        build_archives(catalogue.FUNCTIONS, fail)


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return yaml.safe_load((recorder.ROOT / "Pulumi.yaml").read_text())


def test_the_project_runs_on_its_own_environment_with_the_engine_that_it_needs(
    project: dict[str, Any],
) -> None:
    assert project["name"] == recorder.PROJECT
    assert project["runtime"] == {"name": "python", "options": {"toolchain": "pip", "virtualenv": ".venv"}}
    assert project["requiredPulumiVersion"] == ">=3.249.0"


def test_the_schema_and_the_settings_are_the_same_keys_types_defaults_and_descriptions(
    project: dict[str, Any],
) -> None:
    expected = {}
    for field in Settings.model_fields.values():
        if field.alias and ":" not in field.alias:
            default = "" if field.default in (None, PydanticUndefined) else field.default
            default = list(default) if isinstance(default, tuple) else default
            kind = {"str": "string", "bool": "boolean", "int": "integer", "list": "array"}[
                type(default).__name__
            ]
            expected[field.alias] = {
                "type": kind,
                "default": default,
                "description": field.description,
                **({"items": {"type": "string"}} if kind == "array" else {}),
            }
    assert project["config"] == expected


def test_dev_and_prod_differ_by_values_alone() -> None:
    dev, prod = recorded("dev"), recorded("prod")
    assert {(each.type, each.name) for each in dev.resources} == {
        (each.type, each.name) for each in prod.resources
    }
    for source in (recorder.ROOT / "components").rglob("*.py"):
        assert "get_stack" not in source.read_text(), source

"""The model on Amazon Bedrock: nothing where it is not configured, and that model alone where it is."""

import json
from typing import Any

import pulumi
import pytest

from handlers.common.storage.clients import CONNECT_SECONDS
from handlers.conversation import last_stage
from handlers.conversation.storage import bedrock
from local.deployment import recorder
from tests.recordings import recorded

FUNCTION = "aws:lambda/function:Function"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
NOVA = "amazon.nova-lite-v1:0"
NOVA_ARN = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
CLAUDE = "anthropic.claude-3-5-haiku-20241022-v1:0"
HERE = {"aws:allowedAccountIds": f'["{recorder.ACCOUNT}"]'}
PROFILE = f"arn:aws:bedrock:us-east-1:{recorder.ACCOUNT}:inference-profile"


def configured(model: str) -> recorder.Recording:
    return recorded("dev", config={"replyModelId": model} | HERE if model else {})


def statements(recording: recorder.Recording, function: str = "handle-replies") -> list[dict[str, Any]]:
    policy = json.loads(recording.the(ROLE_POLICY, f"{function}-policy").inputs["policy"])
    return [each for each in policy["Statement"] if any("bedrock" in action for action in each["Action"])]


def variables(recording: recorder.Recording, function: str = "handle-replies") -> dict[str, str]:
    return recording.the(FUNCTION, function).inputs["environment"]["variables"]


def test_without_the_key_no_function_may_ask_a_model_or_knows_of_one() -> None:
    recording = configured("")
    functions = [each.name for each in recording.resources if each.type == FUNCTION]
    assert "handle-replies" in functions
    assert not any(statements(recording, function) for function in functions)
    assert not any("REPLY_MODEL_ID" in variables(recording, function) for function in functions)


def test_handle_replies_alone_may_ask_that_model_and_no_other() -> None:
    recording = configured(NOVA)
    assert statements(recording) == [
        {
            "Sid": "BedrockModel",
            "Effect": "Allow",
            "Action": ["bedrock:InvokeModel"],
            "Resource": [NOVA_ARN],
        }
    ]
    assert variables(recording)["REPLY_MODEL_ID"] == NOVA
    others = [
        each.name for each in recording.resources if each.type == FUNCTION and each.name != "handle-replies"
    ]
    assert not any(statements(recording, function) for function in others)


def test_asking_leaves_handle_replies_half_of_its_time() -> None:
    timeout = configured(NOVA).the(FUNCTION, "handle-replies").inputs["timeout"]
    longest = CONNECT_SECONDS + bedrock.READ_SECONDS
    assert bedrock.READ_SECONDS <= 3, "a few words of a small model take less than one second"
    # A question may begin just before the share of the last minute is used up.
    assert last_stage.MOST_SECONDS + longest <= timeout / 2


@pytest.mark.parametrize(
    ("profile", "regions"),
    [
        (f"us.{CLAUDE}", ["us-east-1", "us-east-2", "us-west-1", "us-west-2"]),
        (f"global.{CLAUDE}", ["us-east-1", ""]),
    ],
)
def test_behind_an_inference_profile_its_model_may_be_asked_through_it_alone(
    profile: str, regions: list[str]
) -> None:
    through, model = statements(configured(profile))
    assert through["Resource"] == [f"{PROFILE}/{profile}"]
    assert model["Resource"] == [f"arn:aws:bedrock:{region}::foundation-model/{CLAUDE}" for region in regions]
    assert model["Condition"] == {"StringEquals": {"bedrock:InferenceProfileArn": f"{PROFILE}/{profile}"}}
    assert variables(configured(profile))["REPLY_MODEL_ID"] == profile


@pytest.mark.parametrize(("arn", "model"), [(NOVA_ARN, NOVA), (f"{PROFILE}/us.{CLAUDE}", f"us.{CLAUDE}")])
def test_an_arn_stands_for_the_id_in_it(arn: str, model: str) -> None:
    assert variables(configured(arn))["REPLY_MODEL_ID"] == model
    assert statements(configured(arn)) == statements(configured(model))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("claude", 'replyModelId is "claude": it must be the id of a model on Amazon Bedrock'),
        ("*", "it must be the id of a model"),
        ("anthropic.*", "it must be the id of a model"),
        (f"{PROFILE.replace('inference-profile', 'provisioned-model')}/abc", "it must be the id of a model"),
        (NOVA_ARN.replace("us-east-1", "eu-west-1"), "it must be in us-east-1"),
        (f"eu.{NOVA}", "it must be a model or an inference profile of us-east-1: eu. is not known there"),
        (f"jp.{CLAUDE}", "jp. is not known there"),
        (f"ca.{NOVA}", "ca. is not known there"),
        (f"{PROFILE}/eu.{NOVA}", "eu. is not known there"),
        ("us.amazon", "it must name a model behind us., the beginning of an inference profile's id"),
        (f"us.us.{NOVA}", "it must name a model behind us."),
        (f"{PROFILE}/{NOVA}", "it must be the id alone"),
        (NOVA_ARN.replace("/", "/us."), "it must be the id alone"),
    ],
)
def test_what_is_no_model_of_the_stack_is_refused_with_the_key_and_the_cure(value: str, says: str) -> None:
    with pytest.raises(pulumi.RunError) as stopped:
        recorder.record("dev", config={"replyModelId": value} | HERE)
    assert says in str(stopped.value)
    assert "pulumi config set replyModelId amazon.nova-lite-v1:0" in str(stopped.value)


@pytest.mark.parametrize("accounts", [[], ["210987654321"], [recorder.ACCOUNT, "210987654321"]])
def test_an_arn_of_what_may_be_another_account_is_refused_for_its_id(accounts: list[str]) -> None:
    allowed = {"aws:allowedAccountIds": json.dumps(accounts)}
    with pytest.raises(pulumi.RunError) as stopped:
        recorder.record("dev", config={"replyModelId": f"{PROFILE}/us.{CLAUDE}"} | allowed)
    assert "in the one account of aws:allowedAccountIds" in str(stopped.value)
    assert f"pulumi config set replyModelId us.{CLAUDE}" in str(stopped.value)

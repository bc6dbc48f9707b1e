"""The configuration: the values that are accepted, and the report on all others."""

import json
from typing import Any

import pulumi
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pydantic import ValidationError

from components import configuration, settings

PROJECT = "agent"
RIGHT = {"aws:region": "us-east-1", "agent:environment": "dev"}


def parse(**values: str) -> settings.Settings:
    return settings.parse(RIGHT | {f"agent:{key}": value for key, value in values.items()}, PROJECT)


def complaint(config: dict[str, Any]) -> str:
    with pytest.raises(pulumi.RunError) as stopped:
        settings.parse(config, PROJECT)
    return str(stopped.value)


def complaint_about(**values: str) -> str:
    return complaint(RIGHT | {f"agent:{key}": value for key, value in values.items()})


def test_region_and_environment_are_enough() -> None:
    found = parse()
    assert (found.environment, found.region) == ("dev", "us-east-1")
    assert found.name_prefix == "micro-agente-disparo-agendamento"
    assert found.alerts_topic_arn is None
    assert found.artifact_bucket is None
    assert (found.log_retention_days, found.protect, found.send_concurrency) == (7, False, 10)
    assert (found.reply_concurrency, found.webhook_concurrency) == (10, 20)
    assert not found.in_vpc
    assert found.account_id is None
    assert found.secret_paths == {
        partner: f"/repo/terraform/micro-agente-disparo-agendamento/{partner}"
        for partner in ("whatsapp", "email", "calendar", "webhook")
    }


def test_values_come_as_the_text_that_the_engine_hands_over() -> None:
    found = parse(
        logRetentionDays="30",
        protect="true",
        vpcSubnetIds='["subnet-0123456789abcdef0"]',
        vpcSecurityGroupIds='["sg-0123456789abcdef0"]',
    )
    assert (found.log_retention_days, found.protect) == (30, True)
    assert found.vpc_subnet_ids == ("subnet-0123456789abcdef0",)
    assert found.in_vpc


def test_an_optional_key_that_is_set_to_nothing_is_not_set() -> None:
    found = parse(alertsTopicArn="", artifactBucket="", namePrefix="")
    assert found.alerts_topic_arn is None
    assert found.artifact_bucket is None
    assert found.name_prefix == "micro-agente-disparo-agendamento"


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        parse().environment = "prod"  # ty: ignore[invalid-assignment]


def test_one_allowed_account_is_the_account() -> None:
    one = settings.parse(RIGHT | {"aws:allowedAccountIds": '["123456789012"]'}, PROJECT)
    assert one.account_id == "123456789012"
    two = settings.parse(RIGHT | {"aws:allowedAccountIds": '["123456789012", "210987654321"]'}, PROJECT)
    assert two.account_id is None


@pytest.mark.parametrize(
    ("key", "value", "must", "cure"),
    [
        ("environment", "staging", "must be dev or prod", "environment dev"),
        ("environment", "Prod", "must be dev or prod", "environment dev"),
        ("namePrefix", "Maria", "lower-case letters", "namePrefix micro-agente-disparo-agendamento"),
        ("namePrefix", "a" * 33, "2 to 32", "namePrefix micro-agente-disparo-agendamento"),
        ("namePrefix", "a--b", "single hyphens", "namePrefix micro-agente-disparo-agendamento"),
        ("alertsTopicArn", "alerts", "must be the ARN of an SNS topic", "alertsTopicArn arn:aws:sns:"),
        (
            "alertsTopicArn",
            "arn:aws:sqs:us-east-1:123456789012:alerts",
            "must be the ARN of an SNS topic",
            "alertsTopicArn arn:aws:sns:",
        ),
        (
            "alertsTopicArn",
            "arn:aws:sns:sa-east-1:123456789012:alerts",
            "must be in us-east-1",
            "alertsTopicArn arn:aws:sns:us-east-1",
        ),
        ("artifactBucket", "s3://bucket", "must be the name of a bucket", "artifactBucket my-artifacts"),
        ("logRetentionDays", "8", "must be one of 1, 3, 5, 7", "logRetentionDays 7"),
        ("logRetentionDays", "seven", "must be one of 1, 3, 5, 7", "logRetentionDays 7"),
        ("protect", "perhaps", "must be true or false", "protect true"),
        ("sendConcurrency", "1", "must be a whole number from 2 to 1000", "sendConcurrency 10"),
        ("sendConcurrency", "many", "must be a whole number from 2 to 1000", "sendConcurrency 10"),
        (
            "vpcSubnetIds",
            "subnet-1",
            "must be a list of subnet ids",
            "--path --type string 'vpcSubnetIds[0]' subnet-",
        ),
        (
            "vpcSubnetIds",
            '["vpc-12345678"]',
            "must be a list of subnet ids",
            "--path --type string 'vpcSubnetIds[0]' subnet-",
        ),
        (
            "emailSecretPath",
            "arn:aws:secretsmanager:x",
            "not its ARN",
            "--plaintext emailSecretPath /repo/terraform/",
        ),
    ],
)
def test_a_wrong_value_is_reported_with_key_value_and_cure(
    key: str, value: str, must: str, cure: str
) -> None:
    said = complaint_about(**{key: value})
    assert f'{key} is "{value}"' in said
    assert must in said
    assert f"pulumi config set {cure}" in said


def test_a_missing_environment_is_reported_with_its_cure() -> None:
    for config in ({"aws:region": "us-east-1"}, {"aws:region": "us-east-1", "agent:environment": ""}):
        said = complaint(config)
        assert "environment is not set: it must be dev or prod" in said
        assert "pulumi config set environment dev" in said


def test_a_missing_or_mistaken_region_is_reported_with_its_cure() -> None:
    assert "pulumi config set aws:region us-east-1" in complaint({"agent:environment": "dev"})
    said = complaint(RIGHT | {"aws:region": "virginia"})
    assert 'aws:region is "virginia"' in said


def test_a_mistaken_account_is_reported_with_its_cure() -> None:
    said = complaint(RIGHT | {"aws:allowedAccountIds": '["1234"]'})
    assert "aws:allowedAccountIds" in said
    assert "pulumi config set --path --type string 'aws:allowedAccountIds[0]' 123456789012" in said


def test_subnets_without_security_groups_are_reported() -> None:
    said = complaint_about(vpcSubnetIds='["subnet-0123456789abcdef0"]')
    assert "vpcSecurityGroupIds is not set: it must be set too" in said
    assert "pulumi config set --path --type string 'vpcSecurityGroupIds[0]' sg-" in said


def test_security_groups_without_subnets_are_reported() -> None:
    said = complaint_about(vpcSecurityGroupIds='["sg-0123456789abcdef0"]')
    assert "must not be set without vpcSubnetIds" in said
    assert "pulumi config set --path --type string 'vpcSubnetIds[0]' subnet-" in said


def test_a_misspelt_key_is_refused_with_the_nearest_one() -> None:
    said = complaint_about(alertTopicArn="x")
    assert "there is no such key; did you mean alertsTopicArn?" in said
    assert "pulumi config set alertsTopicArn x && pulumi config rm alertTopicArn" in said


def test_a_key_like_no_other_is_refused_too() -> None:
    said = complaint_about(zzz="1")
    assert 'zzz is "1": there is no such key.' in said
    assert "pulumi config rm zzz" in said


def test_keys_of_other_namespaces_are_none_of_ours() -> None:
    assert settings.parse(RIGHT | {"aws:profile": "x", "other:zzz": "1"}, PROJECT) == parse()


def test_everything_that_is_wrong_is_reported_at_once() -> None:
    said = complaint({"agent:enviroment": "dev", "agent:protect": "no way", "agent:namePrefix": "A"})
    for key in ("aws:region", "environment", "enviroment", "protect", "namePrefix"):
        assert f"  {key} is " in said


def reaction(config: dict[str, Any]) -> str:
    """Return the report on a configuration, empty if it is right; any error but a report fails the test."""
    try:
        settings.parse(config, PROJECT)
    except pulumi.RunError as error:
        return str(error)
    return ""


@examples(deadline=None, max_examples=50)
@given(st.text(max_size=40))
def test_no_text_makes_it_fail_with_anything_but_a_complaint(value: str) -> None:
    for key in configuration.keys(settings.Settings):
        said = reaction(RIGHT | {key if ":" in key else f"agent:{key}": value})
        assert not said or key in said


@examples(deadline=None, max_examples=50)
@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3))
)
def test_no_list_makes_it_fail_with_anything_but_a_complaint(value: Any) -> None:
    for key in ("vpcSubnetIds", "vpcSecurityGroupIds"):
        said = reaction(RIGHT | {f"agent:{key}": json.dumps(value)})
        assert not said or key in said


@pytest.mark.parametrize(
    ("value", "near"), [("us-est-1", "us-east-1"), ("sa-east1", "sa-east-1"), ("eu-west-9", "eu-west-")]
)
def test_a_region_that_is_none_is_refused_with_the_nearest_one(value: str, near: str) -> None:
    said = complaint(RIGHT | {"aws:region": value})
    assert f'aws:region is "{value}": it must be a region of AWS; the nearest is {near}' in said
    assert f"pulumi config set aws:region {near}" in said


def test_an_account_that_the_engine_hands_over_as_a_number_is_an_account() -> None:
    assert settings.parse(RIGHT | {"aws:allowedAccountIds": "[123456789012]"}, PROJECT).account_id == (
        "123456789012"
    )


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("allowedAccountId", "allowedAccountIds"),
        ("allowedAcountIDs", "allowedAccountIds"),
        ("Profile", "profile"),
    ],
)
def test_a_misspelt_key_of_the_provider_is_refused_with_the_nearest_one(key: str, near: str) -> None:
    said = complaint(RIGHT | {f"aws:{key}": "123456789012"})
    assert f'aws:{key} is "123456789012": there is no such key; did you mean aws:{near}?' in said
    assert f"pulumi config set aws:{near} 123456789012 && pulumi config rm aws:{key}" in said


@pytest.mark.parametrize(
    ("key", "secret"),
    [("aws:secretkey", ()), ("agent:protekt", ["agent:protekt"])],
    ids=["kind", "encrypted"],
)
def test_a_value_that_is_a_secret_is_never_printed(key: str, secret: list[str]) -> None:
    with pytest.raises(pulumi.RunError) as stopped:
        settings.parse(RIGHT | {key: "hunter2"}, PROJECT, secret)
    assert "is a secret: there is no such key; did you mean" in str(stopped.value)
    assert "pulumi config set --secret" in str(stopped.value)
    assert "hunter2" not in str(stopped.value)
    with pytest.raises(pulumi.RunError) as stopped:
        settings.parse(RIGHT | {"agent:protect": "hunter2"}, PROJECT, ["agent:protect"])
    assert "protect is a secret: it must be true or false" in str(stopped.value)
    assert "hunter2" not in str(stopped.value)

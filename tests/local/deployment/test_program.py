"""The real program on the embedded cloud; the functions' code is no part of it."""

import json
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from components import archives, catalogue
from local.cloud import Cloud
from local.deployment.deploy import deploy
from local.deployment.resources import CREATORS
from local.deployment.results import Deployment

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")


@pytest.fixture(scope="module")
def deployment(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    path = tmp_path_factory.mktemp("archive") / "any.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("handlers/__init__.py", "")

    def archive(function_name: str, platform: archives.Platform = "lambda") -> Path:
        return path

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(archives, "archive", archive)
        return deploy(cloud)


@pytest.fixture
def physical(deployment: Deployment) -> Callable[[str], str]:
    return lambda thing: f"{deployment.project}-{deployment.stack}-{thing}"


def test_there_is_a_creator_for_every_type_that_the_program_uses_and_for_no_other(
    deployment: Deployment,
) -> None:
    # The stack dev sends through no identity: test_mail.py deploys what one brings. Nor does it make operators' policy.
    of_mail = {token for token in CREATORS if token.startswith(("aws:ses/", "aws:sesv2/", "aws:iam/policy:"))}
    used = {resource.type for resource in deployment.resources if resource.custom}
    assert used | of_mail == CREATORS.keys()
    assert not used & of_mail


def test_what_is_not_emulated_is_known(deployment: Deployment) -> None:
    names = {name for resource in deployment.resources for name in resource.not_emulated}

    assert names == {"forceDestroy", "sourceCodeHash"}


def test_every_function_has_its_own_role(
    cloud: Cloud, deployment: Deployment, physical: Callable[[str], str]
) -> None:
    roles = {
        cloud.client("lambda").get_function_configuration(FunctionName=physical(spec.name))["Role"]
        for spec in catalogue.FUNCTIONS
    }

    assert len(roles) == len(catalogue.FUNCTIONS)


def test_the_names_that_the_functions_are_told_are_those_of_the_real_things(
    cloud: Cloud, deployment: Deployment, physical: Callable[[str], str]
) -> None:
    """The program writes names and ARNs as plain text; here the cloud says what they are."""
    variables = cloud.client("lambda").get_function_configuration(FunctionName=physical("send-messages"))[
        "Environment"
    ]["Variables"]

    url = variables["SEND_QUEUE_URL"]
    assert (
        cloud.client("sqs")
        .get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        .endswith(physical("send-queue"))
    )
    pages = cloud.client("dynamodb").get_paginator("list_tables").paginate()
    tables = {name for page in pages for name in page["TableNames"]}
    assert {value for name, value in variables.items() if name.startswith("TABLE_")} <= tables


def test_who_listens_to_the_alerts_hears_that_a_person_is_needed_and_not_what_was_written(
    cloud: Cloud, deployment: Deployment, physical: Callable[[str], str]
) -> None:
    sqs, sns = cloud.client("sqs"), cloud.client("sns")
    inbox = sqs.create_queue(QueueName=uuid.uuid4().hex)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=inbox, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    admission = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [admission]})
    sqs.set_queue_attributes(QueueUrl=inbox, Attributes={"Policy": policy})
    sns.subscribe(TopicArn=deployment.outputs["alertsTopicArn"], Protocol="sqs", Endpoint=arn)
    detail = {
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": "c1",
        "correlationId": "r1",
        "reason": "question",
        "text": "meu nome é Ana",
    }
    entry = {"Source": deployment.outputs["eventSource"], "DetailType": "Human Attention Needed"}
    cloud.client("events").put_events(Entries=[{**entry, "Detail": json.dumps(detail)}])
    (message,) = sqs.receive_message(QueueUrl=inbox, WaitTimeSeconds=5)["Messages"]
    assert json.loads(message["Body"])["Message"].strip('"') == (
        "A person has to look at contact c1 of tenant acme, campaign spring: question. Its correlation id is r1."
    )

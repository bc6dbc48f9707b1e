"""The real program on the embedded cloud, deployed by the pipeline's role; the functions' code is no part of it."""

import json
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from components import archives, catalogue
from local.cloud import Cloud
from local.deployment.deploy import deploy
from local.deployment.resources import CREATORS
from local.deployment.results import Deployment
from tests.local.deployment.deployer import Deployer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")


OF_THE_EMULATOR = {
    "cloudwatch:PutDashboard": "it asks for every dashboard, where AWS asks for the one",
    "events:PutRule": "it names the default bus in the ARN, which AWS leaves out",
    "events:PutTargets": "it asks for the bus, where AWS asks for the rule",
    "lambda:CreateEventSourceMapping": "it knows no lambda:FunctionArn",
    "lambda:CreateFunction": "it asks for every function, where AWS asks for the one",
    "scheduler:CreateSchedule": "it does not read the schedule's group, and takes the default one",
}
"""What the emulator denies and AWS, by its service authorization reference, does not: actions to the reason."""
OF_THIS_MACHINE = {
    *("s3:CreateBucket", "s3:PutObject", "s3:DeleteObject", "s3:DeleteBucket"),
    "lambda:GetFunctionConfiguration",
}
"""What the embedded deployment does where the provider does not: it uploads archives and waits for functions."""


@pytest.fixture(scope="module")
def deployer(cloud: Cloud) -> Deployer:
    return Deployer(cloud, "deploy")


@pytest.fixture(scope="module")
def deployment(deployer: Any, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    path = tmp_path_factory.mktemp("archive") / "any.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("handlers/__init__.py", "")

    def archive(function_name: str, platform: archives.Platform = "lambda") -> Path:
        return path

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(archives, "archive", archive)
        return deploy(deployer)


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


def test_the_pipelines_role_may_make_all_that_the_program_makes(
    deployer: Deployer, deployment: Deployment
) -> None:
    assert deployer.denied - OF_THIS_MACHINE == OF_THE_EMULATOR.keys()


def refused(call: Callable[[], Any]) -> bool:
    try:
        call()
    except ClientError as error:
        if "not authorized" not in str(error):
            raise
        return True
    return False


def test_the_pipelines_role_reads_no_contact_and_reaches_no_other_stack(
    deployer: Deployer, deployment: Deployment, physical: Callable[[str], str]
) -> None:
    contacts, other = physical("contacts"), uuid.uuid4().hex
    anybody = json.dumps({"Version": "2012-10-17", "Statement": []})
    table, iam, queue = deployer.own("dynamodb"), deployer.own("iam"), deployer.own("sqs")

    assert not refused(lambda: table.describe_table(TableName=contacts))
    assert refused(lambda: table.scan(TableName=contacts))
    assert refused(lambda: queue.receive_message(QueueUrl=deployment.outputs["sendQueueUrl"]))
    assert refused(lambda: queue.create_queue(QueueName=other))
    assert refused(lambda: iam.create_role(RoleName=other, AssumeRolePolicyDocument=anybody))
    assert refused(lambda: iam.put_role_policy(RoleName=other, PolicyName="more", PolicyDocument=anybody))


def test_the_role_that_previews_sees_the_stack_and_changes_nothing(
    cloud: Cloud, deployment: Deployment, physical: Callable[[str], str]
) -> None:
    previewer = Deployer(cloud, "preview")
    table, functions = previewer.own("dynamodb"), previewer.own("lambda")
    contacts, send = physical("contacts"), physical("send-messages")

    assert not refused(lambda: table.describe_table(TableName=contacts))
    assert not refused(lambda: functions.get_function(FunctionName=send))
    assert refused(lambda: table.scan(TableName=contacts))
    assert refused(lambda: table.delete_table(TableName=contacts))
    assert refused(lambda: functions.update_function_configuration(FunctionName=send, Timeout=1))


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

"""The real program on the embedded cloud; the functions' code is no part of it."""

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
    assert {resource.type for resource in deployment.resources if resource.custom} == CREATORS.keys()


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
    tables = cloud.client("dynamodb").list_tables()["TableNames"]
    assert {value for name, value in variables.items() if name.startswith("TABLE_")} <= set(tables)

"""E-mail through Amazon SES on the embedded cloud, which keeps all of it and publishes and receives nothing."""

import uuid
import zipfile
from pathlib import Path

import pytest

from local.cloud import Cloud
from local.deployment.deploy import deploy
from local.deployment.resources import CREATORS
from local.deployment.results import Deployment

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")

PREFIX = f"m{uuid.uuid4().hex[:8]}"
PROGRAM = f"""
import pulumi
from components.catalogue import inbound
from components.mail import Mail, MailArgs
from components.mail_specs import MailSpec
from components.names import Names
from pulumi_aws import iam, lambda_, sqs

names = Names("{PREFIX}", "dev", "us-east-1", "000000000000")
queues = [sqs.Queue(name, name=names.physical(name)) for name in ("inbound-queue", "failed-events")]
trust = '{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": "sts:AssumeRole", ' \\
    '"Principal": {{"Service": "lambda.amazonaws.com"}}}}]}}'
role = iam.Role("role", name=names.physical("receive-mail"), assume_role_policy=trust)
function = lambda_.Function(
    "receive-mail",
    name=names.physical("receive-mail"),
    role=names.role_arn("receive-mail"),
    handler="work.handler",
    runtime="python3.13",
    code=pulumi.FileArchive("work.zip"),
    opts=pulumi.ResourceOptions(depends_on=[role]),
)
mail = Mail(
    "mail",
    MailArgs(
        names=names,
        tags={{"Project": "Tests"}},
        spec=MailSpec("{PREFIX}.example", "respostas.{PREFIX}.example"),
        makes_identity=True,
        rule="mail-reports",
        queue="inbound-queue",
        failure_queue="failed-events",
        protect=False,
        inbound=inbound("respostas.{PREFIX}.example", None),
        after=(*queues, function),
    ),
)
pulumi.export("ruleSet", mail.rule_set)
"""


@pytest.fixture(scope="module")
def deployment(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    root = tmp_path_factory.mktemp("mail")
    (root / "Pulumi.yaml").write_text("name: mail\nruntime: python\n")
    (root / "Pulumi.dev.yaml").write_text("config: {}\n")
    (root / "__main__.py").write_text(PROGRAM)
    work = Path(__file__).with_name("program") / "work.py"
    archive = root / "work.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.write(work, "work.py")
    return deploy(cloud, root=root, archive=lambda _: archive)


def test_every_type_of_mail_has_a_creator_that_says_what_it_leaves_out(deployment: Deployment) -> None:
    of_mail = {token for token in CREATORS if token.startswith(("aws:ses/", "aws:sesv2/"))}
    assert of_mail <= {resource.type for resource in deployment.resources}
    told = {name: why for each in deployment.resources for name, why in each.not_emulated.items()}
    assert told["eventDestination"].startswith("the embedded cloud publishes no events")


def test_the_configuration_set_is_there_with_all_its_options(cloud: Cloud, deployment: Deployment) -> None:
    ses = cloud.client("sesv2")
    name = f"{PREFIX}-dev-mail"
    found = ses.get_configuration_set(ConfigurationSetName=name)
    assert found["DeliveryOptions"]["TlsPolicy"] == "REQUIRE"
    assert found["SuppressionOptions"]["SuppressedReasons"] == ["BOUNCE", "COMPLAINT"]
    (destination,) = ses.get_configuration_set_event_destinations(ConfigurationSetName=name)[
        "EventDestinations"
    ]
    assert destination["EventBridgeDestination"]["EventBusArn"].endswith(":event-bus/default")
    assert ses.get_email_identity(EmailIdentity=f"{PREFIX}.example")["VerifiedForSendingStatus"]


def test_the_receipt_rule_is_in_a_set_that_nobody_has_made_active(
    cloud: Cloud, deployment: Deployment
) -> None:
    ses = cloud.client("ses")
    assert deployment.outputs["ruleSet"] == f"{PREFIX}-dev-inbound"
    (rule,) = ses.describe_receipt_rule_set(RuleSetName=f"{PREFIX}-dev-inbound")["Rules"]
    assert rule["Recipients"] == [f"respostas.{PREFIX}.example"]
    assert rule["Actions"][0]["S3Action"]["ObjectKeyPrefix"] == "mail/"
    assert "Metadata" not in ses.describe_active_receipt_rule_set()

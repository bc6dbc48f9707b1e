import json
import os
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local.cloud import Cloud
from local.deployment.deploy import deploy
from local.deployment.resources import CREATORS
from local.deployment.resources.base import Created, Properties
from local.deployment.results import DeployedResource, Deployment
from local.errors import LocalError

# The SDK warns of deprecated classes of its own while it is imported, whichever class is used.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")

PROGRAM = Path(__file__).with_name("program")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Stands for the host's build of any function of the small program."""
    path = tmp_path_factory.mktemp("archive") / "work.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.write(PROGRAM / "work.py", "work.py")
    return lambda _: path


@pytest.fixture(scope="module")
def seen() -> list[DeployedResource]:
    return []


@pytest.fixture(scope="module")
def deployment(cloud: Cloud, archive: Callable[[str], Path], seen: list[DeployedResource]) -> Deployment:
    """The small program, deployed once for all tests that only look at it."""
    return deploy(cloud, on_resource=seen.append, root=PROGRAM, archive=archive)


@pytest.fixture
def run(cloud: Cloud, tmp_path: Path) -> Callable[..., Deployment]:
    """Deploys a program given as its text."""

    def deploy_text(text: str, **options: Any) -> Deployment:
        (tmp_path / "Pulumi.yaml").write_text("name: text\nruntime: python\n")
        (tmp_path / "Pulumi.dev.yaml").write_text("config:\n  text:city: Recife\n")
        (tmp_path / "__main__.py").write_text(f"import pulumi\nimport pulumi_aws as aws\n{text}")
        return deploy(cloud, root=tmp_path, **options)

    return deploy_text


def invoke(cloud: Cloud, payload: Any) -> tuple[bool, Any]:
    """Whether the small program's function failed, and its answer."""
    response = cloud.client("lambda").invoke(FunctionName="small-work", Payload=json.dumps(payload))
    return "FunctionError" in response, json.loads(response["Payload"].read())


def rows(cloud: Cloud) -> set[str]:
    return {item["pk"]["S"] for item in cloud.client("dynamodb").scan(TableName="small-table")["Items"]}


def soon(condition: Callable[[], bool], seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_every_property_is_applied_to_the_real_thing(cloud: Cloud, deployment: Deployment) -> None:
    queue = deployment.one("aws:sqs/queue:Queue", "queue")
    attributes = cloud.client("sqs").get_queue_attributes(QueueUrl=queue.id, AttributeNames=["All"])[
        "Attributes"
    ]
    assert attributes["VisibilityTimeout"] == "30"
    assert json.loads(attributes["RedrivePolicy"])["maxReceiveCount"] == 3
    assert cloud.client("sqs").list_queue_tags(QueueUrl=queue.id)["Tags"] == {"Own": "yes"}

    dynamodb = cloud.client("dynamodb")
    table = dynamodb.describe_table(TableName="small-table")["Table"]
    assert [index["IndexName"] for index in table["GlobalSecondaryIndexes"]] == ["by-owner"]
    ttl = dynamodb.describe_time_to_live(TableName="small-table")["TimeToLiveDescription"]
    assert (ttl["TimeToLiveStatus"], ttl["AttributeName"]) == ("ENABLED", "ttl")
    backups = dynamodb.describe_continuous_backups(TableName="small-table")["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"

    function = cloud.client("lambda").get_function_configuration(FunctionName="small-work")
    assert (function["MemorySize"], function["Timeout"]) == (256, 10)
    assert function["TracingConfig"] == {"Mode": "Active"}
    assert function["Architectures"] == ["arm64"]
    alarm = cloud.client("cloudwatch").describe_alarms(AlarmNames=["small-alarm"])["MetricAlarms"][0]
    assert (alarm["Threshold"], alarm["TreatMissingData"]) == (0, "notBreaching")


def test_outputs_are_those_of_the_real_thing(cloud: Cloud, deployment: Deployment) -> None:
    queue = deployment.one("aws:sqs/queue:Queue", "queue")

    assert deployment.outputs == {
        "account": cloud.account_id,
        "functionArn": f"arn:aws:lambda:us-east-1:{cloud.account_id}:function:small-work",
        "queueUrl": cloud.client("sqs").get_queue_url(QueueName="small-queue")["QueueUrl"],
    }
    assert queue.outputs["arn"] == f"arn:aws:sqs:us-east-1:{cloud.account_id}:small-queue"
    assert queue.outputs["visibilityTimeoutSeconds"] == 30
    assert queue.outputs["tagsAll"] == {"Own": "yes"}


def test_resources_are_recorded_as_the_engine_would_hold_them(deployment: Deployment) -> None:
    queue = deployment.one("aws:sqs/queue:Queue", "queue")
    part = deployment.one("small:program:Part", "part")

    assert queue.urn == "urn:pulumi:dev::small::small:program:Part$aws:sqs/queue:Queue::queue"
    assert queue.parent == part.urn == "urn:pulumi:dev::small::small:program:Part::part"
    assert queue.protect
    assert not part.custom
    assert part.outputs == {"queueUrl": queue.id}
    dead = deployment.one("aws:sqs/queue:Queue", "dead")
    assert queue.property_dependencies["redrivePolicy"] == (dead.urn,)


def test_each_resource_is_reported_once_and_after_what_it_depends_on(
    deployment: Deployment, seen: list[DeployedResource]
) -> None:
    position = {resource.urn: at for at, resource in enumerate(seen)}

    assert len(position) == len(seen) == len(deployment.resources)
    for resource in seen:
        assert all(position[before] < position[resource.urn] for before in resource.dependencies)


def test_a_function_may_do_what_its_role_holds_and_nothing_else(cloud: Cloud, deployment: Deployment) -> None:
    failed, _ = invoke(cloud, {"detail": "allowed"})
    assert not failed
    assert '"allowed"' in rows(cloud)

    failed, answer = invoke(cloud, {"try": "DeleteItem"})
    assert failed
    assert "AccessDenied" in answer["errorMessage"]
    assert "assumed-role/small-role/small-work is not authorized" in answer["errorMessage"]


def test_a_batch_needs_the_permission_for_what_is_in_it(cloud: Cloud, deployment: Deployment) -> None:
    insert = "INSERT INTO \"small-table\" VALUE {'pk': 'by statement'}"
    failed, answer = invoke(cloud, {"statements": [insert]})
    assert not failed, answer

    update = "UPDATE \"small-table\" SET x = '1' WHERE pk = 'by statement'"
    failed, answer = invoke(cloud, {"statements": [insert, update]})
    assert failed
    assert "not authorized to perform: dynamodb:PartiQLUpdate" in answer["errorMessage"]


def test_a_function_is_started_by_its_queue_and_its_rule(cloud: Cloud, deployment: Deployment) -> None:
    cloud.client("sqs").send_message(QueueUrl=deployment.outputs["queueUrl"], MessageBody="queued")
    entry = {"Source": "small", "DetailType": "Work Requested", "Detail": '{"raised": true}'}
    cloud.client("events").put_events(Entries=[entry])

    assert soon(lambda: {'["queued"]', '{"raised": true}'} <= rows(cloud))


def test_nothing_of_the_machine_reaches_a_function(cloud: Cloud, deployment: Deployment) -> None:
    _, variables = invoke(cloud, {"show": "environment"})

    assert variables["AWS_ENDPOINT_URL"] == cloud.endpoint
    assert variables["AWS_ACCESS_KEY_ID"] != cloud.environment()["AWS_ACCESS_KEY_ID"]
    assert cloud.environment()["AWS_SECRET_ACCESS_KEY"] not in variables.values()
    assert variables["HOME"] != os.environ["HOME"]
    assert (
        not {"AWS_PROFILE", "AWS_CONFIG_FILE", "HTTP_PROXY", "PYTHONPATH", "PYTEST_CURRENT_TEST"}
        & variables.keys()
    )


def test_independent_resources_are_created_at_the_same_time(
    run: Callable[..., Deployment], monkeypatch: pytest.MonkeyPatch
) -> None:
    together = threading.Barrier(3, timeout=10)

    def create(cloud: Cloud, properties: Properties) -> Created:
        together.wait()
        return Created(properties.require("name"))

    monkeypatch.setitem(CREATORS, "test:index:Thing", create)

    deployment = run(
        'for name in "abc":\n    pulumi.CustomResource("test:index:Thing", name, {"name": name})\n'
    )

    assert sorted(resource.id for resource in deployment.resources) == ["a", "b", "c"]


def test_an_unknown_type_is_named(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match=r"^eggs: the embedded cloud has no aws:sqs/spam:Spam: "):
        run('pulumi.CustomResource("aws:sqs/spam:Spam", "eggs", {})')


def test_a_custom_resource_of_the_projects_own_is_no_component(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match="has no text:index:Thing"):
        run('pulumi.CustomResource("text:index:Thing", "thing", {})')


def test_a_component_may_come_from_another_project(run: Callable[..., Deployment]) -> None:
    deployment = run('pulumi.ComponentResource("other:index:Part", "part")\n')

    assert [(each.type, each.custom) for each in deployment.resources] == [("other:index:Part", False)]


def test_a_component_that_runs_elsewhere_is_named(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match="has no other:index:Part"):
        run('pulumi.ComponentResource("other:index:Part", "part", remote=True)\n')


def test_an_unknown_property_is_named(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match=r"^q \(aws:sqs/queue:Queue\): .* does not apply fifoQueue: "):
        run('aws.sqs.Queue("q", name="unknown-property.fifo", fifo_queue=True)')


def test_an_unknown_property_inside_a_block_is_named(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match=r"does not apply target.ecsParameters: "):
        run(
            "target = {'arn': 'arn:aws:lambda:us-east-1:000000000000:function:f', 'role_arn': "
            "'arn:aws:iam::000000000000:role/r', 'ecs_parameters': {'task_definition_arn': 'x'}}\n"
            "aws.scheduler.Schedule('s', name='unknown-nested', schedule_expression='rate(1 hour)', "
            "flexible_time_window={'mode': 'OFF'}, target=target)"
        )


def test_an_unknown_invoke_is_named(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match="cannot answer aws:index/getRegions:getRegions"):
        run("aws.get_regions()")


def test_reading_an_existing_resource_is_refused(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match=r"^old \(aws:sqs/queue:Queue\) is read from what exists"):
        run('aws.sqs.Queue.get("old", "http://queue")')


def test_two_resources_of_one_name_are_refused(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match="two resources are called twice"):
        run('aws.sqs.Queue("twice", name="twice-1")\naws.sqs.Queue("twice", name="twice-2")')


def test_what_aws_refuses_is_one_line_and_stops_what_comes_after(
    cloud: Cloud, run: Callable[..., Deployment]
) -> None:
    seen: list[DeployedResource] = []

    with pytest.raises(LocalError, match=r"^bad \(aws:sqs/queue:Queue\) was refused: Invalid\w+: ") as caught:
        run(
            'bad = aws.sqs.Queue("bad", name="refused", visibility_timeout_seconds=99999)\n'
            'aws.sqs.Queue("after", name=bad.arn.apply(lambda arn: "after-the-refused"))\n'
            'pulumi.export("arn", bad.arn)\n',
            on_resource=seen.append,
        )

    assert "\n" not in str(caught.value)
    assert seen == []


def test_a_run_error_of_the_program_is_its_own_message(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match=r"^set the city$"):
        run("raise pulumi.RunError('set the city')")


def test_any_other_error_of_the_program_is_named_with_its_kind(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match=r"^the Pulumi program failed: ZeroDivisionError: division by zero$"):
        run("1 / 0")


def test_an_output_in_a_text_is_an_error(run: Callable[..., Deployment]) -> None:
    with pytest.raises(LocalError, match="the Pulumi program failed"):
        run('pulumi.export("wrong", f"{pulumi.Output.from_input(1)}")')


def test_the_program_finds_its_configuration_where_the_engine_puts_it(run: Callable[..., Deployment]) -> None:
    deployment = run(
        "import os\n"
        'pulumi.export("city", pulumi.Config().require("city"))\n'
        'pulumi.export("all", os.environ["PULUMI_CONFIG"])\n'
        'pulumi.export("folder", os.getcwd())\n'
    )

    assert deployment.outputs["city"] == "Recife"
    assert json.loads(deployment.outputs["all"]) == {"text:city": "Recife"}
    assert Path(deployment.outputs["folder"], "Pulumi.yaml").exists()
    assert "PULUMI_CONFIG" not in os.environ


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("aws:region: sa-east-1", "aws:region is sa-east-1, the embedded cloud is us-east-1"),
        ('aws:allowedAccountIds: ["123456789012"]', "aws:allowedAccountIds leaves out 000000000000"),
        ("aws:profile: work", "does not apply aws:profile"),
    ],
)
def test_a_provider_meant_for_another_place_is_refused(
    cloud: Cloud, tmp_path: Path, line: str, message: str
) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: text\nruntime: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text(f"config:\n  {line}\n")

    with pytest.raises(LocalError, match=message):
        deploy(cloud, root=tmp_path)


def test_a_resource_that_is_not_admitted_is_never_made(cloud: Cloud, run: Callable[..., Deployment]) -> None:
    def refuse(resource: DeployedResource) -> None:
        raise LocalError(f"no {resource.name}")

    with pytest.raises(LocalError, match="no refused"):
        run('aws.sqs.Queue("refused", name="never-made")', admit=refuse)
    assert not cloud.client("sqs").list_queues(QueueNamePrefix="never-made").get("QueueUrls")


def test_an_interruption_waits_for_no_task_that_does_not_end(run: Callable[..., Deployment]) -> None:
    stubborn = """
import asyncio

async def stubborn():
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            pass

async def interrupted():
    raise KeyboardInterrupt

waiting = [asyncio.ensure_future(stubborn()), asyncio.ensure_future(interrupted())]
pulumi.export("never", pulumi.Output.from_input(waiting[0]))
"""
    with pytest.raises(KeyboardInterrupt):
        run(stubborn)


def test_an_interruption_is_heard_where_the_program_swallows_it(run: Callable[..., Deployment]) -> None:
    deaf = """
import os, signal

try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    pass
aws.sqs.Queue("never")
"""
    made: list[DeployedResource] = []
    with pytest.raises(KeyboardInterrupt):
        run(deaf, on_resource=made.append)
    assert made == []

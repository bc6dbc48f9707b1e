"""The second stack: recorded, judged by the policies, and deployed on the embedded cloud with an order sent through."""

import json
import runpy
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pulumi
import pytest

from components import archives
from local.cloud import Cloud
from local.deployment import recorder
from local.deployment.deploy import deploy
from local.deployment.results import Deployment
from local.deployment.stack_configuration import configuration
from policies.guardrails import PACK
from tests.policies.recording import judged

EXAMPLE = Path(__file__).parents[2] / "examples" / "orders"
PROGRAM = str(EXAMPLE / "__main__.py")
POLICIES = PACK.read_config(EXAMPLE / "policies.json")
CODE = archives.Sources(EXAMPLE, "functions")
QUEUE = "aws:sqs/queue:Queue"


@cache
def recorded(
    *, preview: bool = False, environment: str = "dev", protect: str = "false"
) -> recorder.Recording:
    """Record the program with the configuration of dev, except for two of its values."""
    return recorder.record_program(
        partial(runpy.run_path, PROGRAM, run_name="__main__"),
        "dev",
        configuration(EXAMPLE, "dev") | {"orders:environment": environment, "orders:protect": protect},
        preview=preview,
        project="orders",
    )


def test_the_stack_has_its_own_things_and_none_of_the_other_stack() -> None:
    custom = [each for each in recorded().resources if each.custom]
    found = {
        kind: sorted(each.inputs["name"] for each in custom if each.type == kind)
        for kind in (QUEUE, "aws:dynamodb/table:Table", "aws:lambda/function:Function")
    }
    assert found == {
        QUEUE: ["orders-dev-failures", "orders-dev-incoming", "orders-dev-rejected"],
        "aws:dynamodb/table:Table": ["orders-dev-orders"],
        "aws:lambda/function:Function": ["orders-dev-add-up-orders", "orders-dev-store-orders"],
    }
    everything = json.dumps([dict(each.inputs) for each in custom], default=repr)
    for theirs in ("micro-agente", "Alquimista", "send-queue", "failed-events", "handlers."):
        assert theirs not in everything


def test_the_function_of_the_queue_may_put_orders_and_nothing_else() -> None:
    recording = recorded()
    function = recording.the("aws:lambda/function:Function", "store-orders").inputs
    assert function["handler"] == "functions.store_orders.handler"
    assert recording.the(QUEUE, "incoming").inputs["visibilityTimeoutSeconds"] == 60
    assert actions("store-orders", "dynamodb") == {"table/orders-dev-orders": ["dynamodb:PutItem"]}
    assert actions("store-orders", "sqs") == {
        "orders-dev-incoming": [
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ChangeMessageVisibility",
        ]
    }


def test_the_function_that_adds_up_may_read_the_days_and_put_their_sums() -> None:
    assert actions("add-up-orders", "dynamodb") == {
        "table/orders-dev-orders": ["dynamodb:PutItem"],
        "table/orders-dev-orders/index/by-day": ["dynamodb:Query"],
    }


def actions(function: str, service: str) -> dict[str, list[str]]:
    """What a function may do in a service, by resource."""
    policy = recorded().the("aws:iam/rolePolicy:RolePolicy", f"{function}-policy").inputs["policy"]
    prefix = f"arn:aws:{service}:us-east-1:{recorder.ACCOUNT}:"
    return {
        statement["Resource"][0].removeprefix(prefix): statement["Action"]
        for statement in json.loads(policy)["Statement"]
        if statement["Action"][0].startswith(f"{service}:")
    }


@pytest.mark.parametrize("preview", [True, False], ids=["at preview", "deployed"])
@pytest.mark.parametrize(("environment", "protect"), [("dev", "false"), ("prod", "true")])
def test_the_stack_breaks_no_rule_and_leaves_none_unjudged(
    environment: str, protect: str, preview: bool
) -> None:
    resources = judged(recorded(preview=preview, environment=environment, protect=protect))
    violations = [each for each in PACK.judge(resources, POLICIES) if each.stops]
    assert [str(violation) for violation in violations] == []


def test_a_wrong_value_of_its_configuration_is_reported_with_the_cure() -> None:
    with pytest.raises(pulumi.RunError, match='environment is "staging": it must be dev or prod') as stopped:
        recorded(environment="staging")
    assert "pulumi config set environment dev" in str(stopped.value)


@pytest.fixture(scope="module")
def deployment(cloud: Cloud) -> Deployment:
    def host_archive(path: str) -> Path:
        return archives.archive(Path(path).stem, "host", CODE)

    return deploy(cloud, root=EXAMPLE, archive=host_archive)


def wait_for(condition: Callable[[], Any], seconds: float = 30.0) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert found
    return found


def row(cloud: Cloud, deployment: Deployment, number: str) -> dict[str, Any] | None:
    key = {"number": {"S": number}}
    table = deployment.outputs["ordersTable"]
    return cloud.client("dynamodb").get_item(TableName=table, Key=key).get("Item")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")
def test_an_order_goes_from_the_queue_into_the_table_and_into_the_sum_of_its_day(
    cloud: Cloud, deployment: Deployment
) -> None:
    for number, cents in (("A-1", 1990), ("A-2", 10)):
        order = {"number": number, "day": "2026-11-25", "cents": cents}
        cloud.client("sqs").send_message(
            QueueUrl=deployment.outputs["incomingQueueUrl"], MessageBody=json.dumps(order)
        )
    stored = wait_for(lambda: row(cloud, deployment, "A-1"))
    wait_for(lambda: row(cloud, deployment, "A-2"))
    assert (stored["day"], stored["cents"]) == ({"S": "2026-11-25"}, {"N": "1990"})

    answer = cloud.client("lambda").invoke(
        FunctionName=deployment.outputs["addUpFunction"], Payload=json.dumps({"day": "2026-11-25"})
    )
    assert json.loads(answer["Payload"].read()) == {"day": "2026-11-25", "orders": 2, "cents": 2000}
    kept = row(cloud, deployment, "sum#2026-11-25")
    assert kept is not None
    assert (kept["orders"], kept["cents"]) == ({"N": "2"}, {"N": "2000"})


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")
def test_a_message_that_is_no_order_is_sent_back_alone(cloud: Cloud, deployment: Deployment) -> None:
    good = json.dumps({"number": "B-1", "day": "2026-11-24", "cents": 1})
    records = [{"messageId": "good", "body": good}, {"messageId": "bad", "body": "[]"}]
    answer = cloud.client("lambda").invoke(
        FunctionName="orders-dev-store-orders", Payload=json.dumps({"Records": records})
    )
    assert json.loads(answer["Payload"].read()) == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    assert row(cloud, deployment, "B-1") is not None

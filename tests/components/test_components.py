"""The component classes on a recording engine, each alone."""

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi
import pytest

from components import catalogue, grants
from components.alarms import Alarms, AlarmsArgs
from components.functions import Function, Functions, FunctionsArgs
from components.intake import Intake, IntakeArgs
from components.names import PROJECT
from components.queueing import Queueing, QueueingArgs, visibility_timeout
from components.scheduling import Scheduling, SchedulingArgs
from components.tables import Tables, TablesArgs, key_attributes
from local import recorder

Shared = dict[str, Any]
CLASSES = (Queueing, Tables, Functions, Function, Scheduling, Alarms, Intake)


@pytest.mark.parametrize("component", CLASSES)
def test_a_type_token_is_project_module_and_class(component: type) -> None:
    module = component.__module__.rpartition(".")[2]
    assert vars(component)["TYPE"] == f"{PROJECT}:{module}:{component.__name__}"


def test_no_component_class_is_left_out_of_this_test() -> None:
    found = set()
    for source in (recorder.ROOT / "components").glob("*.py"):
        module = importlib.import_module(f"components.{source.stem}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, pulumi.ComponentResource):
                found.add(value)
    assert found == set(CLASSES)


def test_the_visibility_timeout_is_six_runs_and_the_window() -> None:
    assert visibility_timeout(300, 5) == 1805


def test_the_queues_stand_alone(shared: Shared) -> None:
    recording = recorder.record_program(lambda: Queueing("q", QueueingArgs(**shared, event_rules=("r",))))
    names = {each.inputs["name"] for each in recording.of_type("aws:sqs/queue:Queue")}
    assert names == {"agent-dev-send-queue", "agent-dev-send-dlq", "agent-dev-failed-events"}


@pytest.mark.parametrize("protect", [True, False])
def test_a_table_is_protected_twice_or_not_at_all(shared: Shared, protect: bool) -> None:
    specs = (catalogue.TableSpec("t", "pk"),)
    recording = recorder.record_program(
        lambda: Tables("t", TablesArgs(**shared, specs=specs, protect=protect))
    )
    table = recording.the("aws:dynamodb/table:Table", "t")
    assert (table.protect, table.inputs["deletionProtectionEnabled"]) == (protect, protect)


def test_an_attribute_in_several_keys_is_declared_once() -> None:
    spec = catalogue.TableSpec("t", "pk", "sk", indexes=(catalogue.IndexSpec("i", "date", "pk"),))
    assert key_attributes(spec) == ["pk", "sk", "date"]


@pytest.fixture
def functions(shared: Shared, tmp_path: Path) -> Callable[..., Callable[[], Functions]]:
    archive = tmp_path / "archive.zip"
    archive.write_bytes(b"PK\x05\x06" + bytes(18))

    def program(*specs: catalogue.FunctionSpec) -> Callable[[], Functions]:
        args = FunctionsArgs(
            **shared,
            specs=specs,
            secret_paths={"email": "secrets/email"},
            log_retention_days=7,
            concurrency=2,
            artifact_bucket=None,
            vpc=None,
            archives={spec.name: archive for spec in specs},
            after=(),
        )
        return lambda: Functions("functions", args)

    return program


def test_a_function_without_grants_may_log_and_trace_alone(
    functions: Callable[..., Callable[[], Functions]],
) -> None:
    spec = catalogue.FunctionSpec("idle", "Does nothing.", 128, 3, grants=(), asynchronous=False)
    recording = recorder.record_program(functions(spec))
    policy = json.loads(recording.the("aws:iam/rolePolicy:RolePolicy", "idle-policy").inputs["policy"])
    assert [statement["Sid"] for statement in policy["Statement"]] == ["Logs", "Xray"]
    assert not recording.of_type("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")
    assert not recording.of_type("aws:lambda/eventSourceMapping:EventSourceMapping")


def test_a_grant_brings_permission_and_variable_together(
    functions: Callable[..., Callable[[], Functions]],
) -> None:
    spec = catalogue.FunctionSpec("mailer", "Mails.", 128, 3, grants=(grants.Secret("email"),))
    recording = recorder.record_program(functions(spec))
    variables = recording.the("aws:lambda/function:Function", "mailer").inputs["environment"]["variables"]
    assert variables["SECRET_EMAIL"] == "secrets/email"
    policy = recording.the("aws:iam/rolePolicy:RolePolicy", "mailer-policy").inputs["policy"]
    assert ":secret:secrets/email-??????" in policy


def test_a_schedule_without_a_time_zone_names_none(shared: Shared) -> None:
    spec = catalogue.ScheduleSpec("f", "d", "rate(1 minute)", "{}", 60)
    args = SchedulingArgs(**shared, rules=(), schedules=(spec,), after=())
    recording = recorder.record_program(lambda: Scheduling("s", args))
    found = recording.the("aws:scheduler/schedule:Schedule", "f-schedule").inputs
    assert "scheduleExpressionTimezone" not in found
    assert found["groupName"] == "agent-dev-schedules"


def alarms(shared: Shared, functions: int) -> AlarmsArgs:
    names = tuple(f"f{number}" for number in range(functions))
    return AlarmsArgs(**shared, specs=(), functions=names, tables=(), topic_arn="arn:aws:sns:us-east-1:1:t")


def test_ten_functions_fit_into_one_alarm(shared: Shared) -> None:
    recording = recorder.record_program(lambda: Alarms("a", alarms(shared, 10)))
    assert len(recording.of_type("aws:cloudwatch/metricAlarm:MetricAlarm")) == 1


def test_more_metrics_than_an_alarm_takes_are_refused(shared: Shared) -> None:
    with pytest.raises(ValueError, match="lambda-throttles would add up 11 metrics; an alarm takes 10"):
        recorder.record_program(lambda: Alarms("a", alarms(shared, 11)))


def test_the_bucket_tells_of_each_suffix(shared: Shared) -> None:
    args = IntakeArgs(**shared, function="f", suffixes=(".a", ".b"), protect=False, after=())
    recording = recorder.record_program(lambda: Intake("i", args))
    (notification,) = recording.of_type("aws:s3/bucketNotification:BucketNotification")
    assert [each["id"] for each in notification.inputs["lambdaFunctions"]] == ["list-a", "list-b"]

"""The component classes on a recording engine, each alone and with the arguments of another stack than ours."""

import importlib
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pulumi
import pytest

from components import grants
from components.alarms import Alarms, AlarmsArgs
from components.dashboard import Dashboard, DashboardArgs
from components.dashboard_specs import Graph, Line, Section, Series
from components.functions import Function, Functions, FunctionsArgs
from components.intake import Intake, IntakeArgs
from components.mail import Mail
from components.metrics import function_metric, log_metric, queue_metric, table_metric
from components.names import PROJECT
from components.notices import Notices, NoticesArgs
from components.operators import Operators
from components.parameters import Parameters, ParametersArgs
from components.queueing import Queueing, QueueingArgs, visibility_timeout
from components.scheduling import Scheduling, SchedulingArgs
from components.specs import (
    AlarmSpec,
    FunctionSpec,
    IndexSpec,
    NoticeSpec,
    ParameterSpec,
    QueueSource,
    QueueSpec,
    RuleSpec,
    ScheduleSpec,
    TableSpec,
)
from components.tables import Tables, TablesArgs, key_attributes
from local.deployment import recorder

Shared = dict[str, Any]
CLASSES = (
    Queueing,
    Tables,
    Functions,
    Function,
    Scheduling,
    Alarms,
    Dashboard,
    Notices,
    Intake,
    Mail,
    Operators,
    Parameters,
)
QUEUE = "aws:sqs/queue:Queue"
QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy"
FUNCTION = "aws:lambda/function:Function"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"


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


def sqs_arn(queue: str) -> str:
    return f"arn:aws:sqs:us-east-1:{recorder.ACCOUNT}:shop-dev-{queue}"


def queueing(shared: Shared, *queues: QueueSpec, functions: tuple[FunctionSpec, ...] = ()) -> Any:
    args = QueueingArgs(**shared, queues=queues, functions=functions)
    return recorder.record_program(lambda: Queueing("q", args))


def taker(queue: str, *, timeout: int, window: int = 0) -> FunctionSpec:
    source = QueueSource(queue, batch_size=10, window=window)
    return FunctionSpec(f"takes-{timeout}", "Takes.", 128, timeout, (), source=source, asynchronous=False)


def test_the_visibility_timeout_is_six_runs_and_the_window() -> None:
    assert visibility_timeout(300, 5) == 1805


def test_there_are_the_queues_that_were_handed_in_and_no_others(shared: Shared) -> None:
    recording = queueing(shared, QueueSpec("orders"), QueueSpec("returns", retention=3600))
    found = {each.inputs["name"]: each.inputs for each in recording.of_type(QUEUE)}
    assert found.keys() == {"shop-dev-orders", "shop-dev-returns"}
    assert found["shop-dev-orders"]["messageRetentionSeconds"] == 1_209_600
    assert found["shop-dev-returns"]["messageRetentionSeconds"] == 3_600
    for inputs in found.values():
        assert not {"redrivePolicy", "redriveAllowPolicy", "visibilityTimeoutSeconds"} & inputs.keys()


def test_two_queues_share_a_dead_letter_queue_that_is_made_first_wherever_it_is_listed(
    shared: Shared,
) -> None:
    recording = queueing(
        shared,
        QueueSpec("orders", dead_letter="dead", max_receives=5),
        QueueSpec("returns", dead_letter="dead"),
        QueueSpec("dead"),
    )
    dead = recording.the(QUEUE, "dead")
    assert json.loads(dead.inputs["redriveAllowPolicy"]) == {
        "redrivePermission": "byQueue",
        "sourceQueueArns": [sqs_arn("orders"), sqs_arn("returns")],
    }
    for queue, receives in (("orders", 5), ("returns", 3)):
        found = recording.the(QUEUE, queue)
        assert json.loads(found.inputs["redrivePolicy"]) == {
            "deadLetterTargetArn": sqs_arn("dead"),
            "maxReceiveCount": receives,
        }
        assert found.depends_on == {dead.urn}


def test_a_queue_hides_messages_for_its_slowest_consumer(shared: Shared) -> None:
    functions = (
        taker("orders", timeout=10, window=1),
        taker("orders", timeout=20),
        taker("other", timeout=900),
    )
    recording = queueing(shared, QueueSpec("orders"), QueueSpec("returns"), functions=functions)
    assert recording.the(QUEUE, "orders").inputs["visibilityTimeoutSeconds"] == 120
    assert "visibilityTimeoutSeconds" not in recording.the(QUEUE, "returns").inputs


def test_a_queue_admits_its_rules_and_nobody_without_tls(shared: Shared) -> None:
    recording = queueing(shared, QueueSpec("failures", event_rules=("order-placed",)), QueueSpec("orders"))
    policy = json.loads(recording.the(QUEUE_POLICY, "failures-policy").inputs["policy"])
    tls, rules = policy["Statement"]
    assert (tls["Effect"], tls["Action"]) == ("Deny", "sqs:*")
    assert rules["Resource"] == [sqs_arn("failures")]
    arn = f"arn:aws:events:us-east-1:{recorder.ACCOUNT}:rule/shop-dev-order-placed"
    assert rules["Condition"] == {"ArnEquals": {"aws:SourceArn": [arn]}}
    (only,) = json.loads(recording.the(QUEUE_POLICY, "orders-policy").inputs["policy"])["Statement"]
    assert only["Effect"] == "Deny"


def test_a_dead_letter_queue_that_was_not_handed_in_is_refused(shared: Shared) -> None:
    with pytest.raises(ValueError, match="dead_letter of orders is dead, which is not in queues: add its"):
        queueing(shared, QueueSpec("orders", dead_letter="dead"))


@pytest.mark.parametrize("target", ["orders", "returns"])
def test_a_dead_letter_queue_with_one_of_its_own_is_refused(shared: Shared, target: str) -> None:
    queues = (
        QueueSpec("orders", dead_letter=target),
        QueueSpec("returns", dead_letter="dead"),
        QueueSpec("dead"),
    )
    with pytest.raises(ValueError, match="which has a dead-letter queue itself: set its dead_letter to None"):
        queueing(shared, *queues)


@pytest.mark.parametrize("protect", [True, False])
def test_a_table_is_protected_twice_or_not_at_all(shared: Shared, protect: bool) -> None:
    args = TablesArgs(**shared, specs=(TableSpec("orders", "pk"),), protect=protect)
    recording = recorder.record_program(lambda: Tables("t", args))
    table = recording.the("aws:dynamodb/table:Table", "orders")
    assert table.inputs["name"] == "shop-dev-orders"
    assert (table.protect, table.inputs["deletionProtectionEnabled"]) == (protect, protect)


@pytest.mark.parametrize("protect", [True, False])
def test_a_parameter_gets_its_first_value_and_no_other(shared: Shared, protect: bool) -> None:
    args = ParametersArgs(
        **shared, specs=(ParameterSpec("seen", "What was seen.", initial="0"),), protect=protect
    )
    recording = recorder.record_program(lambda: Parameters("p", args))
    parameter = recording.the("aws:ssm/parameter:Parameter", "seen")
    assert (parameter.inputs["name"], parameter.inputs["insecureValue"]) == ("shop-dev-seen", "0")
    assert parameter.ignore_changes == ("insecureValue",)
    assert parameter.protect == protect


def test_an_attribute_in_several_keys_is_declared_once() -> None:
    spec = TableSpec("t", "pk", "sk", indexes=(IndexSpec("i", "date", "pk"),))
    assert key_attributes(spec) == ["pk", "sk", "date"]


Record = Callable[..., Any]


@pytest.fixture
def functions(shared: Shared, tmp_path: Path) -> Record:
    """Records the component with some entries, and further arguments."""
    archive = tmp_path / "archive.zip"
    archive.write_bytes(b"PK\x05\x06" + bytes(18))

    def record(*specs: FunctionSpec, **rest: Any) -> Any:
        args = FunctionsArgs(
            **shared,
            specs=specs,
            package="code",
            archives={spec.name: archive for spec in specs},
            metrics_namespace="Shop",
            log_retention_days=7,
            **rest,
        )
        return recorder.record_program(lambda: Functions("functions", args))

    return record


def spec(name: str, *allowed: grants.Grant, asynchronous: bool = False) -> FunctionSpec:
    return FunctionSpec(name, "Does a thing.", 128, 3, grants=allowed, asynchronous=asynchronous)


def statements(recording: Any, function: str) -> dict[str, dict[str, Any]]:
    policy = json.loads(recording.the("aws:iam/rolePolicy:RolePolicy", f"{function}-policy").inputs["policy"])
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def variables(recording: Any, function: str) -> dict[str, str]:
    return recording.the(FUNCTION, function).inputs["environment"]["variables"]


def test_a_function_without_grants_may_log_and_trace_alone(functions: Record) -> None:
    recording = functions(spec("idle"))
    assert statements(recording, "idle").keys() == {"Logs", "Xray"}
    assert recording.the(FUNCTION, "idle").inputs["handler"] == "code.idle.handler"
    assert variables(recording, "idle")["POWERTOOLS_METRICS_NAMESPACE"] == "Shop"
    assert not recording.of_type("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")
    assert not recording.of_type("aws:lambda/eventSourceMapping:EventSourceMapping")


def test_a_grant_brings_permission_and_variable_together(functions: Record) -> None:
    mailer = spec("mailer", grants.Secret("mail"))
    recording = functions(mailer, secret_paths={"mail": "secrets/mail"})
    assert variables(recording, "mailer")["SECRET_MAIL"] == "secrets/mail"
    (arn,) = statements(recording, "mailer")["SecretsMail"]["Resource"]
    assert arn.endswith(":secret:secrets/mail-??????")


ORDERS = TableSpec("orders", "pk", indexes=(IndexSpec("by-day", "day"), IndexSpec("by-shop", "shop")))
ORDERS_ARN = f"arn:aws:dynamodb:us-east-1:{recorder.ACCOUNT}:table/shop-dev-orders"


def test_a_grant_of_a_table_allows_what_it_names_on_the_table_alone(functions: Record) -> None:
    recording = functions(spec("writer", grants.Table("orders", "GetItem", "UpdateItem")), tables=(ORDERS,))
    statement = statements(recording, "writer")["DynamodbOrders"]
    assert statement["Action"] == ["dynamodb:GetItem", "dynamodb:UpdateItem"]
    assert statement["Resource"] == [ORDERS_ARN]
    assert variables(recording, "writer")["TABLE_ORDERS"] == "shop-dev-orders"


def test_a_grant_of_some_keys_allows_no_request_for_another_and_none_that_names_no_key(
    functions: Record,
) -> None:
    keyed = grants.Table("orders", "PutItem", keys=("day#*", "FENCE"))
    recording = functions(spec("writer", keyed), tables=(ORDERS,))
    assert statements(recording, "writer")["DynamodbOrders"]["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["day#*", "FENCE"]},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }


def test_a_scan_of_some_keys_alone_is_refused_with_the_cure() -> None:
    with pytest.raises(
        ValueError, match="allows Scan for some keys alone, which need not name any: grant GetItem"
    ):
        grants.Table("orders", "GetItem", "Scan", keys=("day#*",))


def test_a_grant_of_an_index_allows_what_it_names_on_that_index_alone(functions: Record) -> None:
    recording = functions(spec("reader", grants.Index("orders", "by-day", "Query")), tables=(ORDERS,))
    found = statements(recording, "reader")
    assert found["DynamodbOrdersByDay"]["Action"] == ["dynamodb:Query"]
    assert found["DynamodbOrdersByDay"]["Resource"] == [f"{ORDERS_ARN}/index/by-day"]
    assert "DynamodbOrders" not in found
    assert variables(recording, "reader")["TABLE_ORDERS"] == "shop-dev-orders"


def test_grants_of_a_bucket_allow_each_operation_under_its_own_prefix(functions: Record) -> None:
    reading = grants.Bucket("invoices", "GetObject", prefix="in/new.ones/")
    writing = grants.Bucket("invoices", "PutObject", prefix="out/")
    recording = functions(spec("books", reading, writing))
    found = statements(recording, "books")
    objects = f"arn:aws:s3:::shop-dev-invoices-{recorder.ACCOUNT}"
    assert found["S3InvoicesInNewOnes"]["Resource"] == [f"{objects}/in/new.ones/*"]
    assert found["S3InvoicesInNewOnes"]["Action"] == ["s3:GetObject"]
    assert found["S3InvoicesOut"]["Resource"] == [f"{objects}/out/*"]
    assert found["S3InvoicesOut"]["Action"] == ["s3:PutObject"]
    assert variables(recording, "books")["INVOICES_BUCKET"] == objects.removeprefix("arn:aws:s3:::")


def test_a_prefix_with_a_wildcard_is_refused_with_the_cure() -> None:
    with pytest.raises(ValueError, match=r"has the prefix 'in\*': leave out \* and \?"):
        grants.Bucket("invoices", "GetObject", prefix="in*")


def test_a_grant_of_a_parameter_names_it_and_says_what_may_be_done(functions: Record) -> None:
    recording = functions(spec("reader", grants.Parameter("seen", "GetParameter")))
    statement = statements(recording, "reader")["SsmSeen"]
    assert statement["Action"] == ["ssm:GetParameter"]
    assert statement["Resource"] == [f"arn:aws:ssm:us-east-1:{recorder.ACCOUNT}:parameter/shop-dev-seen"]
    assert variables(recording, "reader")["PARAMETER_SEEN"] == "shop-dev-seen"


def test_lambda_may_poll_the_queue_that_starts_a_function_and_no_other(functions: Record) -> None:
    sender = replace(taker("orders", timeout=1), grants=(grants.Queue("bills", "SendMessage"),))
    found = statements(functions(sender, concurrency={"orders": 2}), "takes-1")
    assert found["SqsSourceOrders"]["Action"] == [
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ChangeMessageVisibility",
    ]
    assert found["SqsSourceOrders"]["Resource"] == [sqs_arn("orders")]
    assert (found["SqsBills"]["Action"], found["SqsBills"]["Resource"]) == (
        ["sqs:SendMessage"],
        [sqs_arn("bills")],
    )


@pytest.mark.parametrize(
    ("grant", "operations", "message"),
    [
        (
            grants.Table,
            (),
            r"Table\('orders'\) names no operation: add those that the function uses, of BatchGet",
        ),
        (grants.Table, ("PutItems",), "names 'PutItems', which is no operation on it: name PutItem$"),
        (
            grants.Queue,
            ("consume",),
            "names 'consume', which is no operation on it: name some of SendMessage$",
        ),
        (
            grants.Bucket,
            ("read",),
            "names 'read', which is no operation on it: name some of DeleteObject, GetObj",
        ),
        (partial(grants.Index, "sales"), ("GetItem",), r"Index\('orders'\) names 'GetItem', which is no"),
    ],
)
def test_a_grant_without_an_operation_that_aws_knows_is_refused_with_the_cure(
    grant: Any, operations: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        grant("orders", *operations)


def test_failures_go_to_the_queue_that_was_handed_in(functions: Record) -> None:
    recording = functions(spec("starter", asynchronous=True), failure_queue="lost")
    (config,) = recording.of_type("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")
    assert config.inputs["destinationConfig"] == {"onFailure": {"destination": sqs_arn("lost")}}
    assert statements(recording, "starter")["SqsFailedLost"]["Resource"] == [sqs_arn("lost")]


def test_each_queue_has_a_cap_of_its_own(functions: Record) -> None:
    takers = (taker("orders", timeout=1), taker("returns", timeout=2))
    recording = functions(*takers, concurrency={"orders": 5, "returns": 2})
    caps = {
        each.inputs["eventSourceArn"]: each.inputs["scalingConfig"]["maximumConcurrency"]
        for each in recording.of_type("aws:lambda/eventSourceMapping:EventSourceMapping")
    }
    assert caps == {sqs_arn("orders"): 5, sqs_arn("returns"): 2}


def test_a_public_url_comes_with_both_permissions_and_within_a_bound(functions: Record) -> None:
    hook = replace(spec("hook"), public_url=True)
    recording = functions(hook, spec("idle"), reserved={"hook": 3})
    (url,) = recording.of_type("aws:lambda/functionUrl:FunctionUrl")
    assert url.inputs == {"functionName": "shop-dev-hook", "authorizationType": "NONE"}
    opened = {
        each.inputs["action"]: (
            each.inputs["principal"],
            each.inputs.get("functionUrlAuthType"),
            each.inputs.get("invokedViaFunctionUrl"),
        )
        for each in recording.of_type("aws:lambda/permission:Permission")
    }
    assert opened == {
        "lambda:InvokeFunctionUrl": ("*", "NONE", None),
        "lambda:InvokeFunction": ("*", None, True),
    }
    assert recording.the(FUNCTION, "hook").inputs["reservedConcurrentExecutions"] == 3
    assert "reservedConcurrentExecutions" not in recording.the(FUNCTION, "idle").inputs


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            replace(spec("f"), public_url=True),
            "f has a public URL, and reserved does not hold it: add the most",
        ),
        (
            spec("f", grants.Table("orders", "GetItem")),
            "names the table orders, tables holds sales: add its Table",
        ),
        (
            spec("f", grants.Table("sales", "GetItem"), grants.Table("sales", "PutItem")),
            "two grants of f come to one statement, DynamodbSales: put their operations into one grant",
        ),
        (
            spec("f", grants.Index("sales", "by-day", "Query")),
            "names the index by-day of sales, whose indexes are by-shop: add its IndexSpec to the table",
        ),
        (spec("f", grants.Secret("mail")), "names the secret mail, secret_paths holds none: add its name"),
        (spec("f", asynchronous=True), "f is asynchronous and failure_queue is None: hand in a queue"),
        (taker("orders", timeout=1), "takes-1 takes from orders, which concurrency does not hold: add"),
        (
            spec("f", grants.Function("send-now"), grants.Function("send-later")),
            "two grants of f bring SEND_FUNCTION: as shop-dev-send-now and as shop-dev-send-later; rename",
        ),
    ],
)
def test_a_relation_to_what_was_not_handed_in_is_refused_with_the_cure(
    functions: Record, wrong: FunctionSpec, message: str
) -> None:
    sales = TableSpec("sales", "pk", indexes=(IndexSpec("by-shop", "shop"),))
    with pytest.raises(ValueError, match=message):
        functions(wrong, tables=(sales,))


def test_rules_and_schedules_give_up_to_the_queue_that_was_handed_in(shared: Shared) -> None:
    rule = RuleSpec("order-placed", ("web",), "Order Placed", "bill", event_age=60, retries=1)
    schedule = ScheduleSpec("report", "Reports.", "rate(1 day)", "{}", event_age=120, retries=2)
    args = SchedulingArgs(**shared, failure_queue="lost", rules=(rule,), schedules=(schedule,))
    recording = recorder.record_program(lambda: Scheduling("s", args))
    target = recording.the("aws:cloudwatch/eventTarget:EventTarget", "order-placed-target").inputs
    assert target["retryPolicy"] == {"maximumEventAgeInSeconds": 60, "maximumRetryAttempts": 1}
    delivery = recording.the("aws:scheduler/schedule:Schedule", "report-schedule").inputs["target"]
    assert delivery["retryPolicy"] == {"maximumEventAgeInSeconds": 120, "maximumRetryAttempts": 2}
    for found in (target, delivery):
        assert found["deadLetterConfig"] == {"arn": sqs_arn("lost")}


def test_a_schedule_without_a_time_zone_names_none(shared: Shared) -> None:
    schedule = ScheduleSpec("f", "d", "rate(1 minute)", "{}", 60)
    args = SchedulingArgs(**shared, failure_queue="lost", schedules=(schedule,))
    recording = recorder.record_program(lambda: Scheduling("s", args))
    found = recording.the("aws:scheduler/schedule:Schedule", "f-schedule").inputs
    assert "scheduleExpressionTimezone" not in found
    assert found["groupName"] == "shop-dev-schedules"


def test_a_stack_without_schedules_has_no_group_for_them(shared: Shared) -> None:
    args = SchedulingArgs(**shared, failure_queue="lost")
    recording = recorder.record_program(lambda: Scheduling("s", args))
    assert not [each for each in recording.resources if each.custom]


def alarms(shared: Shared, *specs: AlarmSpec, functions: int = 0) -> Any:
    names = tuple(f"f{number}" for number in range(functions))
    args = AlarmsArgs(**shared, specs=specs, functions=names, topic_arn="arn:aws:sns:us-east-1:1:t")
    return recorder.record_program(lambda: Alarms("a", args))


def test_an_alarm_counts_in_the_period_of_its_entry(shared: Shared) -> None:
    figures: dict[str, Any] = {"description": "d", "statistic": "Sum", "threshold": 4}
    metric = queue_metric("orders", "NumberOfEmptyReceives")
    recording = alarms(
        shared,
        AlarmSpec(name="usual", metric=metric, **figures),
        AlarmSpec(name="fast", metric=metric, period=60, periods=5, **figures),
    )
    usual, fast = (recording.the(ALARM, name).inputs for name in ("usual", "fast"))
    assert (usual["period"], usual["evaluationPeriods"]) == (300, 1)
    assert (fast["period"], fast["evaluationPeriods"]) == (60, 5)
    assert fast["dimensions"] == {"QueueName": "shop-dev-orders"}


def test_an_alarm_may_add_metrics_up_and_may_ring_where_there_is_nothing(shared: Shared) -> None:
    made, served = queue_metric("orders", "Made"), function_metric("serve", "Served")
    figures: dict[str, Any] = {"description": "d", "statistic": "Sum", "threshold": 4, "period": 60}
    recording = alarms(
        shared,
        AlarmSpec(name="sum", metric=made, others=(served,), **figures),
        AlarmSpec(name="stopped", metric=made, below=True, **figures),
    )
    total, *added = recording.the(ALARM, "sum").inputs["metricQueries"]
    assert total["expression"] == "SUM(METRICS())"
    assert [(each["metric"]["metricName"], each["metric"]["period"]) for each in added] == [
        ("Made", 60),
        ("Served", 60),
    ]
    stopped = recording.the(ALARM, "stopped").inputs
    assert (stopped["comparisonOperator"], stopped["treatMissingData"]) == ("LessThanThreshold", "breaching")


@pytest.mark.parametrize("runbook", ["docs/runbook", "https://git.example/shop/docs"])
def test_an_alarm_links_its_page_of_the_runbook(shared: Shared, runbook: str) -> None:
    figures: dict[str, Any] = {"description": "Late.", "statistic": "Sum", "threshold": 4}
    metric = queue_metric("orders", "NumberOfEmptyReceives")
    specs = (
        AlarmSpec(name="own", metric=metric, **figures),
        AlarmSpec(name="shared", metric=metric, page="other", **figures),
    )
    args = AlarmsArgs(
        **shared, specs=specs, functions=("f",), tables=(TableSpec("t", "pk"),), runbook=runbook
    )
    found = recorder.record_program(lambda: Alarms("a", args)).of_type(ALARM)
    assert {each.name: each.inputs["alarmDescription"].rpartition(" ")[2] for each in found} == {
        "own": f"{runbook}/own.md",
        "shared": f"{runbook}/other.md",
        "lambda-throttles": f"{runbook}/lambda-throttles.md",
        "dynamodb-throttles-t": f"{runbook}/dynamodb-throttles.md",
    }


def test_an_alarm_of_a_stack_without_a_runbook_names_no_page(shared: Shared) -> None:
    (found,) = alarms(shared, functions=1).of_type(ALARM)
    assert found.inputs["alarmDescription"] == "A function was refused for want of concurrency."


def test_a_notice_tells_the_fields_of_its_text_and_no_other(shared: Shared) -> None:
    spec = NoticeSpec("late", ("web",), "Order Late", "Order <number> of <shop>.", event_age=60, retries=1)
    args = NoticesArgs(**shared, specs=(spec,), topic_arn="arn:aws:sns:us-east-1:1:t", failure_queue="lost")
    target = recorder.record_program(lambda: Notices("n", args)).the(
        "aws:cloudwatch/eventTarget:EventTarget", "late-target"
    )
    assert target.inputs["inputTransformer"] == {
        "inputPaths": {"number": "$.detail.number", "shop": "$.detail.shop"},
        "inputTemplate": '"Order <number> of <shop>."',
    }
    assert target.inputs["deadLetterConfig"] == {"arn": sqs_arn("lost")}
    assert target.inputs["retryPolicy"] == {"maximumEventAgeInSeconds": 60, "maximumRetryAttempts": 1}


def test_a_topic_without_notices_admits_alarms_alone(shared: Shared) -> None:
    recording = recorder.record_program(lambda: Alarms("a", AlarmsArgs(**shared, specs=())))
    policy = recording.the("aws:sns/topicPolicy:TopicPolicy", "alerts-policy").inputs["policy"]
    assert "events.amazonaws.com" not in policy


@pytest.mark.parametrize(
    ("functions", "watched"),
    [
        (10, {"lambda-throttles": 10}),
        (21, {"lambda-throttles": 10, "lambda-throttles-2": 10, "lambda-throttles-3": 1}),
    ],
)
def test_there_is_an_alarm_for_every_ten_functions(
    shared: Shared, functions: int, watched: dict[str, int]
) -> None:
    found = alarms(shared, functions=functions).of_type(ALARM)
    # The eleventh is alone, and no sum.
    sums = {each.name: len(each.inputs.get("metricQueries", (None, None))) - 1 for each in found}
    assert sums == watched


def test_a_stack_without_functions_and_tables_has_no_alarm_on_throttles(shared: Shared) -> None:
    assert not alarms(shared).of_type(ALARM)


def test_more_metrics_than_an_alarm_takes_are_refused(shared: Shared) -> None:
    indexes = tuple(IndexSpec(f"by-{number}", "a") for number in range(5))
    args = AlarmsArgs(**shared, specs=(), tables=(TableSpec("orders", "pk", indexes=indexes),))
    with pytest.raises(ValueError, match="throttles-orders would add up 12 metrics; an alarm takes 10: hand"):
        recorder.record_program(lambda: Alarms("a", args))


def test_a_bucket_of_any_name_tells_of_each_prefix(shared: Shared) -> None:
    args = IntakeArgs(
        **shared,
        bucket="invoices",
        function="book",
        notifications={"invoice": "invoices/", "picture": ""},
        old_versions_days=5,
        protect=False,
    )
    recording = recorder.record_program(lambda: Intake("i", args))
    bucket = f"shop-dev-invoices-{recorder.ACCOUNT}"
    assert recording.the("aws:s3/bucket:Bucket", "invoices-bucket").inputs["bucket"] == bucket
    (notification,) = recording.of_type("aws:s3/bucketNotification:BucketNotification")
    assert notification.inputs["bucket"] == bucket
    told = [(each["id"], each["filterPrefix"]) for each in notification.inputs["lambdaFunctions"]]
    assert told == [("invoice", "invoices/"), ("picture", "")]


def graph(title: str, **more: Any) -> Graph:
    return Graph(title, (Series(queue_metric("orders", "NumberOfMessagesSent"), "sent"),), **more)


def widgets(shared: Shared, **args: Any) -> list[dict[str, Any]]:
    recording = recorder.record_program(lambda: Dashboard("d", DashboardArgs(names=shared["names"], **args)))
    (found,) = recording.of_type("aws:cloudwatch/dashboard:Dashboard")
    assert found.inputs["dashboardName"] == "shop-dev-overview"
    return json.loads(found.inputs["dashboardBody"])["widgets"]


def test_a_dashboard_shows_its_alarms_and_then_its_graphs_three_in_a_row(shared: Shared) -> None:
    sections = (
        Section("Shop", "All of it.", tuple(graph(str(number)) for number in range(4))),
        Section("Bills", "", (graph("4", lines=(Line("limit", 5),)),)),
    )
    states, *others = widgets(shared, sections=sections, alarms=("late", "lost"))
    assert states["properties"]["alarms"] == [shared["names"].alarm_arn(each) for each in ("late", "lost")]
    places = [(each["type"], each["x"], each["y"]) for each in others]
    assert places == [
        ("text", 0, 3),
        ("metric", 0, 5),
        ("metric", 8, 5),
        ("metric", 16, 5),
        ("metric", 0, 11),
        ("text", 0, 17),
        ("metric", 0, 19),
    ]
    assert others[0]["properties"]["markdown"] == "## Shop\nAll of it."
    assert others[-1]["properties"]["annotations"] == {"horizontal": [{"label": "limit", "value": 5}]}


def test_a_graph_names_its_metrics_as_aws_does(shared: Shared) -> None:
    series = (
        Series(table_metric("orders", "ConsumedReadCapacityUnits", "by-day"), "reads"),
        Series(function_metric("bill", "Duration"), "seconds", "Average", factor=0.001),
        Series(log_metric("bill", "IncomingBytes"), "bytes"),
    )
    _, found = widgets(shared, sections=(Section("All", "", (Graph("all", series, unit="things"),)),))
    reads, product, duration, logged = found["properties"]["metrics"]
    assert reads == [
        "AWS/DynamoDB",
        "ConsumedReadCapacityUnits",
        "TableName",
        "shop-dev-orders",
        "GlobalSecondaryIndexName",
        "by-day",
        {"stat": "Sum", "label": "reads"},
    ]
    assert product == [{"expression": "m1 * 0.001", "id": "m1x", "label": "seconds"}]
    assert duration[:4] == ["AWS/Lambda", "Duration", "FunctionName", "shop-dev-bill"]
    assert duration[4] == {"stat": "Average", "label": "seconds", "id": "m1", "visible": False}
    assert logged[2:4] == ["LogGroupName", "/aws/lambda/shop-dev-bill"]
    assert found["properties"]["yAxis"]["left"]["label"] == "things"


def test_more_alarms_than_a_widget_shows_are_refused(shared: Shared) -> None:
    args = DashboardArgs(names=shared["names"], sections=(), alarms=tuple(map(str, range(101))))
    with pytest.raises(ValueError, match="shows the states of 100 alarms, not of 101: name fewer"):
        recorder.record_program(lambda: Dashboard("d", args))

"""The dashboard of the whole program: every metric on it is published by something that the stack makes."""

import ast
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from components.catalogue import dashboard_own
from handlers.dispatch.rules.pace import CHANNEL_LIMITS

from .conftest import Case

ROOT = Path(__file__).parents[2]
DASHBOARD = "aws:cloudwatch/dashboard:Dashboard"
OWN = "Alquimista/DisparoAgenda"

DOCUMENTED = {
    "AWS/Lambda": (
        {"Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions"},
        "FunctionName",
        ("aws:lambda/function:Function", "name"),
    ),
    "AWS/SQS": (
        {
            "ApproximateNumberOfMessagesVisible",
            "ApproximateAgeOfOldestMessage",
            "NumberOfMessagesSent",
            "NumberOfMessagesReceived",
            "NumberOfMessagesDeleted",
            "NumberOfEmptyReceives",
        },
        "QueueName",
        ("aws:sqs/queue:Queue", "name"),
    ),
    "AWS/DynamoDB": (
        {"ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"},
        "TableName",
        ("aws:dynamodb/table:Table", "name"),
    ),
    "AWS/Logs": ({"IncomingBytes"}, "LogGroupName", ("aws:cloudwatch/logGroup:LogGroup", "name")),
}
"""Namespace: the metrics that AWS documents with one dimension, that dimension, and the resource that it names."""


class Shown(NamedTuple):
    """A metric as a widget names it."""

    namespace: str
    name: str
    dimensions: dict[str, str]
    options: dict[str, Any]


def body(case: Case) -> dict[str, Any]:
    (found,) = case.recording.of_type(DASHBOARD)
    return json.loads(found.inputs["dashboardBody"])


def widgets(case: Case, kind: str) -> list[dict[str, Any]]:
    return [each for each in body(case)["widgets"] if each["type"] == kind]


def shown(case: Case) -> list[Shown]:
    found = []
    for widget in widgets(case, "metric"):
        for row in widget["properties"]["metrics"]:
            if len(row) > 1:
                namespace, name, *dimensions, options = row
                pairs = dict(zip(dimensions[::2], dimensions[1::2], strict=True))
                found.append(Shown(namespace, name, pairs, options))
    return found


def test_a_metric_of_aws_is_one_that_is_documented_of_a_resource_that_is_made(case: Case) -> None:
    for metric in shown(case):
        if metric.namespace == OWN:
            continue
        names, dimension, (token, key) = DOCUMENTED[metric.namespace]
        assert metric.name in names
        of_resource = {each.inputs[key]: each.inputs for each in case.recording.of_type(token)}
        assert metric.dimensions[dimension] in of_resource, metric
        indexes = of_resource[metric.dimensions[dimension]].get("globalSecondaryIndexes", ())
        rest = {name: value for name, value in metric.dimensions.items() if name != dimension}
        assert rest in ({}, *({"GlobalSecondaryIndexName": each["name"]} for each in indexes)), metric


def test_a_metric_of_ours_is_one_that_its_function_counts(case: Case) -> None:
    ours = [metric for metric in shown(case) if metric.namespace == OWN]
    assert len(ours) > 30
    for metric in ours:
        (function,) = metric.dimensions.values()
        assert list(metric.dimensions) == ["service"]
        short = function.removeprefix(f"{case.prefix}-")
        assert any(re.fullmatch(pattern, metric.name) for pattern in counted(short)), metric


@cache
def counted(function: str) -> frozenset[str]:
    """The patterns of the metrics that the modules of a function count, which it may reach by its imports."""
    entry = ROOT / "handlers" / f"{function.replace('-', '_')}.py"
    seen, ahead = set[Path](), [entry]
    found = set[str]()
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        seen.add(path)
        tree = ast.parse(path.read_text("utf-8"))
        ahead += [target for name in imported(tree) if (target := module(name)) is not None]
        found |= {
            pattern(node.args[0], tree)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "count"
            and node.args
        }
    return frozenset(filter(None, found))


def imported(tree: ast.AST) -> set[str]:
    names = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def module(name: str) -> Path | None:
    path = ROOT.joinpath(*name.split(".")).with_suffix(".py")
    return path if name.startswith("handlers.") and path.exists() else None


def pattern(name: ast.expr, tree: ast.AST) -> str:
    """The pattern of a metric's name; of a name out of a table those of its values."""
    match name:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts
            )
        case ast.Subscript(value=ast.Name(id=table)):
            tables = [
                each.value
                for each in ast.walk(tree)
                if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == table
            ]
            (values,) = (each.values for each in tables if isinstance(each, ast.Dict))
            return "|".join(re.escape(ast.literal_eval(value)) for value in values)
        case ast.IfExp(body=one, orelse=other):
            return f"{pattern(one, tree)}|{pattern(other, tree)}"
    return ""


@pytest.mark.parametrize(
    ("function", "metric", "is_counted"),
    [
        ("send-messages", "MessagesUnknown", True),
        ("send-messages", "Sent_whatsapp", True),
        ("send-messages", "InboxOverdue", False),
        ("receive-webhook", "Replies_interested", False),
        ("handle-replies", "Replies_interested", True),
    ],
)
def test_it_is_known_what_a_function_counts(function: str, metric: str, is_counted: bool) -> None:
    assert any(re.fullmatch(each, metric) for each in counted(function)) is is_counted


def test_every_alarm_and_every_one_of_our_metrics_that_rings_one_is_on_it(case: Case) -> None:
    alarms = case.recording.of_type("aws:cloudwatch/metricAlarm:MetricAlarm")
    (states,) = widgets(case, "alarm")
    assert sorted(states["properties"]["alarms"]) == sorted(
        case.arn("cloudwatch", f"alarm:{found.inputs['name']}") for found in alarms
    )
    watched = {
        (each["metricName"], *each["dimensions"].values())
        for found in alarms
        for each in (
            found.inputs,
            *(query.get("metric", {}) for query in found.inputs.get("metricQueries", ())),
        )
        if each.get("namespace") == OWN
    }
    assert watched <= {(metric.name, *metric.dimensions.values()) for metric in shown(case)}


def test_a_graph_of_what_an_alarm_watches_has_its_threshold(case: Case) -> None:
    lines = {
        line["label"]: line["value"]
        for widget in widgets(case, "metric")
        for line in widget["properties"].get("annotations", {}).get("horizontal", ())
    }
    assert lines == {
        "alarm send-queue-congested": 100,
        "alarm send-queue-age": 3_600,
        "alarm inbound-queue-age": 1_800,
        "alarm unknown-messages": 5,
        # 240 of 300 seconds.
        "alarm send-messages-duration": 80,
        "limit: 80 a second": 4_800,
        "limit: 50 a second": 3_000,
    }


def test_the_limits_are_those_that_sending_holds_to() -> None:
    assert {str(channel): limit for channel, limit in CHANNEL_LIMITS.items()} == dashboard_own.CHANNEL_LIMITS


def test_no_widget_lies_on_another_or_beyond_the_edge(case: Case) -> None:
    taken = set[tuple[int, int]]()
    for each in body(case)["widgets"]:
        assert each["x"] + each["width"] <= 24
        cells = {
            (x, y)
            for x in range(each["x"], each["x"] + each["width"])
            for y in range(each["y"], each["y"] + each["height"])
        }
        assert not cells & taken
        taken |= cells


def test_every_function_table_queue_and_log_group_is_on_it(case: Case) -> None:
    named = {value for metric in shown(case) for value in metric.dimensions.values()}
    for token, key in (row[2] for row in DOCUMENTED.values()):
        assert {found.inputs[key] for found in case.recording.of_type(token)} <= named


def test_the_runbook_is_linked(case: Case) -> None:
    texts = [each["properties"]["markdown"] for each in widgets(case, "text")]
    assert "Runbook: `docs/runbook`" in texts[0]

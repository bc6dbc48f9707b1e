"""Alarms that cannot ring, or that nobody hears."""

from collections.abc import Mapping
from typing import Any

import pulumi

from tests.corpus.case import Build, Collection
from tests.corpus.names import named, queue_arn, topic_arn
from tests.corpus.surroundings import ABSENT, ALERTS, TAGS, aws
from tests.policies.documents import FOREIGN

CASES = Collection()

FUNCTION = {"FunctionName": named("charge")}
BY_QUERIES = dict.fromkeys(("namespace", "metric", "dimensions", "period", "statistic"), ABSENT)
"""The properties that an alarm by metric queries leaves out."""


def errors_alarm(name: str, says: str, errors: Any, **more: Any) -> None:
    """Add a function whose alarm on errors is changed."""
    CASES.defect(
        f"alarm-{name}",
        "alarms",
        f"The alarm on a function's errors {says}",
        lambda stack: stack.function("charge", errors=errors),
        **more,
    )


def rings(name: str, says: str, errors: Mapping[str, Any], **more: Any) -> None:
    """Add a function with another alarm on errors that does ring."""
    CASES.clean(
        f"ok-alarm-{name}", "alarms", says, lambda stack: stack.function("charge", errors=errors), **more
    )


def metric(id: str, name: str = "Errors", **over: Any) -> dict[str, Any]:
    """Return the query of one of the function's metrics."""
    metric = {
        "namespace": "AWS/Lambda",
        "metric_name": name,
        "period": 300,
        "stat": "Sum",
        "dimensions": FUNCTION,
    }
    return {"id": id, "metric": metric, **over}


def queries(*of: Mapping[str, Any], **over: Any) -> dict[str, Any]:
    """Return what makes an alarm one by metric queries."""
    return {**BY_QUERIES, "metric_queries": list(of), **over}


def math(expression: str) -> dict[str, Any]:
    """Return what makes an alarm one by arithmetic on the errors, ``m``."""
    return queries({"id": "e", "expression": expression, "return_data": True, "label": "e"}, metric("m"))


def dead_letters_alarm(**over: Any) -> Build:
    """Return the program of a queue whose dead-letter queue has another alarm."""
    return lambda stack: (
        stack.dead_letters("orders-dlq", source="orders", watched=False),
        stack.messages_alarm("orders-dlq", **over),
        stack.queue(dlq=False),
    )


errors_alarm("absent", "does not exist.", False)
errors_alarm("threshold-1e9", "has the threshold 1e9.", {"threshold": 1e9})
errors_alarm(
    "threshold-million",
    "has the threshold 1,000,000 per five minutes.",
    {"threshold": 1_000_000},
    debatable=True,
)
errors_alarm(
    "less-than-0",
    "rings below 0, which errors never are.",
    {"comparison_operator": "LessThanThreshold", "threshold": 0},
)
errors_alarm(
    "less-or-equal-minus-1",
    "rings at -1 or less.",
    {"comparison_operator": "LessThanOrEqualToThreshold", "threshold": -1},
)
errors_alarm(
    "less-than-1", "rings when there are none.", {"comparison_operator": "LessThanThreshold", "threshold": 1}
)
errors_alarm("actions-disabled", "has its actions disabled.", {"actions_enabled": False})
errors_alarm("no-actions", "notifies nobody.", {"alarm_actions": []})
errors_alarm(
    "only-ok-actions", "notifies only that all is well.", {"alarm_actions": ABSENT, "ok_actions": [ALERTS]}
)
errors_alarm(
    "only-insufficient",
    "notifies only that there is no data.",
    {"alarm_actions": ABSENT, "insufficient_data_actions": [ALERTS]},
)
errors_alarm(
    "datapoints-more",
    "wants more datapoints than it looks at (AWS refuses it).",
    {"datapoints_to_alarm": 5, "evaluation_periods": 1},
)
errors_alarm(
    "periods-week",
    "wants a week of errors without a break.",
    {"evaluation_periods": 168, "period": 3600},
    debatable=True,
)
errors_alarm(
    "missing-breaching",
    "takes missing data for a failure, so nobody listens.",
    {"treat_missing_data": "breaching"},
    debatable=True,
)
errors_alarm("other-function", "watches another function.", {"dimensions": {"FunctionName": named("refund")}})
errors_alarm("other-metric", "watches Invocations.", {"metric": "Invocations"})
errors_alarm("other-namespace", "watches a namespace of our own.", {"namespace": "Shop/Lambda"})
errors_alarm(
    "lower-case-namespace",
    "watches 'aws/lambda', which has no data: names know case.",
    {"namespace": "aws/lambda"},
)
errors_alarm(
    "no-dimensions", "has no dimension: the whole region's errors.", {"dimensions": ABSENT}, debatable=True
)
errors_alarm(
    "version-dimension",
    "watches an alias that does not exist.",
    {"dimensions": {**FUNCTION, "Resource": named("charge") + ":old"}},
    debatable=True,
)
errors_alarm(
    "unit", "asks for the unit Megabytes, which errors do not have: no data ever.", {"unit": "Megabytes"}
)
errors_alarm(
    "statistic-minimum",
    "takes the minimum: one success in five minutes hides all errors.",
    {"statistic": "Minimum"},
    debatable=True,
)
errors_alarm(
    "statistic-samples", "counts invocations (SampleCount).", {"statistic": "SampleCount"}, debatable=True
)
errors_alarm("math-zero", "multiplies by 0.", math("m*0"), debatable=True)
errors_alarm("math-minus", "subtracts itself.", math("m-m"), debatable=True)
errors_alarm("math-ignores", "has an expression that does not use the metric.", math("TIME_SERIES(0)"))
errors_alarm(
    "math-no-data",
    "returns another query than the errors'.",
    queries(metric("m", "Errors", return_data=False), metric("i", "Invocations", return_data=True)),
)
errors_alarm("math-if", "counts only above a million.", math("IF(m > 1000000, m, 0)"), debatable=True)
errors_alarm(
    "action-foreign",
    "notifies another account's topic.",
    {"alarm_actions": [topic_arn("alerts", FOREIGN)]},
    by=("observability", "encryption and exposure"),
    debatable=True,
)
errors_alarm(
    "action-no-topic",
    "'notifies' a queue, which alarms cannot.",
    {"alarm_actions": [queue_arn("orders")]},
    debatable=True,
)
CASES.defect(
    "alarm-dlq-threshold",
    "alarms",
    "The alarm on a dead-letter queue rings at a million messages.",
    dead_letters_alarm(threshold=1e6),
)
CASES.defect(
    "alarm-dlq-less",
    "alarms",
    "The alarm on a dead-letter queue rings when it is empty.",
    dead_letters_alarm(comparison_operator="LessThanThreshold"),
)
CASES.defect(
    "alarm-age-retention",
    "alarms",
    "The alarm on the age rings later than messages are kept.",
    lambda stack: stack.mapped_function(age={"threshold": 345601}),
)
CASES.defect(
    "alarm-age-disabled",
    "alarms",
    "The alarm on the age has its actions disabled.",
    lambda stack: stack.mapped_function(age={"actions_enabled": False}),
)
CASES.defect(
    "alarm-throttles-threshold",
    "alarms",
    "The alarm on throttles rings at 1e9.",
    lambda stack: stack.function("charge", throttles={"threshold": 1e9}),
)
CASES.defect(
    "alarm-table-threshold",
    "alarms",
    "The alarm on a table's throttles rings at 1e9.",
    lambda stack: (
        stack.table(watched=False),
        stack.alarm(
            "t", "AWS/DynamoDB", "WriteThrottleEvents", {"TableName": named("customers")}, threshold=1e9
        ),
    ),
)
CASES.defect(
    "alarm-ignored",
    "alarms",
    "A composite alarm suppresses it for good.",
    lambda stack: (
        stack.function("charge"),
        aws.cloudwatch.CompositeAlarm(
            "c", alarm_name="c", alarm_rule="FALSE", alarm_actions=[ALERTS], tags=TAGS
        ),
    ),
    debatable=True,
)
rings("greater-0", "GreaterThanThreshold 0.", {"comparison_operator": "GreaterThanThreshold", "threshold": 0})
rings(
    "five",
    "Five errors, two of three periods.",
    {"threshold": 5, "evaluation_periods": 3, "datapoints_to_alarm": 2, "period": 60},
)
CASES.clean(
    "ok-alarm-output",
    "alarms",
    "Threshold by an output that is known.",
    lambda stack: stack.function("charge", errors={"threshold": pulumi.Output.from_input(3)}),
)
rings(
    "rate",
    "The rate of errors by metric math.",
    queries(
        {"id": "e", "expression": "100*m/MAX([m,i])", "return_data": True, "label": "rate"},
        metric("m"),
        metric("i", "Invocations"),
        threshold=5,
    ),
)
rings(
    "single-query",
    "One metric query without an expression.",
    queries(metric("m", "Errors", return_data=True)),
)
rings(
    "anomaly",
    "Anomaly detection on errors.",
    queries(
        {"id": "band", "expression": "ANOMALY_DETECTION_BAND(m, 2)", "label": "band", "return_data": True},
        metric("m", "Errors", return_data=True),
        comparison_operator="GreaterThanUpperThreshold",
        threshold=ABSENT,
        threshold_metric_id="band",
    ),
    debatable=True,
)
CASES.clean(
    "ok-alarm-custom",
    "alarms",
    "An alarm on a business metric that rings below.",
    lambda stack: stack.alarm(
        "orders-low",
        "Shop",
        "Orders",
        {"Service": "shop"},
        comparison_operator="LessThanThreshold",
        threshold=1,
    ),
)
CASES.clean(
    "ok-alarm-age",
    "alarms",
    "The age rings after an hour.",
    lambda stack: stack.mapped_function(age={"threshold": 3600}),
)
rings("fill", "FILL(m, 0) keeps the errors.", math("FILL(m, 0)"))

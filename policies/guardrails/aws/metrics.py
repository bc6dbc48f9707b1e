"""The metrics of AWS that alarms watch, and what is known of their values.

Source: AWS's documentation of the metrics of Lambda, DynamoDB and SQS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..values import value


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of AWS, never negative."""

    namespace: str
    name: str
    dimension: str
    """The dimension that holds the resource's name."""
    unit: str = "Count"
    single: bool = False
    """True if each data point is one call, 0 or 1: only `sums` count the calls."""
    sums: tuple[str, ...] = ("Sum",)
    most: float | None = None
    """The highest value possible."""
    refined_by: tuple[str, ...] = ()
    """Further dimensions under which AWS publishes it too."""
    needs: tuple[str, ...] = ()
    """Further dimensions without which AWS does not publish it."""

    def highest(self, statistic: str) -> float | None:
        """Return the highest value of a statistic; None where there is none."""
        return 1 if self.single and statistic not in self.sums else self.most


VERSIONS = ("Resource", "ExecutedVersion")
FUNCTION_ERRORS = Metric("AWS/Lambda", "Errors", "FunctionName", single=True, refined_by=VERSIONS)
FUNCTION_THROTTLES = Metric("AWS/Lambda", "Throttles", "FunctionName", single=True, refined_by=VERSIONS)
FUNCTION_DURATION = Metric(
    "AWS/Lambda", "Duration", "FunctionName", "Milliseconds", most=900_000, refined_by=VERSIONS
)
TABLE_THROTTLES = (
    *(
        Metric(
            "AWS/DynamoDB",
            name,
            "TableName",
            single=True,
            sums=("Sum", "SampleCount"),
            refined_by=("GlobalSecondaryIndexName",),
        )
        for name in ("ReadThrottleEvents", "WriteThrottleEvents")
    ),
    Metric(
        "AWS/DynamoDB",
        "ThrottledRequests",
        "TableName",
        single=True,
        sums=("Sum", "SampleCount"),
        needs=("Operation",),
    ),
)
QUEUE_MESSAGES = Metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName")
QUEUE_AGE = Metric("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "Seconds", most=1_209_600)

METRICS = (
    FUNCTION_ERRORS,
    FUNCTION_THROTTLES,
    FUNCTION_DURATION,
    *TABLE_THROTTLES,
    QUEUE_MESSAGES,
    QUEUE_AGE,
)

BEYOND_ALL = ("AWS/ECS",)
"""Namespaces in which more than 100 % of what was reserved may be used."""


def known(measured: Mapping[str, Any]) -> Metric | None:
    """Return what is known of the metric that an alarm, or one of its queries, names."""
    found = (value(measured, "namespace"), value(measured, "metricName"))
    return next((each for each in METRICS if (each.namespace, each.name) == found), None)


def highest(measured: Mapping[str, Any]) -> float | None:
    """Return the highest value of what is measured; None where none is known."""
    if metric := known(measured):
        return metric.highest(statistic(measured))
    namespace, name = str(value(measured, "namespace")), str(value(measured, "metricName"))
    percent = value(measured, "unit") == "Percent" or name.endswith("Utilization")
    return 100 if percent and namespace.startswith("AWS/") and namespace not in BEYOND_ALL else None


def statistic(measured: Mapping[str, Any]) -> str:
    """Return the statistic that an alarm, or one of its queries, takes of its metric."""
    named = (value(measured, key) for key in ("stat", "statistic", "extendedStatistic"))
    return next((str(found) for found in named if found), "Sum")

"""The functions' invocations, errors, throttles and durations, as CloudWatch has counted them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.common.storage import clients
from ops.report.data import Span
from ops.report.operation import FunctionUse, Run

ASKED = (
    ("invocations", "Invocations", "Sum"),
    ("errors", "Errors", "Sum"),
    ("throttles", "Throttles", "Sum"),
    ("average", "Duration", "Average"),
    ("longest", "Duration", "Maximum"),
    ("timed", "Duration", "SampleCount"),
)
QUERIES_A_REQUEST = 500
ANSWER_SECONDS = 20
"""Seconds for which CloudWatch may take to look up so many values."""
KEPT = ((timedelta(days=15), 60), (timedelta(days=63), 300), (timedelta(days=455), 3600))
"""Ages up to which CloudWatch keeps values, with the seconds of a period that it keeps for so long."""
MOST_PERIODS = 300


def period(span: Span, now: datetime) -> int:
    """Return the seconds of a period: one that CloudWatch still has, so that a span has few enough of them."""
    kept = next((seconds for age, seconds in KEPT if now - span.start < age), 3600)
    fitting = (
        each
        for each in (60, 300, 900, 3600, 21_600)
        if (span.end - span.start).total_seconds() / each <= MOST_PERIODS
    )
    return max(kept, next(fitting, 86_400))


def functions(names: Mapping[str, str], span: Span, seconds: int) -> list[FunctionUse]:
    """Return the work of functions in a span; ``names`` are the physical ones by the short ones."""
    start = datetime.fromtimestamp(span.start.timestamp() // seconds * seconds, UTC)
    places = {f"f{place}": short for place, short in enumerate(names)}
    queries = [
        {
            "Id": f"{place}_{key}",
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/Lambda",
                    "MetricName": metric,
                    "Dimensions": [{"Name": "FunctionName", "Value": names[short]}],
                },
                "Period": seconds,
                "Stat": statistic,
            },
        }
        for place, short in places.items()
        for key, metric, statistic in ASKED
    ]
    client = clients.connected("cloudwatch", ANSWER_SECONDS)
    found: dict[str, dict[datetime, float]] = {}
    for first in range(0, len(queries), QUERIES_A_REQUEST):
        for answer in _answers(client, queries[first : first + QUERIES_A_REQUEST], start, span.end):
            values = zip(answer["Timestamps"], answer["Values"], strict=True)
            found.setdefault(answer["Id"], {}).update(values)
    return [
        _use(short, {key: found.get(f"{place}_{key}", {}) for key, *_ in ASKED}, _memory(names[short]))
        for place, short in places.items()
    ]


def _answers(
    client: Any, queries: list[dict[str, Any]], start: datetime, end: datetime
) -> Iterator[dict[str, Any]]:
    more: dict[str, str] = {}
    while True:
        page = client.get_metric_data(
            MetricDataQueries=queries, StartTime=start, EndTime=end, ScanBy="TimestampAscending", **more
        )
        yield from page["MetricDataResults"]
        if not page.get("NextToken"):
            return
        more = {"NextToken": page["NextToken"]}


def _use(short: str, values: Mapping[str, Mapping[datetime, float]], memory: int | None) -> FunctionUse:
    timed = sum(values["timed"].values())
    weighted = sum(value * values["timed"].get(at, 0) for at, value in values["average"].items())
    runs = [
        Run(at, int(count), int(values["errors"].get(at, 0)))
        for at, count in sorted(values["invocations"].items())
        if count
    ]
    return FunctionUse(
        name=short,
        invocations=sum(run.invocations for run in runs),
        errors=int(sum(values["errors"].values())),
        throttles=int(sum(values["throttles"].values())),
        average_ms=weighted / timed if timed else None,
        longest_ms=max(values["longest"].values(), default=None),
        memory=memory,
        runs=runs,
    )


def _memory(function: str) -> int | None:
    """Return a function's memory in MB; None for one that is not there."""
    client = clients.lambda_()
    try:
        return client.get_function_configuration(FunctionName=function)["MemorySize"]
    except client.exceptions.ResourceNotFoundException:
        return None

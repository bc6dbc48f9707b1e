"""The dashboard's sections: the funnel, what is sent, queues, what needs somebody, functions, cost."""

from collections.abc import Sequence

from components.catalogue.alarms import OLDEST, VISIBLE
from components.catalogue.dashboard_own import funnel, people, sending, thresholds
from components.catalogue.queues import INBOUND_QUEUE, QUEUES, SEND_QUEUE
from components.dashboard_specs import HOUR, MINUTE, Graph, Section, Series
from components.metrics import function_metric, log_metric, queue_metric, table_metric
from components.specs import AlarmSpec, FunctionSpec, Statistic, TableSpec


def dashboard(
    functions: Sequence[FunctionSpec], tables: Sequence[TableSpec], alarms: Sequence[AlarmSpec], runbook: str
) -> tuple[Section, ...]:
    """Return the sections for a stack of these parts; ``runbook`` is where its pages are, an address or a path."""
    return (
        funnel(runbook),
        sending(),
        _queues(alarms),
        people(alarms),
        _functions(functions, alarms),
        _cost(functions, tables),
    )


def _queues(alarms: Sequence[AlarmSpec]) -> Section:
    def of_queue(queue: str, name: str, title: str, statistic: Statistic, unit: str = "") -> Graph:
        series = (Series(queue_metric(queue, name), queue, statistic),)
        return Graph(f"{queue}: {title}", series, thresholds(series, alarms), unit=unit)

    return Section(
        "Queues",
        "Depth and age against the alarms that watch them. In a quiet hour both are 0.",
        (
            of_queue(SEND_QUEUE, VISIBLE, "waiting", "Average"),
            of_queue(SEND_QUEUE, OLDEST, "age of the oldest", "Maximum", "seconds"),
            Graph(
                "Deleted: dealt with",
                tuple(
                    Series(queue_metric(queue, "NumberOfMessagesDeleted"), queue)
                    for queue in (SEND_QUEUE, INBOUND_QUEUE)
                ),
            ),
            of_queue(INBOUND_QUEUE, VISIBLE, "waiting", "Average"),
            of_queue(INBOUND_QUEUE, OLDEST, "age of the oldest", "Maximum", "seconds"),
        ),
    )


def _functions(functions: Sequence[FunctionSpec], alarms: Sequence[AlarmSpec]) -> Section:
    def of_each(name: str, statistic: Statistic = "Sum") -> tuple[Series, ...]:
        return tuple(Series(function_metric(each.name, name), each.name, statistic) for each in functions)

    slow = tuple(
        Series(function_metric(each.name, "Duration"), each.name, "Average", factor=_percent(each))
        for each in functions
    )
    return Section(
        "Functions",
        "On a good day there are no errors and no throttles. A duration of 100 % is the time-out.",
        (
            Graph("Errors", of_each("Errors"), stacked=True),
            Graph("Duration, % of the time-out", slow, thresholds(slow, alarms)),
            Graph("Throttles", of_each("Throttles"), stacked=True),
            Graph("Running at once", of_each("ConcurrentExecutions", "Maximum"), stacked=True, period=MINUTE),
            Graph("Invocations", of_each("Invocations"), stacked=True),
        ),
    )


def _percent(function: FunctionSpec) -> float:
    """Return the factor that makes a duration in milliseconds a percentage of the function's time-out."""
    return 100 / (function.timeout * 1000)


def _cost(functions: Sequence[FunctionSpec], tables: Sequence[TableSpec]) -> Section:
    def capacity(name: str) -> tuple[Series, ...]:
        return tuple(
            Series(table_metric(table.name, name, index), f"{table.name} {index or ''}".strip())
            for table in tables
            for index in (None, *(each.name for each in table.indexes))
        )

    def requests(name: str, what: str) -> tuple[Series, ...]:
        return tuple(Series(queue_metric(queue, name), f"{queue} {what}") for queue in QUEUES)

    gigabyte_seconds = tuple(
        Series(function_metric(each.name, "Duration"), each.name, factor=each.memory / 1024 / 1000)
        for each in functions
    )
    return Section(
        "Cost",
        "What AWS charges for, an hour at a time: multiply by the list prices of the region.",
        (
            Graph(
                "Read units of the tables", capacity("ConsumedReadCapacityUnits"), period=HOUR, stacked=True
            ),
            Graph(
                "Write units of the tables", capacity("ConsumedWriteCapacityUnits"), period=HOUR, stacked=True
            ),
            Graph("GB-seconds of the functions", gigabyte_seconds, period=HOUR, stacked=True),
            Graph(
                "Requests of the queues",
                (
                    *requests("NumberOfMessagesSent", "sent"),
                    *requests("NumberOfMessagesReceived", "received"),
                    *requests("NumberOfMessagesDeleted", "deleted"),
                    *requests("NumberOfEmptyReceives", "asked in vain"),
                ),
                period=HOUR,
                stacked=True,
            ),
            Graph(
                "Bytes of the logs",
                tuple(Series(log_metric(each.name, "IncomingBytes"), each.name) for each in functions),
                period=HOUR,
                stacked=True,
            ),
        ),
    )

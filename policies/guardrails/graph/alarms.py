"""Alarms: the metrics that decide whether one rings, and the reasons for which one never can."""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from pulumi_policy.proxy import UnknownValueError

from ..aws import expressions, metrics
from ..aws.expressions import UnclearError
from ..aws.metrics import Metric
from ..resources.subject import Subject
from ..values import is_set, items, number, switch, value

PERIOD = 300
"""Seconds of a period, where an alarm names none."""
HOUR, DAY, WEEK = 3_600, 86_400, 604_800
LOWER = ("LessThanThreshold", "LessThanOrEqualToThreshold")
"""Comparisons by which an alarm rings for low values."""
RINGS: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": lambda found, threshold: found > threshold,
    "GreaterThanOrEqualToThreshold": lambda found, threshold: found >= threshold,
    "LessThanThreshold": lambda found, threshold: found < threshold,
    "LessThanOrEqualToThreshold": lambda found, threshold: found <= threshold,
}

Query = Mapping[str, Any]


class Fault(NamedTuple):
    """A reason for which an alarm cannot ring: the property, its value, and what is wrong with it."""

    path: str
    found: Any
    problem: str


class Measured(NamedTuple):
    """A metric of an alarm."""

    props: Mapping[str, Any]
    query: str
    """The id of its query; empty where it is the alarm's own."""
    metric: Metric | None
    """The facts that are known of the metric."""
    account: str = ""
    """The account whose metric it is; empty for the alarm's own."""


_latest: WeakKeyDictionary[Subject, list[Measured]] = WeakKeyDictionary()


def measured(alarm: Subject) -> list[Measured]:
    """Return the metrics of an alarm, its own and those of its queries. Every rule asks, so they are kept."""
    if alarm not in _latest:
        own = (
            [Measured(alarm.props, "", metrics.known(alarm.props))]
            if is_set(alarm.props, "metricName")
            else []
        )
        _latest[alarm] = own + [
            Measured(
                found, str(value(query, "id")), metrics.known(found), str(value(query, "accountId") or "")
            )
            for query in items(alarm.props, "metricQueries")
            if (found := value(query, "metric"))
        ]
    return _latest[alarm]


def faults(alarm: Subject) -> Iterator[Fault]:
    """Yield the reasons for which an alarm cannot ring, whatever it is to watch."""
    needed, seen = (number(value(alarm.props, key)) for key in ("datapointsToAlarm", "evaluationPeriods"))
    if needed is not None and seen is not None and needed > seen:
        yield Fault("datapointsToAlarm", needed, f"it looks at {seen:g} only")
    yield from _untimely(alarm)
    watched = measured(alarm)
    if not watched and not is_set(alarm.props, "metricQueries"):
        yield Fault("metricName", None, "it watches nothing")
    if not is_set(alarm.props, "threshold") and not is_set(alarm.props, "thresholdMetricId"):
        yield Fault("threshold", None, "there is nothing to compare with")
    for each in watched:
        yield from _without_data(each)
        if not each.query:
            yield from _out_of_reach(alarm.props)
    if watched and not any(decides(alarm, each) for each in watched):
        yield Fault("metricQueries", [each.query for each in watched], "none of them is in what it compares")


def _untimely(alarm: Subject) -> Iterator[Fault]:
    """Yield the number of periods that CloudWatch refuses."""
    periods = number(value(alarm.props, "evaluationPeriods"))
    if periods is None:
        return
    length = _period(alarm)
    longest = WEEK if length >= HOUR else DAY
    if not 1 <= periods <= longest / length:
        problem = f"CloudWatch looks at 1 to {longest / length:g} periods of {length:g} s"
        yield Fault("evaluationPeriods", periods, problem)


def _period(alarm: Subject) -> float:
    """Return the seconds of the longest period in an alarm."""
    periods = [number(value(each.props, "period")) for each in measured(alarm)]
    periods += [number(value(query, "period")) for query in items(alarm.props, "metricQueries")]
    return max((each for each in periods if each), default=PERIOD)


def _out_of_reach(props: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the threshold that the alarm's own metric never gets beyond."""
    threshold, comparison = number(value(props, "threshold")), str(value(props, "comparisonOperator"))
    if threshold is None or comparison not in RINGS:
        return
    metric, most, name = metrics.known(props), metrics.highest(props), value(props, "metricName")
    if comparison in LOWER and metric and not RINGS[comparison](0, threshold):
        yield Fault("threshold", threshold, f"{name} is never lower than 0")
    elif comparison not in LOWER and most is not None and not RINGS[comparison](most, threshold):
        statistic = metrics.statistic(props)
        yield Fault("threshold", threshold, f"the {statistic} of {name} is {most:g} at the most")
    elif metric and metric.single and metrics.statistic(props) == "Average" and threshold == most:
        yield Fault("threshold", threshold, f"the Average of {name} is {most:g} only while every call fails")


def _without_data(measured: Measured) -> Iterator[Fault]:
    """Yield the reasons for which AWS has no data for a metric, or none that say anything."""
    props, metric = measured.props, measured.metric
    if metric is None:
        return
    statistic = metrics.statistic(props)
    unit, dimensions = value(props, "unit"), set(value(props, "dimensions") or ())
    if unit not in (None, "", metric.unit):
        yield Fault("unit", unit, f"AWS publishes {metric.name} in {metric.unit}")
    strange = dimensions - {metric.dimension, *metric.refined_by, *metric.needs}
    if metric.dimension in dimensions and (strange or not dimensions.issuperset(metric.needs)):
        wanted = " and ".join((metric.dimension, *metric.needs))
        yield Fault("dimensions", sorted(dimensions), f"AWS publishes {metric.name} by {wanted}")
    if statistic == "SampleCount" and statistic not in metric.sums:
        yield Fault("statistic", statistic, f"it counts the data points of {metric.name}, whatever they say")
    if statistic == "Minimum" and metric.single:
        yield Fault("statistic", statistic, f"one good call keeps the Minimum of {metric.name} at 0")


def seconds(alarm: Subject) -> float:
    """Return for how many seconds things have to be bad before the alarm rings."""
    counts = (number(value(alarm.props, key)) for key in ("datapointsToAlarm", "evaluationPeriods"))
    return next((count for count in counts if count), 1) * _period(alarm)


def decides(alarm: Subject, metric: Measured) -> bool:
    """Return True if what the alarm compares is the metric, or made of it."""
    if not metric.query:
        return True
    queries = items(alarm.props, "metricQueries")
    return any(metric.query in _behind(query, queries) for query in _compared(alarm, queries))


def rings_for(alarm: Subject, metric: Measured, most: float) -> bool:
    """Return True if the metric, of bad things, makes the alarm ring by the time that it has got beyond `most`.

    The arithmetic of an alarm is worked out with the metric at 0 and at `most`; where it is more than arithmetic, it
    is enough that the metric is in it.
    """
    comparison, threshold = (
        str(value(alarm.props, "comparisonOperator")),
        number(value(alarm.props, "threshold")),
    )
    if threshold is None or comparison not in RINGS:
        return decides(alarm, metric)
    if not metric.query:
        return comparison not in LOWER and threshold <= most
    queries = items(alarm.props, "metricQueries")
    return any(
        _reacts(query, queries, metric.query, most, lambda found: RINGS[comparison](found, threshold))
        for query in _compared(alarm, queries)
    )


def _compared(alarm: Subject, queries: Sequence[Query]) -> list[Query]:
    """Return the queries whose values are compared: those that return data, and the one that is the threshold."""
    returned = [query for query in queries if value(query, "returnData") is True]
    band = value(alarm.props, "thresholdMetricId")
    return [*returned, *(query for query in queries if band and value(query, "id") == band)]


def _behind(query: Query, queries: Sequence[Query], seen: frozenset[str] = frozenset()) -> set[str]:
    """Return the ids of the queries that one is made of, its own among them."""
    own, expression = str(value(query, "id")), value(query, "expression")
    if own in seen or not expression:
        return {own}
    named = expressions.names(str(expression))
    others = [each for each in queries if str(value(each, "id")) in named]
    if "METRICS" in named:
        others += [each for each in queries if value(each, "metric")]
    return {own}.union(*(_behind(each, queries, seen | {own}) for each in others))


def _reacts(
    query: Query, queries: Sequence[Query], watched: str, most: float, rings: Callable[[float], bool]
) -> bool:
    answers = []
    for others in (0.0, most):
        with suppress(UnclearError):
            quiet, bad = (_worked_out(query, queries, {watched: found}, others) for found in (0.0, most))
            answers.append(rings(bad) and not rings(quiet))
    return any(answers) if answers else watched in _behind(query, queries)


def _worked_out(query: Query, queries: Sequence[Query], given: Mapping[str, float], others: float) -> float:
    """Return a query's value where the given metrics have their values, and all others the same one."""
    values = {str(value(each, "id")): others for each in queries if value(each, "metric")} | dict(given)
    own, expression = str(value(query, "id")), value(query, "expression")
    if not expression:
        return values[own]
    named = expressions.names(str(expression)) - {own}
    parts = [each for each in queries if value(each, "expression") and str(value(each, "id")) in named]
    worked = {str(value(each, "id")): _worked_out(each, queries, given, others) for each in parts}
    return expressions.evaluate(str(expression), ChainMap(values, worked))


def acts(alarm: Subject) -> bool:
    """Return True if an alarm has actions, and they are switched on."""
    return has_actions(alarm) and switch(value(alarm.props, "actionsEnabled")) is not False


def has_actions(alarm: Subject) -> bool:
    """Return True if an alarm has an action that is not empty; one that preview does not know counts."""
    try:
        count = len(items(alarm.props, "alarmActions"))
    except UnknownValueError:
        return True
    return any(is_set(alarm.props, f"alarmActions.{index}") for index in range(count))

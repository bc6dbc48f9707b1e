"""The alarms of a stack, those that watch the throttles of functions and tables, and their topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import pulumi
from pulumi_aws import cloudwatch, sns

from components import iam
from components.metrics import Metric, function_metric, table_metric
from components.names import PROJECT, Names
from components.specs import AlarmSpec, TableSpec

METRICS_PER_ALARM = 10
"""CloudWatch takes no more metrics into the arithmetic of one alarm."""


@dataclass(frozen=True)
class AlarmsArgs:
    """The arguments of ``Alarms``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of every resource that takes tags."""
    specs: tuple[AlarmSpec, ...]
    """The alarms, those on throttles left out."""
    functions: tuple[str, ...] = ()
    """The functions whose throttles are watched, by one alarm: ten at the most."""
    tables: tuple[TableSpec, ...] = ()
    """The tables whose throttles are watched, by one alarm for each: four indexes in a table at the most."""
    topic_arn: str | None = None
    """The topic to notify; without it the component makes one."""
    runbook: str | None = None
    """The place of the runbook, an address or a path that its pages' names are added to; without it the alarms name no
    page. Beside those of ``specs`` there are ``lambda-throttles.md`` and ``dynamodb-throttles.md``."""
    event_rules: tuple[str, ...] = ()
    """The rules on the event bus that may publish to the component's own topic, such as those of ``Notices``."""


class Alarms(pulumi.ComponentResource):
    """The alarms: all notify one topic, and treat missing data as not breaching."""

    TYPE = f"{PROJECT}:alarms:Alarms"

    TOPIC = "alerts"
    """The short name of the component's own topic."""

    topic_arn: str
    """The topic that is notified."""
    specs: tuple[AlarmSpec, ...]
    """All alarms, those on throttles last."""

    def __init__(self, name: str, args: AlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        self._topic: sns.Topic | None = None if args.topic_arn else self._own_topic()
        self.topic_arn = args.topic_arn or args.names.topic_arn(self.TOPIC)
        self.specs = (*args.specs, *throttle_alarms(args.functions, args.tables))
        for spec in self.specs:
            self._watch(spec)
        self.register_outputs({"topicArn": self.topic_arn})

    def _child(self) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=[self._topic] if self._topic else [])

    def _own_topic(self) -> sns.Topic:
        # Not encrypted: CloudWatch cannot publish to a topic under the key of AWS, and what is published holds
        # names, figures and ids of the stack, nothing personal.
        names = self._args.names
        topic = sns.Topic(
            self.TOPIC,
            name=names.physical(self.TOPIC),
            tags=self._args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
        arn = names.topic_arn(self.TOPIC)
        sns.TopicPolicy(
            f"{self.TOPIC}-policy",
            arn=arn,
            policy=iam.document(iam.tls_only("sns:Publish", arn), *self._publishing(arn)),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[topic]),
        )
        return topic

    def _publishing(self, topic_arn: str) -> list[iam.Statement]:
        """Return the statements that let the alarms of this account and region, and the rules, publish to the topic."""
        names = self._args.names
        alarms = {
            "StringEquals": {"aws:SourceAccount": names.account},
            "ArnLike": {"aws:SourceArn": names.alarm_arn("*")},
        }
        statements = [_admission("Alarms", "cloudwatch.amazonaws.com", topic_arn, alarms)]
        if rules := [names.rule_arn(rule) for rule in self._args.event_rules]:
            sources = {"ArnEquals": {"aws:SourceArn": rules}}
            statements.append(_admission("Events", "events.amazonaws.com", topic_arn, sources))
        return statements

    def _watch(self, spec: AlarmSpec) -> None:
        names = self._args.names
        watched: dict[str, Any] = (
            {"metric_queries": _sum(spec, names)}
            if spec.others
            else {
                "namespace": spec.metric.namespace,
                "metric_name": spec.metric.name,
                "dimensions": spec.metric.dimensions(names),
                "statistic": spec.statistic,
                "period": spec.period,
            }
        )
        cloudwatch.MetricAlarm(
            spec.name,
            name=names.physical(spec.name),
            alarm_description=self._text(spec),
            **watched,
            evaluation_periods=spec.periods,
            comparison_operator="LessThanThreshold" if spec.below else "GreaterThanThreshold",
            threshold=spec.threshold,
            treat_missing_data="breaching" if spec.below else "notBreaching",
            alarm_actions=[self.topic_arn],
            ok_actions=[self.topic_arn] if spec.notify_ok else None,
            tags=self._args.tags,
            opts=self._child(),
        )

    def _text(self, spec: AlarmSpec) -> str:
        """Return the text of a notification: what is wrong, and the page of the runbook that says what to do."""
        runbook = self._args.runbook
        return f"{spec.description} {runbook}/{spec.page or spec.name}.md" if runbook else spec.description


def _admission(sid: str, service: str, topic_arn: str, condition: Mapping[str, Any]) -> iam.Statement:
    """Return the statement that lets a service publish to the topic on behalf of the sources in ``condition``."""
    principal = {"Service": service}
    return iam.allow(sid, ["sns:Publish"], [topic_arn], Principal=principal, Condition=condition)


def _sum(spec: AlarmSpec, names: Names) -> list[cloudwatch.MetricAlarmMetricQueryArgs]:
    """Return the queries that add metrics up; ``ValueError`` if they are more than an alarm takes."""
    metrics = (spec.metric, *spec.others)
    if len(metrics) > METRICS_PER_ALARM:
        raise ValueError(
            f"{spec.name} would add up {len(metrics)} metrics; an alarm takes {METRICS_PER_ALARM}: "
            "hand in tables with fewer indexes"
        )
    single = [_query(f"m{number}", metric, spec, names) for number, metric in enumerate(metrics)]
    total = cloudwatch.MetricAlarmMetricQueryArgs(
        id="total", expression="SUM(METRICS())", label=spec.name, return_data=True
    )
    return [total, *single]


def _query(
    query_id: str, metric: Metric, spec: AlarmSpec, names: Names
) -> cloudwatch.MetricAlarmMetricQueryArgs:
    return cloudwatch.MetricAlarmMetricQueryArgs(
        id=query_id,
        metric=cloudwatch.MetricAlarmMetricQueryMetricArgs(
            namespace=metric.namespace,
            metric_name=metric.name,
            dimensions=metric.dimensions(names),
            stat=spec.statistic,
            period=spec.period,
        ),
    )


def throttle_alarms(functions: Sequence[str], tables: Sequence[TableSpec]) -> list[AlarmSpec]:
    """Return the alarms on what is refused for want of concurrency or capacity: one for every ten functions, since it
    takes no more metrics, and one for each table, since tables and their indexes together have more."""
    tens = [
        functions[first : first + METRICS_PER_ALARM] for first in range(0, len(functions), METRICS_PER_ALARM)
    ]
    return [*map(_of_functions, count(1), tens), *map(_of_table, tables)]


def _of_functions(number: int, functions: Sequence[str]) -> AlarmSpec:
    return _none_of(
        "lambda-throttles" if number == 1 else f"lambda-throttles-{number}",
        "A function was refused for want of concurrency.",
        [function_metric(function, "Throttles") for function in functions],
        page="lambda-throttles",
        periods=1,
    )


def _of_table(table: TableSpec) -> AlarmSpec:
    return _none_of(
        f"dynamodb-throttles-{table.name}",
        f"Requests to the table {table.name} were throttled.",
        throttle_metrics(table),
        page="dynamodb-throttles",
        periods=2,
    )


def _none_of(name: str, description: str, metrics: Sequence[Metric], *, page: str, periods: int) -> AlarmSpec:
    """Return the alarm on the sum of metrics, which is nothing while all is well."""
    return AlarmSpec(
        name=name,
        description=description,
        metric=metrics[0],
        others=tuple(metrics[1:]),
        statistic="Sum",
        threshold=0,
        periods=periods,
        page=page,
    )


def throttle_metrics(table: TableSpec) -> list[Metric]:
    """Return the metrics that count each throttled read and write of a table and of its indexes.

    ``ThrottledRequests`` is not among them: it has no sum over operations, and counts a batch only if every
    one of its requests was throttled.
    """
    return [
        table_metric(table.name, name, index)
        for index in (None, *(each.name for each in table.indexes))
        for name in ("ReadThrottleEvents", "WriteThrottleEvents")
    ]

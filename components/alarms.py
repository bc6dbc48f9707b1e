"""The alarms of a stack, those that watch the throttles of functions and tables, and their topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import cloudwatch, sns

from components import iam
from components.names import PROJECT, Names
from components.specs import PERIOD, AlarmSpec, TableSpec

METRICS_PER_ALARM = 10
"""CloudWatch takes no more metrics into the arithmetic of one alarm."""


@dataclass(frozen=True)
class Addend:
    """A metric that an alarm adds to others."""

    namespace: str
    """The namespace, such as ``AWS/Lambda``."""
    name: str
    """The metric's name, such as ``Throttles``."""
    dimensions: Mapping[str, str]
    """Dimension to physical name."""


@dataclass(frozen=True)
class AlarmsArgs:
    """The arguments of ``Alarms``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of every resource that takes tags."""
    specs: tuple[AlarmSpec, ...]
    """The alarms on one metric each."""
    functions: tuple[str, ...] = ()
    """The functions whose throttles are watched, by one alarm: ten at the most."""
    tables: tuple[TableSpec, ...] = ()
    """The tables whose throttles are watched, by one alarm for each: four indexes in a table at the most."""
    topic_arn: str | None = None
    """The topic to notify; without it the component makes one."""
    event_rules: tuple[str, ...] = ()
    """The rules on the event bus that may publish to the component's own topic, such as those of ``Notices``."""


class Alarms(pulumi.ComponentResource):
    """The alarms: all notify one topic, and treat missing data as not breaching."""

    TYPE = f"{PROJECT}:alarms:Alarms"

    TOPIC = "alerts"
    """The short name of the component's own topic."""

    topic_arn: str
    """The topic that is notified."""

    def __init__(self, name: str, args: AlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        self._topic: sns.Topic | None = None if args.topic_arn else self._own_topic()
        self.topic_arn = args.topic_arn or args.names.topic_arn(self.TOPIC)
        for spec in args.specs:
            self._watch(spec)
        if args.functions:
            self._watch_functions()
        for table in args.tables:
            self._watch_table(table)
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

    def _watch_functions(self) -> None:
        names, functions = self._args.names, self._args.functions
        # One alarm for every ten functions: it takes no more metrics.
        for first in range(0, len(functions), METRICS_PER_ALARM):
            number = first // METRICS_PER_ALARM + 1
            self._watch_sum(
                "lambda-throttles" if number == 1 else f"lambda-throttles-{number}",
                "A function was refused for want of concurrency.",
                [
                    Addend("AWS/Lambda", "Throttles", {"FunctionName": names.physical(function)})
                    for function in functions[first : first + METRICS_PER_ALARM]
                ],
                periods=1,
            )

    def _watch_table(self, table: TableSpec) -> None:
        # One alarm for each table: together the tables and their indexes have more metrics than an alarm takes.
        self._watch_sum(
            f"dynamodb-throttles-{table.name}",
            f"Requests to the table {table.name} were throttled.",
            throttle_metrics(self._args.names, table),
            periods=2,
        )

    def _watch(self, spec: AlarmSpec) -> None:
        names = self._args.names
        cloudwatch.MetricAlarm(
            spec.name,
            name=names.physical(spec.name),
            alarm_description=spec.description,
            namespace=spec.metric.namespace,
            metric_name=spec.metric.name,
            dimensions={spec.metric.dimension: names.physical(spec.metric.watched)},
            statistic=spec.statistic,
            period=spec.period,
            evaluation_periods=spec.periods,
            comparison_operator="GreaterThanThreshold",
            threshold=spec.threshold,
            treat_missing_data="notBreaching",
            alarm_actions=[self.topic_arn],
            ok_actions=[self.topic_arn] if spec.notify_ok else None,
            tags=self._args.tags,
            opts=self._child(),
        )

    def _watch_sum(self, thing: str, description: str, addends: Sequence[Addend], *, periods: int) -> None:
        cloudwatch.MetricAlarm(
            thing,
            name=self._args.names.physical(thing),
            alarm_description=description,
            metric_queries=_sum(thing, addends),
            evaluation_periods=periods,
            comparison_operator="GreaterThanThreshold",
            threshold=0,
            treat_missing_data="notBreaching",
            alarm_actions=[self.topic_arn],
            tags=self._args.tags,
            opts=self._child(),
        )


def _admission(sid: str, service: str, topic_arn: str, condition: Mapping[str, Any]) -> iam.Statement:
    """Return the statement that lets a service publish to the topic on behalf of the sources in ``condition``."""
    principal = {"Service": service}
    return iam.allow(sid, ["sns:Publish"], [topic_arn], Principal=principal, Condition=condition)


def _sum(thing: str, addends: Sequence[Addend]) -> list[cloudwatch.MetricAlarmMetricQueryArgs]:
    """Return the queries that add metrics up; ``ValueError`` if they are more than an alarm takes."""
    if len(addends) > METRICS_PER_ALARM:
        raise ValueError(
            f"{thing} would add up {len(addends)} metrics; an alarm takes {METRICS_PER_ALARM}: "
            "hand in tables with fewer indexes"
        )
    single = [_query(f"m{number}", addend) for number, addend in enumerate(addends)]
    total = cloudwatch.MetricAlarmMetricQueryArgs(
        id="total", expression="SUM(METRICS())", label=thing, return_data=True
    )
    return [total, *single]


def _query(query_id: str, addend: Addend) -> cloudwatch.MetricAlarmMetricQueryArgs:
    return cloudwatch.MetricAlarmMetricQueryArgs(
        id=query_id,
        metric=cloudwatch.MetricAlarmMetricQueryMetricArgs(
            namespace=addend.namespace,
            metric_name=addend.name,
            dimensions=addend.dimensions,
            stat="Sum",
            period=PERIOD,
        ),
    )


def throttle_metrics(names: Names, table: TableSpec) -> list[Addend]:
    """Return the metrics that count each throttled read and write of a table and of its indexes.

    ``ThrottledRequests`` is not among them: it has no sum over operations, and counts a batch only if every
    one of its requests was throttled.
    """
    own = {"TableName": names.physical(table.name)}
    parts = [own, *({**own, "GlobalSecondaryIndexName": index.name} for index in table.indexes)]
    return [
        Addend("AWS/DynamoDB", metric, part)
        for part in parts
        for metric in ("ReadThrottleEvents", "WriteThrottleEvents")
    ]

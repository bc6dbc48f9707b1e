"""The alarms of the catalogue, the two that watch every function and every table, and their topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudwatch, sns

from components import iam
from components.catalogue import AlarmSpec, TableSpec
from components.names import PROJECT, Names

PERIOD = 300
"""Seconds; every alarm counts in periods of five minutes."""

METRICS_PER_ALARM = 10
"""CloudWatch takes no more metrics into the arithmetic of one alarm."""

Metric = tuple[str, str, Mapping[str, str]]
"""Namespace, name and dimensions."""


@dataclass(frozen=True)
class AlarmsArgs:
    """What the alarms need to know."""

    names: Names
    tags: Mapping[str, str]
    specs: tuple[AlarmSpec, ...]
    functions: tuple[str, ...]
    """All of them: their throttles are watched together."""
    tables: tuple[TableSpec, ...]
    """All of them: the throttles of each are watched."""
    topic_arn: str | None
    """The topic to notify; without it the stack makes its own."""


class Alarms(pulumi.ComponentResource):
    """Every alarm notifies one topic, and takes missing data for a good sign."""

    TYPE = f"{PROJECT}:alarms:Alarms"

    TOPIC = "alerts"

    def __init__(self, name: str, args: AlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        self._topic: sns.Topic | None = None if args.topic_arn else self._own_topic()
        self.topic_arn: str = args.topic_arn or args.names.topic_arn(self.TOPIC)
        for spec in args.specs:
            self._watch(spec)
        self._watch_sum(
            "lambda-throttles",
            "A function was refused for want of concurrency.",
            [
                ("AWS/Lambda", "Throttles", {"FunctionName": args.names.physical(function)})
                for function in args.functions
            ],
            periods=1,
        )
        # One alarm for each table: together the tables and their indexes have more metrics than an alarm takes.
        for table in args.tables:
            self._watch_sum(
                f"dynamodb-throttles-{table.name}",
                f"Requests to the table {table.name} were throttled.",
                throttle_metrics(args.names, table),
                periods=2,
            )
        self.register_outputs({"topicArn": self.topic_arn})

    def _child(self) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=[self._topic] if self._topic else [])

    def _own_topic(self) -> sns.Topic:
        # Not encrypted: CloudWatch cannot publish to a topic under the key of AWS, and an alarm's text holds
        # names and figures of the stack, nothing of a contact.
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
            policy=iam.document(
                iam.tls_only("sns:Publish", arn),
                iam.allow(
                    "Alarms",
                    ["sns:Publish"],
                    [arn],
                    Principal={"Service": "cloudwatch.amazonaws.com"},
                    Condition={
                        "StringEquals": {"aws:SourceAccount": names.account},
                        "ArnLike": {"aws:SourceArn": names.alarm_arn("*")},
                    },
                ),
            ),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[topic]),
        )
        return topic

    def _watch(self, spec: AlarmSpec) -> None:
        names = self._args.names
        cloudwatch.MetricAlarm(
            spec.name,
            name=names.physical(spec.name),
            alarm_description=spec.description,
            namespace=spec.namespace,
            metric_name=spec.metric,
            dimensions={spec.dimension: names.physical(spec.watched)},
            statistic=spec.statistic,
            period=PERIOD,
            evaluation_periods=spec.periods,
            comparison_operator="GreaterThanThreshold",
            threshold=spec.threshold,
            treat_missing_data="notBreaching",
            alarm_actions=[self.topic_arn],
            ok_actions=[self.topic_arn] if spec.notify_ok else None,
            tags=self._args.tags,
            opts=self._child(),
        )

    def _watch_sum(self, thing: str, description: str, metrics: Sequence[Metric], periods: int) -> None:
        if len(metrics) > METRICS_PER_ALARM:
            raise ValueError(
                f"{thing} would add up {len(metrics)} metrics; an alarm takes {METRICS_PER_ALARM}"
            )
        single = [
            cloudwatch.MetricAlarmMetricQueryArgs(
                id=f"m{number}",
                metric=cloudwatch.MetricAlarmMetricQueryMetricArgs(
                    namespace=namespace, metric_name=metric, dimensions=dimensions, stat="Sum", period=PERIOD
                ),
            )
            for number, (namespace, metric, dimensions) in enumerate(metrics)
        ]
        total = cloudwatch.MetricAlarmMetricQueryArgs(
            id="total", expression="SUM(METRICS())", label=thing, return_data=True
        )
        cloudwatch.MetricAlarm(
            thing,
            name=self._args.names.physical(thing),
            alarm_description=description,
            metric_queries=[total, *single],
            evaluation_periods=periods,
            comparison_operator="GreaterThanThreshold",
            threshold=0,
            treat_missing_data="notBreaching",
            alarm_actions=[self.topic_arn],
            tags=self._args.tags,
            opts=self._child(),
        )


def throttle_metrics(names: Names, table: TableSpec) -> list[Metric]:
    """The metrics that count each throttled read and write of a table and of its indexes.

    ``ThrottledRequests`` is not among them: it has no sum over operations, and counts a batch only if every
    one of its requests was throttled.
    """
    own = {"TableName": names.physical(table.name)}
    parts = [own, *({**own, "GlobalSecondaryIndexName": index.name} for index in table.indexes)]
    return [
        ("AWS/DynamoDB", metric, part)
        for part in parts
        for metric in ("ReadThrottleEvents", "WriteThrottleEvents")
    ]

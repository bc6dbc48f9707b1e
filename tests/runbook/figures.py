"""The figures that alarms watch, read as the embedded cloud has them.

The metrics of Lambda are the emulator's own; those of ours are read from the lines of the logs, where CloudWatch takes
them from too. Of queues the emulator publishes no metrics: their attributes are read instead, which is what SQS
publishes once a minute. It throttles no table: what stands in front of DynamoDB says what it has refused, all of it as
writes. It counts no invocations by schedules: those are counted by the requests in the log.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from local.cloud import Cloud, ToldTime

OWN = "Alquimista/DisparoAgenda"
COUNTED_BY_LOG = ("AWS/Lambda", "Invocations")


class Figures:
    """The figures of one cloud, by the clock that it is told."""

    def __init__(self, cloud: Cloud, told: ToldTime) -> None:
        self._cloud, self._told = cloud, told
        self.oldest: dict[str, float] = {}
        """The instant at which the first message of the try was put into a queue, by the queue's name."""
        self.refused: Sequence[float] = ()
        """The instants at which DynamoDB, or what stands in front of it, refused a request for want of capacity."""

    def of(self, alarm: Mapping[str, Any], since: datetime) -> float:
        """Return the alarm's figure from an instant until now, as one period of its own statistic."""
        if "metricName" in alarm:
            return self._of_metric(alarm, alarm["statistic"], since)
        single = [query["metric"] for query in alarm["metricQueries"] if "metric" in query]
        return sum(self._of_metric(each, each["stat"], since) for each in single)

    def lines(self, function: str, since: datetime) -> Iterator[dict[str, Any]]:
        """Yield the lines in JSON of a function's log from an instant on."""
        pages = (
            self._cloud.client("logs")
            .get_paginator("filter_log_events")
            .paginate(logGroupName=f"/aws/lambda/{function}", startTime=int(since.timestamp() * 1000))
        )
        for page in pages:
            for event in page["events"]:
                for line in event["message"].splitlines():
                    if line.startswith("{"):
                        yield json.loads(line)

    def _of_metric(self, metric: Mapping[str, Any], statistic: str, since: datetime) -> float:
        value, *others = metric["dimensions"].values()
        match metric["namespace"], metric["metricName"]:
            case (namespace, name) if namespace == OWN:
                return sum(self._own(value, name, since))
            case named if named == COUNTED_BY_LOG:
                return len({line.get("requestId") for line in self.lines(value, since)} - {None})
            case ("AWS/Lambda", name):
                return self._of_lambda(value, name, statistic, since)
            case ("AWS/DynamoDB", "WriteThrottleEvents") if not others:
                return sum(instant >= since.timestamp() for instant in self.refused)
            case ("AWS/DynamoDB", _):
                return 0
            case ("AWS/SQS", "ApproximateNumberOfMessagesVisible"):
                return self._waiting(value)
            case ("AWS/SQS", "ApproximateAgeOfOldestMessage"):
                return self._age(value)
        raise AssertionError(f"nothing here stands for {metric['namespace']} {metric['metricName']}")

    def _own(self, function: str, name: str, since: datetime) -> Iterator[float]:
        for line in self.lines(function, since):
            directive = line.get("_aws", {}).get("CloudWatchMetrics", [{}])[0]
            if name in line and directive.get("Namespace") == OWN:
                assert directive["Dimensions"] == [["service"]]
                assert line["service"] == function
                yield from line[name]

    def _of_lambda(self, function: str, name: str, statistic: str, since: datetime) -> float:
        points = self._cloud.client("cloudwatch").get_metric_statistics(
            Namespace="AWS/Lambda",
            MetricName=name,
            Dimensions=[{"Name": "FunctionName", "Value": function}],
            StartTime=since,
            EndTime=self._told.now() + timedelta(minutes=5),
            Period=300,
            Statistics=[statistic],
        )["Datapoints"]
        values = [point[statistic] for point in points]
        return sum(values) if statistic == "Sum" else max(values, default=0)

    def _url(self, queue: str) -> str:
        return self._cloud.client("sqs").get_queue_url(QueueName=queue)["QueueUrl"]

    def _waiting(self, queue: str) -> float:
        names = ["ApproximateNumberOfMessages"]
        found = self._cloud.client("sqs").get_queue_attributes(
            QueueUrl=self._url(queue), AttributeNames=names
        )
        return float(found["Attributes"][names[0]])

    def _age(self, queue: str) -> float:
        # To look at a message is to receive it, which brings it nearer to the dead-letter queue.
        sent = self.oldest.get(queue)
        return self._told.seconds - sent if sent is not None and self._waiting(queue) else 0.0

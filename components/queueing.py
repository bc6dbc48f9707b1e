"""The send queue, its dead-letter queue, and the queue of events whose function failed for good."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import sqs

from components import catalogue, iam
from components.names import PROJECT, Names

RETENTION = 14 * 24 * 3600
"""Seconds; SQS keeps nothing longer."""

MAX_RECEIVE_COUNT = 3


def visibility_timeout(timeout: int, window: int) -> int:
    """Seconds for which a message taken by a function stays hidden: AWS asks for six times the function's
    time-out plus the batching window, or a slow batch is delivered twice."""
    return 6 * timeout + window


@dataclass(frozen=True)
class QueueingArgs:
    """What the queues need to know."""

    names: Names
    tags: Mapping[str, str]
    event_rules: tuple[str, ...]
    """The rules whose undelivered events go to the failed-events queue."""


class Queueing(pulumi.ComponentResource):
    """The three queues with their policies. All are encrypted and refuse requests without TLS."""

    TYPE = f"{PROJECT}:queueing:Queueing"

    def __init__(self, name: str, args: QueueingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        names = args.names
        consumer, source = catalogue.consumer(catalogue.SEND_QUEUE)

        self.send_dlq = self._queue(
            catalogue.SEND_DLQ,
            redrive_allow_policy=json.dumps(
                {
                    "redrivePermission": "byQueue",
                    "sourceQueueArns": [names.queue_arn(catalogue.SEND_QUEUE)],
                }
            ),
        )
        self.send_queue = self._queue(
            catalogue.SEND_QUEUE,
            after=self.send_dlq,
            visibility_timeout_seconds=visibility_timeout(consumer.timeout, source.window),
            redrive_policy=json.dumps(
                {
                    "deadLetterTargetArn": names.queue_arn(catalogue.SEND_DLQ),
                    "maxReceiveCount": MAX_RECEIVE_COUNT,
                }
            ),
        )
        self.failed_events = self._queue(catalogue.FAILED_EVENTS)

        self._policy(catalogue.SEND_QUEUE, self.send_queue)
        self._policy(catalogue.SEND_DLQ, self.send_dlq)
        # Functions and schedules put their failures here with their own role; rules have none.
        self._policy(
            catalogue.FAILED_EVENTS,
            self.failed_events,
            iam.allow(
                "UndeliveredEvents",
                ["sqs:SendMessage"],
                [names.queue_arn(catalogue.FAILED_EVENTS)],
                Principal={"Service": "events.amazonaws.com"},
                Condition={
                    "ArnEquals": {"aws:SourceArn": [names.rule_arn(rule) for rule in args.event_rules]}
                },
            ),
        )
        self.register_outputs(
            {
                "sendQueueUrl": self.send_queue.url,
                "sendDlqUrl": self.send_dlq.url,
                "failedEventsQueueUrl": self.failed_events.url,
            }
        )

    def _queue(self, thing: str, after: sqs.Queue | None = None, **figures: Any) -> sqs.Queue:
        return sqs.Queue(
            thing,
            name=self._args.names.physical(thing),
            message_retention_seconds=RETENTION,
            sqs_managed_sse_enabled=True,
            tags=self._args.tags,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[after] if after else []),
            **figures,
        )

    def _policy(self, thing: str, queue: sqs.Queue, *statements: iam.Statement) -> None:
        names = self._args.names
        sqs.QueuePolicy(
            f"{thing}-policy",
            queue_url=names.queue_url(thing),
            policy=iam.document(iam.tls_only("sqs:*", names.queue_arn(thing)), *statements),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[queue]),
        )

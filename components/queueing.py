"""The queues of a stack with their redrive and resource policies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import sqs

from components import iam
from components.names import PROJECT, Names
from components.specs import FunctionSpec, QueueSpec


def visibility_timeout(timeout: int, window: int) -> int:
    """Return the seconds for which a message that a function took stays hidden.

    AWS asks for six times the function's time-out plus the batching window, or a slow batch is delivered twice.
    """
    return 6 * timeout + window


@dataclass(frozen=True)
class QueueingArgs:
    """The arguments of ``Queueing``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of every queue."""
    queues: tuple[QueueSpec, ...]
    """The queues; a dead-letter queue is one of them."""
    functions: tuple[FunctionSpec, ...] = ()
    """The functions; those with a source say how long that queue hides a message."""


class Queueing(pulumi.ComponentResource):
    """The queues with their policies. All are encrypted and refuse requests without TLS."""

    TYPE = f"{PROJECT}:queueing:Queueing"

    by_name: Mapping[str, sqs.Queue]
    """Short name to queue."""

    def __init__(self, name: str, args: QueueingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        _check(args)
        queues: dict[str, sqs.Queue] = {}
        # A dead-letter queue has none itself, and has to be there before the queues that name it.
        for spec in sorted(args.queues, key=lambda spec: spec.dead_letter is not None):
            queues[spec.name] = self._queue(spec, queues[spec.dead_letter] if spec.dead_letter else None)
            self._policy(spec, queues[spec.name])
        self.by_name = queues
        self.register_outputs({"urls": {name: queue.url for name, queue in queues.items()}})

    def _queue(self, spec: QueueSpec, dead_letter: sqs.Queue | None) -> sqs.Queue:
        return sqs.Queue(
            spec.name,
            name=self._args.names.physical(spec.name),
            message_retention_seconds=spec.retention,
            sqs_managed_sse_enabled=True,
            visibility_timeout_seconds=self._visibility_timeout(spec),
            redrive_policy=self._redrive_policy(spec),
            redrive_allow_policy=self._redrive_allow_policy(spec),
            tags=self._args.tags,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[dead_letter] if dead_letter else []),
        )

    def _visibility_timeout(self, spec: QueueSpec) -> int | None:
        """Return what the slowest consumer needs; ``None`` without one, for the default of SQS."""
        return max(
            (
                visibility_timeout(function.timeout, function.source.window)
                for function in self._args.functions
                if function.source and function.source.queue == spec.name
            ),
            default=None,
        )

    def _redrive_policy(self, spec: QueueSpec) -> str | None:
        if spec.dead_letter is None:
            return None
        target = self._args.names.queue_arn(spec.dead_letter)
        return json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": spec.max_receives})

    def _redrive_allow_policy(self, spec: QueueSpec) -> str | None:
        """Return the policy of a dead-letter queue, which takes from its own sources alone."""
        names = self._args.names
        sources = [names.queue_arn(each.name) for each in self._args.queues if each.dead_letter == spec.name]
        if not sources:
            return None
        return json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": sources})

    def _policy(self, spec: QueueSpec, queue: sqs.Queue) -> None:
        names = self._args.names
        arn = names.queue_arn(spec.name)
        rules = [names.rule_arn(rule) for rule in spec.event_rules]
        from_rules = iam.allow(
            "UndeliveredEvents",
            ["sqs:SendMessage"],
            [arn],
            Principal={"Service": "events.amazonaws.com"},
            Condition={"ArnEquals": {"aws:SourceArn": rules}},
        )
        sqs.QueuePolicy(
            f"{spec.name}-policy",
            queue_url=names.queue_url(spec.name),
            policy=iam.document(iam.tls_only("sqs:*", arn), *([from_rules] if rules else [])),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[queue]),
        )


def _check(args: QueueingArgs) -> None:
    """Raise ``ValueError`` for a dead-letter queue that is not among the queues or has one itself."""
    queues = {spec.name: spec for spec in args.queues}
    for spec in args.queues:
        if spec.dead_letter is None:
            continue
        if spec.dead_letter not in queues:
            raise ValueError(
                f"dead_letter of {spec.name} is {spec.dead_letter}, which is not in queues: add its QueueSpec"
            )
        if queues[spec.dead_letter].dead_letter is not None:
            raise ValueError(
                f"dead_letter of {spec.name} is {spec.dead_letter}, which has a dead-letter queue itself: "
                "set its dead_letter to None"
            )

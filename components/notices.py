"""Rules on the event bus that notify a topic: events that a person has to hear of."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudwatch

from components.names import EVENT_BUS, PROJECT, Names
from components.specs import NoticeSpec


@dataclass(frozen=True)
class NoticesArgs:
    """The arguments of ``Notices``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of every rule."""
    specs: tuple[NoticeSpec, ...]
    """The events to tell of."""
    topic_arn: str
    """The topic to notify; its policy has to admit the rules."""
    failure_queue: str
    """The queue for notices that cannot be delivered; its policy has to admit the rules."""
    after: tuple[pulumi.Resource, ...] = ()
    """The resources to make first: the topic, and the queue for what cannot be delivered."""


class Notices(pulumi.ComponentResource):
    """Rules whose events reach the subscribers of a topic as a sentence, without the rest of their content."""

    TYPE = f"{PROJECT}:notices:Notices"

    rules: Mapping[str, cloudwatch.EventRule]
    """Short name to rule."""

    def __init__(self, name: str, args: NoticesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        self.rules = {spec.name: self._rule(spec) for spec in args.specs}
        self.register_outputs({"rules": {name: rule.name for name, rule in self.rules.items()}})

    def _rule(self, spec: NoticeSpec) -> cloudwatch.EventRule:
        rule = cloudwatch.EventRule(
            spec.name,
            name=self._args.names.physical(spec.name),
            description=f"{spec.detail_type}: notifies the topic.",
            event_bus_name=EVENT_BUS,
            event_pattern=spec.pattern,
            tags=self._args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self._target(spec, rule)
        return rule

    def _target(self, spec: NoticeSpec, rule: cloudwatch.EventRule) -> None:
        names = self._args.names
        cloudwatch.EventTarget(
            f"{spec.name}-target",
            rule=names.physical(spec.name),
            event_bus_name=EVENT_BUS,
            target_id="topic",
            arn=self._args.topic_arn,
            input_transformer=cloudwatch.EventTargetInputTransformerArgs(
                input_paths=spec.input_paths, input_template=spec.input_template
            ),
            retry_policy=cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=spec.event_age, maximum_retry_attempts=spec.retries
            ),
            dead_letter_config=cloudwatch.EventTargetDeadLetterConfigArgs(
                arn=names.queue_arn(self._args.failure_queue)
            ),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[rule, *self._args.after]),
        )

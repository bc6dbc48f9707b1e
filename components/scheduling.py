"""What starts the functions by itself: rules on the event bus, and schedules."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudwatch, lambda_, scheduler
from pulumi_aws import iam as aws_iam

from components import catalogue, iam
from components.catalogue import RuleSpec, ScheduleSpec
from components.grants import Queue
from components.names import EVENT_BUS, PROJECT, Names

EVENT_AGE = 3600
"""Seconds for which the bus tries to deliver an event before it gives it to the failed-events queue."""

RETRIES = 10
"""Attempts at delivery, to functions and of schedules, within their age."""


@dataclass(frozen=True)
class SchedulingArgs:
    """What rules and schedules need to know."""

    names: Names
    tags: Mapping[str, str]
    rules: tuple[RuleSpec, ...]
    schedules: tuple[ScheduleSpec, ...]
    after: tuple[pulumi.Resource, ...]
    """What has to be there first: the functions, and the queue for what cannot be delivered."""


class Scheduling(pulumi.ComponentResource):
    """Rules with their targets, and a group of schedules with a role each."""

    TYPE = f"{PROJECT}:scheduling:Scheduling"

    GROUP = "schedules"

    def __init__(self, name: str, args: SchedulingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        self._failed_events = args.names.queue_arn(catalogue.FAILED_EVENTS)
        for rule in args.rules:
            self._rule(rule)
        group = scheduler.ScheduleGroup(
            self.GROUP,
            name=args.names.physical(self.GROUP),
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
        for schedule in args.schedules:
            self._schedule(schedule, group)
        self.register_outputs({"group": group.name})

    def _child(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=list(after))

    def _rule(self, spec: RuleSpec) -> None:
        names = self._args.names
        rule = cloudwatch.EventRule(
            spec.name,
            name=names.physical(spec.name),
            description=f"{spec.detail_type}: starts {spec.function}.",
            event_bus_name=EVENT_BUS,
            event_pattern=spec.pattern,
            tags=self._args.tags,
            opts=self._child(),
        )
        permission = lambda_.Permission(
            f"{spec.name}-permission",
            statement_id=spec.name,
            action="lambda:InvokeFunction",
            function=names.physical(spec.function),
            principal="events.amazonaws.com",
            source_arn=names.rule_arn(spec.name),
            opts=self._child(*self._args.after),
        )
        cloudwatch.EventTarget(
            f"{spec.name}-target",
            rule=names.physical(spec.name),
            event_bus_name=EVENT_BUS,
            target_id=spec.function,
            arn=names.function_arn(spec.function),
            retry_policy=cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=EVENT_AGE, maximum_retry_attempts=RETRIES
            ),
            dead_letter_config=cloudwatch.EventTargetDeadLetterConfigArgs(arn=self._failed_events),
            opts=self._child(rule, permission, *self._args.after),
        )

    def _schedule(self, spec: ScheduleSpec, group: scheduler.ScheduleGroup) -> None:
        names = self._args.names
        role_name = f"{spec.function}-schedule"
        role, policy = self._role(role_name, spec)
        scheduler.Schedule(
            f"{spec.function}-schedule",
            name=names.physical(spec.function),
            group_name=names.physical(self.GROUP),
            description=spec.description,
            schedule_expression=spec.expression,
            schedule_expression_timezone=spec.timezone,
            flexible_time_window=scheduler.ScheduleFlexibleTimeWindowArgs(mode="OFF"),
            target=scheduler.ScheduleTargetArgs(
                arn=names.function_arn(spec.function),
                role_arn=names.role_arn(role_name),
                input=spec.input,
                retry_policy=scheduler.ScheduleTargetRetryPolicyArgs(
                    maximum_event_age_in_seconds=spec.event_age, maximum_retry_attempts=RETRIES
                ),
                dead_letter_config=scheduler.ScheduleTargetDeadLetterConfigArgs(arn=self._failed_events),
            ),
            opts=self._child(group, role, policy, *self._args.after),
        )

    def _role(self, thing: str, spec: ScheduleSpec) -> tuple[aws_iam.Role, aws_iam.RolePolicy]:
        names = self._args.names
        name = names.physical(thing)
        role = aws_iam.Role(
            f"{thing}-role",
            name=name,
            description=f"Lets the schedule start {names.physical(spec.function)}.",
            assume_role_policy=iam.trust(
                "scheduler.amazonaws.com",
                {
                    "StringEquals": {
                        "aws:SourceAccount": names.account,
                        "aws:SourceArn": names.schedule_group_arn(self.GROUP),
                    }
                },
            ),
            tags=self._args.tags,
            opts=self._child(),
        )
        policy = aws_iam.RolePolicy(
            f"{thing}-policy",
            name=name,
            role=name,
            policy=iam.document(
                iam.allow("Lambda", ["lambda:InvokeFunction"], [names.function_arn(spec.function)]),
                iam.allow("SqsFailed", iam.ACTIONS[Queue]["send"], [self._failed_events]),
            ),
            opts=self._child(role),
        )
        return role, policy

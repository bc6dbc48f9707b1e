"""The rules on the event bus and the schedules that start functions."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudwatch, lambda_, scheduler
from pulumi_aws import iam as aws_iam

from components import iam
from components.names import EVENT_BUS, PROJECT, Names
from components.specs import RuleSpec, ScheduleSpec


@dataclass(frozen=True)
class SchedulingArgs:
    """The arguments of ``Scheduling``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of every resource that takes tags."""
    failure_queue: str
    """The queue for what cannot be delivered; its policy has to admit the rules."""
    rules: tuple[RuleSpec, ...] = ()
    """The rules on the event bus."""
    schedules: tuple[ScheduleSpec, ...] = ()
    """The schedules, one for a function at the most."""
    after: tuple[pulumi.Resource, ...] = ()
    """The resources to make first: the functions, and the queue for what cannot be delivered."""


class Scheduling(pulumi.ComponentResource):
    """Rules with their targets, and a group of schedules with a role each."""

    TYPE = f"{PROJECT}:scheduling:Scheduling"

    GROUP = "schedules"
    """The short name of the group that holds the schedules."""

    rules: Mapping[str, cloudwatch.EventRule]
    """Short name to rule."""
    schedules: Mapping[str, scheduler.Schedule]
    """Function to the schedule that starts it."""

    def __init__(self, name: str, args: SchedulingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        self._failures = args.names.queue_arn(args.failure_queue)
        self.rules = {spec.name: self._rule(spec) for spec in args.rules}
        self.schedules = self._schedules() if args.schedules else {}
        self.register_outputs(
            {
                "rules": {name: rule.name for name, rule in self.rules.items()},
                "schedules": {function: schedule.name for function, schedule in self.schedules.items()},
            }
        )

    def _child(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=list(after))

    def _schedules(self) -> dict[str, scheduler.Schedule]:
        group = scheduler.ScheduleGroup(
            self.GROUP,
            name=self._args.names.physical(self.GROUP),
            tags=self._args.tags,
            opts=self._child(),
        )
        return {spec.function: self._schedule(spec, group) for spec in self._args.schedules}

    def _rule(self, spec: RuleSpec) -> cloudwatch.EventRule:
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
        self._event_target(spec, rule, self._permission(spec))
        return rule

    def _permission(self, spec: RuleSpec) -> lambda_.Permission:
        names = self._args.names
        return lambda_.Permission(
            f"{spec.name}-permission",
            statement_id=spec.name,
            action="lambda:InvokeFunction",
            function=names.physical(spec.function),
            principal="events.amazonaws.com",
            source_arn=names.rule_arn(spec.name),
            opts=self._child(*self._args.after),
        )

    def _event_target(
        self, spec: RuleSpec, rule: cloudwatch.EventRule, permission: lambda_.Permission
    ) -> None:
        names = self._args.names
        cloudwatch.EventTarget(
            f"{spec.name}-target",
            rule=names.physical(spec.name),
            event_bus_name=EVENT_BUS,
            target_id=spec.function,
            arn=names.function_arn(spec.function),
            retry_policy=cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=spec.event_age, maximum_retry_attempts=spec.retries
            ),
            dead_letter_config=cloudwatch.EventTargetDeadLetterConfigArgs(arn=self._failures),
            opts=self._child(rule, permission, *self._args.after),
        )

    def _schedule(self, spec: ScheduleSpec, group: scheduler.ScheduleGroup) -> scheduler.Schedule:
        names = self._args.names
        role_name = f"{spec.function}-schedule"
        role, policy = self._role(role_name, spec)
        return scheduler.Schedule(
            f"{spec.function}-schedule",
            name=names.physical(spec.function),
            group_name=names.physical(self.GROUP),
            description=spec.description,
            schedule_expression=spec.expression,
            schedule_expression_timezone=spec.timezone,
            flexible_time_window=scheduler.ScheduleFlexibleTimeWindowArgs(mode="OFF"),
            target=self._schedule_target(spec, role_name),
            opts=self._child(group, role, policy, *self._args.after),
        )

    def _schedule_target(self, spec: ScheduleSpec, role_name: str) -> scheduler.ScheduleTargetArgs:
        names = self._args.names
        return scheduler.ScheduleTargetArgs(
            arn=names.function_arn(spec.function),
            role_arn=names.role_arn(role_name),
            input=spec.input,
            retry_policy=scheduler.ScheduleTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=spec.event_age, maximum_retry_attempts=spec.retries
            ),
            dead_letter_config=scheduler.ScheduleTargetDeadLetterConfigArgs(arn=self._failures),
        )

    def _role(self, role_name: str, spec: ScheduleSpec) -> tuple[aws_iam.Role, aws_iam.RolePolicy]:
        names = self._args.names
        role = aws_iam.Role(
            f"{role_name}-role",
            name=names.physical(role_name),
            description=f"Lets the schedule start {names.physical(spec.function)}.",
            assume_role_policy=self._trust(),
            tags=self._args.tags,
            opts=self._child(),
        )
        return role, self._role_policy(role_name, spec, role)

    def _trust(self) -> str:
        """Return the document that lets the schedules of the group, and no others, assume a role."""
        names = self._args.names
        return iam.trust(
            "scheduler.amazonaws.com",
            {
                "StringEquals": {
                    "aws:SourceAccount": names.account,
                    "aws:SourceArn": names.schedule_group_arn(self.GROUP),
                }
            },
        )

    def _role_policy(self, role_name: str, spec: ScheduleSpec, role: aws_iam.Role) -> aws_iam.RolePolicy:
        names = self._args.names
        return aws_iam.RolePolicy(
            f"{role_name}-policy",
            name=names.physical(role_name),
            role=names.physical(role_name),
            policy=iam.document(
                iam.allow("Lambda", ["lambda:InvokeFunction"], [names.function_arn(spec.function)]),
                iam.allow("SqsFailed", ["sqs:SendMessage"], [self._failures]),
            ),
            opts=self._child(role),
        )

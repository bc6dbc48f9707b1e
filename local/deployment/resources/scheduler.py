"""Schedules and their groups."""

from typing import Any

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates, key_values


@creates("aws:scheduler/scheduleGroup:ScheduleGroup")
def schedule_group(cloud: Cloud, properties: Properties) -> Created:
    """Create a schedule group."""
    name = properties.name()
    arn = cloud.client("scheduler").create_schedule_group(Name=name, Tags=key_values(properties.tags()))[
        "ScheduleGroupArn"
    ]
    return Created(name, {"name": name, "arn": arn})


def _target(block: Properties) -> dict[str, Any]:
    target = {"Arn": block.require("arn"), "RoleArn": block.require("roleArn")}
    target |= block.renamed({"input": "Input"})
    if dead_letter := block.block("deadLetterConfig"):
        target["DeadLetterConfig"] = {"Arn": dead_letter.require("arn")}
    if retry := block.block("retryPolicy"):
        target["RetryPolicy"] = retry.renamed(
            {
                "maximumEventAgeInSeconds": "MaximumEventAgeInSeconds",
                "maximumRetryAttempts": "MaximumRetryAttempts",
            }
        )
    return target


@creates("aws:scheduler/schedule:Schedule")
def schedule(cloud: Cloud, properties: Properties) -> Created:
    """Create a schedule."""
    name = properties.name()
    group = properties.take("groupName", "default")
    window = properties.block("flexibleTimeWindow") or Properties({"mode": "OFF"})
    target = properties.block("target") or Properties({})
    arn = cloud.client("scheduler").create_schedule(
        Name=name,
        GroupName=group,
        ScheduleExpression=properties.require("scheduleExpression"),
        FlexibleTimeWindow={"Mode": window.require("mode")}
        | window.renamed({"maximumWindowInMinutes": "MaximumWindowInMinutes"}),
        Target=_target(target),
        **properties.renamed(
            {
                "description": "Description",
                "scheduleExpressionTimezone": "ScheduleExpressionTimezone",
                "state": "State",
            }
        ),
    )["ScheduleArn"]
    return Created(f"{group}/{name}", {"name": name, "arn": arn})

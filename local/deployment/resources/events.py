"""Rules on an event bus, and their targets."""

from typing import Any

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, PropertyError, creates, key_values

_DEFAULT_BUS = "default"


@creates("aws:cloudwatch/eventRule:EventRule")
def event_rule(cloud: Cloud, properties: Properties) -> Created:
    """Create a rule."""
    name = properties.name()
    bus = properties.take("eventBusName", _DEFAULT_BUS)
    arn = cloud.client("events").put_rule(
        Name=name,
        EventBusName=bus,
        Tags=key_values(properties.tags()),
        **properties.renamed(
            {
                "description": "Description",
                "eventPattern": "EventPattern",
                "scheduleExpression": "ScheduleExpression",
                "state": "State",
            }
        ),
    )["RuleArn"]
    return Created(name if bus == _DEFAULT_BUS else f"{bus}/{name}", {"name": name, "arn": arn})


@creates("aws:cloudwatch/eventTarget:EventTarget")
def event_target(cloud: Cloud, properties: Properties) -> Created:
    """Create a target of a rule."""
    rule, target_id = properties.require("rule"), properties.name("targetId")
    bus = properties.take("eventBusName", _DEFAULT_BUS)
    target: dict[str, Any] = {"Id": target_id, "Arn": properties.require("arn")}
    target |= properties.renamed({"input": "Input", "inputPath": "InputPath", "roleArn": "RoleArn"})
    if transformer := properties.block("inputTransformer"):
        target["InputTransformer"] = transformer.renamed(
            {"inputPaths": "InputPathsMap", "inputTemplate": "InputTemplate"}
        )
    if dead_letter := properties.block("deadLetterConfig"):
        target["DeadLetterConfig"] = {"Arn": dead_letter.require("arn")}
    if retry := properties.block("retryPolicy"):
        target["RetryPolicy"] = retry.renamed(
            {
                "maximumEventAgeInSeconds": "MaximumEventAgeInSeconds",
                "maximumRetryAttempts": "MaximumRetryAttempts",
            }
        )
    failed = cloud.client("events").put_targets(Rule=rule, EventBusName=bus, Targets=[target])[
        "FailedEntries"
    ]
    if failed:
        raise PropertyError(f"{failed[0].get('ErrorCode')}: {failed[0].get('ErrorMessage')}")
    return Created(f"{rule}-{target_id}", {"targetId": target_id})

"""Alarms that look like one that watches and tells, and do not."""

from typing import Any

from tests.corpus.case import Collection
from tests.corpus.names import function_arn, named
from tests.corpus.surroundings import ABSENT, ALERTS, TAGS, Surroundings, aws

CASES = Collection()


def errors(name: str, says: str, **over: Any) -> None:
    """Add a function whose alarm on errors is changed."""
    CASES.defect(f"alarm-{name}", "alarms", says, lambda stack: stack.function(errors=over))


def told_by(rule: str, **over: Any) -> Any:
    """Return a program whose alarm on errors tells nobody but by a composite alarm."""

    def build(stack: Surroundings) -> None:
        stack.function(errors={"alarm_actions": ABSENT})
        aws.cloudwatch.CompositeAlarm(
            "any",
            **{"alarm_name": "any", "alarm_rule": rule, "alarm_actions": [ALERTS], "tags": TAGS, **over},
        )

    return build


def dead_letters_by(metric: str) -> Any:
    """Return a program whose dead-letter queue is watched by a metric."""
    return lambda stack: (
        stack.queue("orders", dlq=False),
        stack.dead_letters("orders-dlq", source="orders", watched=False),
        stack.alarm("dlq", "AWS/SQS", metric, {"QueueName": named("orders-dlq")}),
    )


errors("action-empty", "The topic's ARN was missing in the configuration.", alarm_actions=[""])
errors(
    "average-above-one",
    "The average of errors is above 1, which it never is.",
    statistic="Average",
    threshold=2,
)
errors(
    "dimension-arn",
    "The function is named by its ARN, under which there is no data.",
    dimensions={"FunctionName": function_arn("charge")},
)
CASES.clean(
    "ok-alarm-average",
    "alarms",
    "Half of the calls fail, by the average.",
    lambda stack: stack.function(errors={"statistic": "Average", "threshold": 0.5}),
)
for name, says, build in (
    (
        "composite-off",
        "The composite alarm that would tell has its actions switched off.",
        told_by("ALARM(shop-charge-errors)", actions_enabled=False),
    ),
    (
        "composite-other",
        "The composite alarm that would tell is made of another one, whose name only begins alike.",
        told_by("ALARM(shop-charge-errors-old)"),
    ),
    (
        "composite-not",
        "The composite alarm that would tell rings while all is well.",
        told_by("NOT ALARM(shop-charge-errors)"),
    ),
    (
        "dlq-sent",
        "The dead-letter queue is watched by NumberOfMessagesSent, which moved messages are not.",
        dead_letters_by("NumberOfMessagesSent"),
    ),
):
    CASES.defect(f"alarm-{name}", "alarms", says, build)
CASES.clean(
    "ok-alarm-composite",
    "alarms",
    "A composite alarm tells.",
    told_by('ALARM("shop-charge-errors") OR FALSE'),
)

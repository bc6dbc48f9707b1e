"""The check of EventBridge Scheduler: the trust of its roles."""

import json
from datetime import UTC, datetime, timedelta

from botocore.exceptions import ClientError

from ops.conformance import roles
from ops.conformance.checks import Check, expect
from ops.conformance.mailboxes import Mailbox, allow
from ops.conformance.scratch import Scratch, refusal

LEAD = 10
"""Pauses until the one-time schedule is due, so that a clock which is late by less does no harm; AWS starts it within
the minute after."""


def _schedule_trust(scratch: Scratch) -> None:
    client, name = scratch.client("scheduler"), scratch.name("schedules")
    box = Mailbox(scratch, "scheduled")
    group = scratch.arn("scheduler", f"schedule-group/{name}")
    condition = {"StringEquals": {"aws:SourceAccount": scratch.account, "aws:SourceArn": group}}
    trust = {"Effect": "Allow", "Principal": {"Service": "scheduler.amazonaws.com"}, "Condition": condition}
    role = roles.make(scratch, "scheduler", trust, allow(["sqs:SendMessage"], box.arn))
    # A group takes its schedules with it.
    with scratch.making(f"schedule group {name}", lambda: client.delete_schedule_group(Name=name)):
        client.create_schedule_group(Name=name, Tags=scratch.tag_list)
    last: list[str] = []
    taken = scratch.until(lambda: _is_taken(scratch, name, role, box.arn, last), min(scratch.patience, 30))
    expect("Scheduler to take a role that trusts its group", bool(taken), last)
    message = box.find(lambda message: "scheduled" in message["Body"])
    expect("a run of the schedule", message is not None, "none: the role lets no schedule of its group in")


def _is_taken(scratch: Scratch, name: str, role: str, target: str, last: list[str]) -> bool:
    """Make the schedule; False while the role is refused, as it is until it is known everywhere."""
    due = datetime.now(UTC) + timedelta(seconds=LEAD * scratch.pause)
    try:
        scratch.client("scheduler").create_schedule(
            Name=name,
            GroupName=name,
            ScheduleExpression=f"at({due:%Y-%m-%dT%H:%M:%S})",
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": target, "RoleArn": role, "Input": json.dumps({"source": "scheduled"})},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ValidationException":
            raise
        last[:] = [refusal(error)]
        return False
    return True


CHECKS = (
    Check(
        "schedule-trust", "Scheduler takes a role that trusts the ARN of its group, and runs", _schedule_trust
    ),
)

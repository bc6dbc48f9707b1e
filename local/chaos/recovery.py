"""The part of the schedules and of the operators, who play again what has failed for good until nothing is left."""

import json

from local.campaign.stage import Stage
from ops import failures
from ops.failure_entries import QUEUES, Failure
from ops.stack import Stack

MOST = 1_000


def replay_failures(stack: Stack) -> list[Failure]:
    """Put every failure back where it came from, as ``python -m ops failures replay --yes`` does; return them."""
    replayed = []
    for queue in QUEUES:
        for failure in failures.read(stack, queue, MOST):
            if failure.cure is not None:
                failures.replay(stack, failure)
                replayed.append(failure)
    return replayed


def run_schedules(stage: Stage) -> None:
    """Start the scheduled functions in the way in which a schedule does: nobody waits for them."""
    for function, event in SCHEDULED.items():
        stage.cloud.client("lambda").invoke(
            FunctionName=stage.outputs["functions"][function],
            InvocationType="Event",
            Payload=json.dumps(event).encode(),
        )


SCHEDULED = {
    "release-contacts": {"source": "scheduler"},
    "send-reminders": {
        "source": "scheduler",
        "detail-type": "Scheduled Reminder Check",
        "detail": {"type": "reminder_check", "environment": "dev"},
    },
}
"""The functions that schedules start, each with its event."""

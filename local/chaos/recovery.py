"""The part of the operators: they play again what has failed for good, until nothing is left."""

from local.campaign.stage import Stage
from local.errors import LocalError
from ops import failures
from ops.failures import Failure

MOST = 1_000


def replay_failures(prefix: str) -> list[Failure]:
    """Put every failure back where it came from, as ``python -m ops failures replay --yes`` does; return them."""
    replayed = []
    for queue in failures.QUEUES:
        for failure in failures.read(prefix, queue, MOST):
            if failure.cure is not None:
                failures.replay(prefix, failure)
                replayed.append(failure)
    return replayed


def run_schedules(stage: Stage) -> None:
    """Call the scheduled functions as a schedule would; one that fails is called again the next time."""
    for function in ("release-contacts", "send-reminders"):
        try:
            stage.invoke(
                function, REMINDER_CHECK if function == "send-reminders" else {"source": "scheduler"}
            )
        except LocalError:
            continue


REMINDER_CHECK = {
    "source": "scheduler",
    "detail-type": "Scheduled Reminder Check",
    "detail": {"type": "reminder_check", "environment": "dev"},
}

"""send-reminders: reminds of meetings a day and an hour before, closes what has come to its end, lets data expire.

Started every working hour. ``detail.at`` (an instant with its offset) stands in for the clock, so that a missed hour
can be made up for; one that is still to come is refused. A meeting that cannot be served stops no other; the run ends
as an error all the same, so that it is seen and repeated.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.common import fencing
from handlers.common.rules.contract_error import ContractError
from handlers.common.rules.contracts import parse
from handlers.entry_point import entry_point
from handlers.meetings import reminding
from handlers.meetings.rounds import RunIncompleteError
from handlers.meetings.rules.reminders import Occasion, ReminderCheck, due_run
from handlers.observability import count, logger
from handlers.retention import expiring


@entry_point
def handler(event: Any, context: Any) -> Mapping[str, Any]:
    """Answer with the run (an instant) and how many reminders were queued, proposals expired, meetings completed,
    called off and settled with the calendar, and hosts mailed; after the day's last run also what data expired.

    ``{"held": True}`` while a table has been restored and nobody has said what went out meanwhile.
    """
    check = parse(Occasion, event, "the reminder check").detail or ReminderCheck()
    at, clock = check.at, datetime.now(UTC)
    if check.is_early(clock):
        raise ContractError(
            "detail.at",
            "detail.at is still to come: name an instant of the hour that was missed, with its offset; "
            "the run of an hour to come sends by itself what is due then",
        )
    if not fencing.is_open():
        return {"held": True}

    def seconds_left() -> float:
        return context.get_remaining_time_in_millis() / 1000

    answer = reminding.run(at, clock, seconds_left)
    count("Reminders", answer["reminders"])
    count("ProposalsExpired", answer["expired"])
    logger.info("reminder check done", extra=answer)
    if answer["failed"]:
        raise RunIncompleteError(
            f"{answer['failed']} times a meeting could not be served: look for 'meeting not served' in the log"
        )
    expired = expiring.run(due_run(at or clock), clock, seconds_left)
    return answer | ({"dataExpired": expired} if expired else {})

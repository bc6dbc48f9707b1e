"""send-reminders: reminds of meetings a day and an hour before, and closes what has come to its end.

Started every working hour. ``detail.at`` (an instant with its offset) stands in for the clock, so that a missed hour
can be made up for. A meeting that cannot be served stops no other; the run ends as an error all the same, so that it
is seen and repeated.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.common import fencing
from handlers.common.rules.contracts import parse
from handlers.entry_point import entry_point
from handlers.meetings import reminding
from handlers.meetings.rounds import RunIncompleteError
from handlers.meetings.rules.reminders import Occasion
from handlers.observability import count, logger


@entry_point
def handler(event: Any, context: Any) -> Mapping[str, Any]:
    """Answer with the run (an instant) and how many reminders were queued, proposals expired, meetings completed,
    called off and settled with the calendar, and hosts mailed.

    ``{"held": True}`` while a table has been restored and nobody has said what went out meanwhile.
    """
    check = parse(Occasion, event, "the reminder check").detail
    if not fencing.is_open():
        return {"held": True}
    at = check.at if check else None
    answer = reminding.run(at, datetime.now(UTC), lambda: context.get_remaining_time_in_millis() / 1000)
    count("Reminders", answer["reminders"])
    count("ProposalsExpired", answer["expired"])
    logger.info("reminder check done", extra=answer)
    if answer["failed"]:
        raise RunIncompleteError(
            f"{answer['failed']} times a meeting could not be served: look for 'meeting not served' in the log"
        )
    return answer

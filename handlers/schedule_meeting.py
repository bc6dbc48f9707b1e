"""schedule-meeting: offers three slots to a contact who wants a meeting, or another time for one.

Started by ``Schedule Requested``.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.common.rules.contracts import Raised, parse
from handlers.common.storage import idempotency, keys
from handlers.entry_point import entry_point
from handlers.meetings import scheduling
from handlers.meetings.rules.proposing import ScheduleRequest
from handlers.observability import count, logger

LEASE = timedelta(seconds=50)
"""A run takes half of it at most, waiting for the calendar. The first retry comes after a minute and must find a run
that was killed over; two runs at once would do no more harm than each other's conditions allow: none."""


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """Answer with ``outcome`` (offered, stands, human or refused) and what it is about; all of it may be logged."""
    now = datetime.now(UTC)
    raised = parse(Raised[ScheduleRequest], event, "Schedule Requested")
    request, request_id = raised.detail, raised.detail.identity(raised.id)
    answer = idempotency.once(
        keys.run_pk("schedule-meeting", f"{request.contactId}#{request_id}"),
        now,
        LEASE,
        lambda: scheduling.answer(request, request_id, now),
    )
    count(f"ScheduleRequests_{answer['outcome']}")
    logger.info("schedule request answered", extra={**request.subject(raised.id).ids, **answer})
    return answer

"""confirm-meeting: books the slot that a contact has chosen.

Started by ``Meeting Confirmed``.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.common.rules.contracts import Raised, parse
from handlers.common.storage import idempotency, keys
from handlers.entry_point import entry_point
from handlers.meetings import confirming
from handlers.meetings.rules.booking import Confirmation
from handlers.observability import count, logger

LEASE = timedelta(seconds=40)
"""Longer than the function's 30 seconds."""


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """Answer with ``outcome`` (booked, kept, slot_taken, slot_gone, calendar_refused, undone, human, refused or
    nothing)."""
    now = datetime.now(UTC)
    raised = parse(Raised[Confirmation], event, "Meeting Confirmed")
    confirmation, choice_id = raised.detail, raised.detail.identity(raised.id)
    answer = idempotency.once(
        keys.run_pk("confirm-meeting", f"{confirmation.meetingId}#{choice_id}"),
        now,
        LEASE,
        lambda: confirming.answer(confirmation, choice_id, now),
    )
    count(f"Choices_{answer['outcome']}")
    logger.info("choice of a slot answered", extra={**confirmation.subject(raised.id).ids, **answer})
    return answer

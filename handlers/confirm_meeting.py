"""confirm-meeting: books the slot that a contact has chosen.

Started by ``Meeting Confirmed``.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.common.rules.contracts import parse
from handlers.common.storage import idempotency, keys
from handlers.meetings import confirming
from handlers.meetings.rules.booking import Confirmation
from handlers.observability import count, entry_point, logger

LEASE = timedelta(seconds=40)
"""Longer than the function's 30 seconds."""


@entry_point
def handler(event: Mapping[str, Any], context: object) -> Mapping[str, Any]:
    """Answer with ``outcome`` (booked, slot_taken, calendar_refused, undone, human, refused or nothing)."""
    now = datetime.now(UTC)
    confirmation = parse(Confirmation, event["detail"], "the detail of Meeting Confirmed")
    choice_id = confirmation.identity(event["id"])
    answer = idempotency.once(
        keys.run_pk("confirm-meeting", f"{confirmation.meetingId}#{choice_id}"),
        now,
        LEASE,
        lambda: confirming.answer(confirmation, choice_id, now),
    )
    count(f"Choices_{answer['outcome']}")
    logger.info("choice of a slot answered", extra={**confirmation.subject(event["id"]).ids, **answer})
    return answer

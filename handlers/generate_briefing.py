"""generate-briefing: writes the salesperson's briefing for a meeting, keeps it with the meeting and mails it.

Started by ``Meeting Proposed``. Once per meeting and round, however often the event comes: whatever a run that was cut
short has left is completed by the next delivery.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.briefing import writing
from handlers.briefing.rules.request import MeetingProposed
from handlers.common.rules.contracts import Raised, parse
from handlers.entry_point import entry_point
from handlers.observability import logger


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """Return ``outcome`` (kept, replaced, over) and, of a briefing that is kept, ``mail`` (sent, failed, unknown)."""
    raised = parse(Raised[MeetingProposed], event, "Meeting Proposed")
    proposed = raised.detail
    outcome = writing.write(proposed, raised.id, datetime.now(UTC))
    ids = {"tenantId": proposed.tenantId, "campaignId": proposed.campaignId, "meetingId": proposed.meetingId}
    logger.info("briefing written", extra={**ids, **outcome})
    return outcome

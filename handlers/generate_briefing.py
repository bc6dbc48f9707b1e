"""generate-briefing: writes the salesperson's briefing for a meeting, keeps it with the meeting and mails it.

Started by ``Meeting Proposed``. Once per meeting and round, however often the event comes: whatever a run that was cut
short has left is completed by the next delivery.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.briefing import writing
from handlers.briefing.rules.request import MeetingProposed
from handlers.common.rules.contracts import parse
from handlers.observability import entry_point, logger


@entry_point
def handler(event: Mapping[str, Any], context: object) -> Mapping[str, Any]:
    """Return ``outcome`` (kept, replaced, over) and, of a briefing that is kept, ``mail`` (sent, failed, unknown)."""
    proposed = parse(MeetingProposed, event["detail"], "the detail of Meeting Proposed")
    outcome = writing.write(proposed, event["id"], datetime.now(UTC))
    ids = {"tenantId": proposed.tenantId, "campaignId": proposed.campaignId, "meetingId": proposed.meetingId}
    logger.info("briefing written", extra={**ids, **outcome})
    return outcome

"""generate-briefing: writes the salesperson's briefing for a meeting, keeps it with the meeting, and mails the host.

Started by ``Meeting Proposed``, ``Meeting Booked`` and ``Meeting Cancelled``. Once per meeting and round, booking or
cancellation, however often the event comes: whatever a run that was cut short has left is completed by the next
delivery.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.briefing import news, writing
from handlers.briefing.rules.request import AboutMeeting, MeetingBooked, MeetingCancelled, MeetingProposed
from handlers.common.rules.contracts import Raised, parse
from handlers.common.rules.model import Event
from handlers.entry_point import entry_point
from handlers.observability import logger


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """Return ``outcome`` (kept, replaced, told, over) and, where there was one, ``mail`` (sent, failed, unknown)."""
    now = datetime.now(UTC)
    match event.get("detail-type") if isinstance(event, Mapping) else None:
        case Event.MEETING_BOOKED:
            booked = parse(Raised[MeetingBooked], event, "Meeting Booked")
            return _logged(booked.detail, news.tell_booked(booked.detail, booked.id, now))
        case Event.MEETING_CANCELLED:
            cancelled = parse(Raised[MeetingCancelled], event, "Meeting Cancelled")
            return _logged(cancelled.detail, news.tell_cancelled(cancelled.detail, cancelled.id, now))
    proposed = parse(Raised[MeetingProposed], event, "Meeting Proposed")
    return _logged(proposed.detail, writing.write(proposed.detail, proposed.id, now))


def _logged(about: AboutMeeting, outcome: Mapping[str, Any]) -> Mapping[str, Any]:
    ids = {"tenantId": about.tenantId, "campaignId": about.campaignId, "meetingId": about.meetingId}
    logger.info("a meeting's host told", extra={**ids, **outcome})
    return outcome

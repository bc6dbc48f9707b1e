"""The meetings of a tenant as operators look for them, and what is on record of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import contacts, dynamo, keys
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import finding, items

FIRST, LAST = date(2000, 1, 1), date(9998, 12, 31)


@dataclass(frozen=True)
class Wanted:
    """The meetings that are asked for: those scheduled on days of the tenant's zone, both ends included."""

    first: date = FIRST
    last: date = LAST
    host_id: str | None = None
    status: MeetingStatus | None = None

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the instants between which a meeting has to begin."""
        begin = datetime.combine(self.first, time(), zone)
        return begin, datetime.combine(self.last + timedelta(days=1), time(), zone) - timedelta(
            milliseconds=1
        )


def week(today: date) -> tuple[date, date]:
    """Return Monday and Sunday of a day's week."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def of(tenant: Tenant, wanted: Wanted) -> Iterator[Meeting]:
    """Yield the tenant's meetings in the order of their time; the index may be a moment behind the table."""
    begin, end = wanted.span(ZoneInfo(tenant.timezone))
    found = dynamo.query(
        items.table(),
        "#tenantId = :tenant AND #scheduledAt BETWEEN :begin AND :end",
        {"tenant": tenant.tenantId, "begin": keys.instant(begin), "end": keys.instant(end)},
        IndexName=finding.TENANT_INDEX,
    )
    for meeting in map(items.meeting_of, found):
        if wanted.host_id in (None, meeting.host_id) and wanted.status in (None, meeting.status):
            yield meeting


def document(meeting: Meeting) -> dict[str, Any]:
    """Return what is on record of a meeting, for machines."""
    return {
        "meetingId": meeting.meeting_id,
        "tenantId": meeting.tenant_id,
        "campaignId": meeting.campaign_id,
        "contactId": meeting.contact_id,
        "hostId": meeting.host_id,
        "status": str(meeting.status),
        "version": meeting.version,
        "scheduledAt": keys.instant(meeting.scheduled_at),
        "agreed": _span(meeting.time) if meeting.time else None,
        "offers": [
            {
                "round": offer.round,
                "slots": [_span(slot) for slot in offer.slots],
                "expiresAt": keys.instant(offer.expires_at),
            }
            for offer in meeting.offers
        ],
        "reschedules": meeting.reschedules,
        "reminders": {name: str(outcome) for name, outcome in meeting.reminders.items()},
        "calendarEventId": meeting.calendar_event_id,
        "conferenceLink": meeting.conference_link,
        "createdAt": keys.instant(meeting.created_at),
        "updatedAt": keys.instant(meeting.updated_at),
        "confirmedAt": keys.instant(meeting.confirmed_at) if meeting.confirmed_at else None,
        "cancelledBy": str(meeting.cancelled_by) if meeting.cancelled_by else None,
        "briefing": meeting.briefing is not None,
        "history": history(meeting),
    }


def history(meeting: Meeting) -> list[dict[str, str]]:
    """Return the lines of the contact's history that name the meeting, oldest first."""
    return [
        {"at": line["at"], "what": line["what"], **({"detail": line["detail"]} if line.get("detail") else {})}
        for line in contacts.history(meeting.contact_id)
        if any(meeting.meeting_id in value for value in line.values() if isinstance(value, str))
    ]


def _span(slot: Any) -> dict[str, str]:
    return {"start": keys.instant(slot.start), "end": keys.instant(slot.end)}

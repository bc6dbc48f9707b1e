"""The item of a meeting in the meetings table: its key, and the meeting as attributes and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.common.rules.model import MeetingStatus, Side
from handlers.common.storage import keys
from handlers.environment import required
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.rules.times import Entry, Offer


def table() -> str:
    """The physical name of the table of meetings."""
    return required("TABLE_MEETINGS")


def key(meeting_id: str) -> dict[str, str]:
    """The key of the meeting's item."""
    return {"pk": keys.meeting_pk(meeting_id), "sk": keys.MEETING_SK}


def attributes(meeting: Meeting) -> dict[str, Any]:
    """The attributes of the meeting's item, without the key; an unknown one is absent."""
    values = {
        "meetingId": meeting.meeting_id,
        "tenantId": meeting.tenant_id,
        "campaignId": meeting.campaign_id,
        "contactId": meeting.contact_id,
        "hostId": meeting.host_id,
        "version": meeting.version,
        "createdAt": keys.instant(meeting.created_at),
        "updatedAt": keys.instant(meeting.updated_at),
        "briefing": meeting.briefing,
        **_offer_attributes(meeting),
        **_time_attributes(meeting),
    }
    return {name: value for name, value in values.items() if value is not None}


def _offer_attributes(meeting: Meeting) -> dict[str, Any]:
    return {
        "slots": [_span(slot) for slot in meeting.slots],
        "preferredSpans": [_span(span) for span in meeting.preferred] or None,
        "round": meeting.round,
        "expiresAt": keys.instant(meeting.expires_at),
        "requestId": meeting.request_id,
        "bookedRound": meeting.booked_round,
        "lapsedRound": meeting.lapsed_round,
        "exhaustedRound": meeting.exhausted_round or None,
        "reschedules": meeting.reschedules,
        "earlierOffers": [_offer_document(offer) for offer in meeting.earlier] or None,
    }


def _offer_document(offer: Offer) -> dict[str, Any]:
    return {
        "round": offer.round,
        "slots": [_span(slot) for slot in offer.slots],
        "expiresAt": keys.instant(offer.expires_at),
    }


def _time_attributes(meeting: Meeting) -> dict[str, Any]:
    agreed = {"start": None, "end": None} if meeting.time is None else _span(meeting.time)
    return {
        **agreed,
        "status": str(meeting.status),
        "scheduledAt": keys.instant(meeting.scheduled_at),
        "bufferMinutes": meeting.buffer_minutes,
        "confirmedAt": None if meeting.confirmed_at is None else keys.instant(meeting.confirmed_at),
        "confirmationId": meeting.confirmation_id,
        "earlierChoices": list(meeting.earlier_choices) or None,
        "bookingId": meeting.booking_id,
        "bookedVersion": meeting.booked_version,
        "calendarEventId": meeting.calendar_event_id,
        "conferenceLink": meeting.conference_link,
        "formerEventId": meeting.former_event_id,
        "formerEntries": [_entry_document(entry) for entry in meeting.former_entries] or None,
        "refused": None if meeting.refused is None else _span(meeting.refused),
        "toWithdraw": meeting.to_withdraw or None,
        "cancelledBy": None if meeting.cancelled_by is None else str(meeting.cancelled_by),
        "movedFrom": None if meeting.moved_from is None else _span(meeting.moved_from),
        "overVersion": meeting.over_version,
        "remindersDone": {name: str(outcome) for name, outcome in meeting.reminders.items()},
    }


def _entry_document(entry: Entry) -> dict[str, Any]:
    known = {"eventId": entry.event_id, "conferenceLink": entry.conference_link}
    stored = {name: value for name, value in known.items() if value is not None}
    return {"bookingId": entry.booking_id, **_span(entry.time), **stored}


def meeting_of(item: Mapping[str, Any]) -> Meeting:
    """The meeting of an item."""
    confirmed_at = item.get("confirmedAt")
    return Meeting(
        meeting_id=item["meetingId"],
        tenant_id=item["tenantId"],
        campaign_id=item["campaignId"],
        contact_id=item["contactId"],
        host_id=item["hostId"],
        status=MeetingStatus(item["status"]),
        version=item["version"],
        slots=tuple(map(slot_of, item["slots"])),
        round=item["round"],
        expires_at=_instant(item["expiresAt"]),
        request_id=item["requestId"],
        created_at=_instant(item["createdAt"]),
        updated_at=_instant(item["updatedAt"]),
        preferred=tuple(map(slot_of, item.get("preferredSpans", ()))),
        time=slot_of(item) if "start" in item else None,
        buffer_minutes=item["bufferMinutes"],
        confirmed_at=_instant(confirmed_at) if confirmed_at else None,
        confirmation_id=item.get("confirmationId"),
        earlier_choices=tuple(item.get("earlierChoices", ())),
        # Earlier releases had no other offer open beside an agreed time.
        booked_round=item.get("bookedRound", item["round"]),
        booked_version=item.get("bookedVersion"),
        lapsed_round=item.get("lapsedRound", 0),
        exhausted_round=item.get("exhaustedRound", 0),
        reschedules=item["reschedules"],
        calendar_event_id=item.get("calendarEventId"),
        conference_link=item.get("conferenceLink"),
        booking_id=item.get("bookingId"),
        former_event_id=item.get("formerEventId"),
        former_entries=tuple(map(_entry_of, item.get("formerEntries", ()))),
        refused=slot_of(item["refused"]) if "refused" in item else None,
        to_withdraw=item.get("toWithdraw", False),
        cancelled_by=Side(item["cancelledBy"]) if "cancelledBy" in item else None,
        moved_from=slot_of(item["movedFrom"]) if "movedFrom" in item else None,
        over_version=item.get("overVersion"),
        reminders={name: ReminderOutcome(outcome) for name, outcome in item["remindersDone"].items()},
        briefing=item.get("briefing"),
        earlier=tuple(map(_offer_of, item.get("earlierOffers", ()))),
    )


def _offer_of(document: Mapping[str, Any]) -> Offer:
    slots = tuple(map(slot_of, document["slots"]))
    return Offer(document["round"], slots, _instant(document["expiresAt"]))


def _entry_of(document: Mapping[str, Any]) -> Entry:
    return Entry(
        document["bookingId"], slot_of(document), document.get("eventId"), document.get("conferenceLink")
    )


def slot_of(span: Mapping[str, Any]) -> Slot:
    """The slot of a map with ``start`` and ``end``."""
    return Slot(_instant(span["start"]), _instant(span["end"]))


def _span(slot: Slot) -> dict[str, str]:
    return {"start": keys.instant(slot.start), "end": keys.instant(slot.end)}


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)

"""confirm-meeting: books the slot that a contact has chosen.

Started by ``Meeting Confirmed``. The host's time is claimed first, then the calendar is asked, then the contact is
told; a run that was cut short is completed by the event's next delivery, and a repeated event changes nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules.contracts import parse
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import FINAL_STATES, Event, Kind
from handlers.common.rules.steps import Step
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration, contacts, events, idempotency, outbox, stats
from handlers.meetings import cancellation
from handlers.meetings.partners.calendar import CalendarRefusedError
from handlers.meetings.rules import booking, invitation, reminders
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.booking import Confirmation, Verdict
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.portuguese_dates import day_and_hour
from handlers.meetings.storage import meeting_contacts, meetings
from handlers.observability import count, entry_point, logger

LEASE = timedelta(seconds=40)
"""Longer than the function's 30 seconds."""
TRIES = 5


class UnknownMeetingError(LookupError):
    """The event names a meeting that the tenant does not have."""


@entry_point
def handler(event: Mapping[str, Any], context: object) -> Mapping[str, Any]:
    """Answers with ``outcome`` (booked, slot_taken, calendar_refused, undone, human, refused or nothing)."""
    now = datetime.now(UTC)
    confirmation = parse(Confirmation, event["detail"], "the detail of Meeting Confirmed")
    run = _Run(confirmation, event["id"], now)
    outcome = idempotency.once(f"confirm-meeting#{event['id']}", now, LEASE, run.outcome)
    count(f"Choices_{outcome['outcome']}")
    logger.info(
        "choice of a slot answered",
        extra={
            "tenantId": confirmation.tenantId,
            "campaignId": confirmation.campaignId,
            "meetingId": confirmation.meetingId,
            **outcome,
        },
    )
    return outcome


class _Run:
    """One delivery of one choice."""

    def __init__(self, confirmation: Confirmation, confirmation_id: str, now: datetime) -> None:
        self.confirmation = confirmation
        self.confirmation_id = confirmation_id
        self.now = now

    def outcome(self) -> Mapping[str, Any]:
        tenant = configuration.tenant(self.confirmation.tenantId)
        for _ in range(TRIES):
            meeting = meetings.get(self.confirmation.meetingId)
            if tenant is None or meeting is None or meeting.tenant_id != tenant.tenantId:
                raise UnknownMeetingError(
                    f"tenant {self.confirmation.tenantId} has no meeting {self.confirmation.meetingId}"
                )
            try:
                return self._answer(meeting, tenant)
            except meetings.MeetingChangedError:
                continue
        raise meetings.ContendedError(f"meeting {self.confirmation.meetingId} kept changing: run again")

    def _answer(self, meeting: Meeting, tenant: Tenant) -> Mapping[str, Any]:
        chosen_at = min(self.confirmation.occurredAt or self.now, self.now)
        verdict = booking.judge(meeting, self.confirmation.chosen, self.confirmation_id, chosen_at, self.now)
        if verdict is Verdict.BOOK:
            return self._book(meeting, tenant)
        if verdict is Verdict.FINISH:
            return self._finish(meeting, tenant)
        if verdict is Verdict.UNDO:
            return self._undo(meeting, tenant)
        if verdict is Verdict.OFFER_AGAIN:
            return self._offer_again(meeting, "slot_taken")
        if verdict is Verdict.HUMAN:
            needed = {**self._ids(meeting), "reason": "second_choice"}
            events.raise_events([(Event.HUMAN_ATTENTION_NEEDED, needed)], self.now)
            return {"outcome": "human"}
        return {"outcome": "nothing"}

    def _book(self, meeting: Meeting, tenant: Tenant) -> Mapping[str, Any]:
        if contacts.read(meeting.contact_id).state in FINAL_STATES:
            return {"outcome": "refused"}
        slot = self.confirmation.chosen
        due = reminders.runs(slot.start, self.now)
        skipped = [lead for lead, run in due.items() if run is None]
        buffer = tenant.host(meeting.host_id).bufferMinutes
        after = rules.confirmed(meeting, slot, buffer, self.confirmation_id, self.now, skipped)
        try:
            meetings.save(meeting, after)
        except meetings.TimeTakenError:
            return self._offer_again(meeting, "slot_taken")
        return self._finish(after, tenant)

    def _finish(self, meeting: Meeting, tenant: Tenant) -> Mapping[str, Any]:
        """All that follows from a claim, every step of it repeatable."""
        if meeting.former_event_id:
            cancellation.CALENDAR.delete_event(meeting.former_event_id)
        if meeting.calendar_event_id is None:
            try:
                event_id = self._create_event(meeting, tenant)
            except CalendarRefusedError:
                given_back = rules.given_back(meeting, self.now)
                meetings.save(meeting, given_back)
                return self._offer_again(given_back, "calendar_refused")
            entered = replace(meeting, calendar_event_id=event_id, former_event_id=None, updated_at=self.now)
            meetings.save(meeting, entered)
            meeting = entered
            skipped = [outcome for outcome in meeting.reminders.values() if outcome == "skipped"]
            self._count(tenant, meeting, {"meetings_confirmed": 1, "reminders_skipped": len(skipped)})
        if not meeting_contacts.follow(meeting, self.now):
            cancellation.cancel(meeting.meeting_id, self.now)
            return {"outcome": "refused"}
        outbox.enqueue([self._message(meeting, tenant)])
        return {"outcome": "booked", "version": meeting.version}

    def _create_event(self, meeting: Meeting, tenant: Tenant) -> str:
        contact = contacts.read(meeting.contact_id)
        guest = " / ".join(contact.names)
        address = " / ".join(contact.addresses)
        return cancellation.CALENDAR.create_event(
            tenant.host(meeting.host_id).calendarId,
            self.confirmation.chosen,
            f"event#{meeting.meeting_id}#{self.confirmation_id}",
            f"Reunião: {guest}" if guest else "Reunião",
            address,
        )

    def _undo(self, meeting: Meeting, tenant: Tenant) -> Mapping[str, Any]:
        """The calendar may hold an event whose id was never learnt: asked again under its key, it names it."""
        if meeting.calendar_event_id is None:
            try:
                cancellation.CALENDAR.delete_event(self._create_event(meeting, tenant))
            except CalendarRefusedError:
                logger.info("the cancelled meeting has no event", extra={"meetingId": meeting.meeting_id})
        return {"outcome": "undone"}

    def _offer_again(self, meeting: Meeting, reason: str) -> Mapping[str, Any]:
        """Closes the offer, so that a repeat of this choice is known, and asks for another one."""
        if meeting.confirmation_id != self.confirmation_id:
            closed = rules.turned_down(meeting, self.confirmation_id, self.now)
            meetings.save(meeting, closed)
        requested = {**self._ids(meeting), "reason": reason, "urgency": "normal", "round": meeting.round}
        events.raise_events([(Event.SCHEDULE_REQUESTED, requested)], self.now)
        return {"outcome": reason, "round": meeting.round}

    def _message(self, meeting: Meeting, tenant: Tenant) -> Message:
        contact = contacts.read(meeting.contact_id)
        host = tenant.host(meeting.host_id)
        slot = self.confirmation.chosen
        guest = next(iter(contact.names), "")
        email = contact.email
        invited = None
        if email:
            invited = invitation.request(
                meeting_id=meeting.meeting_id,
                version=meeting.version,
                time=slot,
                stamp=meeting.confirmed_at or self.now,
                summary=f"Reunião com {host.name} ({tenant.name})",
                host=(host.name, host.email),
                guest=(guest, email),
            )
        return Message(
            kind=Kind.CONFIRMATION,
            step=Step.confirmation(meeting.meeting_id, meeting.version),
            tenantId=meeting.tenant_id,
            campaignId=meeting.campaign_id,
            contactId=meeting.contact_id,
            correlationId=self._ids(meeting)["correlationId"],
            createdAt=self.now,
            expiresAt=slot.start,
            meetingId=meeting.meeting_id,
            meetingVersion=meeting.version,
            variables={
                "when": day_and_hour(slot.start, contact.place(tenant).zone),
                "hostName": host.name,
            },
            invitation=invited,
        )

    def _ids(self, meeting: Meeting) -> dict[str, str]:
        return {
            "tenantId": meeting.tenant_id,
            "campaignId": meeting.campaign_id,
            "contactId": meeting.contact_id,
            "meetingId": meeting.meeting_id,
            "correlationId": self.confirmation.correlationId or self.confirmation_id,
        }

    def _count(self, tenant: Tenant, meeting: Meeting, counters: Mapping[str, int]) -> None:
        day = self.now.astimezone(ZoneInfo(tenant.timezone)).date()
        stats.count(tenant.tenantId, meeting.campaign_id, day, counters)

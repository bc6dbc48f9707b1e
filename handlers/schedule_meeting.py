"""schedule-meeting: offers three slots to a contact who wants a meeting, or another time for one.

Started by ``Schedule Requested``. The meeting's id and round name what is made and each step may be repeated, so a
run that was cut short is completed by the event's next delivery, and a repeated event changes nothing.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules import accounting
from handlers.common.rules.contact import Contact
from handlers.common.rules.contracts import parse
from handlers.common.rules.envelope import Message
from handlers.common.rules.holidays import DaysOff
from handlers.common.rules.model import FINAL_STATES, Event, Kind, State
from handlers.common.rules.steps import Step
from handlers.common.rules.tenants import Host, Tenant
from handlers.common.storage import configuration, contacts, events, idempotency, outbox, stats
from handlers.meetings import cancellation
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import proposing, slots
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.portuguese_dates import day_and_hour
from handlers.meetings.rules.proposing import Answer, ScheduleRequest
from handlers.meetings.storage import meeting_contacts, meetings
from handlers.observability import count, entry_point, logger

LEASE = timedelta(seconds=50)
"""A run takes half of it at most, waiting for the calendar. The first retry comes after a minute and must find a run
that was killed over; two runs at once would do no more harm than each other's conditions allow: none."""
TRIES = 5

NO_OTHER_SLOT = "(sem outro horário livre por enquanto)"
"""Stands in the place of a slot where there are fewer than three."""


class UnknownTenantError(LookupError):
    """The event names a tenant or a campaign that is not configured, or a contact of another one."""


@entry_point
def handler(event: Mapping[str, Any], context: object) -> Mapping[str, Any]:
    """Answers with ``outcome`` (offered, stands, human or refused) and what it is about; all of it may be logged."""
    now = datetime.now(UTC)
    request = parse(ScheduleRequest, event["detail"], "the detail of Schedule Requested")
    run = _Run(request, event["id"], now)
    outcome = idempotency.once(f"schedule-meeting#{event['id']}", now, LEASE, run.outcome)
    count(f"ScheduleRequests_{outcome['outcome']}")
    logger.info("schedule request answered", extra={**run.ids, **outcome})
    return outcome


class _Run:
    """One delivery of one request."""

    def __init__(self, request: ScheduleRequest, request_id: str, now: datetime) -> None:
        self.request = request
        self.request_id = request_id
        self.now = now
        self.ids = {
            "tenantId": request.tenantId,
            "campaignId": request.campaignId,
            "contactId": request.contactId,
            "correlationId": request.correlationId or request_id,
        }

    def outcome(self) -> Mapping[str, Any]:
        tenant = configuration.tenant(self.request.tenantId)
        campaign = configuration.campaign(self.request.tenantId, self.request.campaignId)
        if tenant is None or campaign is None:
            raise UnknownTenantError(
                f"there is no tenant {self.request.tenantId} with a campaign {self.request.campaignId}: "
                "load it, then play the event again"
            )
        contact = contacts.read(self.request.contactId)
        if not contact.belongs_to(campaign):
            raise UnknownTenantError(
                f"contact {self.request.contactId} is not one of {campaign.campaignId}'s"
            )
        state = contact.state
        if state in FINAL_STATES:
            return {"outcome": "refused", "state": state}
        if state in proposing.REPLYING_STATES:
            self._move_to_interested(tenant)
        elif state not in proposing.WAITING_STATES:
            return self._call_human("not_written_to_yet")
        for _ in range(TRIES):
            try:
                return self._answer(tenant, campaign.hostId, contact)
            except meetings.MeetingChangedError:
                continue
        raise meetings.ContendedError(
            f"the meeting of contact {self.request.contactId} kept changing: run again"
        )

    def _move_to_interested(self, tenant: Tenant) -> None:
        before = contacts.move(
            self.request.contactId,
            State.INTERESTED,
            self.now,
            "schedule_requested",
            remove=contacts.BACKLOG,
        )
        if before is not None:
            self._count(tenant, accounting.moved(before, State.INTERESTED))

    def _answer(self, tenant: Tenant, host_id: str | None, contact: Contact) -> Mapping[str, Any]:
        before = meetings.get(self.request.meetingId) if self.request.meetingId else meetings.current(contact)
        if before is not None and before.contact_id != self.request.contactId:
            raise UnknownTenantError(f"meeting {before.meeting_id} is not contact {before.contact_id}'s")
        decision = self._decide(before)
        meeting_id = before.meeting_id if before else ""
        while decision is Answer.NEW:
            meeting_id = proposing.next_meeting_id(self.request.contactId, before)
            following = meetings.get(meeting_id)
            if following is None:
                break
            before, decision = following, self._decide(following)
        if decision is Answer.NOTHING:
            return {"outcome": "stands", "meetingId": meeting_id}
        if decision is Answer.HUMAN:
            return self._call_human("too_many_reschedules", meeting_id)
        if decision is Answer.FINISH and before is not None:
            return self._tell(before, tenant, contact)
        host = tenant.host(before.host_id if before and decision is Answer.AGAIN else host_id)
        offered = self._slots(tenant, host, before, meeting_id)
        if not offered:
            return self._call_human("no_free_time", meeting_id)
        if before is not None and decision is Answer.AGAIN:
            by_contact = self.request.reason == "reschedule"
            after = rules.proposed_again(
                before, offered, self.request_id, self.now, asked_by_contact=by_contact
            )
            meetings.save(before, after)
        else:
            after = rules.proposed(
                meeting_id=meeting_id,
                tenant_id=tenant.tenantId,
                campaign_id=self.request.campaignId,
                contact_id=self.request.contactId,
                host_id=host.hostId,
                slots=offered,
                request_id=self.request_id,
                now=self.now,
            )
            meetings.save(None, after)
        self._count(tenant, {"meetings_proposed": 1})
        return self._tell(after, tenant, contact)

    def _decide(self, meeting: Meeting | None) -> Answer:
        return proposing.answer(meeting, self.request, self.request_id, self.now)

    def _slots(self, tenant: Tenant, host: Host, before: Meeting | None, meeting_id: str) -> tuple[Slot, ...]:
        """The offer. Slots that this contact was offered before, or that others may still choose, are in it only if
        that makes more of it, on more days or in both halves of a day."""
        days_off = DaysOff(tenant.state, tenant.holidays, host.hours.holidays)
        span = slots.horizon(host, self.now, days_off)
        if span is None:
            return ()
        busy = cancellation.CALENDAR.busy(host.calendarId, span)
        busy += meetings.claimed(tenant.tenantId, host.hostId, span.start, span.end)
        earlier = before.slots if before else ()
        others = meetings.offered(tenant.tenantId, host.hostId, self.now, span.end)
        urgent = self.request.urgency == "urgent"
        best: tuple[Slot, ...] = ()
        for taken in ([*busy, *earlier, *others], [*busy, *earlier], busy):
            random = Random(f"{meeting_id}#{self.request_id}")
            choice = slots.offer(host, self.now, taken, days_off, random, urgent=urgent)
            best = max(best, choice, key=lambda offer: slots.variety(offer, host))
            if slots.variety(best, host) == slots.MOST_VARIED:
                break
        return best

    def _tell(self, meeting: Meeting, tenant: Tenant, contact: Contact) -> Mapping[str, Any]:
        """All that follows from an offer, every step of it repeatable."""
        if not meeting_contacts.follow(meeting, self.now):
            cancellation.cancel(meeting.meeting_id, self.now)
            return {"outcome": "refused", "meetingId": meeting.meeting_id}
        zone = contact.place(tenant).zone
        phrases = [day_and_hour(slot.start, zone) for slot in meeting.slots]
        phrases += [NO_OTHER_SLOT] * (slots.OFFERED - len(phrases))
        texts = {f"slot{number}": phrase for number, phrase in enumerate(phrases, start=1)}
        outbox.enqueue(
            [
                Message(
                    kind=Kind.APOLOGY if self.request.apologizes else Kind.PROPOSAL,
                    step=Step.proposal(meeting.meeting_id, meeting.round),
                    tenantId=meeting.tenant_id,
                    campaignId=meeting.campaign_id,
                    contactId=meeting.contact_id,
                    correlationId=self.ids["correlationId"],
                    createdAt=self.now,
                    expiresAt=meeting.expires_at,
                    meetingId=meeting.meeting_id,
                    meetingVersion=meeting.version,
                    variables=texts | {"hostName": tenant.host(meeting.host_id).name},
                )
            ]
        )
        proposed = {**self.ids, "meetingId": meeting.meeting_id, "round": meeting.round}
        events.raise_events([(Event.MEETING_PROPOSED, proposed)], self.now)
        return {
            "outcome": "offered",
            "meetingId": meeting.meeting_id,
            "round": meeting.round,
            "slots": len(meeting.slots),
        }

    def _call_human(self, reason: str, meeting_id: str = "") -> Mapping[str, Any]:
        about = {"meetingId": meeting_id} if meeting_id else {}
        needed = {**self.ids, **about, "reason": reason}
        events.raise_events([(Event.HUMAN_ATTENTION_NEEDED, needed)], self.now)
        return {"outcome": "human", "reason": reason, **about}

    def _count(self, tenant: Tenant, counters: Mapping[str, int]) -> None:
        day = self.now.astimezone(ZoneInfo(tenant.timezone)).date()
        stats.count(tenant.tenantId, self.request.campaignId, day, counters)

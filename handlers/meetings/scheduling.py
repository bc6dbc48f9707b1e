"""Answering a request for a meeting: a new meeting is proposed, an old one again, or a human is called.

The meeting's id and round name what is made and each step may be repeated, so a run that was cut short is completed by
the event's next delivery, and a repeated event changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common import counting, handover, telling
from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import FINAL_STATES, Attention, Event, State
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import Campaign, RemovedError, Tenant
from handlers.common.storage import configuration, contacts, outbox, writes
from handlers.meetings import cancellation, engagements, offering
from handlers.meetings.rules import copies, messages, proposing, rescheduling, wishes
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.proposing import Reason, RequestAction, ScheduleOutcome, ScheduleRequest, Urgency
from handlers.meetings.storage import meeting_contacts, meetings


class UnknownTenantError(LookupError):
    """The event names a tenant or a campaign that is not configured, or a contact of another one."""


def answer(request: ScheduleRequest, request_id: str, now: datetime) -> dict[str, Any]:
    """Answer the request ``request_id`` (``ScheduleRequest.identity``).

    Returns ``outcome``, a ``ScheduleOutcome``, and what it is about (state, reason, meetingId, round, slots); all
    of it may be logged. Raises ``UnknownTenantError`` for a request whose ids do not belong together.
    """
    tenant = configuration.tenant(request.tenantId)
    campaign = configuration.campaign(request.tenantId, request.campaignId)
    if tenant is not None and campaign is None:
        _call_human(request, request_id, now, "campaign_removed")
    if tenant is None or campaign is None:
        raise UnknownTenantError(
            f"there is no tenant {request.tenantId} with a campaign {request.campaignId}: "
            "load it, then play the event again"
        )
    contact = contacts.read(request.contactId)
    if not contact.belongs_to(campaign):
        raise UnknownTenantError(
            f"contact {request.contactId} is not one of campaign {campaign.campaignId}: "
            "correct the ids where the event is raised"
        )
    try:
        return _Offering(request, request_id, tenant, campaign, contact, now).answer()
    except RemovedError as error:
        _call_human(request, request_id, now, error.problem)
        raise


def _call_human(request: ScheduleRequest, request_id: str, now: datetime, problem: str) -> None:
    """Call a human for somebody who wants a meeting and is answered by none: a repeat adds nothing to the inbox."""
    contact = contacts.find(request.contactId)
    if contact is not None and (contact.tenant_id, contact.campaign_id) == (
        request.tenantId,
        request.campaignId,
    ):
        reason = Attention.MEETING_NOT_SERVED
        telling.call_human(request.subject(request_id), reason, now, {"problem": problem})


class _Terms(NamedTuple):
    """The slots of an offer, its end, and the times by which they were chosen."""

    slots: tuple[Slot, ...]
    expires_at: datetime
    preferred: tuple[Slot, ...]


@dataclass(frozen=True)
class _Offering:
    """One delivery of a request."""

    request: ScheduleRequest
    request_id: str
    tenant: Tenant
    campaign: Campaign
    contact: Contact
    now: datetime

    @property
    def subject(self) -> Subject:
        return self.request.subject(self.request_id)

    def answer(self) -> dict[str, Any]:
        state = self.contact.state
        if state in FINAL_STATES:
            return {"outcome": ScheduleOutcome.REFUSED, "state": state}
        if state in proposing.REPLYING_STATES:
            self._move_to_interested()
        elif state not in proposing.WAITING_STATES:
            return self._call_human(Attention.NOT_WRITTEN_TO_YET)
        if self.contact.is_with_human(self.now):
            # The agent keeps quiet, so an offer would go unsaid and lapse.
            return self._call_human(Attention.HUMAN_TALKS)
        return writes.decided(self._attempt, f"the meeting of contact {self.contact.contact_id}")

    def _move_to_interested(self) -> None:
        contact_id, target = self.contact.contact_id, State.INTERESTED
        today = self.tenant.today(self.now)
        contacts.move(
            contact_id, target, self.now, "schedule_requested", remove=contacts.BACKLOG, today=today
        )

    def _attempt(self) -> dict[str, Any]:
        """Read the meeting, decide and act; ``ChangedError`` if another run has changed it meanwhile."""
        before, action, meeting_id = self._decide()
        if action is RequestAction.NOTHING:
            return {"outcome": ScheduleOutcome.STANDS, "meetingId": meeting_id}
        if action is RequestAction.HUMAN:
            return self._call_human(Attention.TOO_MANY_RESCHEDULES, meeting_id)
        if action is RequestAction.FINISH and before is not None:
            return self._finish(before)
        again = before if action is RequestAction.AGAIN else None
        return self._offer(again, before, meeting_id)

    def _decide(self) -> tuple[Meeting | None, RequestAction, str]:
        """The latest meeting, if any, what to do about the request, and the id of the meeting to do it with."""
        asked = self.request.meetingId
        latest = meetings.get(asked) if asked else meetings.current(self.contact)
        if latest is not None and latest.contact_id != self.contact.contact_id:
            raise UnknownTenantError(
                f"meeting {latest.meeting_id} is not one of contact {self.contact.contact_id}: "
                "correct the ids where the event is raised"
            )
        while True:
            action = proposing.judge(latest, self.request, self.request_id, self.now)
            if latest is not None and action is not RequestAction.NEW:
                return latest, action, latest.meeting_id
            following_id = proposing.next_meeting_id(self.contact.contact_id, latest)
            following = meetings.get(following_id)
            if following is None:
                return latest, action, following_id
            latest = following

    def _offer(self, again: Meeting | None, latest: Meeting | None, meeting_id: str) -> dict[str, Any]:
        """Offer slots for the meeting ``again``, else for a new one of that id that follows the ``latest``."""
        host = self.tenant.host(again.host_id if again else self.campaign.hostId)
        urgent = self.request.urgency is Urgency.URGENT
        seed = f"{meeting_id}#{self.request_id}"
        zone = self.contact.place(self.tenant).zone
        wish = wishes.of(self.request, latest, zone, self.now)
        guest = offering.Guest(zone, engagements.elsewhere(self.contact, host.hostId, self.now))
        offered = offering.choose(
            self.tenant, host, latest, seed, self.now, urgent=urgent, guest=guest, wish=wish
        )
        if not offered:
            return self._have_none(again, meeting_id)
        preferred = wish.preferred
        if self.request.wanted and preferred and not wishes.are_answered(offered, preferred, latest, zone):
            return self._call_human(Attention.NO_FREE_TIME, meeting_id)
        terms = _Terms(offered, offering.expires_at(self.tenant, host, offered, self.now), preferred)
        after = self._proposed_again(again, terms) if again else self._new(meeting_id, host.hostId, terms)
        meetings.save(again, after)
        self._count({"meetings_proposed": 1})
        return self._finish(after)

    def _proposed_again(self, meeting: Meeting, terms: _Terms) -> Meeting:
        return rules.proposed_again(
            meeting,
            terms.slots,
            self.request_id,
            self.now,
            asked_by_contact=self.request.reason is Reason.RESCHEDULE and rescheduling.begins_move(meeting),
            expires_at=terms.expires_at,
            preferred=terms.preferred,
        )

    def _new(self, meeting_id: str, host_id: str, terms: _Terms) -> Meeting:
        return rules.proposed(
            meeting_id=meeting_id,
            tenant_id=self.tenant.tenantId,
            campaign_id=self.campaign.campaignId,
            contact_id=self.contact.contact_id,
            host_id=host_id,
            slots=terms.slots,
            request_id=self.request_id,
            now=self.now,
            expires_at=terms.expires_at,
            preferred=terms.preferred,
        )

    def _finish(self, meeting: Meeting) -> dict[str, Any]:
        """Do all that follows from an offer; every step of it may be repeated."""
        if not meeting_contacts.follow(meeting, self.now):
            cancellation.unless_it_outlasts(meeting, self.now, self.subject.correlation_id)
            return {"outcome": ScheduleOutcome.REFUSED, "meetingId": meeting.meeting_id}
        subject = self.subject._replace(meeting_id=meeting.meeting_id)
        message = messages.proposal(
            meeting,
            self.tenant,
            self.contact,
            subject.correlation_id,
            self.now,
            self.request.message_kind,
            self.request.channel,
        )
        self._enqueue(message, meeting)
        telling.tell(Event.MEETING_PROPOSED, subject, self.now, {"round": meeting.round})
        return {
            "outcome": ScheduleOutcome.OFFERED,
            "meetingId": meeting.meeting_id,
            "round": meeting.round,
            "slots": len(meeting.slots),
        }

    def _enqueue(self, message: Message, meeting: Meeting) -> None:
        """Queue what answers the request; whoever may have been invited to a refused time hears by e-mail, too."""
        span = self.request.refused
        refused = None if span is None else Slot(span.start, span.end)
        outbox.enqueue(
            [message]
            if refused is None
            else copies.withdrawing(message, meeting, self.contact, refused, self.now)
        )

    def _have_none(self, again: Meeting | None, meeting_id: str) -> dict[str, Any]:
        """Call a human; whoever has lost a slot hears so, however lately of a human, and not that the offer lapses."""
        if again is None or not self.request.follows_choice:
            return self._call_human(Attention.NO_FREE_TIME, meeting_id)
        exhausted = replace(again, exhausted_round=again.round)
        if again != exhausted:
            meetings.save(again, exhausted)
        telling.call_human(self.subject._replace(meeting_id=meeting_id), Attention.NO_FREE_TIME, self.now)
        told = self.tenant, self.contact, self.subject.correlation_id, self.now, self.request_id
        self._enqueue(messages.slot_lost(exhausted, *told, self.request.channel), exhausted)
        return {"outcome": ScheduleOutcome.HUMAN, "reason": Attention.NO_FREE_TIME, "meetingId": meeting_id}

    def _call_human(self, reason: Attention, meeting_id: str | None = None) -> dict[str, Any]:
        telling.call_human(self.subject._replace(meeting_id=meeting_id), reason, self.now)
        # A request that names itself is a reply's; of any other the contact may know nothing.
        if self.request.requestId and reason is not Attention.NOT_WRITTEN_TO_YET:
            handover.tell(self.contact, self.request.requestId, self.now, self.request.channel)
        about = {"meetingId": meeting_id} if meeting_id else {}
        return {"outcome": ScheduleOutcome.HUMAN, "reason": reason, **about}

    def _count(self, counters: Mapping[str, int]) -> None:
        counting.count_today(self.tenant, self.campaign.campaignId, self.now, counters)

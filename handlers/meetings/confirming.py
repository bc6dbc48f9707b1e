"""Booking the slot that a contact has chosen (docs/system.md, "Meetings: booking").

The host's time is claimed first, then the calendar is asked, then the contact is told, also if the calendar did not
answer. Each step may be repeated, so a run that was cut short is completed by the event's next delivery, and a repeated
event changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.common import handover, telling
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import FINAL_STATES, Attention, Kind
from handlers.common.rules.steps import Step
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import RemovedError, Tenant
from handlers.common.storage import configuration, contacts, outbox, writes
from handlers.meetings import announcing, calling, cancellation, engagements, entries, giving_back
from handlers.meetings.partners.calendar import CalendarRefusedError, CalendarUnavailableError
from handlers.meetings.rules import booking, offers, reminders
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.booking import BookingOutcome, Choice, ChoiceAction, Confirmation
from handlers.meetings.rules.meeting import Meeting, UnknownMeetingError
from handlers.meetings.rules.proposing import Reason
from handlers.meetings.storage import meeting_contacts, meetings
from handlers.meetings.storage.host_time import TimeTakenError
from handlers.observability import count


def answer(confirmation: Confirmation, confirmation_id: str, now: datetime) -> dict[str, Any]:
    """Answer the choice ``confirmation_id`` (``Confirmation.identity``).

    Returns ``outcome``, a ``BookingOutcome``, and the version or round of the meeting where there is one; all of it
    may be logged. Raises ``UnknownMeetingError`` for a meeting that the tenant does not have.
    """
    tenant = configuration.tenant(confirmation.tenantId)

    def attempt() -> dict[str, Any]:
        meeting = meetings.get(confirmation.meetingId)
        if tenant is None or meeting is None or meeting.tenant_id != tenant.tenantId:
            raise UnknownMeetingError(
                f"tenant {confirmation.tenantId} has no meeting {confirmation.meetingId}: "
                "correct the event where it is raised"
            )
        try:
            return _Booking(confirmation, confirmation_id, tenant, now).answer(meeting)
        except RemovedError as error:
            # Somebody has chosen a time of a host who is gone: the repeats of the event are no news.
            about = meeting.subject(confirmation.correlationId or confirmation_id)
            calling.once(about, Attention.MEETING_NOT_SERVED, error.problem, now)
            raise

    return writes.decided(attempt, f"meeting {confirmation.meetingId}")


@dataclass(frozen=True)
class _Booking:
    """One delivery of a choice; each of its steps raises ``ChangedError`` if the meeting has changed meanwhile."""

    confirmation: Confirmation
    confirmation_id: str
    tenant: Tenant
    now: datetime

    def answer(self, meeting: Meeting) -> dict[str, Any]:
        match booking.judge(meeting, self._choice, self.now):
            case ChoiceAction.BOOK:
                return self._book(meeting)
            case ChoiceAction.KEEP:
                return self._keep(meeting)
            case ChoiceAction.FINISH:
                return self._finish(meeting)
            case ChoiceAction.UNDO:
                return self._undo(meeting)
            case ChoiceAction.OFFER_AGAIN:
                return self._offer_again(meeting, booking.why_lost(meeting, self._choice, self.now))
            case ChoiceAction.HUMAN:
                return self._call_human(meeting)
            case ChoiceAction.NOTHING:
                return {"outcome": BookingOutcome.NOTHING}

    @property
    def _choice(self) -> Choice:
        chosen_at = min(self.confirmation.occurredAt or self.now, self.now)
        return Choice(self.confirmation_id, self.confirmation.chosen, chosen_at, self.confirmation.round)

    def _book(self, meeting: Meeting) -> dict[str, Any]:
        """Claim the host's time, then do what follows from it; nobody is booked for two meetings at once."""
        contact = contacts.find(meeting.contact_id)
        if contact is None or contact.state in FINAL_STATES:
            return {"outcome": BookingOutcome.REFUSED}
        slot = self.confirmation.chosen
        if any(slot.overlaps(each) for each in engagements.elsewhere(contact, meeting.host_id, self.now)):
            return self._call_human(meeting)
        skipped = list(reminders.skipped(slot.start, self.now))
        buffer = self.tenant.host(meeting.host_id).bufferMinutes
        after = rules.confirmed(meeting, slot, buffer, self.confirmation_id, self.now, skipped)
        try:
            meetings.save(meeting, after)
        except TimeTakenError:
            return self._offer_again(meeting, Reason.SLOT_TAKEN)
        return self._finish(after)

    def _keep(self, meeting: Meeting) -> dict[str, Any]:
        """Close the offer and tell the contact that nothing changes, unless the news of the time is still to come."""
        contact = contacts.find(meeting.contact_id)
        if contact is None or contact.state in FINAL_STATES:
            return {"outcome": BookingOutcome.REFUSED}
        if meeting.confirmation_id != self.confirmation_id:
            kept = offers.kept(meeting, self.confirmation_id, self.now)
            meetings.save(meeting, kept)
            meeting = kept
        meeting_contacts.follow(meeting, self.now)
        if meeting.moved_from is None:
            step = Step.answering(Kind.UNCHANGED, self.confirmation_id)
            told = self._subject(meeting), self.now, self.confirmation.channel
            outbox.enqueue([Message.answering(Kind.UNCHANGED, step, *told)])
        return {"outcome": BookingOutcome.KEPT, "version": meeting.version}

    def _finish(self, meeting: Meeting) -> dict[str, Any]:
        """Do all that follows from a claim; every step of it may be repeated."""
        try:
            meeting = entries.settle(meeting, self.now)
        except CalendarRefusedError:
            correlation_id = self._subject(meeting).correlation_id
            given_back = giving_back.give_back(meeting, self.tenant, correlation_id, self.now)
            return self._offer_again(given_back, Reason.CALENDAR_REFUSED)
        except CalendarUnavailableError:
            # The time is the contact's, and the entry can wait: for the event's next delivery or the hourly run.
            self._tell_contact(meeting)
            count("CalendarEntriesLate")
            raise
        return self._tell_contact(meeting)

    def _tell_contact(self, meeting: Meeting) -> dict[str, Any]:
        correlation_id, channel = self._subject(meeting).correlation_id, self.confirmation.channel
        if meeting_contacts.follow(meeting, self.now):
            contact = contacts.read(meeting.contact_id)
            announcing.agreed(meeting, self.tenant, contact, correlation_id, self.now, channel)
        elif cancellation.unless_it_outlasts(meeting, self.now, correlation_id):
            announcing.booked(meeting, correlation_id, self.now)
        else:
            return {"outcome": BookingOutcome.REFUSED}
        return {"outcome": BookingOutcome.BOOKED, "version": meeting.version}

    def _undo(self, meeting: Meeting) -> dict[str, Any]:
        """Remove the event that the calendar may hold, also one that was made after the meeting was called off."""
        entries.remove_all(meeting)
        cancellation.finish(meeting, self.now, self._subject(meeting).correlation_id)
        return {"outcome": BookingOutcome.UNDONE}

    def _offer_again(self, meeting: Meeting, reason: Reason) -> dict[str, Any]:
        """Close the offer, so that a repeat of this choice is known, and ask for another one."""
        if meeting.confirmation_id != self.confirmation_id:
            closed = offers.turned_down(meeting, self.confirmation_id, self.now)
            meetings.save(meeting, closed)
            meeting = closed
        correlation_id, channel = self._subject(meeting).correlation_id, self.confirmation.channel
        giving_back.ask_for_others(meeting, reason, self.confirmation_id, correlation_id, self.now, channel)
        return {"outcome": BookingOutcome(reason), "round": meeting.round}

    def _call_human(self, meeting: Meeting) -> dict[str, Any]:
        telling.call_human(self._subject(meeting), Attention.SECOND_CHOICE, self.now)
        if contact := contacts.find(meeting.contact_id):
            handover.tell(contact, self.confirmation_id, self.now, self.confirmation.channel)
        return {"outcome": BookingOutcome.HUMAN}

    def _subject(self, meeting: Meeting) -> Subject:
        return meeting.subject(self.confirmation.correlationId or self.confirmation_id)

"""A meeting and the changes it goes through: pure values; the clock is an argument.

A meeting is *proposed* with up to three slots, *confirmed* at one of them, and may be offered anew (reschedule, slot
lost, calendar refused). Until another slot is confirmed a rescheduled meeting stays confirmed at the time it had, so
that a contact who never answers still has the old appointment. Each change makes a new version: a message about another
version is void, except that what is said about an agreed time holds for all versions with that time. Source:
docs/system.md, "Meetings: offers" and "Meetings: booking".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from handlers.common.rules.model import MeetingStatus, Side
from handlers.common.rules.subject import Subject
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.rules.times import Entry, Offer, Slot, cells

PROPOSAL_STANDS = timedelta(hours=24)
EARLIER_OFFERS = 3
"""The replaced offers that are kept, of which a slot may still be chosen, and the choices before the last one."""


class UnknownMeetingError(LookupError):
    """An event names a meeting that is not there, or not its tenant's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as it stands; instants are aware."""

    meeting_id: str
    tenant_id: str
    campaign_id: str
    contact_id: str
    host_id: str
    status: MeetingStatus
    version: int
    """One more with every change of the slots, the time or the status."""
    slots: tuple[Slot, ...]
    """The latest offer, in order; the contact's "2" is the second."""
    round: int
    """The number of the latest offer, counted from 1."""
    expires_at: datetime
    """The end of the offer."""
    request_id: str
    """The request for the latest offer."""
    created_at: datetime
    updated_at: datetime
    preferred: tuple[Slot, ...] = ()
    """The spans in which the contact wanted the slots of the latest offer to begin; empty where nothing was said."""
    time: Slot | None = None
    """The agreed time; of a meeting that is being rescheduled the old one, which is held until a new one is agreed."""
    buffer_minutes: int = 0
    """Time kept free before and after ``time`` when it was claimed."""
    confirmed_at: datetime | None = None
    confirmation_id: str | None = None
    """The choice of a slot that came last, whether it got it or not."""
    earlier_choices: tuple[str, ...] = ()
    """The choices before it, oldest first, as far as they are kept."""
    booked_round: int = 0
    """The latest offer when ``time`` was booked; later ones are of other times."""
    booked_version: int | None = None
    """The version that booked ``time``; None where it is not on record, as in earlier releases."""
    lapsed_round: int = 0
    """The latest offer of which the contact has been told that it is over."""
    exhausted_round: int = 0
    """The latest offer of which a slot was lost and none could be offered instead, of which the contact has heard."""
    reschedules: int = 0
    """The number of times that the contact asked for other slots."""
    booking_id: str | None = None
    """The choice that booked ``time``; None where it was ``confirmation_id``, as in earlier releases."""
    calendar_event_id: str | None = None
    """The calendar's event of ``time``; None while it is still to be entered."""
    conference_link: str | None = None
    """The video conference of that event, where the calendar gave one."""
    former_event_id: str | None = None
    """A calendar event of an earlier time, still to be deleted, as earlier releases kept it."""
    former_entries: tuple[Entry, ...] = ()
    """The calendar's entries of earlier times, still to be removed."""
    refused: Slot | None = None
    """A time that others had heard of and the calendar refused, until that is passed on."""
    to_withdraw: bool = False
    """True of a cancelled meeting until its entries are removed and others have been told."""
    cancelled_by: Side | None = None
    moved_from: Slot | None = None
    """The time from which the host moved it, until the contact has been told."""
    over_version: int | None = None
    """Of a meeting that is over, its ``time_version`` before."""
    reminders: Mapping[str, ReminderOutcome] = field(default_factory=dict)
    """The record of each reminder of ``time`` that has one, by its name: ``24h``, ``24h_host``, …"""
    briefing: str | None = None
    """Markdown, kept by generate-briefing."""
    earlier: tuple[Offer, ...] = ()
    """The offers before the latest one, oldest first, as far as they are kept."""

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The offers that are known, the latest first."""
        return Offer(self.round, self.slots, self.expires_at), *reversed(self.earlier)

    def offer(self, round_: int | None) -> Offer | None:
        """The offer of a round, of the latest one if none is named; None if it is not kept any more."""
        return next((offer for offer in self.offers if round_ in (None, offer.round)), None)

    @property
    def scheduled_at(self) -> datetime:
        """The start of the agreed time; while slots are on offer, of the first of them."""
        if self.time is None or self.status is MeetingStatus.PROPOSED:
            return self.slots[0].start
        return self.time.start

    @property
    def entry(self) -> Entry | None:
        """The calendar's entry of the agreed time."""
        booking_id = self.booking_id or self.confirmation_id
        if self.time is None or booking_id is None:
            return None
        return Entry(booking_id, self.time, self.calendar_event_id, self.conference_link)

    @property
    def is_held(self) -> bool:
        """True while an agreed time, if there is one, belongs to the meeting."""
        return self.status in (MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED)

    @property
    def held_cells(self) -> frozenset[datetime]:
        """The cells of the host's time that belong to this meeting."""
        if self.time is None or not self.is_held:
            return frozenset()
        return frozenset(cells(self.time, timedelta(minutes=self.buffer_minutes)))

    @property
    def awaits_choice(self) -> bool:
        """True until a slot of the latest offer is chosen, also if that is over: one that is free may still be."""
        if self.status is MeetingStatus.CONFIRMED:
            return self.booked_round < self.round
        return self.status in (MeetingStatus.PROPOSED, MeetingStatus.EXPIRED)

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices that have been dealt with, as far as they are kept."""
        return tuple(filter(None, (*self.earlier_choices, self.confirmation_id)))[-EARLIER_OFFERS:]

    @property
    def time_version(self) -> int:
        """The number by which messages about the agreed time are known, whatever is offered meanwhile."""
        return self.booked_version or self.version

    def subject(self, correlation_id: str) -> Subject:
        """The ids of the meeting, for events and the log."""
        return Subject(self.tenant_id, correlation_id, self.campaign_id, self.contact_id, self.meeting_id)

    def on_offer(self, now: datetime) -> bool:
        """True while the slots of the latest offer are kept for the contact."""
        return self.is_held and self.awaits_choice and now < self.expires_at

    def stands(self, now: datetime) -> bool:
        """True with an open offer or an appointment to come, one that is being moved included."""
        return self.on_offer(now) or self.to_come(now) is not None

    def to_come(self, now: datetime) -> Slot | None:
        """The agreed time, until it is over; None of a meeting without one, or that is called off."""
        return self.time if self.is_held and self.time is not None and now < self.time.end else None


def proposed(
    *,
    meeting_id: str,
    tenant_id: str,
    campaign_id: str,
    contact_id: str,
    host_id: str,
    slots: Sequence[Slot],
    request_id: str,
    now: datetime,
    expires_at: datetime | None = None,
    preferred: Sequence[Slot] = (),
) -> Meeting:
    """A new meeting with its first offer, which stands until ``expires_at``, else for 24 hours."""
    return Meeting(
        meeting_id=meeting_id,
        tenant_id=tenant_id,
        campaign_id=campaign_id,
        contact_id=contact_id,
        host_id=host_id,
        status=MeetingStatus.PROPOSED,
        version=1,
        slots=tuple(slots),
        round=1,
        expires_at=expires_at or now + PROPOSAL_STANDS,
        request_id=request_id,
        created_at=now,
        updated_at=now,
        preferred=tuple(preferred),
    )


def proposed_again(
    meeting: Meeting,
    slots: Sequence[Slot],
    request_id: str,
    now: datetime,
    *,
    asked_by_contact: bool,
    expires_at: datetime | None = None,
    preferred: Sequence[Slot] = (),
) -> Meeting:
    """The meeting with another offer; an agreed time is held until one of the new slots is confirmed."""
    is_agreed = meeting.is_held and meeting.time is not None
    return replace(
        meeting,
        status=MeetingStatus.CONFIRMED if is_agreed else MeetingStatus.PROPOSED,
        version=meeting.version + 1,
        slots=tuple(slots),
        earlier=tuple(reversed(meeting.offers[:EARLIER_OFFERS])),
        round=meeting.round + 1,
        expires_at=expires_at or now + PROPOSAL_STANDS,
        request_id=request_id,
        preferred=tuple(preferred),
        reschedules=meeting.reschedules + asked_by_contact,
        updated_at=now,
    )


def confirmed(
    meeting: Meeting,
    slot: Slot,
    buffer_minutes: int,
    confirmation_id: str,
    now: datetime,
    skipped_reminders: Sequence[str],
) -> Meeting:
    """The meeting at ``slot``, its old time given up; no calendar holds the new time yet."""
    return replace(
        meeting,
        status=MeetingStatus.CONFIRMED,
        version=meeting.version + 1,
        time=slot,
        buffer_minutes=buffer_minutes,
        confirmed_at=now,
        confirmation_id=confirmation_id,
        earlier_choices=meeting.choices,
        booking_id=confirmation_id,
        booked_round=meeting.round,
        booked_version=meeting.version + 1,
        calendar_event_id=None,
        conference_link=None,
        refused=None,
        moved_from=None,
        former_entries=meeting.former_entries + ((meeting.entry,) if meeting.entry else ()),
        reminders=dict.fromkeys(skipped_reminders, ReminderOutcome.SKIPPED),
        updated_at=now,
    )

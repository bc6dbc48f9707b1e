"""The judgement of a queued message at this moment: docs/system.md, "Sending: the order of checks".

expired? → opted out or blocked? → already sent? → still meant? → paused? → channel → hours. Limits, rendering and the
claim come after, for those that get a ``Go``.
"""

from datetime import UTC, datetime, timedelta

from handlers.common.rules import persons
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import (
    ANSWERING_KINDS,
    CONVERSING_STATES,
    FINAL_STATES,
    PACED_KINDS,
    PARTING_KINDS,
    SLOT_KINDS,
    UNASKED_KINDS,
    Channel,
    Kind,
    MeetingStatus,
    State,
)
from handlers.dispatch.rules.facts import Facts, MalformedError, Status
from handlers.dispatch.rules.holds import Hold, permitted_from, why_not_now
from handlers.dispatch.rules.judgements import Defer, Drop, Go, Judgement, LeaseOver, Record, Wait

_MEETING_STATUS = {
    # Offers are also made beside an agreed time.
    **dict.fromkeys(SLOT_KINDS, frozenset({MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED})),
    Kind.CONFIRMATION: frozenset({MeetingStatus.CONFIRMED}),
    Kind.REMINDER: frozenset({MeetingStatus.CONFIRMED}),
    Kind.CANCELLATION: frozenset({MeetingStatus.CANCELLED}),
    Kind.LAPSE: frozenset({MeetingStatus.EXPIRED, MeetingStatus.CONFIRMED}),
    Kind.UNCHANGED: frozenset(MeetingStatus) - {MeetingStatus.CANCELLED},
}
"""The statuses in which the meeting may be for such a message about it to be true."""

_TALK = frozenset(
    {
        Kind.PROPOSAL,
        Kind.APOLOGY,
        Kind.OTHER_SLOTS,
        Kind.SLOT_LOST,
        Kind.CHECK,
        Kind.WHICH_SLOT,
        Kind.UNCHANGED,
        Kind.HANDOVER,
        Kind.FAREWELL,
        Kind.LAPSE,
    }
)
"""The kinds that carry on a conversation, which is a human's while one talks: what was queued before is not said."""

OFFERED_BEFORE = timedelta(hours=1)
"""The time that is left at the least until a slot begins that is offered; slots are chosen with more."""

KEY_REMEMBERED = timedelta(hours=6)
"""The time for which a partner that recognises repeated requests is trusted to remember their keys; many say a day."""


PAUSED_AGAIN = timedelta(hours=1)
"""The time after which a message that has been tried, and waits by itself, is looked at again while it is paused."""


def judge(facts: Facts, now: datetime) -> Judgement:
    """Judge the message at ``now``; ``MalformedError`` if it does not belong to its contact."""
    message = facts.message
    if not facts.contact.belongs_to(facts.campaign):
        raise MalformedError(
            f"contact {message.contactId} is not of campaign {message.campaignId} of tenant {message.tenantId}: "
            "the message was queued for somebody else's contact"
        )
    held = _held(facts, now)
    if isinstance(held, Drop | Wait):
        return held
    over = _expired(message, now) or _refused(facts)
    if held is None:
        return over or _way_out(facts, now)
    way = _way_out(facts, now) if over is None else None
    return (
        way._replace(takes_over=held.attempt)
        if isinstance(way, Go) and _is_repeatable(facts, way, now)
        else held
    )


def judge_again(facts: Facts, attempt: str, now: datetime) -> Judgement:
    """Judge a message that ``attempt`` has claimed at the moment of its request: much may have happened since."""
    lease = facts.lease
    if lease is None or lease.attempt != attempt:
        return Drop("claim_lost")
    return _expired(facts.message, now) or _refused(facts) or _way_out(facts, now)


def _is_repeatable(facts: Facts, way: Go, now: datetime) -> bool:
    """True if the request of an attempt that was cut short may be made again, in the very way in which it was made."""
    lease = facts.lease
    if lease is None or lease.channel is not way.channel or now - lease.deadline > KEY_REMEMBERED:
        return False
    if lease.is_reported:
        return False
    return facts.idempotent.get(way.channel, False)


def _way_out(facts: Facts, now: datetime) -> Judgement:
    """The judgement of a message that nothing speaks against: is it meant, not paused, and may it go out now?"""
    message, contact = facts.message, facts.contact
    meant = _still_meant(facts, now)
    if meant is not None:
        return meant
    if facts.is_paused:
        # Until it goes on nobody takes it out of its campaign's backlog, where one that was never tried returns to.
        was_tried = facts.claim is not None and not message.is_first
        return Defer(now + PAUSED_AGAIN if was_tried else now, Hold.PAUSED)
    person = facts.person
    talks_until = persons.human_until(contact, facts.addresses)
    if message.kind in _TALK and talks_until is not None and now < talks_until:
        return Record(Status.SKIPPED, "human_talks")
    reachable = contact.reachable()
    if message.step.is_copy and Channel.EMAIL not in reachable:
        return Record(Status.SKIPPED, "no_email")
    if not reachable:
        return Record(Status.FAILED, "no_address", State.UNDELIVERABLE)
    held = person.hold(message.kind, now)
    if held is not None:
        return Defer(*held)
    channel = message.channel if message.channel in reachable else next(iter(reachable))
    closed = facts.closed.get(channel)
    if closed is not None and closed.holds(now):
        return Defer(closed.retry_at, Hold.CHANNEL_CLOSED)
    if message.kind in UNASKED_KINDS:
        place = contact.place(facts.tenant)
        opens = permitted_from(now, facts.tenant, place)
        if opens > now:
            return Defer(opens, why_not_now(now, facts.tenant, place))
    return Go(channel, reachable[channel])


def _expired(message: Message, now: datetime) -> Record | Drop | None:
    if message.expiresAt is None or now < message.expiresAt.astimezone(UTC):
        return None
    # A paced message is made anew from the backlog, where its contact still waits.
    return Drop("expired") if message.kind in PACED_KINDS else Record(Status.EXPIRED, "expired")


def _refused(facts: Facts) -> Record | Drop | None:
    """The end of a message to somebody who must not be written to; an opt-out that holds is acknowledged."""
    addresses = facts.addresses.values()
    has_opted_out = persons.has_opted_out(facts.contact, addresses)
    if facts.message.kind is Kind.OPT_OUT_ACK:
        return None if has_opted_out else Record(Status.SKIPPED, "opted_in")
    if facts.contact.state is State.OPTED_OUT:
        return Drop("opted_out") if facts.message.is_first else Record(Status.SKIPPED, "opted_out")
    if has_opted_out:
        # By another contact of the person, or by somebody who shares an address: who waits for it is a human's.
        is_awaited = facts.message.kind in ANSWERING_KINDS or facts.message.kind is Kind.REMINDER
        if is_awaited and not facts.message.step.is_copy:
            return Record(Status.FAILED, "address_closed")
        stays = facts.contact.state in CONVERSING_STATES
        return Record(Status.SKIPPED, "opted_out", None if stays else State.OPTED_OUT)
    if facts.contact.blocked or any(address.blocked for address in addresses):
        return Record(Status.FAILED, "blocked", State.UNDELIVERABLE)
    return None


def _held(facts: Facts, now: datetime) -> Drop | Wait | LeaseOver | None:
    """The judgement of a message that has ended or is held by an attempt; None for any other."""
    if facts.is_sending:
        return _leased(facts, now)
    if facts.message.is_first:
        state = facts.contact.state
        return None if state is State.QUEUED else Drop(f"contact is {state}")
    if facts.claim is None or facts.claim.status is Status.QUEUED:
        return None
    return Drop(f"message is {facts.claim.status}")


def _leased(facts: Facts, now: datetime) -> Wait | LeaseOver:
    lease = facts.lease
    if lease is None:
        raise MalformedError(
            f"{facts.message.step} of contact {facts.message.contactId} is being sent, but names no attempt: "
            "set its state by hand"
        )
    return LeaseOver(lease.attempt, lease.channel) if lease.deadline <= now else Wait()


def _waits_on(facts: Facts) -> bool:
    """True while the contact waits for this follow-up, or for what comes after it once it was claimed."""
    step = facts.contact.next_step
    return step is not None if facts.claim is not None else step == facts.message.step


def _still_meant(facts: Facts, now: datetime) -> Record | None:
    """The end of a message that is no longer true; None for one that is."""
    message, meeting, state = facts.message, facts.meeting, facts.contact.state
    if message.kind is Kind.FOLLOW_UP and state is not State.CONTACTED:
        return Record(Status.SKIPPED, f"contact_{state}")
    if message.kind is Kind.FOLLOW_UP and not _waits_on(facts):
        return Record(Status.SKIPPED, "sequence_ended")
    if state in FINAL_STATES and not message.is_first and message.kind not in PARTING_KINDS:
        return Record(Status.SKIPPED, f"contact_{state}")
    if message.meetingId is None or message.kind not in _MEETING_STATUS:
        return None
    if meeting is None or meeting.status not in _MEETING_STATUS[message.kind]:
        return Record(Status.SKIPPED, "meeting_changed")
    about_time = message.kind in (Kind.CONFIRMATION, Kind.REMINDER)
    version = meeting.time_version if about_time else meeting.version
    if message.meetingVersion is not None and version != message.meetingVersion:
        return Record(Status.SKIPPED, "meeting_changed")
    if message.kind in SLOT_KINDS and meeting.first_slot is not None:
        # It has waited: whoever asked for slots, and hears of none, is a human's.
        is_over = meeting.first_slot < now + OFFERED_BEFORE
        return Record(Status.EXPIRED, "slot_passed") if is_over else None
    return None

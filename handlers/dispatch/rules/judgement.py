"""The judgement of a queued message at this moment: docs/system.md, "Sending: the order of checks".

expired? → opted out or blocked? → already sent? → still meant? → channel → hours. Limits, rendering and the claim come
after, for those that get a ``Go``. Items are the plain values of the contacts and meetings tables.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules import area_codes
from handlers.common.rules.envelope import Message
from handlers.common.rules.holidays import DaysOff
from handlers.common.rules.hours import next_permitted
from handlers.common.rules.model import FINAL_STATES, PACED_KINDS, Channel, Kind, MeetingStatus, State
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.dispatch.rules.closures import ClosedChannel

Item = Mapping[str, Any]


class MalformedError(ValueError):
    """The message names what does not exist or does not belong together: it ends in the dead-letter queue."""


class Status(StrEnum):
    """Where a message beyond the first one stands, on its own item."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    SKIPPED = "skipped"


_MEETING_STATUS = {
    Kind.PROPOSAL: MeetingStatus.PROPOSED,
    Kind.APOLOGY: MeetingStatus.PROPOSED,
    Kind.CONFIRMATION: MeetingStatus.CONFIRMED,
    Kind.REMINDER: MeetingStatus.CONFIRMED,
}
"""The status in which the meeting must be for such a message about it to be true."""


class Facts(NamedTuple):
    """A message and all that bears on it. ``claim`` is the item of a message beyond the first one."""

    message: Message
    tenant: Tenant
    campaign: Campaign
    contact: Item
    claim: Item | None
    meeting: Item | None
    addresses: Mapping[str, Item]
    """What is known under the contact's addresses; those never used are missing."""
    closed: Mapping[Channel, ClosedChannel]
    idempotent: Mapping[Channel, bool]
    """Whether the channel's partner recognises a repeated request."""


class Go(NamedTuple):
    """It may go out through ``channel`` to ``address``. ``takes_over`` is the attempt whose lease ran out and whose
    request may be repeated, where there is one."""

    channel: Channel
    address: str
    takes_over: str | None = None


class Defer(NamedTuple):
    """Back to the backlog until ``until``."""

    until: datetime
    reason: str


class Drop(NamedTuple):
    """It is over already, or was never meant to be: nothing is recorded."""

    reason: str


class Record(NamedTuple):
    """It will not go out: recorded as ``status``; a first message moves its contact to ``state`` where one is given."""

    status: Status
    reason: str
    state: State | None = None


class LeaseOver(NamedTuple):
    """The attempt that held it never said how it ended: unknown."""

    attempt: str
    channel: Channel


class Wait(NamedTuple):
    """Another delivery is at it: look again later."""


Judgement = Go | Defer | Drop | Record | LeaseOver | Wait


def is_first(message: Message) -> bool:
    """Whether its claim is on the contact itself: the outreach, whose progress is the contact's state."""
    return message.kind is Kind.OUTREACH


def place(contact: Item, tenant: Tenant) -> tuple[ZoneInfo, str]:
    """The contact's own time zone and federative unit: its own, else its area code's, else the tenant's."""
    phone = contact.get("phone") or ""
    zone = contact.get("timezone") or area_codes.zone(phone) or tenant.timezone
    state = contact.get("uf") or area_codes.state(phone) or tenant.state
    return ZoneInfo(zone), state


def permitted_from(now: datetime, tenant: Tenant, zone: ZoneInfo, state: str) -> datetime:
    """The first instant, not before ``now``, at which the tenant may write to somebody there."""
    days_off = DaysOff(state, tenant.holidays, tenant.hours.holidays)
    return next_permitted(now, tenant.hours, zone, days_off)


def addresses(contact: Item) -> dict[Channel, str]:
    """Where the contact can be reached, its main channel first; channels that failed for good are left out."""
    known: dict[Channel, str | None] = {
        Channel.WHATSAPP: contact.get("phone"),
        Channel.EMAIL: contact.get("email"),
    }
    main = Channel(contact.get("channel", Channel.WHATSAPP))
    failed = contact.get("undeliverableOn") or ()
    order = sorted(Channel, key=lambda channel: channel is not main)
    return {
        channel: address
        for channel in order
        if (address := known[channel]) is not None and channel not in failed
    }


def judge(facts: Facts, now: datetime) -> Judgement:
    """What becomes of the message; ``MalformedError`` if it does not belong to its contact."""
    message, contact = facts.message, facts.contact
    if (contact.get("tenantId"), contact.get("campaignId")) != (message.tenantId, message.campaignId):
        raise MalformedError(
            f"contact {message.contactId} is not of campaign {message.campaignId} of tenant {message.tenantId}: "
            "the message was queued for somebody else's contact"
        )
    state = State(contact["state"])
    held = _held(facts, state, now)
    if isinstance(held, Drop | Wait):
        return held
    over = _expired(message, now) or _refused(facts, state)
    if held is None:
        return over or _way_out(facts, state, now)
    # The request of an attempt that was cut short is made again only in the way in which it was made.
    way = _way_out(facts, state, now) if over is None else None
    repeated = isinstance(way, Go) and facts.idempotent.get(way.channel) and way.channel == held.channel
    return way._replace(takes_over=held.attempt) if isinstance(way, Go) and repeated else held


def _way_out(facts: Facts, state: State, now: datetime) -> Judgement:
    """For a message that nothing speaks against: its channel, if it is meant, open and the hour is right."""
    message, contact = facts.message, facts.contact
    meant = _still_meant(facts, state)
    if meant is not None:
        return meant
    reachable = addresses(contact)
    if not reachable:
        return Record(Status.FAILED, "no_address", State.UNDELIVERABLE)
    channel = message.channel if message.channel in reachable else next(iter(reachable))
    closed = facts.closed.get(channel)
    if closed is not None and closed.holds(now):
        return Defer(closed.retry_at, "channel_closed")
    if message.kind in PACED_KINDS:
        opens = permitted_from(now, facts.tenant, *place(contact, facts.tenant))
        if opens > now:
            return Defer(opens, "outside_hours")
    return Go(channel, reachable[channel])


def _expired(message: Message, now: datetime) -> Record | Drop | None:
    if message.expiresAt is None or now < message.expiresAt.astimezone(UTC):
        return None
    # A paced message is made anew from the backlog, where its contact still waits.
    return Drop("expired") if message.kind in PACED_KINDS else Record(Status.EXPIRED, "expired")


def _refused(facts: Facts, state: State) -> Record | Drop | None:
    """Opting out binds everything but its own acknowledgement."""
    if facts.message.kind is Kind.OPT_OUT_ACK:
        return None
    if state is State.OPTED_OUT:
        return Drop("opted_out") if is_first(facts.message) else Record(Status.SKIPPED, "opted_out")
    if any(item.get("optedOut") is True for item in facts.addresses.values()):
        return Record(Status.SKIPPED, "opted_out", State.OPTED_OUT)
    if facts.contact.get("blocked") or any(item.get("blocked") for item in facts.addresses.values()):
        return Record(Status.FAILED, "blocked", State.UNDELIVERABLE)
    return None


def _held(facts: Facts, state: State, now: datetime) -> Drop | Wait | LeaseOver | None:
    """Whether the message has been sent, or is held by an attempt."""
    if is_first(facts.message):
        if state is State.QUEUED:
            return None
        return _lease(facts.contact, now) if state is State.SENDING else Drop(f"contact is {state}")
    if facts.claim is None or facts.claim["status"] == Status.QUEUED:
        return None
    if facts.claim["status"] == Status.SENDING:
        return _lease(facts.claim, now)
    return Drop(f"message is {facts.claim['status']}")


def _lease(holder: Item, now: datetime) -> Wait | LeaseOver:
    over = datetime.fromisoformat(holder["deadline"]) <= now
    return LeaseOver(holder["attempt"], Channel(holder["attemptChannel"])) if over else Wait()


def _still_meant(facts: Facts, state: State) -> Record | None:
    message, meeting = facts.message, facts.meeting
    if message.kind is Kind.FOLLOW_UP and state is not State.CONTACTED:
        return Record(Status.SKIPPED, f"contact_{state}")
    if state in FINAL_STATES and not is_first(message) and message.kind is not Kind.OPT_OUT_ACK:
        return Record(Status.SKIPPED, f"contact_{state}")
    if message.meetingId is None or message.kind not in _MEETING_STATUS:
        return None
    if meeting is None or meeting.get("status") != _MEETING_STATUS[message.kind]:
        return Record(Status.SKIPPED, "meeting_changed")
    if message.meetingVersion is not None and meeting.get("version") != message.meetingVersion:
        return Record(Status.SKIPPED, "meeting_changed")
    return None

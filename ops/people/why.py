"""The answer to "why is this contact not written to, and what happens next": judged by the rules of the functions.

The message that the contact waits for is judged as send-messages would judge it at this moment, from the same items.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.fence import Standing
from handlers.common.rules.model import FINAL_STATES, State
from handlers.common.rules.steps import OUTREACH, SILENCE, Step
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import RemovedError, Tenant
from handlers.common.storage import configuration, contacts, fence, keys
from handlers.dispatch.rules import pace
from handlers.dispatch.rules.judgement import Defer, Drop, Go, Judgement, LeaseOver, Record, judge
from handlers.dispatch.storage import departures
from handlers.dispatch.storage.reading import KnownItems
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings
from handlers.retention.rules import terms
from handlers.retention.storage import remains

_REASONS = {
    "opted_out": "its owner has opted out, at one of the addresses at least",
    "blocked": "one of its addresses is on the do-not-contact list",
    "no_address": "none of its addresses can be reached",
    "outside_hours": "it is outside the hours in which it may be written to",
    "channel_closed": "its channel is closed for the tenant: python -m ops channel show",
    "human_talks": "a human talks with it",
    "asked_back": "it was asked back and has not answered",
    "paused": "the tenant or the campaign is paused",
}
"""Reason of a judgement: in words."""


class Why(NamedTuple):
    """The thing that holds a contact back, or that it waits for."""

    contact_id: str
    state: State
    verdict: str
    """In a sentence."""
    next_at: datetime | None = None
    """The instant from which something may happen next; None where nothing is going to by itself."""
    details: tuple[tuple[str, str], ...] = ()
    """All else that bears on it, by name."""


def of(contact: Contact, now: datetime) -> Why:
    """Return what a contact waits for at ``now``."""
    tenant = configuration.tenant(contact.tenant_id)
    meeting = meetings.current(contact)
    details = tuple(_details(contact, tenant, meeting, now))
    verdict, next_at = _verdict(contact, tenant, meeting, now)
    return Why(contact.contact_id, contact.state, verdict, next_at, details)


def _verdict(
    contact: Contact, tenant: Tenant | None, meeting: Meeting | None, now: datetime
) -> tuple[str, datetime | None]:
    if tenant is None:
        return f"the tenant {contact.tenant_id} is configured no longer: load it again", None
    held = fence.standing(fence.inside())
    if held is not Standing.OPEN:
        return f"nothing goes out in the whole stack ({held}): python -m ops recovery show", None
    if contact.backlog_order is not None and contact.next_step is not None:
        return _waiting(contact, tenant, Step(contact.next_step), now)
    if contact.state in (State.NEW, State.QUEUED):
        judged = _judged(contact, Step(OUTREACH), now)
        return f"its first message is in the send queue; {judged[0]}", judged[1]
    return _at_rest(contact, meeting, now)


def _waiting(contact: Contact, tenant: Tenant, step: Step, now: datetime) -> tuple[str, datetime | None]:
    """The verdict on somebody in the backlog."""
    due = datetime.fromisoformat((contact.backlog_order or "").partition("#")[2])
    if step == SILENCE:
        return "it has answered nothing, and is given up then", max(due, now)
    if due > now:
        return f"{step} is not due before then", due
    words, again = _judged(contact, step, now)
    if again != now:
        return words, again
    zone = ZoneInfo(tenant.timezone)
    at, outlook = pace.windows(now, zone), departures.outlook(tenant.tenantId, zone, now)
    if pace.room(outlook.usage, at, tenant.limits) == 0:
        return "the tenant's limits are used up", pace.refused_until(outlook.usage, at, tenant.limits)
    return f"nothing: {step} waits for its turn, which a release gives it minute by minute", now


def _judged(contact: Contact, step: Step, now: datetime) -> tuple[str, datetime | None]:
    """The judgement of a paced message to a contact, in words, and when it may go out; ``now`` for at once."""
    subject = Subject(contact.tenant_id, "why", contact.campaign_id, contact.contact_id)
    message = Message.paced(step, subject, now)
    try:
        facts = KnownItems([message]).facts(message, now)
    except RemovedError as error:
        return str(error), None
    if message.is_first and contact.state is State.NEW:
        # A release queues it before it is judged.
        facts = facts._replace(contact=facts.contact._replace(state=State.QUEUED))
    return _told(judge(facts, now), now)


def _told(judgement: Judgement, now: datetime) -> tuple[str, datetime | None]:
    match judgement:
        case Go(channel):
            return f"nothing speaks against it by {channel}", now
        case Defer(until, "paused" as reason):
            return _REASONS[reason], None if until <= now else until
        case Defer(until, reason):
            return _REASONS.get(reason, reason), until
        case Drop(reason) | Record(_, reason):
            return f"it will not go out: {_REASONS.get(reason, reason)}", None
        case LeaseOver():
            return "the attempt that sent it never said how it ended: it becomes unknown", now
        case _:
            return "it is being sent at this moment", now


def _at_rest(contact: Contact, meeting: Meeting | None, now: datetime) -> tuple[str, datetime | None]:
    """The verdict on somebody to whom nothing is due."""
    if contact.state is State.SENDING:
        deadline = contact.lease.deadline if contact.lease else None
        return (
            "its first message is being sent; an attempt that says nothing by then becomes unknown",
            deadline,
        )
    if contact.state is State.UNKNOWN:
        return (
            "nobody knows whether its first message arrived: a report of the provider or a reply tells",
            None,
        )
    if contact.state in FINAL_STATES:
        last = [line for line in contacts.history(contact.contact_id) if line.get("to") == contact.state]
        why = f" ({last[-1]['what']}, {last[-1]['at'][:10]})" if last else ""
        return f"it has come to its end: {contact.state}{why}", None
    if meeting is not None and (time := meeting.to_come(now)):
        return "its meeting is booked; reminders go out 24 hours and one hour before", time.start
    if meeting is not None and meeting.on_offer(now):
        return "slots are on offer, and its answer is waited for until then", meeting.expires_at
    return "nothing is due: whatever it answers is dealt with", None


def _details(
    contact: Contact, tenant: Tenant | None, meeting: Meeting | None, now: datetime
) -> Iterator[tuple[str, str]]:
    if contact.next_step is not None:
        yield "waits for", contact.next_step
    if contact.priority:
        yield "priority", contact.priority
    channels = [f"{channel}" for channel in contact.reachable()]
    yield "channels", ", ".join(channels) or "none"
    if contact.human_until is not None and contact.is_with_human(now):
        yield "a human talks until", keys.instant(contact.human_until)
    if remains.waits_for_human(contact.tenant_id, contact.contact_id):
        yield "inbox", f"has an open entry: python -m ops inbox show {contact.contact_id[:12]}"
    if meeting is not None:
        yield "meeting", f"{meeting.meeting_id}: {meeting.status}, {keys.instant(meeting.scheduled_at)}"
    if tenant is None:
        return
    place, zone = contact.place(tenant), ZoneInfo(tenant.timezone)
    yield (
        "its zone",
        f"{place.zone.key}{'' if place.is_certain else ' (not certain)'}, holidays of {place.uf}",
    )
    at, usage = pace.windows(now, zone), departures.outlook(tenant.tenantId, zone, now).usage
    limits = tenant.limits
    used = (usage.in_minute(at.minute), usage.in_hour(at.hour), usage.day_count) if usage else (0, 0, 0)
    most = (limits.perMinute, limits.perHour, limits.perDay)
    spans = ("minute", "hour", "day")
    told = (f"{n} of {all_} this {span}" for n, all_, span in zip(used, most, spans, strict=True))
    yield "tenant's limits", ", ".join(told)
    yield "its data", _kept(contact, tenant, meeting, now)


def _kept(contact: Contact, tenant: Tenant, meeting: Meeting | None, now: datetime) -> str:
    items = remains.collection(contact.contact_id)
    waits = remains.waits_for_human(contact.tenant_id, contact.contact_id)
    needed = terms.needed(contact, items, meeting, now, waits_for_human=waits)
    at = terms.expires_at(terms.last(items) or now, tenant.retentionDays)
    if at is None:
        return f"are kept: {terms.Kept.FOR_EVER}"
    return f"are kept: {needed}" if needed else f"expire in the week after {at:%Y-%m-%d}"

"""The messages about a meeting, which go to its contact through the send queue. Pure."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules import passing
from handlers.common.rules.buttons import NO_SLOT
from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Invitation, Message
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.steps import Step
from handlers.common.rules.tenants import Tenant
from handlers.common.rules.time_left import time_until
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.portuguese_dates import day_and_hour, for_contact
from handlers.meetings.rules.reminders import Reminder, judged_at
from handlers.meetings.rules.slots import OFFERED
from handlers.meetings.rules.times import Slot

CANCELLATION_TOLD_WITHIN = timedelta(hours=24)
"""The time after which nobody is told any more that a meeting was called off."""
_LATE_CHOICE = "Se algum deles ainda servir, responda com o número, e ele é seu se continuar livre."
LONGEST_GUEST = 150
"""Characters of a contact's name that a mail to the host repeats."""


def proposal(
    meeting: Meeting,
    tenant: Tenant,
    contact: Contact,
    correlation_id: str,
    now: datetime,
    kind: Kind,
    channel: Channel | None = None,
) -> Message:
    """The offer of the meeting's slots, in the contact's time, or the question which is meant (``SLOT_KINDS``).

    Without a ``channel`` by the main one, as all messages here.
    """
    step = Step.which_slot if kind is Kind.WHICH_SLOT else Step.proposal
    when = _when(meeting, tenant, contact)
    phrases = [when(slot.start) for slot in meeting.slots]
    phrases += [NO_SLOT] * (OFFERED - len(phrases))
    agreed = _ahead(meeting, now)
    standing = (
        {}
        if agreed is None
        else {"standing": f"Até lá, sua reunião de {when(agreed.start)} continua marcada."}
    )
    return _message(
        meeting,
        tenant,
        {f"slot{number}": phrase for number, phrase in enumerate(phrases, start=1)} | standing,
        kind=kind,
        step=step(meeting.meeting_id, meeting.round),
        correlationId=correlation_id,
        createdAt=now,
        expiresAt=meeting.expires_at,
        channel=channel,
    )


def confirmation(
    meeting: Meeting,
    tenant: Tenant,
    contact: Contact,
    correlation_id: str,
    now: datetime,
    channel: Channel | None = None,
) -> Message:
    """The confirmation of the time that is agreed, and what an invitation to it is made of.

    For a time to which the host has moved the meeting it says that it is new, and names the one before.
    """
    start = meeting.scheduled_at
    named = _when(meeting, tenant, contact)
    when = named(start)
    if meeting.moved_from is not None:
        # Its zone is that of the new time, which is named beside it.
        before = day_and_hour(meeting.moved_from.start, contact.place(tenant).zone)
        when += f" (novo horário; antes era {before})"
    return _message(
        meeting,
        tenant,
        {"when": when, **_where(meeting, tenant)},
        kind=Kind.CONFIRMATION,
        step=Step.confirmation(meeting.meeting_id, meeting.time_version),
        meetingVersion=meeting.time_version,
        correlationId=correlation_id,
        createdAt=now,
        expiresAt=start,
        channel=channel,
        invitation=invitation(meeting, meeting.confirmed_at or now),
    )


def cancellation(
    meeting: Meeting,
    tenant: Tenant,
    contact: Contact,
    correlation_id: str,
    now: datetime,
    channel: Channel | None = None,
) -> Message:
    """The news that a meeting, which had an agreed time, is called off."""
    return _message(
        meeting,
        tenant,
        {"when": _when(meeting, tenant, contact)(meeting.scheduled_at)},
        kind=Kind.CANCELLATION,
        step=Step.cancellation(meeting.meeting_id),
        correlationId=correlation_id,
        createdAt=now,
        expiresAt=now + CANCELLATION_TOLD_WITHIN,
        channel=channel,
        # It stays true of every later version.
        meetingVersion=None,
        invitation=invitation(meeting, now, meeting.version),
    )


def lapse(
    meeting: Meeting, tenant: Tenant, contact: Contact, now: datetime, channel: Channel | None
) -> Message:
    """The news that the latest offer is over, and of what stands without it.

    It has no end of its own: who is away, or in a country at rest, hears it afterwards, unless the meeting has changed.
    """
    return _message(
        meeting,
        tenant,
        _standing(meeting, tenant, contact, now, "Nenhum desses horários foi marcado.")
        | passing.holding("lateChoice", _LATE_CHOICE, max(slot.start for slot in meeting.slots)),
        kind=Kind.LAPSE,
        step=Step.lapse(meeting.meeting_id, meeting.round),
        correlationId=meeting.request_id,
        createdAt=now,
        channel=channel,
    )


def slot_lost(
    meeting: Meeting,
    tenant: Tenant,
    contact: Contact,
    correlation_id: str,
    now: datetime,
    request_id: str,
    channel: Channel | None,
) -> Message:
    """The news that the slot that was chosen cannot be had, that no other can be offered, and of what stands."""
    step = Step.answering(Kind.SLOT_LOST, request_id)
    variables = _standing(meeting, tenant, contact, now, "Esse horário não foi marcado.")
    return Message.answering(Kind.SLOT_LOST, step, meeting.subject(correlation_id), now, channel, variables)


def reminder(due: Reminder, run: datetime, now: datetime) -> Message:
    """The reminder to the contact, which goes out with ``run``."""
    meeting, start = due.meeting, due.meeting.scheduled_at
    when = _when(meeting, due.tenant, due.contact)(start)
    return _message(
        meeting,
        due.tenant,
        {"when": when, "lead": time_until(start, judged_at(run, now)), **_where(meeting, due.tenant)},
        kind=Kind.REMINDER,
        step=due.step,
        meetingVersion=meeting.time_version,
        correlationId=meeting.confirmation_id or meeting.meeting_id,
        createdAt=now,
        expiresAt=start,
    )


def invitation(meeting: Meeting, stamp: datetime, sequence: int | None = None) -> Invitation | None:
    """The appointment of an iCalendar document; None of a meeting without an agreed time."""
    agreed = meeting.time
    if agreed is None:
        return None
    return Invitation(
        hostId=meeting.host_id, start=agreed.start, end=agreed.end, stamp=stamp, sequence=sequence
    )


def _ahead(meeting: Meeting, now: datetime) -> Slot | None:
    """The agreed time until it begins: of a meeting that is on, nobody says that it stands."""
    agreed = meeting.to_come(now)
    return agreed if agreed is not None and now < agreed.start else None


def _standing(
    meeting: Meeting, tenant: Tenant, contact: Contact, now: datetime, unbooked: str
) -> dict[str, str]:
    """The sentence about what is agreed; where nothing is to come, that what was offered is ``unbooked``.

    No more than that: in another campaign the person may have a meeting.
    """
    agreed = _ahead(meeting, now)
    if agreed is None:
        return {"standing": unbooked}
    stands = f"Sua reunião de {_when(meeting, tenant, contact)(agreed.start)} continua marcada."
    return passing.holding("standing", stands, agreed.start, unbooked)


def _when(meeting: Meeting, tenant: Tenant, contact: Contact) -> Callable[[datetime], str]:
    """The words for instants of a meeting as its contact reads them."""
    zone = ZoneInfo(tenant.host(meeting.host_id).timezone)
    return partial(for_contact, place=contact.place(tenant), host_zone=zone)


def guest_name(contact: Contact | None) -> str:
    """The names of a contact in one line, as a mail to the host repeats them."""
    names = () if contact is None else contact.names
    return " ".join(", ".join(names).split())[:LONGEST_GUEST] or "contato sem nome"


def place(meeting: Meeting, tenant: Tenant) -> str:
    """The link of the meeting's conference, else its host's place; empty without either."""
    return meeting.conference_link or " ".join(tenant.host(meeting.host_id).place.split())


def where_line(meeting: Meeting, tenant: Tenant) -> list[str]:
    """The line of a mail to the host that names the place, if there is one."""
    where = place(meeting, tenant)
    return [f"Onde: {where}"] if where else []


def _where(meeting: Meeting, tenant: Tenant) -> dict[str, str]:
    """The variable that names the place, if there is one."""
    where = place(meeting, tenant)
    return {"place": where} if where else {}


def _message(meeting: Meeting, tenant: Tenant, variables: dict[str, str], **more: Any) -> Message:
    """A message about this version of the meeting, and void for any other."""
    about: dict[str, Any] = {"meetingVersion": meeting.version} | more
    return Message(
        tenantId=meeting.tenant_id,
        campaignId=meeting.campaign_id,
        contactId=meeting.contact_id,
        meetingId=meeting.meeting_id,
        variables={**variables, "hostName": tenant.host(meeting.host_id).name},
        **about,
    )

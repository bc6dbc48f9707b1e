"""Telling a contact what the host has done to a meeting in the calendar: once, whoever comes to do it."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from handlers.common.rules.model import FINAL_STATES, Attention
from handlers.common.storage import configuration, contacts, outbox
from handlers.common.storage.writes import ChangedError
from handlers.meetings import announcing, calling
from handlers.meetings.rounds import Round, subject
from handlers.meetings.rules import copies, messages
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import finding, meeting_contacts, meetings


def tell_cancelled(meeting: Meeting, now: datetime, correlation_id: str) -> None:
    """Tell the contact of a meeting that the host has called off; it may want another one.

    A human is called where nothing more is said to the contact.
    """
    tenant, contact = configuration.tenant(meeting.tenant_id), contacts.find(meeting.contact_id)
    if tenant is None or contact is None:
        return
    if contact.state in FINAL_STATES:
        _call_human(meeting, now, correlation_id)
        return
    cancellation = messages.cancellation(meeting, tenant, contact, correlation_id, now)
    outbox.enqueue(copies.with_copy(cancellation, contact))
    meeting_contacts.follow(meeting, now)


def tell_moved(meeting: Meeting, now: datetime) -> None:
    """Tell the contact the time to which the host has moved the meeting, then note that it knows.

    Of a meeting that has changed meanwhile nothing is left to tell: the message is void.
    """
    tenant, contact = configuration.tenant(meeting.tenant_id), contacts.find(meeting.contact_id)
    correlation_id = subject(meeting).correlation_id
    if contact is not None and contact.state in FINAL_STATES:
        _call_human(meeting, now, correlation_id)
    elif tenant is not None and contact is not None:
        announcing.agreed(meeting, tenant, contact, correlation_id, now)
    with suppress(ChangedError):
        meetings.save(meeting, replace(meeting, moved_from=None))


def _call_human(meeting: Meeting, now: datetime, correlation_id: str) -> None:
    """Call a human for a change of which the contact hears nothing."""
    reason = Attention.CONTACT_UNREACHABLE
    calling.once(meeting.subject(correlation_id), reason, f"{reason}_of_v{meeting.version}", now)


def tell_the_rest(now: datetime, this: Round) -> None:
    """Tell the contacts whom a run that was cut short has left untold."""
    for meeting in finding.to_tell_of(now, this.alone):
        with this.alone(subject(meeting)):
            tell_moved(meeting, now)

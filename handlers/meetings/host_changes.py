"""Telling a contact what the host has done to a meeting in the calendar: once, whoever comes to do it."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from handlers.common.rules.model import FINAL_STATES
from handlers.common.storage import configuration, contacts, outbox
from handlers.common.storage.writes import ChangedError
from handlers.meetings import announcing
from handlers.meetings.rounds import Round, subject
from handlers.meetings.rules import copies, messages
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import finding, meeting_contacts, meetings


def tell_cancelled(meeting: Meeting, now: datetime, correlation_id: str) -> None:
    """Tell the contact of a meeting that the host has called off; it may want another one."""
    tenant, contact = configuration.tenant(meeting.tenant_id), contacts.find(meeting.contact_id)
    if tenant is None or contact is None or contact.state in FINAL_STATES:
        return
    cancellation = messages.cancellation(meeting, tenant, contact, correlation_id, now)
    outbox.enqueue(copies.with_copy(cancellation, contact))
    meeting_contacts.follow(meeting, now)


def tell_moved(meeting: Meeting, now: datetime) -> None:
    """Tell the contact the time to which the host has moved the meeting, then note that it knows.

    Of a meeting that has changed meanwhile nothing is left to tell: the message is void.
    """
    tenant, contact = configuration.tenant(meeting.tenant_id), contacts.find(meeting.contact_id)
    if tenant is not None and contact is not None and contact.state not in FINAL_STATES:
        correlation_id = subject(meeting).correlation_id
        announcing.agreed(meeting, tenant, contact, correlation_id, now)
    with suppress(ChangedError):
        meetings.save(meeting, replace(meeting, moved_from=None))


def tell_the_rest(now: datetime, this: Round) -> None:
    """Tell the contacts whom a run that was cut short has left untold."""
    for meeting in finding.to_tell_of(now, this.alone):
        with this.alone(subject(meeting)):
            tell_moved(meeting, now)

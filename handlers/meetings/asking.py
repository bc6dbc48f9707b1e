"""Asking a host by mail whether a meeting took place (docs/system.md, "Meetings: after the meeting")."""

from collections.abc import Callable
from datetime import datetime

from handlers.common.rules.tenants import RemovedError
from handlers.common.storage import configuration, contacts, links
from handlers.meetings import host_mails
from handlers.meetings.host_mails import HostMail
from handlers.meetings.rules import after_meeting
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome

_ASKED = (ReminderOutcome.SENT, ReminderOutcome.UNKNOWN)


def waits(meeting: Meeting, now: datetime, seconds_left: Callable[[], float]) -> bool:
    """Return True while a host's answer about a meeting that is over is waited for; ask for it, once.

    Nothing is asked where nobody is there to answer, or to be asked about, or no link can be made. Raises as
    ``host_mails.send_once`` does: the next run asks.
    """
    tenant, contact = configuration.tenant(meeting.tenant_id), contacts.find(meeting.contact_id)
    if tenant is None or contact is None or meeting.time is None:
        return False
    try:
        host = tenant.host(meeting.host_id)
    except RemovedError:
        return False
    record, until = after_meeting.asking(meeting, meeting.time, tenant, host, now)
    if now >= until:
        return False
    if meeting.reminders.get(record) in _ASKED:
        return True
    place = links.attendance()
    if place is None:
        return False
    content = after_meeting.question(meeting, contact, tenant, host, until, *place)
    step = f"{record}#{meeting.meeting_id}#v{meeting.time_version}"
    host_mails.send_once(HostMail(meeting, record, step, host.email, *content), seconds_left)
    return True

"""The question to a host whether a meeting took place. Pure; docs/system.md, "Meetings: after the meeting"."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules import attendance
from handlers.common.rules.attendance import Answer, Attendance
from handlers.common.rules.contact import Contact
from handlers.common.rules.hours import next_permitted
from handlers.common.rules.tenants import Host, Tenant
from handlers.meetings.rules import ending, slots
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.messages import guest_name
from handlers.meetings.rules.portuguese_dates import for_host
from handlers.meetings.rules.times import Slot

RECORD = "attendance_host"
"""The name under which the mail is recorded with the meeting."""
LATE_RECORD = "attendance_late_host"
"""The same of a mail that no run sent in time, for which the host has longer."""


class Asking(NamedTuple):
    """The question as it is to be asked, or was."""

    record: str
    until: datetime
    """Without an answer the meeting has taken place by then."""


def asking(meeting: Meeting, agreed: Slot, tenant: Tenant, host: Host, now: datetime) -> Asking:
    """The question about a meeting that is over: in time, or late where the host has never been asked."""
    over = ending.over_at(meeting, agreed)
    in_time = Asking(RECORD, answered_by(over, tenant, host))
    was_tried = RECORD in meeting.reminders
    return (
        in_time if was_tried or now < in_time.until else Asking(LATE_RECORD, over + ending.CORRECTED_WITHIN)
    )


def answered_by(over: datetime, tenant: Tenant, host: Host) -> datetime:
    """The end of the host's working day after that on which a meeting was over."""
    zone = ZoneInfo(host.timezone)
    next_day = datetime.combine(over.astimezone(zone).date() + timedelta(days=1), time(0), zone)
    opens = next_permitted(next_day, host.hours, zone, slots.days_off(tenant, host))
    return slots.opening(host, opens.astimezone(zone).date()).end


def question(
    meeting: Meeting, contact: Contact, tenant: Tenant, host: Host, until: datetime, place: str, key: str
) -> tuple[str, str]:
    """Subject and body of the mail, in the host's time; ``place`` is the address of the links, ``key`` signs them."""
    guest = guest_name(contact)
    when = partial(for_host, host_zone=ZoneInfo(host.timezone), place=contact.place(tenant))
    links = {
        answer: f"{place}{attendance.token(Attendance(meeting.meeting_id, meeting.time_version, answer), key)}"
        for answer in Answer
    }
    lines = [
        f"Olá, {host.name}!",
        f"Sua reunião com {guest}, de {when(meeting.scheduled_at)}, aconteceu?",
        f"Sim, aconteceu: {links[Answer.YES]}",
        f"Não aconteceu: {links[Answer.NO]}",
        f"Sem resposta até {when(until)}, ela fica registrada como realizada.",
    ]
    return f"A reunião com {guest} aconteceu?", "\n\n".join(lines)

"""The mail that reminds a host of a meeting. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.common.rules.time_left import time_until
from handlers.meetings.rules.messages import guest_name, where_line
from handlers.meetings.rules.portuguese_dates import for_host
from handlers.meetings.rules.reminders import Reminder, judged_at


def mail(due: Reminder, run: datetime, now: datetime) -> tuple[str, str]:
    """Subject and body of the mail that reminds the host, in the host's time."""
    start, host = due.meeting.scheduled_at, due.host
    guest = guest_name(due.contact)
    when = for_host(start, ZoneInfo(host.timezone), due.contact.place(due.tenant))
    lines = [
        f"Olá, {host.name}!",
        f"Sua reunião com {guest} é daqui a {time_until(start, judged_at(run, now))}: {when}.",
        *where_line(due.meeting, due.tenant),
        f"Contato: {' / '.join(due.contact.own_addresses)}",
    ]
    return f"Lembrete: reunião com {guest}", "\n\n".join(lines)

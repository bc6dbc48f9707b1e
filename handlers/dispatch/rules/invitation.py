"""The iCalendar invitation to a confirmed meeting (RFC 5545; RFC 5546, ``METHOD:REQUEST``)."""

from datetime import UTC

from icalendar import Calendar, Event, vCalAddress, vText

from handlers.common.rules.envelope import Invitation

_PRODUCT = "-//AlquimistaAI//micro-agente-disparo-agendamento//PT"


def request(
    *,
    meeting_id: str,
    version: int,
    invited: Invitation,
    summary: str,
    host: tuple[str, str],
    guest: tuple[str, str],
) -> str:
    """Return an invitation as iCalendar text; ``host`` and ``guest`` are name and e-mail address.

    A later version of the same meeting replaces the earlier one in the guest's calendar: the UID stays, the
    SEQUENCE grows. The same arguments give the same text.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    event = _event(meeting_id, version, invited, summary)
    event.add("organizer", _address(*host))
    event.add("attendee", _attendee(*guest))
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _event(meeting_id: str, version: int, invited: Invitation, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{meeting_id}@micro-agente-disparo-agendamento")
    event.add("sequence", version)
    event.add("dtstamp", invited.stamp.astimezone(UTC))
    event.add("dtstart", invited.start.astimezone(UTC))
    event.add("dtend", invited.end.astimezone(UTC))
    event.add("summary", summary)
    event.add("status", "CONFIRMED")
    return event


def _attendee(name: str, email: str) -> vCalAddress:
    attendee = _address(name, email)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("ACCEPTED")
    return attendee


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    # A quoted parameter may hold neither quotes nor control characters (RFC 5545, section 3.2).
    address.params["cn"] = vText("".join(c for c in name if c.isprintable() and c != '"'))
    return address

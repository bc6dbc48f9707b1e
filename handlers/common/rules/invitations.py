"""The iCalendar documents about a meeting (RFC 5545): an invitation to it, and its withdrawal (RFC 5546).

The same arguments give the same text. A later document about the same meeting replaces the earlier one in a calendar:
the UID stays, the SEQUENCE grows.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from icalendar import Calendar, Event, vCalAddress, vText

_PRODUCT = "-//AlquimistaAI//micro-agente-disparo-agendamento//PT"
_LINKS = ("https://", "http://")


class Person(NamedTuple):
    """The name, which may be empty, and the e-mail address of somebody who takes part."""

    name: str
    email: str


class Appointment(NamedTuple):
    """A version of a meeting with an agreed time."""

    meeting_id: str
    version: int
    """The SEQUENCE."""
    start: datetime
    end: datetime
    stamp: datetime
    """The instant at which it was agreed, or called off."""
    summary: str
    place: str = ""
    """The place or the link of the conference; empty where none is known."""


def request(appointment: Appointment, host: Person, guests: Sequence[Person]) -> str:
    """Return an invitation as iCalendar text (``METHOD:REQUEST``)."""
    return _document("REQUEST", "CONFIRMED", appointment, host, guests)


def cancel(appointment: Appointment, host: Person, guests: Sequence[Person]) -> str:
    """Return the withdrawal of an invitation as iCalendar text (``METHOD:CANCEL``)."""
    return _document("CANCEL", "CANCELLED", appointment, host, guests)


def _document(
    method: str, status: str, appointment: Appointment, host: Person, guests: Sequence[Person]
) -> str:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = _event(appointment)
    event.add("status", status)
    event.add("organizer", _address(host))
    for guest in guests:
        event.add("attendee", _attendee(guest))
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{appointment.meeting_id}@micro-agente-disparo-agendamento")
    event.add("sequence", appointment.version)
    event.add("dtstamp", appointment.stamp.astimezone(UTC))
    event.add("dtstart", appointment.start.astimezone(UTC))
    event.add("dtend", appointment.end.astimezone(UTC))
    event.add("summary", _plain(appointment.summary))
    if appointment.place:
        event.add("location", _plain(appointment.place))
    if appointment.place.startswith(_LINKS):
        event.add("url", appointment.place)
    return event


def _plain(text: str) -> str:
    """Return a text with slashes for backslashes, which calendars read in different ways before an "n" or "N"."""
    return text.replace("\\", "/")


def _attendee(person: Person) -> vCalAddress:
    attendee = _address(person)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("ACCEPTED")
    return attendee


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    # A quoted parameter may hold neither quotes nor control characters (RFC 5545, section 3.2).
    address.params["cn"] = vText("".join(c for c in person.name if c.isprintable() and c != '"'))
    return address

"""The answer to an invitation, as a calendar sends it (RFC 5546): accepted, declined, tentative, or another time."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

LONGEST = 100_000
"""Characters of an iCalendar part that are read."""
_ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


class Answer(NamedTuple):
    """The answer of the invited person's calendar."""

    uid: str
    sequence: int
    status: str
    """``accepted``, ``declined``, ``tentative`` or ``counter``."""
    start: datetime | None = None
    """For ``counter``: the beginning that the person proposes; aware."""
    end: datetime | None = None
    comment: str = ""
    """The words that the person put beside the answer."""

    def body(self) -> dict[str, Any]:
        """Return the answer as it waits in the inbound queue."""
        times = {"start": self.start, "end": self.end}
        told = {name: moment.isoformat() for name, moment in times.items() if moment}
        return {"uid": self.uid, "sequence": self.sequence, "status": self.status, **told}


def read(text: str, sender: str) -> Answer | None:
    """Return the answer in an iCalendar document; None for a document that is none.

    Of several people in it, the one with the address ``sender`` has answered.
    """
    if "METHOD:REPLY" not in text.upper() and "METHOD:COUNTER" not in text.upper():
        return None
    # Most mails hold no calendar, and the library costs a tenth of a second.
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(text[:LONGEST])
        return _answer(calendar, sender)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError, RecursionError):
        # The library's faults on what no calendar writes: the rest of the mail is still read.
        return None


def _answer(calendar: Any, sender: str) -> Answer | None:
    event = next((each for each in calendar.walk("VEVENT") if each.get("UID")), None)
    if event is None:
        return None
    counter = str(calendar.get("METHOD", "")).upper() == "COUNTER"
    status = "counter" if counter else _ANSWERS.get(_participation(event, sender))
    if status is None:
        return None
    sequence = int(event.get("SEQUENCE", 0))
    times = (_moment(event, "DTSTART"), _moment(event, "DTEND")) if counter else (None, None)
    return Answer(str(event["UID"])[:200], sequence, status, *times, _comment(event))


def _participation(event: Any, sender: str) -> str:
    """Return the status of the one who answers."""
    attendees = _listed(event.get("ATTENDEE"))
    own = [each for each in attendees if str(each).lower().removeprefix("mailto:").strip() == sender]
    found = own or attendees
    return str(found[0].params.get("PARTSTAT", "")).upper() if found else ""


def _comment(event: Any) -> str:
    return "\n".join(str(each).strip() for each in _listed(event.get("COMMENT")))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _moment(event: Any, name: str) -> datetime | None:
    """Return an instant of an event; None for a day without a time and for a time without a zone."""
    value = getattr(event.get(name), "dt", None)
    if not isinstance(value, datetime) or value.tzinfo is None:
        return None
    return value.astimezone(UTC)

"""Google Calendar (API v3), by a service account with which the hosts have shared their calendars.

Google holds nobody back from two events at a time, so an event is made only where the calendar is free, and under an
id of our own: of one that is made again Google says that it is there.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from handlers.common.rules.outcomes import PartnerAnswer
from handlers.common.rules.partner import GoogleCalendarSecret
from handlers.meetings.partners.calendar import CalendarRefusedError, accepted
from handlers.meetings.partners.google_requests import SHARE, Requests, unavailable
from handlers.meetings.rules import google_events
from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent, MadeEvent, NewEvent
from handlers.meetings.rules.google_events import Reference
from handlers.meetings.rules.times import Slot

_GONE = (404, 410)
_NO_CONFERENCE = "the calendar can hold no conference: set the host's conference to false; or"


@dataclass(frozen=True)
class GoogleCalendar:
    """The calls to Google; ``access`` reads the secret, ``forget`` makes it read again after a refused key."""

    access: Callable[[], GoogleCalendarSecret]
    forget: Callable[[], None]
    sleep: Callable[[float], None] = time.sleep

    def busy(self, calendar_id: str, span: Slot) -> list[Slot]:
        """Return the busy times that touch ``span``, in any order."""
        return _busy(self._requests(), calendar_id, span)

    def create_event(self, wanted: NewEvent) -> MadeEvent:
        """Make an event; return it, also if an earlier call under the same key has made it.

        Raises ``CalendarRefusedError`` if the calendar has something else at that time, or had this event and does
        not have it any more.
        """
        requests = self._requests()
        event = Reference(google_events.event_id(wanted.key), wanted.calendar_id)
        if any(wanted.time.overlaps(span) for span in _busy(requests, wanted.calendar_id, wanted.time)):
            # What is there may be this event, from a try whose answer was lost.
            return _made_before(requests, event)
        path = f"{_events(event.calendar_id)}?sendUpdates=none&conferenceDataVersion={int(wanted.conference)}"
        answer = requests.send("POST", path, google_events.document(wanted))
        if answer.status == 409:
            return _made_before(requests, event)
        if not accepted(answer):
            raise unavailable(answer, _NO_CONFERENCE if wanted.conference and answer.status == 400 else "")
        return MadeEvent(event.text, google_events.conference_link(answer.body))

    def delete_event(self, event_id: str) -> None:
        """Delete an event; one that does not exist any more, or that another provider named, is no error."""
        event = Reference.parse(event_id)
        if event is None:
            return
        answer = self._requests().send("DELETE", f"{_path(event)}?sendUpdates=none")
        if not accepted(answer) and answer.status not in _GONE:
            raise unavailable(answer)

    def read_event(self, event_id: str) -> FoundEvent:
        """Read an event back: it may be gone, or stand at another time."""
        event = Reference.parse(event_id)
        if event is None:
            return FoundEvent(EventStatus.NOT_TOLD)
        requests = self._requests()
        found = _read(requests, event)
        if found is None:
            # A calendar that is not shared any more answers as if the event were gone.
            access_role(requests, event.calendar_id)
        return found or FoundEvent(EventStatus.GONE)

    def _requests(self) -> Requests:
        return Requests(self.access, self.forget, self.sleep)


def access_role(requests: Requests, calendar_id: str) -> str:
    """Return what the account may do with a calendar: ``freeBusyReader``, ``reader``, ``writer``, ``owner``, …"""
    answer = requests.send("GET", f"{_events(calendar_id)}?maxResults=1&fields=accessRole")
    if not accepted(answer):
        raise unavailable(answer)
    return str(answer.body.get("accessRole", ""))


def _busy(requests: Requests, calendar_id: str, span: Slot) -> list[Slot]:
    asked = {
        "timeMin": span.start.isoformat(),
        "timeMax": span.end.isoformat(),
        "items": [{"id": calendar_id}],
    }
    answer = requests.send("POST", "/freeBusy", asked)
    calendars = answer.body.get("calendars")
    entry = calendars.get(calendar_id) if isinstance(calendars, dict) else None
    if not accepted(answer) or not isinstance(entry, dict):
        raise unavailable(answer)
    if entry.get("errors"):
        raise unavailable(PartnerAnswer(answer.reached, 200, {"error": {"errors": entry["errors"]}}), SHARE)
    try:
        return google_events.busy_times(entry)
    except ValueError:
        raise unavailable(answer) from None


def _made_before(requests: Requests, event: Reference) -> MadeEvent:
    """Return the event as an earlier try has made it; ``CalendarRefusedError`` where there is none."""
    found = _read(requests, event)
    if found is None or found.status is EventStatus.GONE:
        raise CalendarRefusedError("the calendar has something else then, or the event was deleted there")
    return MadeEvent(event.text, found.conference_link)


def _read(requests: Requests, event: Reference) -> FoundEvent | None:
    """Return an event that the calendar knows; it goes on knowing those that were deleted for a time."""
    answer = requests.send("GET", _path(event))
    if answer.status in _GONE:
        return None
    if not accepted(answer):
        raise unavailable(answer)
    try:
        return google_events.found(answer.body)
    except ValueError:
        raise unavailable(answer) from None


def _events(calendar_id: str) -> str:
    return f"/calendars/{quote(calendar_id, safe='')}/events"


def _path(event: Reference) -> str:
    return f"{_events(event.calendar_id)}/{quote(event.id, safe='')}"

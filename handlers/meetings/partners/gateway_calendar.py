"""The calendars behind a gateway.

``POST {endpoint}/availability`` ``{"from", "to", "calendarId"}`` → ``{"busy": [{"start", "end"}]}``;
``POST {endpoint}/events`` ``{"calendarId", "start", "end", "summary", "description"}`` with an ``Idempotency-Key``
→ ``{"eventId"}``; ``GET {endpoint}/events/{eventId}`` → ``{"start", "end"}``, and for one that is gone
``{"status": "cancelled"}``, 410, or 404 with the code ``event_not_found``;
``DELETE {endpoint}/events/{eventId}``. Instants are ISO 8601 with their offset.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from handlers.common.partners import http
from handlers.common.rules.outcomes import PartnerAnswer
from handlers.common.rules.partner import PartnerSecret
from handlers.meetings.partners.calendar import (
    RETRY_DELAYS,
    TIMEOUT,
    CalendarRefusedError,
    CalendarUnavailableError,
    accepted,
    may_be_repeated,
    wait_before_retry,
)
from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent, MadeEvent, NewEvent
from handlers.meetings.rules.meeting import Slot

EVENT_NOT_FOUND = "event_not_found"
"""The error code with which a 404 is about the event: any other 404 may be a gateway that has no such route."""
_NO_GET = (404, 405, 501)
_REFUSALS = frozenset({409, 410, 412, 422, 423})
_UNDER_WAY = ("idempot", "in_progress")
_OF_GOOGLE = re.compile(r"[a-v0-9]{52}/.+")
"""The name of an event at Google (``google_events.Reference``)."""


@dataclass(frozen=True)
class GatewayCalendar:
    """The calls to a gateway; ``access`` reads its secret, ``forget`` makes it read again after a refused key."""

    access: Callable[[], PartnerSecret]
    forget: Callable[[], None]
    sleep: Callable[[float], None] = time.sleep

    def busy(self, calendar_id: str, span: Slot) -> list[Slot]:
        """Return the busy times that touch ``span``, in any order."""
        body = {"from": _text(span.start), "to": _text(span.end), "calendarId": calendar_id}
        answer = self._call("POST", "/availability", body)
        try:
            entries = answer.body["busy"]
            return [
                Slot(_instant(entry["start"]), _instant(entry["end"]))
                for entry in entries
                if _instant(entry["start"]) < _instant(entry["end"])
            ]
        except (KeyError, TypeError, ValueError):
            raise _unavailable("availability", answer) from None

    def create_event(self, wanted: NewEvent) -> MadeEvent:
        """Make an event; return it, also if an earlier call under the same key has made it."""
        body = {
            "calendarId": wanted.calendar_id,
            "start": _text(wanted.time.start),
            "end": _text(wanted.time.end),
            "summary": wanted.summary,
            "description": wanted.description,
        }
        answer = self._call("POST", "/events", body, wanted.key)
        if _refused(answer):
            raise CalendarRefusedError(f"the calendar answered {answer.status} {answer.error_code}".rstrip())
        event_id = answer.body.get("eventId")
        if not accepted(answer) or not isinstance(event_id, str) or not event_id:
            raise _unavailable("events", answer)
        return MadeEvent(event_id)

    def delete_event(self, event_id: str) -> None:
        """Delete an event; one that does not exist any more is no error."""
        answer = self._call("DELETE", _path(event_id))
        if not accepted(answer) and answer.status not in (404, 410):
            raise _unavailable("events", answer)

    def read_event(self, event_id: str) -> FoundEvent:
        """Read an event back; a gateway without ``GET`` tells nothing, nor does any of what Google made before it."""
        if _OF_GOOGLE.fullmatch(event_id):
            return FoundEvent(EventStatus.NOT_TOLD)
        answer = self._call("GET", _path(event_id), settled=_NO_GET)
        cancelled = accepted(answer) and answer.body.get("status") == "cancelled"
        if cancelled or answer.status == 410 or answer.error_code == EVENT_NOT_FOUND:
            return FoundEvent(EventStatus.GONE)
        if answer.status in _NO_GET:
            return FoundEvent(EventStatus.NOT_TOLD)
        try:
            time_ = Slot(_instant(answer.body["start"]), _instant(answer.body["end"]))
        except (KeyError, TypeError, ValueError):
            raise _unavailable("events", answer) from None
        return FoundEvent(EventStatus.STANDS, time_)

    def _call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
        settled: tuple[int, ...] = (),
    ) -> PartnerAnswer:
        """Make a call, up to three times until it is settled; return its answer.

        Raises ``CalendarUnavailableError`` if it is not settled then. No status of ``settled`` is worth a repeat.
        """
        for delay in (*RETRY_DELAYS, None):
            access = self.access()
            answer = http.call(method, access.endpoint + path, access.api_key, body, key, TIMEOUT)
            if answer.status in (401, 403):
                self.forget()
            elif answer.status in settled or _settled(answer):
                return answer
            wait = wait_before_retry(delay, answer)
            if wait is None:
                break
            self.sleep(wait)
        raise _unavailable(path.split("/")[1], answer)


def _path(event_id: str) -> str:
    return f"/events/{quote(event_id, safe='')}"


def _refused(answer: PartnerAnswer) -> bool:
    return answer.status in _REFUSALS and not any(word in answer.error_code for word in _UNDER_WAY)


def _settled(answer: PartnerAnswer) -> bool:
    """True if a repeat of the call would get the same answer."""
    return not may_be_repeated(answer) and (answer.status != 409 or _refused(answer))


def _unavailable(what: str, answer: PartnerAnswer) -> CalendarUnavailableError:
    told = f"{answer.status} {answer.error_code}".rstrip() if answer.status else f"nothing ({answer.reached})"
    return CalendarUnavailableError(
        f"the calendar's {what} answered {told}: look at its endpoint and key in the calendar's secret, "
        "then play the event again from the failed-events queue"
    )


def _text(moment: datetime) -> str:
    return moment.isoformat()


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset")
    return moment

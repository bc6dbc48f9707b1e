"""The calendar partner: the busy times of a host, and the events in the host's calendar.

``POST {endpoint}/availability`` ``{"from", "to", "calendarId"}`` → ``{"busy": [{"start", "end"}]}``;
``POST {endpoint}/events`` ``{"calendarId", "start", "end", "summary", "description"}`` with an ``Idempotency-Key``
→ ``{"eventId"}``; ``DELETE {endpoint}/events/{eventId}``. Instants are ISO 8601 with their offset.

Each of the three may be repeated without harm, the second under its key, so a call that may have been lost is.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from handlers.common.partners import http
from handlers.common.rules import secret_documents
from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.common.rules.partner import Secret
from handlers.meetings.rules.meeting import Slot

TIMEOUT = 6.0
"""Seconds for one call: three of them, with the delays, fit into the 30 seconds of confirm-meeting."""
RETRY_DELAYS = (0.5, 1.5)
LONGEST_WAIT = 3.0
"""Seconds that a calendar may ask for before a retry; if it asks for more, the event is delivered again later."""

_REFUSALS = frozenset({409, 410, 412, 422, 423})
_UNDER_WAY = ("idempot", "in_progress")


class CalendarRefusedError(Exception):
    """The calendar has refused the event: the time is not free after all."""


class CalendarUnavailableError(RuntimeError):
    """The calendar did not answer, or not with what was asked; what it did is unknown. Run again."""


@dataclass(frozen=True)
class Calendar:
    """The calls to the calendar; ``access`` reads its secret, ``forget`` makes it read again after a refused key."""

    access: Callable[[], Secret]
    forget: Callable[[], None]
    sleep: Callable[[float], None] = time.sleep

    def busy(self, calendar_id: str, span: Slot) -> list[Slot]:
        """The busy times that touch ``span``, in any order."""
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

    def create_event(self, calendar_id: str, at: Slot, key: str, summary: str, description: str) -> str:
        """Create an event; return its id, also if an earlier call under the same key has created it.

        Raises ``CalendarRefusedError`` if the calendar has something else at that time.
        """
        body = {
            "calendarId": calendar_id,
            "start": _text(at.start),
            "end": _text(at.end),
            "summary": summary,
            "description": description,
        }
        answer = self._call("POST", "/events", body, key)
        if _refused(answer):
            raise CalendarRefusedError(f"the calendar answered {answer.status} {answer.error_code}".rstrip())
        event_id = answer.body.get("eventId")
        if not _accepted(answer) or not isinstance(event_id, str) or not event_id:
            raise _unavailable("events", answer)
        return event_id

    def delete_event(self, event_id: str) -> None:
        """Delete an event; one that does not exist any more is no error."""
        answer = self._call("DELETE", f"/events/{quote(event_id, safe='')}")
        if not _accepted(answer) and answer.status not in (404, 410):
            raise _unavailable("events", answer)

    def _call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, key: str | None = None
    ) -> PartnerAnswer:
        """Make a call, up to three times until it is settled; return its answer.

        Raises ``CalendarUnavailableError`` if it is not settled then.
        """
        for delay in (*RETRY_DELAYS, None):
            access = secret_documents.gateway(self.access())
            answer = http.call(method, access.endpoint + path, access.api_key, body, key, TIMEOUT)
            if answer.status in (401, 403):
                self.forget()
            elif _settled(answer):
                return answer
            if delay is None:
                break
            wait = max(delay, answer.retry_after or 0)
            if wait > LONGEST_WAIT:
                break
            self.sleep(wait)
        raise _unavailable(path.split("/")[1], answer)


def _accepted(answer: PartnerAnswer) -> bool:
    return answer.reached is Reached.ANSWERED and 200 <= answer.status < 300


def _refused(answer: PartnerAnswer) -> bool:
    return answer.status in _REFUSALS and not any(word in answer.error_code for word in _UNDER_WAY)


def _settled(answer: PartnerAnswer) -> bool:
    """True if a repeat of the call would get the same answer."""
    if answer.reached is not Reached.ANSWERED or answer.status in (408, 429) or answer.status >= 500:
        return False
    return answer.status != 409 or _refused(answer)


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

"""The calendar partner."""

import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from local.campaign.stand_ins.agenda import busy_times
from local.campaign.stand_ins.bodies import AvailabilityQuery, CalendarEvent, ErrorResponse, EventTime, parsed
from local.campaign.stand_ins.ledger import RequestLedger

CALENDAR = "calendar"
REFUSED_EVENT = 4
"""The calendar refuses the fourth event that is requested: somebody was quicker."""


@dataclass
class CalendarStandIn:
    """The calendar's requests, apart from HTTP: two events of one calendar never overlap. Safe for threads."""

    ledger: RequestLedger
    _events: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _deleted: list[str] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)
    """Idempotency keys of the bookings requested so far."""
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def availability(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """``POST /availability``: return the calendar's own busy times and the events that were booked."""
        query = parsed(AvailabilityQuery, body)
        spans = list(busy_times(query.calendarId, query.from_, query.to))
        with self._lock:
            spans += [event.span for event in self._overlapping(query.calendarId, query.from_, query.to)]
        return {
            "busy": [{"start": start.isoformat(), "end": end.isoformat()} for start, end in sorted(spans)]
        }

    def book(self, key: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """``POST /events``: book an event. Raises ``ErrorResponse`` where the calendar is busy."""
        event = parsed(CalendarEvent, body)
        with self._lock:
            if not self.ledger.knows(CALENDAR, key):
                self._asked.add(key)
                taken = self._overlapping(event.calendarId, event.start, event.end)
                if taken or self._is_refused(key):
                    raise ErrorResponse(409, "conflict", "the calendar is busy then")
            answer, fresh = self.ledger.accept(
                CALENDAR,
                key,
                body,
                lambda _number: {"eventId": f"event-{uuid.uuid5(uuid.NAMESPACE_OID, key)}"},
            )
            if fresh:
                self._events[answer["eventId"]] = body
            return answer

    def cancel(self, event_id: str) -> None:
        """``DELETE /events/{id}``: delete an event; deleting twice is no error."""
        with self._lock:
            if self._events.pop(event_id, None) is not None:
                self._deleted.append(event_id)
            elif event_id not in self._deleted:
                raise ErrorResponse(404, "not_found", f"no event {event_id}")

    def move(self, event_id: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """``PATCH /events/{id}``, as a host moves an event: no gateway offers it, and the system never asks for it."""
        span = parsed(EventTime, body)
        with self._lock:
            if event_id not in self._events:
                raise ErrorResponse(404, "event_not_found", f"no event {event_id}")
            moved = {"start": span.start.isoformat(), "end": span.end.isoformat()}
            self._events[event_id] = {**self._events[event_id], **moved}
            return self.read(event_id)

    def read(self, event_id: str) -> Mapping[str, Any]:
        """``GET /events/{id}``: return an event as it stands, or that it was deleted."""
        with self._lock:
            if event_id in self._deleted:
                return {"eventId": event_id, "status": "cancelled"}
            if event_id not in self._events:
                raise ErrorResponse(404, "event_not_found", f"no event {event_id}")
            event = self._events[event_id]
            return {"eventId": event_id, "status": "confirmed", "start": event["start"], "end": event["end"]}

    def as_data(self) -> dict[str, Any]:
        """Return the events booked and the ids of those deleted."""
        with self._lock:
            return {"events": dict(self._events), "deletedEvents": list(self._deleted)}

    def _overlapping(self, calendar_id: str, start: datetime, end: datetime) -> list[CalendarEvent]:
        booked = map(CalendarEvent.model_validate, self._events.values())
        return [
            event
            for event in booked
            if event.calendarId == calendar_id and event.start < end and event.end > start
        ]

    def _is_refused(self, key: str) -> bool:
        refused = {entry.key for entry in self.ledger.refused if entry.partner == CALENDAR}
        return key in refused or (not refused and len(self._asked) == REFUSED_EVENT)

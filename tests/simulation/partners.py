"""The messaging partners and the calendar, which do what a scenario tells them to."""

import hashlib
import json
import math
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from typing import Any
from urllib.parse import unquote

from handlers.common.rules.references import Reference
from handlers.dispatch.rules.attempts import idempotency_key
from tests.simulation.callouts import Answer, LostError
from tests.simulation.clock import Clock, KilledError
from tests.simulation.google import SimulatedGoogle

ACCEPT = "accept"
LOSE = "lose"
"""Accepted, and the answer never comes."""
DEEP = "deep"
DRIBBLE = "dribble"
DIE = "die"
"""Not accepted, and the process that asked ends."""
OUTSIDE = "400/131047"
"""Not accepted: free text to somebody who has not written to WhatsApp Cloud within a day."""
RESET = "reset"
"""Not accepted, and the connection ends."""


@dataclass(frozen=True)
class Request:
    """A request to send a message, as the partner saw it."""

    at: float
    channel: str
    to: str
    key: str
    content: dict[str, Any]
    accepted: bool
    said: str
    """What the partner did with it."""
    message_id: str = ""
    """The partner's id of the message."""
    reference: str = ""
    """The text of the message's ``Reference``, where the request brings it."""
    number: int = 1
    """Of the requests to the addressee."""


@dataclass
class CalendarEvent:
    """An event in a host's calendar."""

    calendar_id: str
    start: datetime
    end: datetime


def accept_all(_: int, __: str) -> str:
    """Accept whatever comes."""
    return ACCEPT


@dataclass
class Partners:
    """``behave`` is given the number of the request to its addressee (from 1) and the channel, and says what becomes
    of it; for the calendar, the number of the request to make an event.

    ``accept``, ``lose``, ``reset``, ``refused`` (no connection), ``deep`` and ``dribble`` (accepted, with an answer of
    JSON in JSON in JSON, or of one byte a second), or a status with an error code and a Retry-After: ``429``,
    ``429/rate_limited/60``, ``303+`` where the message was accepted all the same.
    """

    clock: Clock
    behave: Callable[[int, str], str] = accept_all
    idempotent: bool = False
    """A repeated key is answered as before, unless the partner has something against the request."""
    requests: list[Request] = field(default_factory=list)
    undone: set[str] = field(default_factory=set)
    """The ids of messages that were accepted, and of which the partner then says that they did not arrive."""
    reported: Callable[[Request], None] = lambda _: None
    """Told of each accepted request that brings a reference."""
    wrote: dict[str, float] = field(default_factory=dict)
    """The instants at which people last wrote to the line at WhatsApp Cloud, by number."""
    calendar: dict[str, CalendarEvent] = field(default_factory=dict)
    google: SimulatedGoogle = field(default_factory=SimulatedGoogle)
    """Keeps the calendar where the scenario says so."""
    read_at: list[float] = field(default_factory=list)
    """The instants at which the calendar told of an event."""
    bookings: int = 0
    """Requests to make an event in a calendar."""
    _event_of: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, Answer] = field(default_factory=dict)

    def perform(
        self, method: str, url: str, headers: dict[str, str], body: dict[str, Any], seconds: float
    ) -> Answer:
        """Carry out a request; ``seconds`` is how long the caller would wait for the answer."""
        place, _, path = url.split("//")[1].partition("/")[2].partition("/")
        if place == "google":
            return self._google(method, url, headers, body)
        if place == "calendar":
            return self._calendar(method, path, headers.get("Idempotency-Key", ""), body)
        if place == "cloud":
            return self._send_by_cloud(body, seconds)
        return self._send(place, headers["Idempotency-Key"], body, seconds)

    def _send_by_cloud(self, body: dict[str, Any], seconds: float) -> Answer:
        """WhatsApp Cloud, which takes free text from those alone who are asked by it within a day."""
        text = body["biz_opaque_callback_data"]
        reference = Reference.parse(text)
        assert reference is not None
        to = f"+{body['to']}"
        since = self.clock.seconds - self.wrote.get(to, -math.inf)
        refused = OUTSIDE if body["type"] != "template" and since >= 24 * 3600 else None
        key = idempotency_key(*reference)
        answer = self._send("whatsapp", key, {**body, "to": to}, seconds, refused, reference=text)
        if answer.status != 200:
            return answer
        return _answer({"messages": [{"id": self.requests[-1].message_id}]})

    def mail(self, request: dict[str, Any]) -> Answer:
        """Amazon SES, asked for one e-mail."""
        raw = b64decode(request["Content"]["Raw"]["Data"])
        tags = {tag["Name"]: tag["Value"] for tag in request.get("EmailTags", ())}
        reference = Reference.parse(tags.get("reference"))
        # A mail to a host is known by its subject: its boundaries are chance's.
        subject = message_from_bytes(raw)["Subject"]
        key = idempotency_key(*reference) if reference else hashlib.sha256(subject.encode()).hexdigest()
        body = {"to": request["Destination"]["ToAddresses"][0], "raw": raw}
        answer = self._send("email", key, body, 20.0, reference=tags.get("reference", ""))
        if answer.status != 200:
            return answer
        return _answer({"MessageId": self.requests[-1].message_id})

    def _send(
        self,
        channel: str,
        key: str,
        body: dict[str, Any],
        seconds: float,
        refused: str | None = None,
        reference: str = "",
    ) -> Answer:
        number = 1 + sum(each.to == body["to"] for each in self.requests)
        said = refused or self.behave(number, channel)
        if self.idempotent and key in self._seen and said == ACCEPT:
            return self._seen[key]
        accepted = said in (ACCEPT, LOSE, DEEP, DRIBBLE) or said.startswith("2") or said.endswith("+")
        named = f"partner-{len(self.requests) + 1}"
        request = Request(
            self.clock.seconds, channel, body["to"], key, body, accepted, said, named, reference, number
        )
        self.requests.append(request)
        answer = _answer({"messageId": named, "status": "accepted"})
        if accepted:
            self._seen[key] = answer
            if reference:
                self.reported(request)
        if said == ACCEPT:
            return answer
        if said == LOSE:
            self.clock.sleep(seconds)
            raise LostError("timeout")
        if said == DIE:
            raise KilledError
        if said in (RESET, "refused"):
            raise LostError(said)
        if said == DEEP:
            return Answer(200, {"Content-Type": "application/json"}, b"[" * 100_000)
        if said == DRIBBLE:
            return answer._replace(dribbles=True)
        status, code, retry_after = [*said.removesuffix("+").split("/"), "", ""][:3]
        headers = {"Retry-After": retry_after} if retry_after else {}
        return _answer({"error": {"code": code}} if code else {}, int(status), headers)

    def _google(self, method: str, url: str, headers: dict[str, str], body: dict[str, Any]) -> Answer:
        if method == "POST" and "/events" in url:
            self.bookings += 1
            said = self.behave(self.bookings, "calendar")
            if said != ACCEPT:
                return _answer({"error": {"code": int(said)}}, int(said))
        if method == "GET" and "/events/" in url:
            self.read_at.append(self.clock.seconds)
        status, document = self.google.perform(method, url, headers, body)
        self.calendar = {name: _google_event(name, event) for name, event in self.google.held().items()}
        return _answer(dict(document or {}), status)

    def _calendar(self, method: str, path: str, key: str, body: dict[str, Any]) -> Answer:
        if method == "DELETE":
            known = self.calendar.pop(unquote(path.partition("/")[2]), None)
            return _answer({}, 204 if known else 404)
        if method == "GET":
            return self._event(unquote(path.partition("/")[2]))
        if path == "availability":
            busy = [
                {"start": each.start.isoformat(), "end": each.end.isoformat()}
                for each in self.calendar.values()
                if each.calendar_id == body["calendarId"]
            ]
            return _answer({"busy": busy})
        self.bookings += 1
        said = self.behave(self.bookings, "calendar")
        if said != ACCEPT:
            status, code, *_ = [*said.split("/"), ""][:2]
            return _answer({"error": {"code": code}}, int(status))
        if key not in self._event_of:
            event_id = f"event-{len(self._event_of) + 1}"
            self._event_of[key] = event_id
            start, end = (datetime.fromisoformat(body[name]) for name in ("start", "end"))
            self.calendar[event_id] = CalendarEvent(body["calendarId"], start, end)
        return _answer({"eventId": self._event_of[key]})

    def _event(self, event_id: str) -> Answer:
        self.read_at.append(self.clock.seconds)
        event = self.calendar.get(event_id)
        if event is None:
            return _answer({"error": {"code": "event_not_found"}}, 404)
        return _answer({"start": event.start.isoformat(), "end": event.end.isoformat()})

    def host_deletes(self) -> None:
        """The host deletes the event that a calendar holds."""
        (name,) = self.calendar
        if name in self.google.held():
            self.google.delete(name)
        del self.calendar[name]

    def host_moves(self, later: timedelta) -> None:
        """The host moves the event that a calendar holds."""
        (event,) = self.calendar.values()
        event.start, event.end = event.start + later, event.end + later
        (name,) = self.calendar
        if name in self.google.held():
            self.google.move(name, event.start, event.end)


def _google_event(name: str, event: Mapping[str, Any]) -> CalendarEvent:
    start, end = (datetime.fromisoformat(event[side]["dateTime"]) for side in ("start", "end"))
    return CalendarEvent(name.partition("/")[2], start, end)


def _answer(document: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    content = json.dumps(document).encode() if status != 204 else b""
    return Answer(status, {"Content-Type": "application/json", **(headers or {})}, content)

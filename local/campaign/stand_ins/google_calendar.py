"""Google Calendar, as the reference of its API (v3) describes it: free/busy, and events under ids of the caller."""

import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from local.campaign.stand_ins.agenda import busy_times
from local.campaign.stand_ins.api import Answer, Request
from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.calendar import CALENDAR, REFUSED_EVENT
from local.campaign.stand_ins.google_accounts import TOKEN_PATH, GoogleError, TokenDesk
from local.campaign.stand_ins.ledger import RequestLedger

ROOT = "/calendar/v3"
SCOPES = frozenset(f"https://www.googleapis.com/auth/calendar.{access}" for access in ("events", "freebusy"))
WRITERS = frozenset({"writer", "owner"})
READERS = WRITERS | {"reader"}
NO_ACCESS = "none"
ONE_EVENT = timedelta(hours=4)
"""A free/busy query of at most so long asks for the time of one event."""
_ID = re.compile(r"[a-v0-9]{5,1024}")
_SEND_UPDATES = ("all", "externalOnly", "none")

Span = tuple[datetime, datetime]
Agenda = Callable[[str, datetime, datetime], Iterable[Span]]


@dataclass
class GoogleCalendarStandIn:
    """The API of one service account's calendars. Safe for threads."""

    ledger: RequestLedger
    tokens: TokenDesk
    agenda: Agenda = busy_times
    """The hosts' own times, beside the events."""
    roles: dict[str, str] = field(default_factory=dict)
    """The account's role in a calendar: ``none``, ``freeBusyReader``, ``reader``, ``writer`` or ``owner``."""
    role: str = "writer"
    """That in every other calendar."""
    quicker: int = REFUSED_EVENT
    """Of so many queries for the time of one event, the last finds that the host was quicker; 0: none."""
    requests: list[str] = field(default_factory=list)
    """Method and path of every request to the API."""
    _events: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    _occupied: list[tuple[str, Span]] = field(default_factory=list)
    _queries: set[tuple[str, Span]] = field(default_factory=set)
    _refusals: list[GoogleError] = field(default_factory=list)
    _changes: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def refuse(self, status: int, reason: str, times: int = 1) -> None:
        """Refuse the next requests to the API, as for ``rateLimitExceeded``."""
        with self._lock:
            self._refusals += [GoogleError(status, reason, reason)] * times

    def occupy(self, calendar_id: str, start: datetime, end: datetime) -> None:
        """Let the host have something of their own at a time."""
        with self._lock:
            self._occupied.append((calendar_id, (start, end)))

    def authorize(self, request: Request) -> None:
        """Refuse a request to the API without a token that holds."""
        if request.path != TOKEN_PATH and not self.tokens.knows(request.header("Authorization")):
            raise GoogleError(401, "authError", "Invalid Credentials")

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request. Raises ``ErrorResponse``."""
        if request.path == TOKEN_PATH and request.method == "POST":
            return self.tokens.token(request)
        with self._lock:
            self.requests.append(f"{request.method} {request.path}")
            if self._refusals:
                raise self._refusals.pop(0)
            match [request.method, *request.path.removeprefix(ROOT).strip("/").split("/")]:
                case ["POST", "freeBusy"]:
                    return Answer(200, self._free_busy(_json(request)))
                case [method, "calendars", calendar_id, "events"]:
                    return self._collection(method, unquote(calendar_id), request)
                case [method, "calendars", calendar_id, "events", event_id]:
                    return self._event(method, unquote(calendar_id), unquote(event_id), request)
        raise GoogleError(404, "notFound", "Not Found")

    def as_data(self) -> dict[str, Any]:
        """Return the events booked and those deleted, each under its id, a slash and the calendar's id."""
        with self._lock:
            named = {f"{id_}/{calendar}": event for (calendar, id_), event in self._events.items()}
        gone = [name for name, event in named.items() if event["status"] == "cancelled"]
        return {"events": {name: named[name] for name in named.keys() - gone}, "deletedEvents": gone}

    def _role(self, calendar_id: str) -> str:
        return self.roles.get(calendar_id, self.role)

    def _need(self, calendar_id: str, roles: frozenset[str]) -> None:
        role = self._role(calendar_id)
        if role == NO_ACCESS:
            raise GoogleError(404, "notFound", "Not Found")
        if role not in roles:
            raise GoogleError(403, "requiredAccessLevel", "You need to have writer access to this calendar.")

    def _free_busy(self, query: Mapping[str, Any]) -> dict[str, Any]:
        start, end = _instant(query.get("timeMin"), "timeMin"), _instant(query.get("timeMax"), "timeMax")
        if end <= start:
            raise GoogleError(400, "timeRangeEmpty", "The specified time range is empty.")
        asked = [item["id"] for item in query.get("items", ())]
        return {
            "kind": "calendar#freeBusy",
            "timeMin": query["timeMin"],
            "timeMax": query["timeMax"],
            "calendars": {each: self._busy_of(each, start, end) for each in asked},
        }

    def _busy_of(self, calendar_id: str, start: datetime, end: datetime) -> dict[str, Any]:
        if self._role(calendar_id) == NO_ACCESS:
            return {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []}
        if end - start <= ONE_EVENT:
            self._queries.add((calendar_id, (start, end)))
            if self.quicker and len(self._queries) == self.quicker:
                self.quicker = 0
                self.occupy(calendar_id, start, end)
        spans = [*self.agenda(calendar_id, start, end), *self._spans(calendar_id)]
        touching = [
            (max(first, start), min(last, end)) for first, last in spans if first < end and last > start
        ]
        return {"busy": [{"start": _text(first), "end": _text(last)} for first, last in _merged(touching)]}

    def _spans(self, calendar_id: str) -> Iterable[Span]:
        yield from (span for calendar, span in self._occupied if calendar == calendar_id)
        for (calendar, _), event in self._events.items():
            if calendar == calendar_id and event["status"] != "cancelled" and "dateTime" in event["start"]:
                yield _instant(event["start"]["dateTime"]), _instant(event["end"]["dateTime"])

    def _collection(self, method: str, calendar_id: str, request: Request) -> Answer:
        if method == "GET":
            self._need(calendar_id, READERS | {"freeBusyReader"})
            return Answer(200, {"accessRole": self._role(calendar_id)})
        if method != "POST":
            raise GoogleError(404, "notFound", "Not Found")
        self._need(calendar_id, WRITERS)
        _check_updates(request)
        body = _json(request)
        conferences = request.query.get("conferenceDataVersion") == "1"
        if (
            conferences
            and "conferenceData" in body
            and not self.tokens.is_delegated(request.header("Authorization"))
        ):
            # A service account by itself has no right to Meet.
            raise GoogleError(400, "invalid", "Invalid conference type value.")
        return Answer(200, self._insert(calendar_id, body, conferences))

    def _insert(self, calendar_id: str, body: Mapping[str, Any], conferences: bool) -> Mapping[str, Any]:
        event_id = str(body.get("id", ""))
        if not _ID.fullmatch(event_id):
            raise GoogleError(400, "invalid", "Invalid resource id value.")
        _check_times(body)
        if (calendar_id, event_id) in self._events:
            self.ledger.repeats += 1
            raise GoogleError(409, "duplicate", "The requested identifier already exists.")
        asked = body.get("conferenceData", {}).get("createRequest", {}).get("requestId")
        link = {"hangoutLink": f"https://meet.google.com/{asked[:10]}"} if conferences and asked else {}
        event = self._put(calendar_id, event_id, {**body, **link})
        self.ledger.accept(CALENDAR, f"{event_id}/{calendar_id}", body, lambda _number: {"eventId": event_id})
        return event

    def _event(self, method: str, calendar_id: str, event_id: str, request: Request) -> Answer:
        self._need(calendar_id, READERS if method == "GET" else WRITERS)
        event = self._events.get((calendar_id, event_id))
        if event is None or method not in ("GET", "PATCH", "DELETE"):
            raise GoogleError(404, "notFound", "Not Found")
        if method == "GET":
            return Answer(200, event)
        _check_updates(request)
        if request.header("If-Match") not in ("", "*", event["etag"]):
            raise GoogleError(412, "conditionNotMet", "Precondition Failed")
        if method == "PATCH":
            changed = {**event, **_json(request)}
            _check_times(changed)
            return Answer(200, self._put(calendar_id, event_id, changed))
        if event["status"] == "cancelled":
            raise GoogleError(410, "deleted", "Resource has been deleted")
        self._put(calendar_id, event_id, {**event, "status": "cancelled"})
        return Answer(204)

    def _put(self, calendar_id: str, event_id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        self._changes += 1
        event = {
            "kind": "calendar#event",
            "status": "confirmed",
            **fields,
            "id": event_id,
            "etag": f'"{self._changes}"',
            "organizer": {"email": calendar_id, "self": True},
        }
        self._events[calendar_id, event_id] = event
        return event


def _json(request: Request) -> dict[str, Any]:
    try:
        return request.json()
    except ErrorResponse:
        raise GoogleError(400, "parseError", "Parse Error") from None


def _check_updates(request: Request) -> None:
    if request.query.get("sendUpdates", "none") not in _SEND_UPDATES:
        raise GoogleError(400, "invalidParameter", "Invalid value for sendUpdates")


def _check_times(event: Mapping[str, Any]) -> None:
    if "date" in event.get("start", {}):
        return
    first, last = (_instant(event.get(name, {}).get("dateTime"), name) for name in ("start", "end"))
    if last < first:
        raise GoogleError(400, "timeRangeEmpty", "The specified time range is empty.")


def _instant(text: object, name: str = "dateTime") -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise GoogleError(400, "required", f"Missing or wrong {name}.")
    return moment.astimezone(UTC)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged

"""Events as Google Calendar writes them (Calendar API v3, resource ``events``). Pure."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent, NewEvent
from handlers.meetings.rules.times import Slot


class Reference(NamedTuple):
    """An event and the calendar that holds it: a host whose calendar is changed keeps the events of the old one."""

    id: str
    calendar_id: str

    @property
    def text(self) -> str:
        """The reference as one text, which ``parse`` reads."""
        return f"{self.id}/{self.calendar_id}"

    @classmethod
    def parse(cls, text: str) -> "Reference | None":
        """Return the reference of a text; None for an event that another provider named."""
        id_, _, calendar_id = text.partition("/")
        return cls(id_, calendar_id) if id_ and calendar_id else None


def event_id(key: str) -> str:
    """Return the id of the event that is made under a key: base32hex in lower case, as Google wants it.

    Google knows an id again for ever, that of a deleted event included.
    """
    digest = hashlib.sha256(key.encode(errors="surrogatepass")).digest()
    return base64.b32hexencode(digest).decode().lower().rstrip("=")


def document(wanted: NewEvent) -> dict[str, Any]:
    """Return an event to be made."""
    id_ = event_id(wanted.key)
    made = {
        "id": id_,
        "summary": wanted.summary,
        "description": wanted.description,
        "start": {"dateTime": wanted.time.start.isoformat()},
        "end": {"dateTime": wanted.time.end.isoformat()},
    }
    if wanted.conference:
        asked = {"requestId": id_, "conferenceSolutionKey": {"type": "hangoutsMeet"}}
        made["conferenceData"] = {"createRequest": asked}
    return made


def found(body: Mapping[str, Any]) -> FoundEvent:
    """Return an event that Google has told of; ``ValueError`` for what is none."""
    match body.get("status"):
        case "cancelled":
            return FoundEvent(EventStatus.GONE)
        case "confirmed" | "tentative":
            return FoundEvent(EventStatus.STANDS, _time(body), conference_link(body))
    raise ValueError("it has no status")


def conference_link(body: Mapping[str, Any]) -> str | None:
    """Return the address of an event's video conference; None while there is none."""
    link = body.get("hangoutLink")
    return link if isinstance(link, str) and link.startswith("https://") else None


def busy_times(entry: Mapping[str, Any]) -> list[Slot]:
    """Return the busy times of one calendar of a free/busy answer; ``ValueError`` for what holds none."""
    busy = entry.get("busy")
    if not isinstance(busy, list):
        raise ValueError("it has no busy times")
    spans = [Slot(instant(each, "start"), instant(each, "end")) for each in busy]
    return [span for span in spans if span.start < span.end]


def instant(fields: object, name: str) -> datetime:
    """Return the instant in a field; ``ValueError`` for anything else."""
    text = fields.get(name) if isinstance(fields, Mapping) else None
    moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"it has no instant as its {name}")
    return moment


def _time(body: Mapping[str, Any]) -> Slot | None:
    start, end = body.get("start"), body.get("end")
    if isinstance(start, Mapping) and "date" in start:
        return None
    return Slot(instant(start, "dateTime"), instant(end, "dateTime"))

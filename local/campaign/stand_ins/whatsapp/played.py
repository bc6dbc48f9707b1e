"""The people on WhatsApp whose part somebody plays: their telephones ring, and they write nothing of themselves."""

import itertools
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from local.campaign.stand_ins.api import Request
from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.whatsapp import payloads
from local.campaign.stand_ins.whatsapp.limits import Window
from local.campaign.stand_ins.whatsapp.payloads import Change, Item
from local.campaign.stand_ins.whatsapp.people import Delivery, Tell, person

STATUSES = (("sent", 0.0), ("delivered", 0.1), ("read", 0.2))
"""The statuses of each message, with seconds."""


@dataclass
class Played:
    """Everybody who is played, by number in digits. Safe for threads."""

    window: Window
    tell: Tell
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _read: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _messages: itertools.count = field(default_factory=lambda: itertools.count(1))
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def talks(self) -> Mapping[str, Callable[[Request], Mapping[str, Any]]]:
        """The requests of the player, by method and path."""
        return {"POST /_play": self.play, "POST /_say": self.say, "GET /_heard": self.heard}

    def play(self, request: Request) -> Mapping[str, Any]:
        """Begin to play the person of a ``number`` and a ``name``."""
        asked = request.json()
        with self._lock:
            self._names[_digits(asked, "number")] = str(asked.get("name", ""))
            self._read.setdefault(_digits(asked, "number"), [])
        return {}

    def take(self, delivery: Delivery) -> bool:
        """Let a message arrive, if it is to somebody who is played."""
        with self._lock:
            if delivery.to not in self._read:
                return False
            known = {
                "id": delivery.message_id,
                "line": delivery.line,
                "at": self.clock().isoformat(),
                "kind": delivery.kind,
                "text": delivery.text,
                "buttons": [list(button) for button in delivery.buttons],
            }
            self._read[delivery.to].append(known)
        who = self._who(delivery.to)
        for told, after in STATUSES:
            item = payloads.status(delivery.message_id, told, who, self.clock(), delivery.reference)
            self.tell(Change(delivery.line, "statuses", item, who), after)
        return True

    def heard(self, request: Request) -> Mapping[str, Any]:
        """Return the messages to a ``number`` from the ``after``-th on."""
        with self._lock:
            return {
                "messages": self._read[self._known(request.query)][int(request.query.get("after", "0")) :]
            }

    def say(self, request: Request) -> Mapping[str, Any]:
        """Let a ``number`` write to a ``line``: ``content`` as in ``payloads``, ``quoted`` the id of a message.

        Returns the ``id`` of the message, which is on its way.
        """
        asked = request.json()
        number, content, line = self._known(asked), asked.get("content"), str(asked.get("line", ""))
        if not isinstance(content, dict) or not line:
            raise _wrong("content", "an object, and a line, are needed")
        message_id = f"wamid.played-{number}-{next(self._messages)}"
        who, now = self._who(number), self.clock()
        self.window.wrote((line, who.wa_id), now)
        quoted = (line, str(asked["quoted"])) if asked.get("quoted") else None
        item: Item = payloads.message(message_id, who, now, content, quoted)
        self.tell(Change(line, "messages", item, who), 0.0)
        return {"id": message_id}

    def _who(self, number: str) -> payloads.Person:
        return person(number)._replace(name=self._names[number] or person(number).name)

    def _known(self, asked: Mapping[str, Any]) -> str:
        number = _digits(asked, "number")
        if number not in self._read:
            raise _wrong("number", "nobody of this number is played")
        return number


def _digits(asked: Mapping[str, Any], name: str) -> str:
    given = str(asked.get(name, ""))
    if not given.isdigit():
        raise _wrong(name, f"{json.dumps(given)} is no number in digits")
    return given


def _wrong(name: str, problem: str) -> ErrorResponse:
    return ErrorResponse(400, "invalid_request", f"{name}: {problem}", wrong_field=name)

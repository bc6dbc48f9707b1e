"""Google Calendar in a simulated world: the stand-in of ``local/``, whose tokens are good for ever."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from local.campaign.stand_ins.api import Answer, Request
from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.google_accounts import TokenDesk
from local.campaign.stand_ins.google_calendar import GoogleCalendarStandIn
from local.campaign.stand_ins.ledger import RequestLedger


class _AnyToken(TokenDesk):
    """Tokens for whoever asks: a signature is judged by the real clock, and the world has one of its own."""

    def token(self, request: Request) -> Answer:
        return Answer(200, {"access_token": "ya29", "expires_in": 3599, "token_type": "Bearer"})

    def knows(self, authorization: str) -> bool:
        return authorization == "Bearer ya29"


class SimulatedGoogle(GoogleCalendarStandIn):
    """The calendars; its hosts have nothing but meetings."""

    def __init__(self) -> None:
        tokens = _AnyToken("", "", frozenset())
        super().__init__(RequestLedger(), tokens, agenda=lambda *_: (), quicker=0)

    def held(self) -> dict[str, dict[str, Any]]:
        """Return the events that stand, by the names by which the system knows them."""
        return self.as_data()["events"]

    def move(self, name: str, start: datetime, end: datetime) -> None:
        """Let the host move an event."""
        span = {"start": {"dateTime": start.isoformat()}, "end": {"dateTime": end.isoformat()}}
        self._by_host("PATCH", name, span)

    def delete(self, name: str) -> None:
        """Let the host delete an event."""
        self._by_host("DELETE", name, {})

    def _by_host(self, method: str, name: str, body: dict[str, Any]) -> None:
        event_id, _, calendar_id = name.partition("/")
        url = f"https://partner.example/google/calendar/v3/calendars/{quote(calendar_id, safe='')}/events/{event_id}"
        status, _ = self.perform(method, url, {"Authorization": "Bearer ya29"}, body)
        assert status < 300

    def perform(
        self, method: str, url: str, headers: Mapping[str, str], body: dict[str, Any]
    ) -> tuple[int, Mapping[str, Any] | None]:
        """Carry out a request; return the status and the body of the answer."""
        parts = urlsplit(url)
        request = Request(
            method,
            parts.path.removeprefix("/google"),
            dict(parse_qsl(parts.query)),
            {name.lower(): value for name, value in headers.items()},
            json.dumps(body).encode(),
        )
        try:
            self.authorize(request)
            return self.answer(request)
        except ErrorResponse as error:
            return error.status, error.body

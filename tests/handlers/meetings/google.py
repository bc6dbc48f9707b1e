"""Google Calendar for the tests: its stand-in at the end of the wire, and what goes wrong on the way there."""

import functools
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from handlers.common.partners import http
from handlers.common.rules import secret_documents
from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.common.rules.partner import GoogleCalendarSecret
from handlers.meetings.partners import google_tokens
from handlers.meetings.partners.google_calendar import GoogleCalendar
from local.campaign.stand_ins.api import Request
from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.google_accounts import ServiceAccount, TokenDesk
from local.campaign.stand_ins.google_calendar import SCOPES, GoogleCalendarStandIn
from local.campaign.stand_ins.ledger import RequestLedger

ENDPOINT = "http://google.test"
LOST = PartnerAnswer(Reached.LOST)
NOT_SENT = PartnerAnswer(Reached.NOT_SENT)
DONE_AND_LOST = "done and lost"
"""The request is carried out, and its answer never comes."""


@functools.cache
def account(number: int = 1) -> ServiceAccount:
    """One account for all tests of a process, since making its key takes a while."""
    return ServiceAccount.new(bits=1024)


def secret_of(document: Mapping[str, Any]) -> GoogleCalendarSecret:
    secret = secret_documents.parse("calendar", "calendar", json.dumps(document))
    assert isinstance(secret, GoogleCalendarSecret)
    return secret


def stand_in() -> GoogleCalendarStandIn:
    """A Google that knows one account; its hosts have nothing on their agendas."""
    tokens = TokenDesk(account().client_email, account().public_key, SCOPES)
    return GoogleCalendarStandIn(RequestLedger(), tokens, agenda=lambda *_: (), quicker=0)


@dataclass
class Wire:
    """The way to Google; ``meets`` holds what the next requests meet there, those for a token included."""

    google: GoogleCalendarStandIn
    secret: GoogleCalendarSecret
    meets: list[PartnerAnswer | str | None] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    """Method and path with the query of each request."""
    bodies: list[Any] = field(default_factory=list)
    timeouts: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    forgotten: int = 0

    def calendar(self) -> GoogleCalendar:
        return GoogleCalendar(lambda: self.secret, self.forget, self.waits.append)

    def forget(self) -> None:
        self.forgotten += 1

    def count(self, method: str, end: str = "") -> int:
        return Counter(each.startswith(method) and end in each for each in self.requests)[True]

    def call(
        self,
        method: str,
        url: str,
        api_key: str,
        body: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        timeout: float = http.TIMEOUT,
    ) -> PartnerAnswer:
        self.bodies.append(body)
        content = b"" if body is None else json.dumps(body).encode()
        return self._exchange(method, url, content, {"authorization": f"Bearer {api_key}"}, timeout)

    def post_form(self, url: str, fields: Mapping[str, str], timeout: float = http.TIMEOUT) -> PartnerAnswer:
        self.bodies.append(dict(fields))
        return self._exchange("POST", url, urlencode(fields).encode(), {}, timeout)

    def _exchange(
        self, method: str, url: str, content: bytes, headers: dict[str, str], timeout: float
    ) -> PartnerAnswer:
        parts = urlsplit(url)
        self.requests.append(f"{method} {parts.path}" + (f"?{parts.query}" if parts.query else ""))
        self.timeouts.append(timeout)
        met = self.meets.pop(0) if self.meets else None
        if isinstance(met, PartnerAnswer):
            return met
        query = dict(parse_qsl(parts.query))
        request = Request(method, parts.path, query, {"host": parts.netloc, **headers}, content)
        answer = self._answer(request)
        return LOST if met == DONE_AND_LOST else answer

    def _answer(self, request: Request) -> PartnerAnswer:
        try:
            self.google.authorize(request)
            status, body = self.google.answer(request)
        except ErrorResponse as error:
            status, body = error.status, error.body
        return PartnerAnswer(Reached.ANSWERED, status, body or {})


def connect(monkeypatch: pytest.MonkeyPatch, google: GoogleCalendarStandIn) -> Wire:
    """Lead what the handlers send to Google, with no token kept from before."""
    wire = Wire(google, secret_of(account().secret(ENDPOINT)))
    monkeypatch.setattr(http, "call", wire.call)
    monkeypatch.setattr(http, "post_form", wire.post_form)
    monkeypatch.setattr(google_tokens, "_kept", {})
    return wire


def said(status: int, reason: str = "", retry_after: float | None = None) -> PartnerAnswer:
    """An error of Google's API."""
    errors = [{"domain": "global", "reason": reason, "message": reason}] if reason else []
    body = {"error": {"code": status, "errors": errors}}
    return PartnerAnswer(Reached.ANSWERED, status, body, retry_after)

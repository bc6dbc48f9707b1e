"""The requests to Google Calendar: with a token, repeated where that helps, and the cure for what it refuses.

Source of the errors: Google's "Handle API errors" of the Calendar API, and RFC 6749, section 5.2, for the tokens.
"""

import re
import time
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any, NamedTuple

from handlers.common.partners import http
from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.common.rules.partner import GoogleCalendarSecret
from handlers.meetings.partners import google_tokens
from handlers.meetings.partners.calendar import (
    RETRY_DELAYS,
    TIMEOUT,
    CalendarUnavailableError,
    accepted,
    may_be_repeated,
    wait_before_retry,
)

SECONDS = 24.0
"""Seconds for the requests of one operation with their repeats: it fits into the 30 seconds of confirm-meeting."""
CHECK = "`python -m ops provider check calendar` says which calendars can be read and written"

_RATE_LIMITS = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "calendarUsageLimitsExceeded"}
)
_CURES = {
    "accessNotConfigured": "enable the Google Calendar API in the project of the service account",
    "insufficientPermissions": "allow the account the scopes calendar.events and calendar.freebusy",
    "invalid_grant": "the key was deleted or the clock is wrong: put a new key file into the calendar's secret",
    "unauthorized_client": (
        "the domain has not delegated to the account: allow its client id the scopes calendar.events and "
        "calendar.freebusy in the domain's admin console, or leave the secret's subject out"
    ),
}
SHARE = f"share the calendar with the service account, with the right to make changes to events; {CHECK}"
_REASON = re.compile(r"[A-Za-z_]{1,64}")


class _Meaning(Enum):
    """The meaning of an answer for the next try."""

    SETTLED = auto()
    LATER = auto()
    RENEW = auto()
    """The token, or the key that asked for it, is refused."""


class _Tried(NamedTuple):
    answer: PartnerAnswer
    by_token_endpoint: bool = False

    @property
    def meaning(self) -> _Meaning:
        answer = self.answer
        if may_be_repeated(answer) or reason(answer) in _RATE_LIMITS:
            return _Meaning.LATER
        return _Meaning.RENEW if self.by_token_endpoint or answer.status == 401 else _Meaning.SETTLED


class Requests:
    """The requests of one operation, all within ``SECONDS``."""

    def __init__(
        self,
        access: Callable[[], GoogleCalendarSecret],
        forget: Callable[[], None],
        sleep: Callable[[float], None],
    ) -> None:
        self._access = access
        self._forget = forget
        self._sleep = sleep
        self._ends = time.monotonic() + SECONDS
        self._renewed = False

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> PartnerAnswer:
        """Make a request, up to three times until it is settled; return its answer.

        Raises ``CalendarUnavailableError`` if it is not settled then, or if Google refuses the access.
        """
        delays = [*RETRY_DELAYS, None]
        while True:
            tried = self._try(method, path, body)
            if tried.meaning is _Meaning.SETTLED:
                return tried.answer
            if tried.meaning is _Meaning.RENEW:
                if self._renewed:
                    raise unavailable(tried.answer)
                self._renew()
                continue
            wait = wait_before_retry(delays.pop(0), tried.answer)
            if wait is None or wait >= self._left:
                raise unavailable(tried.answer)
            self._sleep(wait)

    @property
    def _left(self) -> float:
        return self._ends - time.monotonic()

    def _try(self, method: str, path: str, body: Mapping[str, Any] | None) -> _Tried:
        secret = self._access()
        try:
            token = google_tokens.token(secret, self._timeout)
        except google_tokens.NoTokenError as error:
            return _Tried(error.answer, by_token_endpoint=True)
        return _Tried(http.call(method, secret.api_url + path, token, body, timeout=self._timeout))

    @property
    def _timeout(self) -> float:
        """The seconds for the next request; ``CalendarUnavailableError`` if there are none left."""
        if self._left <= 0:
            raise unavailable(PartnerAnswer(Reached.NOT_SENT))
        return min(TIMEOUT, self._left)

    def _renew(self) -> None:
        """Read the secret again and ask for another token, once."""
        self._renewed = True
        google_tokens.forget(self._access())
        self._forget()


def reason(answer: PartnerAnswer) -> str:
    """Return Google's word for an error, such as ``rateLimitExceeded``; empty if there is none."""
    error = answer.body.get("error")
    if isinstance(error, Mapping):
        errors = error.get("errors")
        first = errors[0] if isinstance(errors, list) and errors else None
        error = first.get("reason") if isinstance(first, Mapping) else error.get("status")
    return error if isinstance(error, str) and _REASON.fullmatch(error) else ""


def unavailable(answer: PartnerAnswer, cure: str = "") -> CalendarUnavailableError:
    """Return the error for an answer with which nothing can be done, and the cure."""
    why = reason(answer)
    # Of one calendar among several the error comes with the status 200.
    status = "" if why and accepted(answer) else answer.status
    told = f"{status} {why}".strip() if answer.status else f"nothing ({answer.reached})"
    if answer.status in (403, 404):
        cure = cure or SHARE
    cure = _CURES.get(why) or cure or CHECK
    return CalendarUnavailableError(
        f"Google Calendar answered {told}: {cure}; then play the event again from the failed-events queue"
    )

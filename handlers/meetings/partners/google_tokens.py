"""The access tokens of a Google service account, each kept until shortly before its end.

Google's "Using OAuth 2.0 for Server to Server Applications": a JWT that the account's key has signed buys a token of
an hour, from the ``token_uri`` of the key file.
"""

import hashlib
import time

from handlers.common.partners import http
from handlers.common.rules.outcomes import PartnerAnswer
from handlers.common.rules.partner import GoogleCalendarSecret
from handlers.meetings.partners.calendar import CalendarUnavailableError, accepted

SCOPES = "https://www.googleapis.com/auth/calendar.events https://www.googleapis.com/auth/calendar.freebusy"
"""Events read and written, and busy times read; a domain that delegates to the account has to allow both."""
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = 3600
"""Seconds for which a JWT may hold at the most, and a token holds."""
EARLY = 120.0
"""Seconds before its end from which a token is no longer used."""

_kept: dict[str, tuple[str, float]] = {}
"""Account, by a digest of all that a token depends on, to its token and the end of it by ``time.time``."""


class NoTokenError(Exception):
    """There is no token; ``answer`` is the token endpoint's."""

    def __init__(self, answer: PartnerAnswer) -> None:
        super().__init__()
        self.answer = answer


def token(secret: GoogleCalendarSecret, timeout: float) -> str:
    """Return a token, an earlier one while it holds.

    Raises ``NoTokenError``, and ``CalendarUnavailableError`` for a key that cannot sign.
    """
    account = _account(secret)
    kept, end = _kept.get(account, ("", 0.0))
    if time.time() < end:
        return kept
    fields = {"grant_type": GRANT, "assertion": assertion(secret, int(time.time()))}
    answer = http.post_form(secret.service_account["token_uri"], fields, timeout)
    made = answer.body.get("access_token")
    if not accepted(answer) or not isinstance(made, str) or not made:
        raise NoTokenError(answer)
    lasts = answer.body.get("expires_in")
    _kept[account] = made, time.time() + (lasts if isinstance(lasts, int | float) else LIFETIME) - EARLY
    return made


def forget(secret: GoogleCalendarSecret) -> None:
    """Let the next ``token`` be a new one, as after a 401."""
    _kept.pop(_account(secret), None)


def assertion(secret: GoogleCalendarSecret, now: int) -> str:
    """Return the JWT that asks for a token, signed at ``now``, in seconds since the epoch."""
    # The library is not for every cold start to pay for: whoever has a gateway never needs it.
    from google.auth import crypt, jwt

    account = secret.service_account
    claims = {
        "iss": account["client_email"],
        "scope": SCOPES,
        "aud": account["token_uri"],
        "iat": now,
        "exp": now + LIFETIME,
        **({"sub": secret.subject} if secret.subject else {}),
    }
    try:
        signer = crypt.RSASigner.from_string(account["private_key"], account.get("private_key_id"))
        return jwt.encode(signer, claims).decode()
    except (TypeError, ValueError):
        raise CalendarUnavailableError(
            "the private_key in the calendar's secret is no RSA key in PEM: put the key file of the service account "
            "into the secret's serviceAccount as Google gave it"
        ) from None


def _account(secret: GoogleCalendarSecret) -> str:
    account = secret.service_account
    parts = (account["client_email"], account["private_key"], account["token_uri"], secret.subject)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

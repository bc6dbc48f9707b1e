"""The webhook's secret, from Secrets Manager, read so seldom that nobody can make its reading cost anything."""

import time
from typing import Any

from handlers.common.rules import webhook_secret
from handlers.common.rules.webhook_secret import WebhookSecret
from handlers.common.storage import clients
from handlers.environment import required

RENEWED_SECONDS = 60.0
"""The least time between two readings, whatever is asked."""
FAILED_SECONDS = 5.0
"""The same after one that failed, so that a secret that is not there costs little either."""

_kept: dict[str, Any] = {}


def current() -> WebhookSecret:
    """Return the secret, read on first use.

    ``MalformedSecretError`` if it lacks something; boto's ``ClientError`` if it is not there or not allowed. For
    ``FAILED_SECONDS`` the same error is raised again without a request.
    """
    if "secret" not in _kept:
        _read()
    return _kept["secret"]


def renewed() -> WebhookSecret | None:
    """Read the secret again, as after a signature that does not fit; None if that was done within the last minute."""
    if time.monotonic() - _kept.get("readAt", 0.0) < RENEWED_SECONDS:
        return None
    _read()
    return _kept["secret"]


def forget() -> None:
    """Read the secret anew at the next use, as a new process does."""
    _kept.clear()


def _read() -> None:
    if time.monotonic() < _kept.get("failedUntil", 0.0):
        raise _kept["error"]
    name = required("SECRET_WEBHOOK")
    _kept["readAt"] = time.monotonic()
    try:
        text = clients.hasty("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
        _kept["secret"] = webhook_secret.parse(name, text)
    except Exception as error:
        _kept.update(error=error, failedUntil=time.monotonic() + FAILED_SECONDS)
        raise

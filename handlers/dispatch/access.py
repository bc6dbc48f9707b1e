"""The access to a channel's partner, or the certainty that the secret there is gives none."""

import threading
from dataclasses import dataclass, field

from botocore.exceptions import ClientError

from handlers.common.rules import redaction
from handlers.common.rules.model import Channel
from handlers.common.rules.partner import GoogleCalendarSecret, MessagingSecret, Provider
from handlers.common.storage import secrets
from handlers.common.storage.secrets import MalformedSecretError
from handlers.observability import logger

UNUSABLE_SECRET = frozenset({"ResourceNotFoundException", "AccessDeniedException", "InvalidRequestException"})
"""Errors of Secrets Manager that another try does not cure."""


class UnusableSecretError(Exception):
    """The partner cannot be asked with the secret that there is."""


@dataclass
class Access:
    """The secrets of one batch's channels."""

    _read_again: set[Channel] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def to(self, channel: Channel) -> MessagingSecret:
        """The channel's secret; ``UnusableSecretError`` if it is missing, not allowed or malformed."""
        return secret_of(channel)

    def read_again(self, channel: Channel) -> None:
        """Once for the whole batch: its other messages were refused under the same secret."""
        with self._guard:
            if channel not in self._read_again:
                self._read_again.add(channel)
                secrets.forget(channel)


def secret_of(channel: Channel) -> MessagingSecret:
    """The channel's secret; ``UnusableSecretError`` if it is missing, not allowed or malformed."""
    try:
        secret = secrets.partner(channel)
        assert not isinstance(secret, GoogleCalendarSecret), "PROVIDERS keeps calendars and channels apart"
        return secret
    except MalformedSecretError as error:
        raise UnusableSecretError(str(error)) from None
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") not in UNUSABLE_SECRET:
            raise
        raise UnusableSecretError(
            f"the secret of {channel} cannot be read: {redaction.message(error)}"
        ) from None


def is_configured(channel: Channel) -> bool:
    """Return False where the channel has no secret, so that the stack does not use it; True if nobody can tell."""
    try:
        secrets.partner(channel)
    except ClientError as error:
        return error.response.get("Error", {}).get("Code") != "ResourceNotFoundException"
    except Exception:
        return True
    return True


def partner_of(channel: Channel) -> str:
    """The partner behind the channel as claims name it; empty if its secret cannot be read."""
    secret = _readable_secret(channel)
    return "" if secret is None else secret.partner


def provider_of(channel: Channel) -> Provider | None:
    """The protocol of the channel's partner; None if its secret cannot be read."""
    secret = _readable_secret(channel)
    return None if secret is None else secret.provider


def _readable_secret(channel: Channel) -> MessagingSecret | None:
    try:
        return secret_of(channel)
    except Exception as error:
        logger.warning(
            "the partner cannot be named", extra={"channel": channel, "problem": redaction.message(error)}
        )
        return None

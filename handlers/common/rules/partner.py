"""The access to a provider that a secret gives.

A channel's secret says who is behind it (docs/system.md, "Sending"): ``"provider"`` is one of ``PROVIDERS`` of the
channel, ``gateway`` without it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Provider(StrEnum):
    """The protocol that a provider of messages or calendars speaks."""

    GATEWAY = "gateway"
    WHATSAPP_CLOUD = "whatsapp-cloud"
    SES = "ses"
    GOOGLE_CALENDAR = "google-calendar"


PROVIDERS: Mapping[str, tuple[Provider, ...]] = MappingProxyType(
    {
        "whatsapp": (Provider.GATEWAY, Provider.WHATSAPP_CLOUD),
        "email": (Provider.GATEWAY, Provider.SES),
        "calendar": (Provider.GATEWAY, Provider.GOOGLE_CALENDAR),
    }
)
"""Name of a secret to the providers that it may name, the default first."""


def _named(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class PartnerSecret:
    """The address of a gateway, without a trailing slash, and the key to it.

    ``idempotent``: it recognises a repeated Idempotency-Key and does not do the same thing twice.
    """

    endpoint: str
    api_key: str = field(repr=False)
    idempotent: bool = False

    provider = Provider.GATEWAY

    @property
    def partner(self) -> str:
        """The name by which a claim remembers which partner was asked: another endpoint, another partner."""
        return hashlib.sha256(self.endpoint.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class WhatsAppCloudSecret:
    """The access to Meta's Graph API."""

    access_token: str = field(repr=False)
    phone_number_id: str = ""
    """The line of tenants that name none of their own."""
    business_account_id: str = ""
    """The account whose templates ``ops template check`` compares with; nothing else needs it."""
    api_url: str = "https://graph.facebook.com/v23.0"
    """Without a trailing slash, the version included."""

    provider = Provider.WHATSAPP_CLOUD
    idempotent = False

    @property
    def partner(self) -> str:
        """The name by which a claim remembers which partner was asked."""
        return _named(self.provider, self.api_url)


@dataclass(frozen=True)
class SesSecret:
    """The sender of mail through Amazon SES; the access itself is the function's role."""

    sender: str
    """``Name <address>`` or an address, of the stack's identity; a tenant may name its own within it."""

    provider = Provider.SES
    idempotent = False

    @property
    def partner(self) -> str:
        """The name by which a claim remembers which partner was asked."""
        return _named(self.provider)


@dataclass(frozen=True)
class GoogleCalendarSecret:
    """The access to Google Calendar by a service account."""

    service_account: Mapping[str, Any] = field(repr=False)
    """The key file of the account as Google gives it: ``client_email``, ``private_key``, ``token_uri``, …"""
    subject: str = ""
    """The user for whom the account acts, where the domain has delegated that; empty: the account itself."""
    api_url: str = "https://www.googleapis.com/calendar/v3"
    """Without a trailing slash."""

    provider = Provider.GOOGLE_CALENDAR
    idempotent = True

    @property
    def partner(self) -> str:
        """The name by which a claim remembers which partner was asked."""
        return _named(self.provider, self.api_url)


MessagingSecret = PartnerSecret | WhatsAppCloudSecret | SesSecret
CalendarSecret = PartnerSecret | GoogleCalendarSecret
Secret = MessagingSecret | CalendarSecret

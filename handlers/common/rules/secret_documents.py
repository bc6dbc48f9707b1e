"""Reading a channel's secret: who is behind it, and the access; whatever is wrong is named with an example."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from handlers.common.rules.partner import (
    PROVIDERS,
    GoogleCalendarSecret,
    PartnerSecret,
    Provider,
    Secret,
    SesSecret,
    WhatsAppCloudSecret,
)

EXAMPLES: Mapping[Provider, str] = MappingProxyType(
    {
        Provider.GATEWAY: '{"endpoint": "https://…", "apiKey": "…"}',
        Provider.WHATSAPP_CLOUD: (
            '{"provider": "whatsapp-cloud", "accessToken": "EAA…", "phoneNumberId": "106540352242922"}'
        ),
        Provider.SES: '{"provider": "ses", "sender": "Vendas <vendas@example.com>"}',
        Provider.GOOGLE_CALENDAR: '{"provider": "google-calendar", "serviceAccount": {"client_email": "…", …}}',
    }
)
"""A secret of each provider, for the errors."""


ALIKE = 0.85
"""The likeness, from 0 to 1, from which one name is another misspelt: by a letter or two in ten."""


class MalformedSecretError(ValueError):
    """A secret is not the JSON that it should be; its content is never part of the message."""


def _alike(field: str, name: str) -> bool:
    """Return True for two spellings of one name, which begin alike."""
    if field[:1].lower() != name[:1].lower():
        return False
    # Not for every cold start to pay for.
    from difflib import SequenceMatcher

    return SequenceMatcher(None, field.lower(), name.lower()).ratio() > ALIKE


class Document:
    """The fields of a secret; ``MalformedSecretError``, with an example, for one that is missing or of a wrong kind."""

    def __init__(self, where: str, example: str, text: str) -> None:
        self._where = where
        self.example = example
        try:
            self._fields = json.loads(text)
        except ValueError:
            raise self.malformed("is not JSON") from None
        if not isinstance(self._fields, dict):
            raise self.malformed("is not a JSON object")

    def text(self, name: str, default: str | None = None) -> str:
        value = self.take(name, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            missing = value is None or (isinstance(value, str) and default is None)
            raise self.malformed(f"has no {name}" if missing else f"has no text as its {name}")
        return value

    def url(self, name: str, default: str | None = None) -> str:
        value = self.text(name, default).rstrip("/")
        if not value.startswith(("https://", "http://")):
            raise self.malformed(f"has no URL as its {name}")
        return value

    def number(self, name: str) -> str:
        """An id of Meta's, which is not the phone number; empty if there is none."""
        value = self.text(name, "")
        if value and not (value.isascii() and value.isdigit()):
            raise self.malformed(f"has no id of digits alone, as WhatsApp Manager shows it, as its {name}")
        return value

    def flag(self, name: str) -> bool:
        value = self.take(name, False)
        if not isinstance(value, bool):
            raise self.malformed(f"has neither true nor false, without quotation marks, as its {name}")
        return value

    def object(self, name: str, *needed: str) -> Mapping[str, Any]:
        value = self.take(name, None)
        if not isinstance(value, dict):
            raise self.malformed(f"has no {name}" if value is None else f"has no JSON object as its {name}")
        for each in needed:
            if not isinstance(value.get(each), str) or not value[each]:
                raise self.malformed(f"has no {each} in its {name}")
        return value

    def check_spelling(self, name: str) -> None:
        """Refuse a field that is meant to be ``name`` and is not: an optional one would be passed over in silence."""
        for field in self._fields if name not in self._fields else ():
            if _alike(field, name):
                raise self.malformed(f"has a field {field}, which is written {name}")

    def take(self, name: str, default: Any) -> Any:
        self.check_spelling(name)
        return self._fields.get(name, default)

    def malformed(self, problem: str) -> MalformedSecretError:
        return MalformedSecretError(
            f"the secret {self._where} {problem}: write {self.example} with `aws secretsmanager put-secret-value`"
        )


def _gateway(document: Document) -> PartnerSecret:
    return PartnerSecret(document.url("endpoint"), document.text("apiKey"), document.flag("idempotent"))


def _whatsapp_cloud(document: Document) -> WhatsAppCloudSecret:
    return WhatsAppCloudSecret(
        access_token=document.text("accessToken"),
        phone_number_id=document.number("phoneNumberId"),
        business_account_id=document.number("businessAccountId"),
        api_url=document.url("apiUrl", WhatsAppCloudSecret.api_url),
    )


def _ses(document: Document) -> SesSecret:
    return SesSecret(sender=document.text("sender"))


def _google_calendar(document: Document) -> GoogleCalendarSecret:
    account = document.object("serviceAccount", "client_email", "private_key", "token_uri")
    if not account["token_uri"].startswith(("https://", "http://")):
        raise document.malformed("has no URL as the token_uri of its serviceAccount")
    return GoogleCalendarSecret(
        # No key holds a backslash: those of \\n are the file's own, quoted once too often.
        service_account={**account, "private_key": account["private_key"].replace("\\n", "\n")},
        subject=document.text("subject", ""),
        api_url=document.url("apiUrl", GoogleCalendarSecret.api_url),
    )


_READERS: Mapping[Provider, Callable[[Document], Secret]] = MappingProxyType(
    {
        Provider.GATEWAY: _gateway,
        Provider.WHATSAPP_CLOUD: _whatsapp_cloud,
        Provider.SES: _ses,
        Provider.GOOGLE_CALENDAR: _google_calendar,
    }
)


def parse(channel: str, where: str, text: str) -> Secret:
    """Return the secret of a channel (``whatsapp``, ``email``, ``calendar``).

    ``where`` is its name in Secrets Manager. ``MalformedSecretError`` names what is wrong, with an example of the
    provider meant.
    """
    default = PROVIDERS[channel][0]
    document = Document(where, EXAMPLES[PROVIDERS[channel][-1]], text)
    named = document.take("provider", default.value)
    for provider in PROVIDERS[channel]:
        if named == provider:
            document.example = EXAMPLES[provider]
            return _READERS[provider](document)
    there = " or ".join(f'"{provider}"' for provider in PROVIDERS[channel])
    raise document.malformed(f"has a provider that is not {there}")


def gateway(secret: Secret) -> PartnerSecret:
    """Return the secret of a gateway; ``MalformedSecretError`` for that of a provider that is not served here yet."""
    if isinstance(secret, PartnerSecret):
        return secret
    raise MalformedSecretError(f"{secret.provider} is not served here yet: name a gateway in the secret")

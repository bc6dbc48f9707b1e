"""The partners of a run, and the access to them: drawn for this run alone."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from local.campaign import whatsapp_templates
from local.campaign.stand_ins.google_accounts import ServiceAccount
from local.campaign.stand_ins.process import Brief, CloudBrief
from local.campaign.tenants import LINES
from local.cloud import Cloud

PARTNERS = ("whatsapp", "email", "calendar")
BUSINESS_ACCOUNT = "102290129340398"
MAIL_DOMAIN, INBOUND_DOMAIN = "agente.example", "respostas.agente.example"
"""The identity of Amazon SES that mail goes out from, and the domain at which answers arrive."""
SENDER = f"Aurora Soluções <contato@{MAIL_DOMAIN}>"
GRAPH_VERSION = "v23.0"


class Provider(StrEnum):
    """The kind of partners behind the channels of a run."""

    GATEWAY = "gateway"
    """Gateways of the given contract."""
    CLOUD = "cloud"
    """WhatsApp Cloud, Amazon SES and Google Calendar."""


DEFAULT = Provider.CLOUD


@dataclass(frozen=True)
class Access:
    """The keys of a run."""

    provider: Provider
    api_keys: Mapping[str, str] = field(repr=False)
    """The key of each partner; WhatsApp Cloud's access token among them."""
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    google: ServiceAccount | None = field(default=None, repr=False)

    @classmethod
    def new(cls, provider: Provider = DEFAULT) -> "Access":
        """Draw the keys."""
        keys = {partner: secrets.token_urlsafe(24) for partner in PARTNERS}
        google = ServiceAccount.new() if provider is Provider.CLOUD else None
        return cls(provider, keys, secrets.token_urlsafe(24), secrets.token_urlsafe(24), google)

    @property
    def configuration(self) -> dict[str, str]:
        """The values of the stack's configuration that the providers need."""
        if self.provider is Provider.GATEWAY:
            return {}
        return {
            "sesIdentity": MAIL_DOMAIN,
            "makeSesIdentity": "true",
            "inboundMailDomain": INBOUND_DOMAIN,
        }

    def secret(self, name: str, endpoints: Mapping[str, str]) -> dict[str, Any]:
        """Return the secret of a partner, or of the webhook; ``endpoints`` are the stand-ins' by partner."""
        if name == "webhook":
            return {"appSecret": self.app_secret, "verifyToken": self.verify_token}
        if self.google is None:
            # The stand-ins recognise a repeated key; set for one of them only, so that both rules are in use.
            idempotent = {"idempotent": True} if name == "whatsapp" else {}
            return {"endpoint": endpoints[name], "apiKey": self.api_keys[name], **idempotent}
        match name:
            case "whatsapp":
                return {
                    "provider": "whatsapp-cloud",
                    "accessToken": self.api_keys[name],
                    "businessAccountId": BUSINESS_ACCOUNT,
                    "apiUrl": f"{endpoints[name]}/{GRAPH_VERSION}",
                }
            case "email":
                return {"provider": "ses", "sender": SENDER}
            case _:
                return self.google.secret(endpoints[name])

    def brief(
        self, cloud: Cloud, outputs: Mapping[str, Any], tenant_id: str, colleagues: Sequence[str]
    ) -> Brief:
        """Return the instructions for the stand-ins of a deployed stack with these outputs."""
        return Brief(
            api_keys=self.api_keys,
            tenant_id=tenant_id,
            reply_function=outputs["functions"]["handle-replies"],
            aws=cloud.environment(),
            colleagues=colleagues,
            cloud=self._cloud_brief(cloud, outputs) if self.google else None,
        )

    def _cloud_brief(self, cloud: Cloud, outputs: Mapping[str, Any]) -> CloudBrief:
        assert self.google is not None
        return CloudBrief(
            webhook_url=outputs["webhookUrl"],
            app_secret=self.app_secret,
            account_id=BUSINESS_ACCOUNT,
            lines=LINES,
            templates=whatsapp_templates.DEFINITIONS,
            google_email=self.google.client_email,
            google_key=self.google.public_key,
            sent_mail=str(cloud.sent_mail),
        )

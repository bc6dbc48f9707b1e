"""The WhatsApp and e-mail partners: ``POST {endpoint}/send``."""

import base64
from collections.abc import Mapping
from typing import Any

from handlers.common.partners import http
from handlers.common.rules.model import Channel
from handlers.common.rules.outcomes import PartnerAnswer
from handlers.common.rules.partner import PartnerSecret
from handlers.dispatch.rules.templates import Rendered


def body(channel: Channel, address: str, text: Rendered, invitation: str | None = None) -> dict[str, Any]:
    """The body of the request. ``invitation`` is an iCalendar document; only e-mail can carry it."""
    if channel is Channel.WHATSAPP:
        template = (
            {"templateId": text.template_id, "variables": dict(text.variables)} if text.template_id else {}
        )
        return {"to": address, "message": text.body, **template}
    attachments = {"attachments": [_calendar(invitation)]} if invitation else {}
    html = {"html": text.html} if text.html else {}
    return {"to": address, "subject": text.subject, "body": text.body, **html, **attachments}


def _calendar(invitation: str) -> dict[str, str]:
    return {
        "filename": "reuniao.ics",
        "contentType": "text/calendar; charset=utf-8; method=REQUEST",
        "content": base64.b64encode(invitation.encode()).decode(),
    }


def send(secret: PartnerSecret, message: Mapping[str, Any], idempotency_key: str) -> PartnerAnswer:
    """Make one request, once; the key is the same for every attempt at the same message."""
    return http.call("POST", f"{secret.endpoint}/send", secret.api_key, dict(message), idempotency_key)

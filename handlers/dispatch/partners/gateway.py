"""The gateway: ``POST {endpoint}/send``, for WhatsApp and e-mail alike."""

from typing import Any

from handlers.common.partners import http
from handlers.common.rules.calendar_parts import attachment
from handlers.common.rules.model import Channel
from handlers.common.rules.outcomes import Verdict, verdict
from handlers.common.rules.partner import PartnerSecret
from handlers.dispatch.rules.outgoing import Outgoing


def send(secret: PartnerSecret, outgoing: Outgoing) -> Verdict:
    """Make one request, once; its key is the same for every attempt at the same message."""
    answer = http.call(
        "POST", f"{secret.endpoint}/send", secret.api_key, body(outgoing), outgoing.idempotency_key
    )
    return verdict(answer)


def body(outgoing: Outgoing) -> dict[str, Any]:
    """The body of the request."""
    text = outgoing.text
    if outgoing.channel is Channel.WHATSAPP:
        template = (
            {"templateId": text.template_id, "variables": dict(text.variables)} if text.template_id else {}
        )
        return {"to": outgoing.address, "message": text.body, **template}
    attachments = {"attachments": [attachment(outgoing.invitation)]} if outgoing.invitation else {}
    html = {"html": text.html} if text.html else {}
    return {"to": outgoing.address, "subject": text.subject, "body": text.body, **html, **attachments}

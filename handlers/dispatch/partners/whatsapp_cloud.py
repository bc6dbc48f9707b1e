"""WhatsApp Cloud, Meta's Graph API: ``POST {apiUrl}/{phoneNumberId}/messages``.

It knows no idempotency: what may have been accepted is settled by its reports, which carry the message's reference.
"""

from handlers.common.partners import http
from handlers.common.rules import whatsapp_errors
from handlers.common.rules.outcomes import Outcome, Verdict
from handlers.common.rules.partner import WhatsAppCloudSecret
from handlers.common.rules.tenants import Tenant
from handlers.dispatch.rules import whatsapp_bodies
from handlers.dispatch.rules.outgoing import Outgoing
from handlers.observability import logger

NO_TEMPLATE = "no_template"
"""The code of a message that was not asked for, since only a template may go out and its kind has none."""


def send(secret: WhatsAppCloudSecret, outgoing: Outgoing) -> Verdict:
    """Make one request, once; ``ValueError``, before it is sent, where neither tenant nor secret names a line."""
    url = f"{secret.api_url}/{line(secret, outgoing.attempt.facts.tenant)}/messages"
    body = whatsapp_bodies.body(outgoing)
    if body is None:
        return Verdict(Outcome.KIND_REFUSED, NO_TEMPLATE)
    answer = http.call("POST", url, secret.access_token, body)
    verdict = whatsapp_errors.verdict(answer)
    if answer.error_code and answer.error_code not in whatsapp_errors.OUTCOMES:
        logger.warning("a code of WhatsApp's is not known", extra={"code": answer.error_code})
    return verdict._replace(outcome=_narrowed(verdict, body["type"], outgoing.address))


def _narrowed(verdict: Verdict, kind: str, address: str) -> Outcome:
    """Return the outcome of an answer about a message of this kind (``template``, ``text``, …) to this number."""
    refused = verdict.code in whatsapp_errors.OF_REQUESTS or verdict.outcome is Outcome.WINDOW_CLOSED
    if kind == "template" and refused:
        return Outcome.KIND_REFUSED
    return whatsapp_errors.for_number(verdict.outcome, verdict.code, address)


def line(secret: WhatsAppCloudSecret, tenant: Tenant) -> str:
    """Return the id of the tenant's line; ``ValueError`` if there is none."""
    known = tenant.phoneNumberId or secret.phone_number_id
    if not known:
        raise ValueError(
            f"tenant {tenant.tenantId} has no line at WhatsApp: add its phoneNumberId to the tenant with "
            "python -m ops tenant put FILE, or to the secret for all tenants"
        )
    return known

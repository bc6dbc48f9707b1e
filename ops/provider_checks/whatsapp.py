"""The check of WhatsApp Cloud: the token, and each line that a tenant writes from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.common.rules.partner import Secret, WhatsAppCloudSecret
from handlers.common.rules.tenants import Tenant
from ops import graph
from ops.graph import GraphError

FIELDS = "display_phone_number,verified_name,status,quality_rating,platform_type,name_status,health_status"
"""Fields of a line (Meta, "Business phone numbers", "Messaging health status")."""
LENT = "Test Number"
"""The name that a number has which Meta lends for tests."""
_CONNECTED = "CONNECTED"
_STATUSES = {
    "BANNED": "appeal in WhatsApp Manager",
    "FLAGGED": "write to fewer people who do not answer, until its quality has recovered",
    "PENDING": "finish its verification in WhatsApp Manager",
    "RATE_LIMITED": "wait until Meta lifts the limit, and lower the tenant's limits",
    "RESTRICTED": "look up the reason in WhatsApp Manager, and wait or appeal",
    "UNVERIFIED": "verify it in WhatsApp Manager with the code that Meta sends",
}
"""The status of a line that does not work as it should, and the cure."""
_REGISTER = "register it with POST /{line}/register (messaging_product whatsapp, and a pin of six digits)"


def check(secret: Secret, tenants: Sequence[Tenant]) -> list[str]:
    """Return what would keep a message of some tenant from going out, each problem with its cure."""
    assert isinstance(secret, WhatsAppCloudSecret), "the command finds the check by the secret's provider"
    lines: dict[str, list[str]] = {secret.phone_number_id: []} if secret.phone_number_id else {}
    problems: list[str] = []
    for tenant in tenants:
        line = tenant.phoneNumberId or secret.phone_number_id
        if line:
            lines.setdefault(line, []).append(tenant.tenantId)
        else:
            problems.append(
                f"tenant {tenant.tenantId}: phoneNumberId: there is none, nor one in the secret: add it to the tenant "
                "with python -m ops tenant put FILE"
            )
    if not lines and not problems:
        problems.append(
            f"phoneNumberId: there is no tenant and no line to ask about: add one to {graph.SECRET}"
        )
    for line, ids in lines.items():
        of_whom = f" (tenants {', '.join(ids)})" if ids else ""
        problems += [f"line {line}{of_whom}: {problem}" for problem in _of_line(secret, line)]
    if secret.business_account_id and not problems:
        problems += _of_account(secret)
    return problems


def _of_account(secret: WhatsAppCloudSecret) -> Iterator[str]:
    """Without a subscription nothing that people answer arrives, whatever the app's own page says."""
    account = secret.business_account_id
    try:
        if not any(graph.collection(secret, f"{account}/subscribed_apps")):
            yield (
                f"account {account}: no app is subscribed to it, so that no answer arrives: "
                f"curl -X POST -H 'Authorization: Bearer TOKEN' {secret.api_url}/{account}/subscribed_apps"
            )
    except GraphError as error:
        yield f"account {account}: {error}"


def _of_line(secret: WhatsAppCloudSecret, line: str) -> Iterator[str]:
    try:
        known = graph.get(secret, line, fields=FIELDS)
    except GraphError as error:
        yield str(error)
        return
    yield from _of_fields(known, line)


def _of_fields(known: Mapping[str, Any], line: str) -> Iterator[str]:
    if known.get("verified_name") == LENT:
        yield (
            "it is a number that Meta lends, which writes to five numbers of its list, and to none in Brazil until the "
            "business is verified: add a number of your own"
        )
    platform, status = known.get("platform_type", "CLOUD_API"), known.get("status", _CONNECTED)
    register = _REGISTER.format(line=line)
    if platform != "CLOUD_API":
        yield f"platform_type is {platform}: it is not registered for the Cloud API: {register}"
    elif status != _CONNECTED:
        yield f"status is {status}: {_STATUSES.get(status, register)}"
    if known.get("quality_rating") == "RED":
        yield (
            "quality_rating is RED: Meta will restrict the line: stop the campaigns that people block or report, and "
            "write to those alone who have agreed"
        )
    if known.get("name_status") in ("DECLINED", "EXPIRED"):
        yield (
            f"name_status is {known['name_status']}: the display name {known.get('verified_name', '')!r} is not "
            "approved: hand in another one in WhatsApp Manager"
        )
    for part in known.get("health_status", {}).get("entities", ()):
        if part.get("can_send_message") == "BLOCKED":
            yield _of_health(part)


def _of_health(part: Mapping[str, Any]) -> str:
    """Return what keeps a part of the line, such as its account or business, from sending, in Meta's words."""
    told = [
        f"{each.get('error_description', '')} (code {each.get('error_code')}): {each.get('possible_solution', '')}"
        for each in part.get("errors", ())
    ]
    cure = "; ".join(told) or "see WhatsApp Manager, Account overview"
    return f"its {part.get('entity_type')} {part.get('id')} is BLOCKED: {cure}"

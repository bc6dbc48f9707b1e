"""The tenant whose line at WhatsApp Cloud people have written to."""

from handlers.common.rules.partner import WhatsAppCloudSecret
from handlers.common.storage import configuration, secrets
from handlers.common.storage.secrets import MalformedSecretError


class UnknownLineError(LookupError):
    """No tenant has the line; the message says how to give it one."""


def tenant_of(line: str) -> str:
    """Return the id of the tenant; ``UnknownLineError`` where none has the line.

    The line of the channel's secret serves the tenant that names none of its own, if there is but one.
    """
    tenant_id = configuration.tenant_of_line(line) if line else None
    if tenant_id is not None:
        return tenant_id
    lineless = configuration.tenants_without_line() if line and line == _of_secret() else ()
    if len(lineless) == 1:
        return lineless[0]
    named = "which serves more than one tenant" if lineless else "which is no tenant's"
    raise UnknownLineError(
        f"the line is {line!r}, {named}: write it into the tenant as phoneNumberId and load that with "
        "`python -m ops tenant put FILE`, then put the message back"
    )


def _of_secret() -> str:
    try:
        secret = secrets.partner("whatsapp")
    except MalformedSecretError:
        return ""
    return secret.phone_number_id if isinstance(secret, WhatsAppCloudSecret) else ""

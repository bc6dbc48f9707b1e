"""Addresses that a tenant does not want written to: somebody who complained, a competitor, a customer's mailbox.

Blocked is the tenant's word, opted out the contact's own. A block may be lifted, and binds like an opt-out meanwhile:
a contact whose message comes up under such an address ends as undeliverable (reason ``blocked``).
"""

from datetime import datetime

from handlers.common.rules import emails, phones
from handlers.common.rules.refusals import Refused
from handlers.common.storage import configuration, dynamo, keys
from handlers.environment import required
from ops.documents import DocumentError


def block(tenant_id: str, address: str, now: datetime) -> str:
    """Blocks a phone number or an e-mail address in every campaign of the tenant; the form under which it is known.

    ``DocumentError`` if it is neither, or if there is no such tenant.
    """
    return _update(tenant_id, address, "SET blocked = :true, blockedAt = :now", now)


def unblock(tenant_id: str, address: str) -> str:
    """Lifts a block. What has ended by it stays so: to write to them, they must be loaded in another campaign."""
    return _update(tenant_id, address, "REMOVE blocked, blockedAt")


def _update(tenant_id: str, address: str, expression: str, now: datetime | None = None) -> str:
    if configuration.tenant(tenant_id) is None:
        raise DocumentError(
            f"there is no tenant {tenant_id}: load it first with python -m ops tenant put FILE"
        )
    known = _known(address)
    values = {":true": True, ":now": keys.instant(now)} if now else {}
    dynamo.client().update_item(
        TableName=required("TABLE_CONTACTS"),
        Key=dynamo.encode({"pk": keys.address_pk(tenant_id, known), "sk": keys.ADDRESS_SK}),
        UpdateExpression=expression,
        **({"ExpressionAttributeValues": dynamo.encode(values)} if values else {}),
    )
    return known


def _known(address: str) -> str:
    try:
        return emails.normalise(address) if "@" in address else phones.normalise(address).e164
    except Refused as refused:
        raise DocumentError(refused.message) from None

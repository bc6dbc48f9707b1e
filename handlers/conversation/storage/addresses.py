"""The addresses under which a tenant's contacts were written to, and the wish of their owners not to be."""

from collections.abc import Sequence
from datetime import datetime

from handlers.common.rules.contact import Address
from handlers.common.storage import contacts, dynamo, keys, writes


def find(tenant_id: str, forms: Sequence[str]) -> Address | None:
    """The first of the forms under which the tenant has written to somebody, or None."""
    for form in forms:
        item = dynamo.read_item(contacts.table(), keys.address_pk(tenant_id, form), keys.ADDRESS_SK)
        if item is not None:
            return Address.of(item)
    return None


def opt_out(tenant_id: str, address: str, reply_id: str, now: datetime) -> None:
    """Mark an address as opted out, known or not; the first opt-out's instant and reply stay."""
    key = {"pk": keys.address_pk(tenant_id, address), "sk": keys.ADDRESS_SK}
    first = {"optedOutAt": keys.instant(now), "optedOutBy": reply_id}
    writes.made(writes.update(contacts.table(), key, {"optedOut": True}, writes.REPEATABLE, initial=first))

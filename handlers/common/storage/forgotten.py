"""The addresses of people whose data were erased: they are not written to again, and nothing here says who they are.

An address is kept as a digest under a random salt of its tenant, which is made when the tenant first forgets somebody.
Until then nothing is looked up. Both are in the config table, so that a restored table of contacts forgets nobody.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from handlers.common.rules import phones
from handlers.common.storage import configuration, dynamo, keys, writes
from handlers.common.storage.dynamo import Key

SALT_BYTES = 32


def salt_key(tenant_id: str) -> Key:
    """The key of the item that holds the tenant's salt."""
    return configuration.table(), keys.forgotten_pk(tenant_id), keys.SALT_SK


def salt_of(item: Mapping[str, str] | None) -> str:
    """The salt that an item holds; empty where there is none: nobody has been forgotten."""
    return "" if item is None else item["salt"]


def salt(tenant_id: str) -> str:
    """The tenant's salt, empty where it has forgotten nobody. Kept for a minute, the absence too.

    Who must know it as it is reads it anew (``salt_now``, ``salt_key``): the check before each send, and of each list.
    """
    return configuration.remembered(("salt", tenant_id), lambda: salt_now(tenant_id))


def salt_now(tenant_id: str) -> str:
    """The tenant's salt as it is, empty where it has forgotten nobody."""
    return salt_of(dynamo.read_item(*salt_key(tenant_id)))


def keys_of(tenant_id: str, addresses: Iterable[str], salt: str) -> dict[Key, str]:
    """The keys of the items that are there for those of the addresses that were forgotten; none without a salt."""
    if not salt:
        return {}
    table, pk = configuration.table(), keys.forgotten_pk(tenant_id)
    return {(table, pk, keys.forgotten_sk(_digest(salt, address))): address for address in addresses}


def among(tenant_id: str, addresses: Iterable[str]) -> frozenset[str]:
    """Those of the addresses that were forgotten."""
    wanted = keys_of(tenant_id, addresses, salt(tenant_id))
    return frozenset(wanted[key] for key in dynamo.read_items(wanted)) if wanted else frozenset()


def add(tenant_id: str, addresses: Iterable[str], now: datetime) -> None:
    """Forget addresses, each in all forms in which its owner may be met; may be repeated."""
    own = _made_salt(tenant_id)
    for table, pk, sk in keys_of(tenant_id, _forms(addresses), own):
        item = {"pk": pk, "sk": sk, "at": keys.instant(now)}
        writes.made(writes.put(table, item, writes.ABSENT))


def remove(tenant_id: str, address: str) -> None:
    """Let an address be written to again."""
    for table, pk, sk in keys_of(tenant_id, _forms((address,)), salt(tenant_id)):
        writes.made(writes.delete(table, {"pk": pk, "sk": sk}, writes.REPEATABLE))


def pseudonym(tenant_id: str, address: str) -> str:
    """A name for the owner of an address that was forgotten, by which records of its erasure belong together."""
    return _digest(salt(tenant_id), address)[:16]


def _made_salt(tenant_id: str) -> str:
    table, pk, sk = salt_key(tenant_id)
    new = {"pk": pk, "sk": sk, "salt": secrets.token_hex(SALT_BYTES)}
    held = writes.refusal(writes.put(table, new, writes.ABSENT))
    configuration.forget()
    return new["salt"] if held is None else salt_of(held)


def _forms(addresses: Iterable[str]) -> set[str]:
    return {
        form
        for address in addresses
        for form in ((address,) if "@" in address else (address, *phones.match_forms(address)))
    }


def _digest(salt: str, address: str) -> str:
    return hmac.new(salt.encode(), address.encode(), hashlib.sha256).hexdigest()

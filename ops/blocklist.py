"""The addresses that a tenant blocks: those of people who complained, of competitors, of its own customers.

The tenant blocks an address; opting out is the contact's own decision. A block can be lifted, and until then counts
like an opt-out: a contact whose message is due at a blocked address becomes undeliverable (reason ``blocked``). Many
addresses at once are blocked by a do-not-contact list, dropped in the intake bucket.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.common.rules import emails, phones
from handlers.common.rules.refusals import Refused, attempt
from handlers.common.storage import configuration, contacts, forgotten, keys, writes
from ops.documents import DocumentError

_MARKS = ("blocked", "blockedAt", "blockedByJob", "blockedByRow")


def block(tenant_id: str, address: str, now: datetime) -> str:
    """Block a phone number or an e-mail address in every campaign of the tenant; return its normalised form.

    Raises ``DocumentError`` if it is neither, or if there is no such tenant.
    """
    return _update(tenant_id, address, {"blocked": True, "blockedAt": keys.instant(now)})


def unblock(tenant_id: str, address: str) -> str:
    """Lift a block, and return the normalised address; raises ``DocumentError`` as ``block`` does.

    Contacts that became undeliverable by the block stay so: load them in another campaign to write to them. An address
    of somebody whose data were erased is open again too.
    """
    known = _update(tenant_id, address, {}, remove=_MARKS)
    forgotten.remove(tenant_id, known)
    return known


def _update(tenant_id: str, address: str, values: Mapping[str, Any], remove: Sequence[str] = ()) -> str:
    if configuration.tenant(tenant_id) is None:
        raise DocumentError(
            f"there is no tenant {tenant_id}: load it first with python -m ops tenant put FILE"
        )
    known = normalised(address)
    key = {"pk": keys.address_pk(tenant_id, known), "sk": keys.ADDRESS_SK}
    writes.made(writes.update(contacts.table(), key, values, writes.REPEATABLE, remove=remove))
    return known


def normalised(address: str) -> str:
    """Return the address as contacts have it: an e-mail, or a phone, which a WhatsApp id with its ``@`` is too."""
    email = attempt(emails.normalise, address) if "@" in address else None
    if isinstance(email, str):
        return email
    phone = attempt(phones.normalise, address)
    if isinstance(phone, Refused):
        raise DocumentError((email or phone).message)
    return phone.e164

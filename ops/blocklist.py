"""The addresses that a tenant blocks: those of people who complained, of competitors, of its own customers.

The tenant blocks an address; opting out is the contact's own decision. A block can be lifted, and until then counts
like an opt-out: a contact whose message is due at a blocked address becomes undeliverable (reason ``blocked``). Many
addresses at once are blocked by a do-not-contact list, dropped in the intake bucket.
"""

from datetime import datetime

from handlers.common.rules import emails, phones
from handlers.common.rules.refusals import Refused, attempt
from handlers.common.storage import contacts, forgotten, keys, writes
from handlers.common.storage.writes import Condition
from ops.documents import DocumentError

_MARKS = ("blocked", "blockedAt", "blockedBy", "blockedByJob", "blockedByRow")


def block(tenant_id: str, address: str, by: str, now: datetime) -> str:
    """Block a phone number or an e-mail address in every campaign of the tenant; return its normalised form.

    ``by``: who does it, kept with the address. Raises ``DocumentError`` if it is neither.
    """
    known = normalised(address)
    values = {"blocked": True, "blockedAt": keys.instant(now), "blockedBy": by}
    writes.made(writes.update(contacts.table(), _key(tenant_id, known), values, writes.REPEATABLE))
    return known


def unblock(tenant_id: str, address: str) -> tuple[str, bool]:
    """Lift a block; return the normalised address, and False if it was not blocked. Raises as ``block`` does.

    Contacts that became undeliverable by the block stay so: load them in another campaign to write to them. An address
    of somebody whose data were erased is open again too.
    """
    known = normalised(address)
    is_blocked = Condition("#blocked = :true", {"true": True})
    lifted = writes.update(contacts.table(), _key(tenant_id, known), {}, is_blocked, remove=_MARKS)
    was_forgotten = bool(forgotten.among(tenant_id, (known,)))
    forgotten.remove(tenant_id, known)
    return known, writes.made(lifted) or was_forgotten


def _key(tenant_id: str, known: str) -> dict[str, str]:
    return {"pk": keys.address_pk(tenant_id, known), "sk": keys.ADDRESS_SK}


def normalised(address: str) -> str:
    """Return the address as contacts have it: an e-mail, or a phone, which a WhatsApp id with its ``@`` is too."""
    email = attempt(emails.normalise, address) if "@" in address else None
    if isinstance(email, str):
        return email
    phone = attempt(phones.normalise, address)
    if isinstance(phone, Refused):
        raise DocumentError((email or phone).message)
    return phone.e164

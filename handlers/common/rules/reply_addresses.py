"""The reply addresses of e-mails: each names the contact and the message that an answer to it is about."""

import hashlib
import re
from typing import NamedTuple

from handlers.common.rules.references import Reference

LONGEST_LOCAL = 64
"""Characters before the ``@`` (RFC 5321, section 4.5.3.1.1)."""
_MARK_LENGTH = 12
_LOCAL = re.compile(rf"([a-z0-9][a-z0-9_-]*)\.([0-9a-f]{{{_MARK_LENGTH}}})")


class ReplyAddress(NamedTuple):
    """The contact who was written to, and the mark of the step."""

    contact_id: str
    mark: str

    def answers(self, step: str) -> bool:
        """True if the address is that of the contact's message of this step."""
        return self.mark == _mark(step)


def address(reference: Reference, domain: str) -> str:
    """Return the reply address of a message at a domain: ``<contactId>.<mark of the step>@<domain>``, in lower case.

    ``ValueError`` for a contact whose id no address can carry; those that ``keys.contact_id`` makes are 32 hexadecimal
    digits and always fit.
    """
    local = f"{reference.contact_id}.{_mark(reference.step)}"
    if len(local) > LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise ValueError(
            f"the contact id {reference.contact_id!r} fits into no reply address: "
            f"it needs at most {LONGEST_LOCAL - _MARK_LENGTH - 1} lower-case letters and digits"
        )
    return f"{local}@{domain.lower()}"


def parse(text: str, domain: str) -> ReplyAddress | None:
    """Return what a bare address at our domain names, whatever its case; None for any other address."""
    local, at, its_domain = text.strip().lower().rpartition("@")
    if not at or its_domain != domain.lower() or (found := _LOCAL.fullmatch(local)) is None:
        return None
    return ReplyAddress(found[1], found[2])


def _mark(step: str) -> str:
    return hashlib.sha256(step.encode()).hexdigest()[:_MARK_LENGTH]

"""The token of an unsubscribe link (RFC 8058): it names a message and is signed, so that nobody unsubscribes others."""

import re
from typing import NamedTuple

from handlers.common.rules import signatures

PATH = "unsubscribe/"
"""The path, below the webhook's address, that takes the tokens."""
_SHAPE = re.compile(r"([A-Za-z0-9_-]{1,256})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})")
_PURPOSE = "unsubscribe"


class Unsubscription(NamedTuple):
    """The message whose link was used."""

    reference: str
    """The text of its ``Reference``."""
    address: str
    """The ``digest`` of the address that it went to."""


def token(reference: str, address: str, key: str) -> str:
    """Return the token for a message, in letters, digits, ``_``, ``-`` and ``.``, of at most 323 characters.

    ``reference`` is the text of its ``Reference``, ``key`` any secret text. The address itself is not in the token.
    """
    named = f"{reference}.{digest(address)}"
    return f"{named}.{signatures.signature(_PURPOSE, named, key)}"


def parse(text: object, key: str) -> Unsubscription | None:
    """Return the message of a token, in constant time; None for one that is not signed with ``key``."""
    found = _SHAPE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    reference, address, given = found.groups()
    is_ours = signatures.is_signed(_PURPOSE, f"{reference}.{address}", given, key)
    return Unsubscription(reference, address) if is_ours else None


def digest(address: str) -> str:
    """Return what stands for an address in a token: 22 characters of its SHA-256, whatever its case."""
    return signatures.digest(address.strip().lower())

"""The signatures of links that only the stack can have made; standard library only."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

LENGTH = 43
"""Characters of a signature: letters, digits, ``_`` and ``-``."""


def signature(purpose: str, named: str, key: str) -> str:
    """Return the signature of a text; ``purpose`` keeps it from being one of anything else that the key signs."""
    return encoded(hmac.digest(key.encode(), f"{purpose}\x1f{named}".encode(), "sha256"))


def is_signed(purpose: str, named: str, given: str, key: str) -> bool:
    """Return True for the signature of a text, in constant time; no text is signed by an empty key."""
    return bool(key) and hmac.compare_digest(given, signature(purpose, named, key))


def encoded(content: bytes) -> str:
    """Return bytes as they stand in links."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def digest(text: str) -> str:
    """Return what stands for a text in a link: 22 characters of its SHA-256."""
    return encoded(hashlib.sha256(text.encode()).digest()[:16])

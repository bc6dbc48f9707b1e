"""The webhooks of Meta: their signatures, and the question whether an address is ours.

Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started, 2026. Standard library only.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping

LARGEST_BODY = 3 * 1024 * 1024
"""Bytes; Meta sends no webhook that is larger."""
SIGNATURE_HEADER = "x-hub-signature-256"
_SIGNATURE = re.compile(r"sha256=[0-9a-f]{64}")
_CHALLENGE = re.compile(r"[A-Za-z0-9_.~-]{1,256}")


def is_signature(text: str) -> bool:
    """Return True for the form of a signature; anything else is refused without a hash."""
    return _SIGNATURE.fullmatch(text) is not None


def is_signed(body: bytes, signature: str, key: str) -> bool:
    """Return True if the signature is that of the very bytes of the body, compared in constant time."""
    return is_signature(signature) and hmac.compare_digest(signature, sign(body, key))


def sign(body: bytes, key: str) -> str:
    """Return the value of ``X-Hub-Signature-256`` for a body."""
    return f"sha256={hmac.digest(key.encode(), body, 'sha256').hex()}"


def challenge(query: Mapping[str, str], verify_token: str) -> str | None:
    """Return the text that proves that the address is ours; None where the verify token is not the right one."""
    token, text = query.get("hub.verify_token", ""), query.get("hub.challenge", "")
    # Digests, since the comparison takes no longer and no shorter whatever their texts are.
    is_right = hmac.compare_digest(_digest(token), _digest(verify_token))
    if query.get("hub.mode") != "subscribe" or not is_right or not _CHALLENGE.fullmatch(text):
        return None
    return text


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()

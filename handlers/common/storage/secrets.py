"""The channels' secrets, from Secrets Manager (``handlers.common.rules.secret_documents``)."""

import threading

from handlers.common.rules import secret_documents
from handlers.common.rules.partner import Secret
from handlers.common.rules.secret_documents import MalformedSecretError
from handlers.common.storage import clients
from handlers.environment import required

__all__ = ["MalformedSecretError", "forget", "partner"]

_kept: dict[str, Secret] = {}
_reading = threading.Lock()
"""The messages of a batch ask at the same time, and one of them reads."""


def partner(name: str) -> Secret:
    """The secret of ``whatsapp``, ``email`` or ``calendar``, kept until ``forget``.

    ``MalformedSecretError`` if it lacks something; boto's ``ClientError`` if it is not there or not allowed.
    """
    with _reading:
        if name not in _kept:
            secret_id = required(f"SECRET_{name.upper()}")
            found = clients.secretsmanager().get_secret_value(SecretId=secret_id)
            # One that was written as bytes has no text.
            _kept[name] = secret_documents.parse(name, secret_id, found.get("SecretString", ""))
        return _kept[name]


def forget(name: str) -> None:
    """Let the next ``partner(name)`` read the secret again, as after a 401."""
    _kept.pop(name, None)

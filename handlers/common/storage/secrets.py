"""The partners' secrets, from Secrets Manager.

A secret is JSON: ``{"endpoint": "https://…", "apiKey": "…"}``, with ``"idempotent": true`` where the partner
recognises a repeated Idempotency-Key and does not do the same thing twice.
"""

import json
import threading

from handlers.common.rules.partner import PartnerSecret
from handlers.common.storage import clients
from handlers.environment import required


class MalformedSecretError(ValueError):
    """A partner's secret is not the JSON that it should be; its content is never part of the message."""


_kept: dict[str, PartnerSecret] = {}
_reading = threading.Lock()
"""The messages of a batch ask at the same time, and one of them reads."""


def _read(name: str) -> PartnerSecret:
    secret_id = required(f"SECRET_{name.upper()}")
    text = clients.secretsmanager().get_secret_value(SecretId=secret_id)["SecretString"]
    cure = 'write {"endpoint": "https://…", "apiKey": "…"} with `aws secretsmanager put-secret-value`'
    try:
        document = json.loads(text)
    except ValueError:
        raise MalformedSecretError(f"the secret {secret_id} is not JSON: {cure}") from None
    if not isinstance(document, dict):
        raise MalformedSecretError(f"the secret {secret_id} is not a JSON object: {cure}")
    for key in ("endpoint", "apiKey"):
        if not isinstance(document.get(key), str) or not document[key]:
            raise MalformedSecretError(f"the secret {secret_id} has no {key}: {cure}")
    return PartnerSecret(
        document["endpoint"].rstrip("/"), document["apiKey"], document.get("idempotent") is True
    )


def partner(name: str) -> PartnerSecret:
    """The secret of ``whatsapp``, ``email`` or ``calendar``, kept until ``forget``.

    ``MalformedSecretError`` if it lacks something; boto's ``ClientError`` if it is not there or not allowed.
    """
    with _reading:
        if name not in _kept:
            _kept[name] = _read(name)
        return _kept[name]


def forget(name: str) -> None:
    """Let the next ``partner(name)`` read the secret again, as after a 401."""
    _kept.pop(name, None)

"""The secret that the stack shares with those who call it."""

import json
from dataclasses import dataclass, field

from handlers.common.rules.secret_documents import MalformedSecretError

EXAMPLE = '{"appSecret": "…", "verifyToken": "…"}'


@dataclass(frozen=True)
class WebhookSecret:
    """The key to the signatures of webhooks and unsubscribe links, and the answer to a provider's first question."""

    app_secret: str = field(repr=False)
    """The secret of the app at Meta, with which each webhook is signed; ours are signed with it too."""
    verify_token: str = field(repr=False)
    """The text that Meta is given together with the address, and sends when it asks whether the address is ours."""


def parse(where: str, text: str) -> WebhookSecret:
    """Return the secret that ``where`` holds; ``MalformedSecretError`` says what is missing, and shows an example."""
    try:
        fields = json.loads(text)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise _malformed(where, "is not a JSON object")
    for name in ("appSecret", "verifyToken"):
        if not isinstance(fields.get(name), str) or not fields[name].strip():
            raise _malformed(where, f"has no text as its {name}")
    return WebhookSecret(fields["appSecret"].strip(), fields["verifyToken"].strip())


def _malformed(where: str, problem: str) -> MalformedSecretError:
    return MalformedSecretError(
        f"the secret {where} {problem}: write {EXAMPLE} with `aws secretsmanager put-secret-value`"
    )

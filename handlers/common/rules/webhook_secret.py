"""The secret that the stack shares with those who call it."""

from dataclasses import dataclass, field

from handlers.common.rules.secret_documents import Document

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
    document = Document(where, EXAMPLE, text)
    return WebhookSecret(document.text("appSecret").strip(), document.text("verifyToken").strip())

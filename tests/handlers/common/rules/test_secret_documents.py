"""What a channel's secret may say, and what is said of one that is wrong."""

import json
from typing import Any

import pytest

from handlers.common.rules import secret_documents
from handlers.common.rules.partner import (
    GoogleCalendarSecret,
    PartnerSecret,
    Secret,
    SesSecret,
    WhatsAppCloudSecret,
)
from handlers.common.rules.secret_documents import MalformedSecretError

ACCOUNT = {"client_email": "a@p.example", "private_key": "hush", "token_uri": "https://t.example"}


@pytest.mark.parametrize(
    ("channel", "document", "secret"),
    [
        ("email", {"endpoint": "https://p.example/", "apiKey": "k"}, PartnerSecret("https://p.example", "k")),
        (
            "calendar",
            {"provider": "gateway", "endpoint": "https://p.example", "apiKey": "k", "idempotent": True},
            PartnerSecret("https://p.example", "k", idempotent=True),
        ),
        (
            "whatsapp",
            {"provider": "whatsapp-cloud", "accessToken": "t", "apiUrl": "http://127.0.0.1:1/v1/"},
            WhatsAppCloudSecret("t", api_url="http://127.0.0.1:1/v1"),
        ),
        ("email", {"provider": "ses", "sender": "a@p.example"}, SesSecret("a@p.example")),
        (
            "calendar",
            {"provider": "google-calendar", "serviceAccount": ACCOUNT, "subject": "host@p.example"},
            GoogleCalendarSecret(ACCOUNT, "host@p.example"),
        ),
    ],
)
def test_a_secret_says_who_is_behind_its_channel(
    channel: str, document: dict[str, Any], secret: Secret
) -> None:
    assert secret_documents.parse(channel, "s", json.dumps(document)) == secret


@pytest.mark.parametrize(
    ("channel", "document", "problem"),
    [
        ("whatsapp", [], "is not a JSON object"),
        ("whatsapp", {"endpoint": "https://hush.example"}, "has no apiKey"),
        ("whatsapp", {"provider": "ses", "sender": "hush"}, 'that is not "gateway" or "whatsapp-cloud"'),
        ("whatsapp", {"provider": "whatsapp-cloud", "accessToken": 7}, "has no text as its accessToken"),
        (
            "whatsapp",
            {"provider": "whatsapp-cloud", "accessToken": "hush", "apiUrl": "hush"},
            "has no URL as its apiUrl",
        ),
        ("email", {"provider": "ses"}, "has no sender"),
        ("calendar", {"provider": "google-calendar"}, "has no serviceAccount"),
        (
            "calendar",
            {"provider": "google-calendar", "serviceAccount": {"client_email": "hush"}},
            "has no private_key in its serviceAccount",
        ),
        (
            "calendar",
            {"provider": "google-calendar", "serviceAccount": {**ACCOUNT, "token_uri": "hush"}},
            "has no URL as the token_uri of its serviceAccount",
        ),
    ],
)
def test_a_wrong_secret_is_named_with_its_field_and_an_example_and_never_shown(
    channel: str, document: Any, problem: str
) -> None:
    with pytest.raises(MalformedSecretError) as failure:
        secret_documents.parse(channel, "/the/secret", json.dumps(document))
    assert problem in str(failure.value)
    assert "the secret /the/secret" in str(failure.value)
    assert "aws secretsmanager put-secret-value" in str(failure.value)
    assert "hush" not in str(failure.value)


def test_no_secret_shows_its_key_where_it_is_printed() -> None:
    kept = (PartnerSecret("e", "hush"), WhatsAppCloudSecret("hush"), GoogleCalendarSecret({"k": "hush"}))
    assert "hush" not in repr(kept)

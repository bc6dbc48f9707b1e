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
        ("whatsapp", {"provider": "ses", "sender": "hush"}, 'that is not "gateway" or "'),
        ("whatsapp", {"provider": "whatsapp-cloud", "accessToken": 7}, "has no text as its accessToken"),
        (
            "whatsapp",
            {"provider": "whatsapp-cloud", "accessToken": "hush", "apiUrl": "hush"},
            "has no URL as its apiUrl",
        ),
        (
            "whatsapp",
            {"provider": "whatsapp-cloud", "acessToken": "hush"},
            "acessToken, which is written accessToken",
        ),
        ("whatsapp", {"provider": "whatsapp-cloud", "accessToken": " "}, "has no accessToken"),
        ("whatsapp", {"provider": "whatsapp_cloud", "accessToken": "hush"}, '{"provider": "whatsapp-cloud"'),
        (
            "whatsapp",
            {"provider": "whatsapp-cloud", "accessToken": "hush", "phoneNumberID": "1"},
            "has a field phoneNumberID, which is written phoneNumberId",
        ),
        (
            "whatsapp",
            {"provider": "whatsapp-cloud", "accessToken": "hush", "phoneNumberId": "+55 11 4000-0000"},
            "has no id of digits alone, as WhatsApp Manager shows it, as its phoneNumberId",
        ),
        (
            "whatsapp",
            {"provider": "whatsapp-cloud", "accessToken": "hush", "phoneNumberId": 106540352242922},
            "has no text as its phoneNumberId",
        ),
        ("email", {"provider": "ses"}, "has no sender"),
        ("email", {"Provider": "ses", "sender": "hush"}, "has a field Provider, which is written provider"),
        (
            "email",
            {"provider": None, "endpoint": "https://p.example", "apiKey": "hush"},
            "has a provider that is",
        ),
        ("email", {"endpoint": "p.example", "apiKey": "hush"}, "has no URL as its endpoint"),
        ("email", {"endpoint": "https://p.example", "apikey": "hush"}, "apikey, which is written apiKey"),
        (
            "email",
            {"endpoint": "https://p.example", "apiKey": "hush", "idempotent": "true"},
            "has neither true nor false, without quotation marks, as its idempotent",
        ),
        (
            "calendar",
            {"provider": "google-calendar", "serviceAccount": ACCOUNT, "subjct": "hush"},
            "has a field subjct, which is written subject",
        ),
        (
            "calendar",
            {"provider": "google-calendar", "serviceAccount": json.dumps(ACCOUNT)},
            "has no JSON object as its serviceAccount",
        ),
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


def test_what_else_a_secret_holds_is_nobodys_business() -> None:
    fields = {"endpoint": "https://p.example", "apiKey": "k", "owner": "vendas", "rotatedAt": "2026-11-01"}
    assert secret_documents.parse("email", "s", json.dumps(fields)) == PartnerSecret("https://p.example", "k")


def test_a_key_whose_line_breaks_were_quoted_twice_is_the_key_of_the_file() -> None:
    keys = []
    for key in ("-----BEGIN\nMII\n", "-----BEGIN\\nMII\\n"):
        document = {"provider": "google-calendar", "serviceAccount": ACCOUNT | {"private_key": key}}
        secret = secret_documents.parse("calendar", "s", json.dumps(document))
        assert isinstance(secret, GoogleCalendarSecret)
        keys.append(secret.service_account["private_key"])
    assert keys[0] == keys[1] == "-----BEGIN\nMII\n"


def test_no_secret_shows_its_key_where_it_is_printed() -> None:
    kept = (PartnerSecret("e", "hush"), WhatsAppCloudSecret("hush"), GoogleCalendarSecret({"k": "hush"}))
    assert "hush" not in repr(kept)

"""Signatures and challenges: what Meta has signed is let in, and nothing that differs from it by a byte."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.rules.whatsapp import webhooks

KEY = "app-secret"
keys = st.text(min_size=1, max_size=40)
bodies = st.binary(min_size=1, max_size=400)


@given(bodies, keys)
def test_a_body_is_signed_as_meta_documents_it(body: bytes, key: str) -> None:
    signature = "sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    assert webhooks.is_signed(body, signature, key)


@given(bodies, st.data())
def test_a_body_of_which_any_byte_was_altered_is_refused(body: bytes, data: st.DataObject) -> None:
    signature = webhooks.sign(body, KEY)
    place = data.draw(st.integers(0, len(body) - 1))
    altered = bytearray(body)
    altered[place] ^= data.draw(st.integers(1, 255))
    assert not webhooks.is_signed(bytes(altered), signature, KEY)


@given(bodies, st.data())
def test_a_signature_of_which_any_character_was_altered_is_refused(body: bytes, data: st.DataObject) -> None:
    signature = webhooks.sign(body, KEY)
    place = data.draw(st.integers(0, len(signature) - 1))
    other = data.draw(st.characters().filter(lambda character: character != signature[place]))
    assert not webhooks.is_signed(body, signature[:place] + other + signature[place + 1 :], KEY)


@given(
    bodies, st.one_of(st.text(max_size=80), st.binary(max_size=32).map(lambda each: f"sha256={each.hex()}"))
)
def test_a_signature_that_was_made_up_is_refused(body: bytes, signature: str) -> None:
    assert not webhooks.is_signed(body, signature, KEY)


@given(bodies, keys.filter(lambda key: key != KEY))
def test_a_body_that_was_signed_with_another_key_is_refused(body: bytes, key: str) -> None:
    # HMAC fills a key with zeros: one that differs by those alone is the same key.
    if key.rstrip("\0") != KEY:
        assert not webhooks.is_signed(body, webhooks.sign(body, key), KEY)


def test_secrets_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes | str, bytes | str]] = []
    monkeypatch.setattr(hmac, "compare_digest", lambda one, other: compared.append((one, other)) or False)
    signature = webhooks.sign(b"{}", KEY)
    assert not webhooks.is_signed(b"{}", signature, KEY), "by nothing else"
    assert webhooks.challenge(question(), "token") is None
    token = hashlib.sha256(b"token").digest()
    assert compared == [(signature, signature), (token, token)]


def test_the_largest_body_reaches_the_function_in_base64() -> None:
    # Lambda hands over six megabytes at the most, and would answer what is larger itself.
    assert webhooks.LARGEST_BODY >= 3 * 1024 * 1024
    assert webhooks.LARGEST_BODY * 4 / 3 < 6_000_000


def question(**changed: str) -> dict[str, str]:
    asked = {"mode": "subscribe", "verify_token": "token", "challenge": "1158201444"} | changed
    return {f"hub.{name}": value for name, value in asked.items()}


def test_the_right_verify_token_is_answered_with_the_challenge() -> None:
    assert webhooks.challenge(question(), "token") == "1158201444"


@pytest.mark.parametrize(
    "query",
    [
        {},
        question(mode="unsubscribe"),
        question(verify_token="token "),
        question(verify_token=""),
        question(verify_token="\ud800"),
        question(challenge=""),
        question(challenge="<script>alert(1)</script>"),
        question(challenge="1" * 257),
    ],
)
def test_any_other_question_is_not_answered(query: dict[str, str]) -> None:
    assert webhooks.challenge(query, "token") is None

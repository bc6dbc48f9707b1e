"""Requests as a function's URL hands them over: the very bytes, or an error that names the field."""

from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.contract_error import ContractError
from handlers.conversation.rules.pages import url_requests


def event(**changed: Any) -> dict[str, Any]:
    return {"rawPath": "/", "requestContext": {"http": {"method": "POST"}}, **changed}


@given(st.binary())
def test_a_body_in_base64_is_the_bytes_that_were_sent(body: bytes) -> None:
    found = url_requests.parse(event(body=b64encode(body).decode(), isBase64Encoded=True))
    assert found.body == body


@given(st.text())
def test_a_body_in_plain_text_is_its_bytes_in_utf_8(body: str) -> None:
    assert url_requests.parse(event(body=body)).body == body.encode()


def test_headers_are_found_whatever_their_case() -> None:
    found = url_requests.parse(event(headers={"X-Hub-Signature-256": "s"}, queryStringParameters={"a": "b"}))
    assert (found.headers["x-hub-signature-256"], found.query["a"]) == ("s", "b")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ([], "it"),
        ({}, "requestContext.http.method"),
        (event(rawPath=None), "rawPath"),
        (event(headers=[]), "headers"),
        (event(queryStringParameters="a=b"), "queryStringParameters"),
        (event(body={}), "body"),
    ],
)
def test_an_event_that_no_url_hands_over_is_refused_by_the_field_at_fault(wrong: Any, field: str) -> None:
    with pytest.raises(ContractError) as refusal:
        url_requests.parse(wrong)
    assert refusal.value.field == field
    assert field in str(refusal.value)

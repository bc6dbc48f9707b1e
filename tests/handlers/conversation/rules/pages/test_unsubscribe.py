"""The page behind an unsubscribe link, and what counts as a click."""

import pytest

from handlers.conversation.rules.pages import unsubscribe

PARTS = b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'


@pytest.mark.parametrize("body", [b"List-Unsubscribe=One-Click", b"List-Unsubscribe=One-Click&a=b", PARTS])
def test_a_click_is_known_in_either_kind_of_form(body: bytes) -> None:
    assert unsubscribe.is_one_click(body)


@pytest.mark.parametrize(
    "body", [b"", b"One-Click", b"List-Unsubscribe=No", b"\xff", b"name=List-Unsubscribe"]
)
def test_anything_else_is_none(body: bytes) -> None:
    assert not unsubscribe.is_one_click(body)


def test_the_page_posts_to_its_own_address_what_counts_as_a_click() -> None:
    page = unsubscribe.asking()
    assert page["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert (
        '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">' in page["body"]
    )
    assert "Parar de receber" in page["body"]
    assert "default-src 'none'" in page["headers"]["Content-Security-Policy"]

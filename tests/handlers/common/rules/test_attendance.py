import pytest

from handlers.common.rules import attendance, unsubscribing
from handlers.common.rules.attendance import Answer, Attendance

ASKED = Attendance("0a" * 16, 3, Answer.NO)


def test_a_token_tells_the_meeting_its_version_and_the_answer() -> None:
    token = attendance.token(ASKED, "key")
    assert attendance.parse(token, "key") == attendance.read(token) == ASKED


@pytest.mark.parametrize(
    ("before", "after"),
    [(".3.", ".4."), (".no.", ".yes."), ("0a0a", "0b0a")],
    ids=lambda each: each.strip("."),
)
def test_a_token_that_was_changed_is_none(before: str, after: str) -> None:
    assert attendance.parse(attendance.token(ASKED, "key").replace(before, after, 1), "key") is None


@pytest.mark.parametrize("key", ["other", ""])
def test_a_token_of_another_key_is_none(key: str) -> None:
    assert attendance.parse(attendance.token(ASKED, "key"), key) is None


@pytest.mark.parametrize("text", ["", "m.1.yes", "m.1.maybe." + "a" * 43, "m.x.yes." + "a" * 43, None, 7])
def test_anything_else_is_none(text: object) -> None:
    assert attendance.read(text) is None
    assert attendance.parse(text, "key") is None


def test_what_was_signed_to_unsubscribe_is_no_answer() -> None:
    signature = unsubscribing.token("m", "ze@cliente.example", "key").rpartition(".")[2]
    assert attendance.parse(f"m.1.yes.{signature}", "key") is None

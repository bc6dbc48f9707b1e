"""An unsubscribe link unsubscribes whom it was sent to, and nobody can make one for somebody else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules import unsubscribing
from handlers.common.rules.model import Channel
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OUTREACH, Step
from tests import lines

KEY = "0f" * 32
ADDRESS = "ana.lima@example.com"
REFERENCE = Reference("a1" * 16, OUTREACH, Channel.EMAIL).text
TOKEN = unsubscribing.token(REFERENCE, ADDRESS, KEY)

KEYS = st.text(min_size=1, max_size=80).filter(
    lambda key: not any("\ud800" <= sign <= "\udfff" for sign in key)
)


@given(st.integers(1, 60).map(Step.follow_up), st.emails(), KEYS)
def test_a_token_names_the_message_it_was_made_for(step: Step, address: str, key: str) -> None:
    reference = Reference("a1" * 16, step, Channel.EMAIL).text
    token = unsubscribing.token(reference, address, key)
    assert re.fullmatch(r"[A-Za-z0-9_.-]{1,323}", token)
    assert unsubscribing.parse(token, key) == (reference, unsubscribing.digest(address))


def test_the_address_is_known_again_whatever_its_case() -> None:
    found = unsubscribing.parse(TOKEN, KEY)
    assert found is not None
    assert found.address == unsubscribing.digest(" Ana.Lima@Example.com")
    assert found.address != unsubscribing.digest("bea@example.com")


def test_a_token_holds_no_address() -> None:
    assert "ana" not in TOKEN
    assert "@" not in TOKEN


@lines.over("place", range(len(TOKEN)))
def test_a_token_altered_anywhere_is_worth_nothing(place: int) -> None:
    for other in "AQz0.":
        if other != TOKEN[place]:
            altered = TOKEN[:place] + other + TOKEN[place + 1 :]
            assert unsubscribing.parse(altered, KEY) is None


@pytest.mark.parametrize("key", ["", "0f" * 31, "0F" * 32])
def test_a_token_of_another_key_is_worth_nothing(key: str) -> None:
    assert unsubscribing.parse(TOKEN, key) is None


@pytest.mark.parametrize(
    "text",
    [None, 7, b"", "", ".", "..", "a.b.c", TOKEN + "\n", TOKEN * 100, "á" + TOKEN, TOKEN.rpartition(".")[0]],
)
def test_what_is_no_token_is_worth_nothing(text: object) -> None:
    assert unsubscribing.parse(text, KEY) is None

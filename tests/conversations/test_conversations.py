"""A sample of the conversations that ``make conversations`` plays in full, and the law that holds for all of them."""

import pytest

from tests import sampling
from tests.conversations import law, playing, script
from tests.conversations.__main__ import dialogue

FILES = {path.stem: path for path in sorted(script.SCRIPTS.glob("*.txt"))}
SAMPLE = 6
"""Scripts beside those that the commit touches."""
ALWAYS = "host_says_nobody_came"
"""Played in every run: what it asks of AWS no other test does."""
TURNS = 12


def heard_wrong(name: str) -> str:
    """Return a conversation as it went if it went wrong."""
    played = playing.play(script.read(FILES[name]))
    return "\n".join(dialogue(played)) if played.wrong else ""


def test_the_conversation_of_every_run_is_heard_and_ends_as_its_script_says() -> None:
    assert not heard_wrong(ALWAYS)


@sampling.sampled
@pytest.mark.parametrize("name", sampling.of(FILES.keys() - {ALWAYS}, SAMPLE, always=sampling.touched(FILES)))
def test_a_conversation_is_heard_and_ends_as_its_script_says(name: str) -> None:
    assert not heard_wrong(name)


@sampling.sampled
def test_nothing_but_an_order_ends_a_booked_meeting_or_opts_anybody_out() -> None:
    seed = sampling.random("law").randrange(10_000)
    assert [str(each) for each in law.run(seed, TURNS)] == [], f"of seed {seed}"


def test_there_are_a_hundred_conversations() -> None:
    assert len(script.every()) >= 100

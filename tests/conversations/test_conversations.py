"""A sample of the conversations that ``make conversations`` plays in full, and the law that holds for all of them."""

from random import Random, SystemRandom

import pytest

from tests.conversations import law, playing, script
from tests.conversations.__main__ import dialogue

SAMPLE = 7
ALWAYS = "host_says_nobody_came"
"""Played in every run: what it asks of AWS no other test does."""
TURNS = 18


@pytest.fixture
def seed(capsys: pytest.CaptureFixture[str]) -> int:
    """A number that differs from run to run, and is printed."""
    drawn = SystemRandom().randrange(10_000)
    with capsys.disabled():
        print(f"\nconversations: seed {drawn}")
    return drawn


def test_a_conversation_is_heard_and_ends_as_its_script_says(seed: int) -> None:
    scripts = script.every()
    chosen = [ALWAYS, *Random(seed).sample(sorted(scripts.keys() - {ALWAYS}), SAMPLE)]
    wrong = [played for name in chosen if (played := playing.play(scripts[name])).wrong]
    told = ["\n".join([f"{each.script.name}, of seed {seed}:", *dialogue(each)]) for each in wrong]
    assert not wrong, "\n\n".join(told)


def test_nothing_but_an_order_ends_a_booked_meeting_or_opts_anybody_out() -> None:
    assert [str(each) for each in law.run(1, TURNS)] == []


def test_there_are_a_hundred_conversations() -> None:
    assert len(script.every()) >= 100

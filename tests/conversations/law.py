"""The law that no sequence of turns without an explicit order ends a booked meeting or opts anybody out.

Sequences are drawn from the labelled replies that are no orders (``local/model/corpus``), in all standings: what
somebody writes about an offer has to be as harmless to whoever has a meeting. A yes to a question that was asked back
is an order, so replies that read as one are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import islice
from random import Random

from handlers.common.rules.model import Intent
from handlers.conversation.rules.dialogue import check_answers
from local.model import corpus
from tests.conversations.script import Begins, Settings
from tests.conversations.stage import Stage, on_stage

ORDERS = (Intent.OPT_OUT, Intent.CANCEL, Intent.NOT_INTERESTED)
HARMLESS = frozenset({"scheduled", "meeting_proposed", "interested"})
"""The states that a contact who was offered slots, or has a meeting, may come to without an order."""
STANDING = frozenset({"proposed", "confirmed"})
BETWEEN = timedelta(seconds=40)
"""Longer than a turn, so that every reply is read by itself or with those that belong to it."""
WITHIN = timedelta(seconds=4)


@dataclass
class Broken:
    """A sequence that broke the law, and what it came to."""

    said: list[str] = field(default_factory=list)
    became: str = ""

    def __str__(self) -> str:
        return f"{self.became} after: {' | '.join(self.said)}"


@cache
def _no_orders() -> tuple[str, ...]:
    lines = [line for each in corpus.authors().values() for line in each]
    return tuple(line.text for line in lines if line.intent not in ORDERS)


def harmless(random: Random, number: int) -> list[str]:
    """Draw replies that are no orders and no yes, whatever is asked."""
    # Each is looked at when it is drawn: to look at all of them takes longer than what is said here.
    drawn = random.sample(_no_orders(), len(_no_orders()))
    return list(islice((text for text in drawn if not _is_yes(text)), number))


def _is_yes(text: str) -> bool:
    return any(check_answers.read(text, each) for each in ORDERS)


def run(seed: int, turns: int, length: int = 6) -> Iterator[Broken]:
    """Say so many replies in sequences of ``length``, each of a person of its own; yield the broken ones."""
    random = Random(seed)
    for _ in range(0, turns, length):
        said = harmless(random, length)
        broken = sequence(said, random)
        if broken is not None:
            yield broken


def sequence(said: Sequence[str], random: Random) -> Broken | None:
    """Let somebody with a meeting, or an offer, say replies, some within one turn; return what broke the law."""
    begins = random.choice((Begins.BOOKED, Begins.BOOKED, Begins.OFFERED))
    with on_stage(Settings(title="", begins=begins)) as stage:
        for number, text in enumerate(said, 1):
            stage.contact_writes(text)
            stage.pass_to(stage.now + random.choice((BETWEEN, BETWEEN, WITHIN)))
            if became := _harm(stage):
                return Broken(list(said[:number]), became)
        stage.pass_to(stage.now + BETWEEN)
        became = _harm(stage)
    return Broken(list(said), became) if became else None


def _harm(stage: Stage) -> str:
    state, meeting = stage.contact()["state"], stage.meetings()[-1]["status"]
    if stage.is_closed():
        return "opted out"
    if state not in HARMLESS:
        return f"contact {state}"
    return "" if meeting in STANDING else f"meeting {meeting}"

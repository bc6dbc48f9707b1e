"""Campaigns of which chance decides everything, the same for the same seed.

``seed-17`` has a few contacts, limits, replies at any time, a partner that fails now and then, and a fault at some of
its call-outs. ``seed-17:contacts=2:replies=0,3:calm`` is a smaller one: its first two contacts, two of its replies, and
a partner that accepts everything. Failing histories shrink to such names.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from handlers.common.rules.tenants import Limits
from tests.simulation.partners import accept_all
from tests.simulation.scenarios import NOON, ROOMY, Scenario, backlog, number_of
from tests.simulation.world import World

ONE_IN = 40
"""One call-out in so many meets a fault."""
LASTS = timedelta(hours=30)
_PREFIX = "seed-"
_TEXTS = (
    "Tenho interesse, quero agendar uma reunião",
    "1",
    "2",
    "Preciso remarcar",
    "Quero cancelar a reunião",
    "SAIR",
    "Não tenho interesse",
    "Estou de férias até segunda-feira",
    "Quanto custa?",
    "outro horário",
)
_LIMITS = (
    ROOMY,
    Limits(perMinute=1, perHour=3, perDay=6),
    Limits(perMinute=2, perHour=4, perDay=100),
    Limits(perMinute=2, perHour=100, perDay=100),
)
_ANSWERS = (
    "429/rate_limited/3",
    "429/rate_limited/200",
    "429/rate_limited/99999999999999",
    "503",
    "500",
    "lose",
    "reset",
    "refused",
    "401",
    "303+",
    "103+",
    "deep",
    "dribble",
    "422/invalid_number",
)


@dataclass(frozen=True)
class Reply:
    """A reply that comes in some seconds after the beginning."""

    after: float
    contact: int
    text: str


@dataclass(frozen=True)
class Campaign:
    """What chance has decided."""

    seed: int
    contacts: int
    replies: tuple[int, ...]
    """The numbers of the replies that come."""
    calm: bool
    """True if the partner accepts everything."""

    def __str__(self) -> str:
        whole = of(self.seed)
        parts = [f"{_PREFIX}{self.seed}"]
        if self.contacts != whole.contacts:
            parts.append(f"contacts={self.contacts}")
        if self.replies != whole.replies:
            parts.append(f"replies={','.join(map(str, self.replies))}")
        if self.calm:
            parts.append("calm")
        return ":".join(parts)


def is_seed(name: str) -> bool:
    """True for the name of a campaign of chance."""
    return name.startswith(_PREFIX)


def number_in(name: str) -> int:
    """The seed of a campaign."""
    return int(name.partition(":")[0].removeprefix(_PREFIX))


def of(seed: int) -> Campaign:
    """The whole campaign of a seed."""
    chance = _chance(seed, "size")
    return Campaign(seed, chance.randint(1, 4), tuple(range(chance.randint(0, 5))), calm=False)


def parse(name: str) -> Campaign:
    """The campaign of that name."""
    _, *parts = name.split(":")
    campaign = of(number_in(name))
    for part in parts:
        key, _, value = part.partition("=")
        if key == "contacts":
            campaign = replace(campaign, contacts=int(value))
        elif key == "replies":
            campaign = replace(campaign, replies=tuple(int(each) for each in value.split(",") if each))
        else:
            campaign = replace(campaign, calm=True)
    return campaign


def scenario(name: str) -> Scenario:
    """The scenario of a campaign's name."""
    campaign = parse(name)
    chance = _chance(campaign.seed, "world")
    limits = chance.choice(_LIMITS)
    follow_ups = chance.choice(([], [1]))
    addresses = chance.choice(({}, {"email": "ze@cliente.example"}))
    return Scenario(
        name,
        backlog(campaign.contacts, limits, {"followUpDays": follow_ups}, **addresses),
        partial(_act, campaign=campaign),
        LASTS,
        start=NOON + timedelta(seconds=chance.randrange(60)),
        behave=accept_all if campaign.calm else _behaviour(campaign.seed),
        idempotent=chance.random() < 0.5,
        limits=limits,
        lag=chance.choice((0.0, 0.0, 2.0)),
        skews=chance.choice(((0.0,), (0.0,), (0.0, 1.5))),
    )


def _act(world: World, campaign: Campaign) -> None:
    for number in campaign.replies:
        reply = _reply(campaign.seed, number)
        if reply.contact <= campaign.contacts:
            world.later(
                reply.after, partial(world.reply, f"r-{number}", number_of(reply.contact), reply.text)
            )


def _reply(seed: int, number: int) -> Reply:
    chance = _chance(seed, f"reply {number}")
    return Reply(chance.expovariate(1 / 3_600), chance.randint(1, of(seed).contacts), chance.choice(_TEXTS))


def _behaviour(seed: int) -> Callable[[int, str], str]:
    def behave(number: int, channel: str) -> str:
        chance = _chance(seed, f"{channel} {number}")
        if chance.randrange(6):
            return "accept"
        return "503" if channel == "calendar" else chance.choice(_ANSWERS)

    return behave


def _chance(seed: int, what: str) -> random.Random:
    return random.Random(f"{seed} {what}")

"""Histories: a scenario with a fault in it, run from beginning to end and judged."""

import functools
import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.simulation import checkers, seams, tables
from tests.simulation.callouts import Fault, Kind
from tests.simulation.scenarios import SCENARIOS, Scenario
from tests.simulation.watch import Watch
from tests.simulation.world import Happening, NeverQuietError, World, running

FAULTS = tuple(kind for kind in Kind if kind is not Kind.OTHER)
NONE = "none"
AFTER_REDRIVE = timedelta(hours=3)
"""The time for which a world goes on after its failures have been played again."""


@dataclass
class Told:
    """The end of a history."""

    name: str
    call_outs: int
    violations: list[str]
    said: checkers.Said
    asked: checkers.Asked
    states: dict[str, str]
    story: list[Happening] = field(default_factory=list)
    seconds: float = 0.0
    """Of the processor."""


@dataclass(frozen=True)
class _Kept:
    """A world as it was before its scenario's act."""

    tables: bytes
    rest: bytes


def name_of(scenario: Scenario, fault: Fault | None) -> str:
    """The name under which a history can be run again, such as ``booking/killed-after@17``."""
    return f"{scenario.name}/{fault or NONE}"


def replay(name: str) -> Told:
    """Run the history of that name."""
    scenario_name, _, text = name.partition("/")
    return run(scenario(scenario_name), None if text in ("", NONE) else Fault.parse(text))


def scenario(name: str) -> Scenario:
    """The scenario of that name; ``LookupError`` names those that there are."""
    if name not in SCENARIOS:
        raise LookupError(f"there is no scenario {name!r}: there are {', '.join(SCENARIOS)}")
    return SCENARIOS[name]


def names(scenario: Scenario) -> Iterator[str]:
    """The names of all histories of a scenario with one fault, or one other instance, in them."""
    call_outs = baseline(scenario.name).call_outs
    for at in range(1, call_outs + 1):
        for kind in FAULTS:
            yield name_of(scenario, Fault(kind, at))
        for other in scenario.others:
            yield name_of(scenario, Fault(Kind.OTHER, at, other))


@functools.cache
def baseline(scenario_name: str) -> Told:
    """The history of a scenario without a fault."""
    return run(SCENARIOS[scenario_name], None)


def run(scenario: Scenario, fault: Fault | None) -> Told:
    """Run a scenario with a fault, play again what failed, and judge all of it."""
    began = time.process_time()
    expected = baseline(scenario.name) if fault else None
    kept = _kept(scenario.name)
    world = _world(scenario, fault)
    with running(world):
        _restore(world, kept)
        watch = Watch(world.clock)
        world.at_write.append(watch.look)
        watch.look()
        world.numbering = True
        violations = list(dict.fromkeys(_lived(scenario, world, watch, expected)))
        ended = checkers.states()
        told, asked = checkers.said(world), checkers.asked(world)
    return Told(
        name_of(scenario, fault),
        world.call_outs,
        violations,
        told,
        asked,
        ended,
        world.story,
        time.process_time() - began,
    )


def _lived(scenario: Scenario, world: World, watch: Watch, expected: Told | None) -> Iterator[str]:
    try:
        scenario.act(world)
        world.settle(world.clock.now() + scenario.lasts)
        yield from checkers.nothing_is_stuck(world, letters=True)
        while world.cloud.dead or world.cloud.failed:
            world.tell("an operator plays the failures again")
            world.redrive()
            world.settle(world.clock.now() + AFTER_REDRIVE)
            if world.clock.seconds > scenario.start.timestamp() + 30 * 86_400:
                yield "stuck: what failed fails again and again"
                break
    except NeverQuietError as error:
        yield f"never quiet: {error}"
    yield from checkers.nothing_is_stuck(world, letters=False)
    yield from checkers.twice(world)
    yield from checkers.limits_kept(world, scenario.limits)
    yield from checkers.nobody_after_opting_out(world, watch)
    yield from checkers.meetings_still_stand(world, watch)
    yield from checkers.account_holds(world)
    yield from checkers.calendar_equals_meetings(world)
    yield from checkers.unknowns_have_humans(world)
    yield from scenario.expects(world)
    alone = world.fault is not None and world.fault.kind is not Kind.OTHER
    if expected is not None and alone and not scenario.races:
        yield from checkers.said_the_same(world, expected.said, expected.asked)
        passing = world.fault is not None and world.fault.kind in (Kind.REPEATED, Kind.SLOW)
        late = checkers.REDELIVERY + (0 if passing else checkers.WINDOW)
        yield from checkers.in_time(world, expected.asked, late)


def _world(scenario: Scenario, fault: Fault | None) -> World:
    world = World(scenario.start, fault)
    world.partners.behave = scenario.behave
    world.partners.idempotent = scenario.idempotent
    world.others = {name: functools.partial(act, world) for name, act in scenario.others.items()}
    for name in ("whatsapp", "email", "calendar"):
        world.cloud.secrets[f"simulated/{name}"] = {
            "endpoint": f"https://partner.example/{name}",
            "apiKey": "k",
            "idempotent": scenario.idempotent,
        }
    return world


@functools.cache
def _kept(scenario_name: str) -> _Kept:
    """The world before the act, made once: all histories of a scenario begin with it."""
    scenario = SCENARIOS[scenario_name]
    world = _world(scenario, None)
    world.partners.behave = lambda *_: "accept"
    with running(world):
        tables.restore(None)
        scenario.before(world)
        rest = {name: getattr(owner, name) for owner, name in _state(world)}
        return _Kept(tables.keep(), pickle.dumps((rest, seams.CHANCE.source.getstate())))


def _restore(world: World, kept: _Kept) -> None:
    tables.restore(kept.tables)
    rest, chance = pickle.loads(kept.rest)
    for owner, name in _state(world):
        setattr(owner, name, rest[name])
    seams.CHANCE.source.setstate(chance)


def _state(world: World) -> list[tuple[Any, str]]:
    """What of a world at rest goes on to the next one; names are unique among the owners."""
    cloud, partners = world.cloud, world.partners
    return [
        (world.clock, "seconds"),
        (world, "replies"),
        (world, "_release_after"),
        (world, "_release_idle"),
        (world, "_reminded"),
        *((cloud, name) for name in ("queue", "events", "sent", "files", "parameters", "_numbers")),
        *((partners, name) for name in ("calendar", "bookings", "_event_of", "_seen", "requests")),
    ]

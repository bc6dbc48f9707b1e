"""Histories: a scenario with faults in it, run from beginning to end and judged."""

import functools
import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from tests.handlers.meetings.google import account
from tests.simulation import checkers, inbound_checkers, seams, seeds, tables
from tests.simulation.callouts import Called, ChanceFaults, Fault, Faults, Kind, Plan, kinds_at
from tests.simulation.checkers import Expected
from tests.simulation.repertoire import SCENARIOS
from tests.simulation.scenarios import Scenario
from tests.simulation.watch import Watch
from tests.simulation.way_in import LINE, SECRET
from tests.simulation.world import Happening, NeverQuietError, World, running

NONE = "none"
CHANCE = "chance"
RECOVERY = timedelta(hours=3)
"""The time for which a world goes on, without any further fault, before it has to have come to rest."""
AFTER_REDRIVE = timedelta(hours=3)
"""The time for which a world goes on after its failures have been played again."""


@dataclass
class Told:
    """The end of a history."""

    name: str
    calls: list[Called]
    waits: int
    met: Faults
    violations: list[str]
    said: checkers.Said
    asked: checkers.Asked
    until: float
    """The end of the time in which faults are met."""
    story: list[Happening] = field(default_factory=list)
    seconds: float = 0.0
    """Of the processor."""


@dataclass(frozen=True)
class _Kept:
    """A world as it was before its scenario's act."""

    tables: bytes
    rest: bytes


def replay(name: str) -> Told:
    """Run the history of that name, such as ``booking/killed-after@17+refused@30``, or ``seed-17``."""
    scenario_name, _, text = name.partition("/")
    chosen = scenario(scenario_name)
    plan: Plan
    if text == CHANCE or (not text and seeds.is_seed(scenario_name)):
        plan = ChanceFaults(seeds.number_in(scenario_name), seeds.ONE_IN)
        return replace(run(chosen, plan), name=f"{scenario_name}/{CHANCE}")
    plan = Faults.parse(text)
    return replace(run(chosen, plan), name=f"{scenario_name}/{str(plan) or NONE}")


@functools.cache
def scenario(name: str) -> Scenario:
    """The scenario of that name; ``LookupError`` names those that there are."""
    if seeds.is_seed(name):
        return seeds.scenario(name)
    if name not in SCENARIOS:
        raise LookupError(
            f"there is no scenario {name!r}: there are {', '.join(SCENARIOS)}, and seed-1, seed-2, …"
        )
    return SCENARIOS[name]


def singles(scenario_name: str) -> Iterator[str]:
    """The names of all histories of a scenario with one fault, or one other instance, in them."""
    for fault in _faults_of(scenario(scenario_name), baseline(scenario_name)):
        yield f"{scenario_name}/{fault}"


def seconds(first: str) -> Iterator[str]:
    """The names of all histories that have one more fault than a history with one, after it."""
    told = replay(first)
    for fault in _faults_of(scenario(first.partition("/")[0]), told):
        if not fault.in_wait and fault.at > told.met[-1].at:
            yield f"{first}+{fault}"


def _faults_of(scenario: Scenario, told: Told) -> Iterator[Fault]:
    for before, called in pairwise((None, *told.calls)):
        if called is None:
            continue
        for kind in kinds_at(called, before):
            yield Fault(kind, called.number)
        for other in scenario.others:
            yield Fault(Kind.OTHER, called.number, other)
    for number in range(1, told.waits + 1):
        for other in scenario.others:
            yield Fault(Kind.OTHER, number, other, in_wait=True)


@functools.cache
def baseline(scenario_name: str) -> Told:
    """The history of a scenario without a fault."""
    return run(scenario(scenario_name), Faults())


@functools.cache
def unspoiled(scenario_name: str) -> Told:
    """The history of a scenario without a fault, and without what it spoils.

    It goes on for as long as one whose failures are played again, so that what is due by then is said in both.
    """
    chosen = replace(scenario(scenario_name), spoil=None)
    return run(chosen, Faults(), compared=False, goes_on=AFTER_REDRIVE)


def run(scenario: Scenario, plan: Plan, *, compared: bool = True, goes_on: timedelta = timedelta()) -> Told:
    """Run a scenario with faults, play again what failed, and judge all of it; the world then ``goes_on``."""
    began = time.process_time()
    expected = None
    if compared and not seeds.is_seed(scenario.name) and (plan or scenario.spoil):
        before = unspoiled(scenario.name)
        about = scenario.optional, scenario.alike, scenario.spoiled
        expected = Expected(before.said, before.asked, before.until, *about)
    kept = _kept(scenario.name)
    world = _world(scenario, plan)
    with running(world):
        _restore(world, kept)
        watch = Watch(world.clock)
        world.at_write.append(watch.look)
        watch.look()
        until = (world.clock.now() + scenario.lasts).timestamp()
        world.numbering = True
        violations = list(dict.fromkeys(_lived(scenario, world, watch, expected)))
        world.settle(world.clock.now() + goes_on)
        told, asked = checkers.said(world), checkers.asked(world)
    met = Faults(world.met)
    spent = time.process_time() - began
    return Told(
        scenario.name, world.calls, world.waits, met, violations, told, asked, until, world.story, spent
    )


def _lived(scenario: Scenario, world: World, watch: Watch, expected: Expected | None) -> Iterator[str]:
    try:
        yield from _passed(scenario, world)
    except NeverQuietError as error:
        yield f"never quiet: {error}"
    yield from checkers.nothing_is_stuck(world, letters=False)
    yield from checkers.twice(world)
    yield from checkers.limits_kept(world, scenario.limits)
    yield from checkers.nobody_after_opting_out(world, watch)
    yield from checkers.nothing_paced_while_paused(world)
    yield from checkers.nobody_under_any_closed_address(world, watch)
    yield from checkers.rows_are_conserved(world)
    yield from checkers.meetings_still_stand(world, watch)
    yield from checkers.account_holds(world)
    yield from checkers.nobody_is_given_up_who_is_not_silent(world)
    yield from checkers.calendar_equals_meetings(world, watch)
    yield from checkers.hosts_are_told(world)
    yield from checkers.lost_messages_have_humans(world)
    yield from checkers.calls_are_entries(world)
    yield from inbound_checkers.all_told_has_an_end(world)
    yield from inbound_checkers.opt_outs_arrive(world)
    yield from inbound_checkers.reports_are_kept(world)
    yield from inbound_checkers.nothing_moves_backwards(world, watch)
    yield from inbound_checkers.replies_count_once(world)
    yield from inbound_checkers.sendings_count_once(world)
    yield from scenario.expects(world)
    others = any(fault.kind is Kind.OTHER for fault in world.met)
    if expected is not None and not others and not scenario.differs(world):
        yield from _compared(scenario, world, expected)


def _passed(scenario: Scenario, world: World) -> Iterator[str]:
    """Let the scenario's time pass, with its faults and then without, and play again what has failed."""
    if scenario.spoil is not None:
        scenario.spoil(world)
    scenario.act(world)
    faulty = min(scenario.lasts, scenario.faults_within or scenario.lasts)
    began = world.clock.now()
    world.settle(began + faulty)
    world.numbering = False
    rested = began + scenario.lasts + RECOVERY
    world.settle(rested)
    world.clock.move_to(rested.timestamp())
    yield from checkers.nothing_is_stuck(world, letters=True)
    scenario.mend(world)
    while world.cloud.dead or world.cloud.failed or world.cloud.inbound_dead or world.given_up:
        world.tell("an operator plays the failures again")
        world.redrive()
        world.settle(world.clock.now() + AFTER_REDRIVE)
        if world.clock.seconds > scenario.start.timestamp() + 30 * 86_400:
            yield "stuck: what failed fails again and again"
            break


def _compared(scenario: Scenario, world: World, expected: Expected) -> Iterator[str]:
    yield from checkers.said_the_same(world, expected)
    if len(world.met) != 1 or scenario.optional or scenario.alike:
        return
    passing = world.met[0].kind in (Kind.PARTLY, Kind.REPEATED, Kind.SLOW)
    late = checkers.REDELIVERY + (0 if passing else checkers.WINDOW)
    yield from checkers.in_time(world, expected, late)
    if scenario.steady:
        at = world.calls[world.met[0].at - 1].at
        yield from checkers.the_next_hour_sends_as_much(world, expected, at)


def _world(scenario: Scenario, plan: Plan) -> World:
    world = World(scenario.start, plan, scenario.skews)
    world.cloud.lag = scenario.lag
    world.partners.behave = scenario.behave
    world.partners.idempotent = scenario.idempotent
    world.reports = scenario.reports
    world.others = {name: functools.partial(act, world) for name, act in scenario.others.items()}
    for name in ("whatsapp", "email", "calendar"):
        world.cloud.secrets[f"simulated/{name}"] = {
            "endpoint": f"https://partner.example/{name}",
            "apiKey": "k",
            "idempotent": scenario.idempotent,
        }
    if scenario.cloud:
        world.cloud.secrets["simulated/whatsapp"] = {
            "provider": "whatsapp-cloud",
            "accessToken": "t",
            "phoneNumberId": LINE,
            "apiUrl": "https://partner.example/cloud",
        }
    if scenario.ses:
        sender = "Vendas <vendas@example.com>"
        world.cloud.secrets["simulated/email"] = {"provider": "ses", "sender": sender}
    world.cloud.secrets["simulated/webhook"] = SECRET
    if scenario.google:
        world.cloud.secrets["simulated/calendar"] = account().secret("https://partner.example/google")
    return world


@functools.cache
def _kept(scenario_name: str) -> _Kept:
    """The world before the act, made once: all histories of a scenario begin with it."""
    chosen = scenario(scenario_name)
    world = _world(chosen, Faults())
    world.partners.behave = lambda *_: "accept"
    world.reports = lambda *_: ()
    with running(world):
        tables.restore(None)
        chosen.before(world)
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
        (partners.google, "_events"),
        *((partners, name) for name in ("calendar", "bookings", "_event_of", "_seen", "requests", "wrote")),
    ]

"""Shrinking: from a history that violates a promise to a smaller one that violates it too."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from tests.simulation import histories, known, seeds
from tests.simulation.callouts import Fault, Faults, Kind

MOST_TRIES = 300


def shrunk(name: str, kind: str) -> str:
    """The smallest history found that violates a promise of that kind, itself if none is smaller.

    Fewer faults come first, then fewer contacts and replies and a calmer partner, then faults that are lesser or
    earlier.
    """
    told = histories.replay(name)
    found = f"{name.partition('/')[0]}/{told.met or histories.NONE}"
    if not _violates(found, kind):
        return name
    tries = count(1)
    while True:
        smaller = next(
            (each for each in _smaller(found) if next(tries) <= MOST_TRIES and _violates(each, kind)), None
        )
        if smaller is None:
            return found
        found = smaller


def _violates(name: str, kind: str) -> bool:
    return kind in map(known.kind, histories.replay(name).violations)


def _smaller(name: str) -> Iterator[str]:
    scenario, _, text = name.partition("/")
    faults = Faults.parse(text)
    for without in range(len(faults)):
        yield _name(scenario, Faults(fault for number, fault in enumerate(faults) if number != without))
    if seeds.is_seed(scenario):
        yield from (f"{each}/{text}" for each in _campaigns(seeds.parse(scenario)))
    for number, fault in enumerate(faults):
        for lesser in _lesser(fault):
            yield _name(scenario, Faults((*faults[:number], lesser, *faults[number + 1 :])))


def _campaigns(campaign: seeds.Campaign) -> Iterator[seeds.Campaign]:
    if campaign.contacts > 1:
        yield replace(campaign, contacts=campaign.contacts - 1)
    for number in campaign.replies:
        yield replace(campaign, replies=tuple(each for each in campaign.replies if each != number))
    if not campaign.calm:
        yield replace(campaign, calm=True)


def _lesser(fault: Fault) -> Iterator[Fault]:
    """The same fault at the beginning or half-way there, and each that does less."""
    for at in sorted({1, fault.at // 2, fault.at - 1}):
        if 0 < at < fault.at:
            yield replace(fault, at=at)
    if fault.kind is Kind.OTHER:
        return
    for kind in Kind:
        if kind is fault.kind:
            return
        yield replace(fault, kind=kind)


def _name(scenario: str, faults: Faults) -> str:
    return f"{scenario}/{faults or histories.NONE}"

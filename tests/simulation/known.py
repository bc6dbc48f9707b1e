"""What is known to go wrong: by scenario and kind of violation, the fault behind it.

A kind of violation that stands here and no longer occurs must be removed: ``make simulate`` fails until it is.
"""

from collections.abc import Iterable, Mapping

KNOWN: Mapping[tuple[str, str], str] = {}


def scenario_of(history: str) -> str:
    """The scenario of a history; the campaigns of chance are one."""
    name = history.partition("/")[0]
    return "seeds" if name.startswith("seed-") else name


def kind(violation: str) -> str:
    """The kind of a violation: the words before its colon."""
    return violation.partition(":")[0]


def unknown(scenario: str, violations: Iterable[str]) -> list[str]:
    """The violations of a scenario's histories that are not known."""
    return [violation for violation in violations if (scenario, kind(violation)) not in KNOWN]


def mended(scenarios: Iterable[str], occurred: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The known kinds of the scenarios that did not occur, though all their histories ran."""
    ran = set(scenarios)
    return sorted(each for each in KNOWN.keys() - set(occurred) if each[0] in ran)

"""What is known to go wrong: by scenario and kind of violation, the fault behind it.

A kind of violation that stands here and no longer occurs must be removed: ``make simulate`` fails until it is.
"""

from collections.abc import Iterable, Mapping

_UNCOUNTED = "handle-replies moves a contact and counts afterwards: killed in between, it never counts"

KNOWN: Mapping[tuple[str, str], str] = {
    ("stop", "counters"): _UNCOUNTED,
    ("stop-after-booking", "counters"): _UNCOUNTED,
    ("one-id-for-two", "counters"): _UNCOUNTED,
    (
        "booking",
        "stuck",
    ): "a host's reminder whose meeting is called off while its mail goes out is taken for one under way",
    (
        "booking",
        "not said",
    ): "a host's reminder whose claim was answered with an error is taken for a half-sent one",
}


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

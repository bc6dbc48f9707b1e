"""The recorded costs, beside what the functions cost today, at sizes that were not recorded."""

from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from io import StringIO

import pytest

from handlers.observability import metrics
from local.bench.recording.__main__ import functions, units
from local.bench.recording.recorder import heard
from local.bench.recording.units import POLLED, Units
from local.bench.rig import rig
from local.cloud import Cloud
from ops.scale import costs
from ops.scale.costs import Cost, total

RECORDED = costs.load()
CURE = "the functions cost something else today: record them again with make record"
DUE = {1: 13, 2: 12, 3: 12}
"""37 contacts in three campaigns."""


@pytest.fixture(scope="module")
def recorded(cloud: Cloud) -> Iterator[Units]:
    with rig(cloud) as set_up:
        measured = units(set_up)
        with pytest.MonkeyPatch.context() as patch, heard(measured.recorder), redirect_stdout(StringIO()):
            patch.setattr(metrics.provider, "namespace", "Bench")
            yield measured


def predicted(**numbers: float) -> Cost:
    return total(
        *((RECORDED.units[name.replace("__", ".").replace("_", "-")], n) for name, n in numbers.items())
    )


def differences(
    measured: Cost, expected: Cost, allowed: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """The lines in which two costs differ by more than is allowed for their kind."""
    return {
        f"{line.kind} {line.place} {line.key}": (measured.get(line, 0), expected.get(line, 0))
        for line in {*measured, *expected}
        if abs(measured.get(line, 0) - expected.get(line, 0)) > allowed[line.kind] + 1e-3
    }


ROUNDED_UP = {"requests": 2, "writes": 0, "reads": 2}
"""What goes in requests of ten or 25, in two rounds at the most, fills the last one of each only in part, and so do
reads of 4 KB for each shard. Writes are predicted exactly."""


def test_the_release_of_37_contacts_in_three_campaigns_costs_what_the_recording_predicts(
    recorded: Units,
) -> None:
    measured = recorded.released(DUE)
    expected = predicted(release__tenant=1, release__campaign=3, release__message=37)
    assert differences(measured, expected, ROUNDED_UP) == {}, CURE


def test_a_batch_of_seven_for_three_tenants_costs_what_the_recording_predicts(recorded: Units) -> None:
    tenants = [recorded.tenant() for _ in range(3)]
    recorded.sent(dict.fromkeys(tenants, 1))
    measured = recorded.sent(dict(zip(tenants, (3, 2, 2), strict=True)))
    expected = total((predicted(send__batch=1, send__tenant=3, send__message=7), 1), (POLLED, -1))
    assert differences(measured, expected, ROUNDED_UP) == {}, CURE


def test_a_list_of_37_contacts_costs_what_the_recording_predicts(recorded: Units) -> None:
    measured = recorded.cost(lambda: recorded.take_in(37))
    expected = predicted(ingest__list=1, ingest__contact=37)
    assert differences(measured, expected, ROUNDED_UP) == {}, CURE


def test_a_reply_an_offer_a_booking_and_their_messages_cost_what_was_recorded(recorded: Units) -> None:
    exactly = dict.fromkeys(ROUNDED_UP, 0.0)
    for name, measured in recorded.conversation().items():
        assert differences(measured, RECORDED.units[name], exactly) == {}, f"{name}: {CURE}"


def test_an_hourly_run_with_three_meetings_due_costs_what_the_recording_predicts(recorded: Units) -> None:
    measured = recorded.reminded(3, 2)
    expected = predicted(remind__run=1, remind__standing=5, remind__due=3)
    assert differences(measured, expected, ROUNDED_UP) == {}, CURE


def test_the_recording_was_made_with_the_functions_as_they_are() -> None:
    assert RECORDED.functions == functions(), CURE

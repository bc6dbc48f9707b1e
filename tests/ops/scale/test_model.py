"""The model of scale: laws that hold at any workload, and what is known of the stack as it is."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ops.scale import costs, model, remedies
from ops.scale.demand import Demand
from ops.scale.limits import LIMITS
from ops.scale.model import Use
from ops.scale.workload import AS_IT_IS, Workload, WorkloadError

RECORDING = costs.load()

FIGURES = {
    "tenants": st.integers(1, 3_000),
    "contacts": st.integers(1, 10_000_000),
    "per_minute": st.floats(0.1, 600),
    "campaigns": st.integers(1, 5),
    "lists": st.integers(0, 50),
    "reply_percent": st.floats(0, 100),
    "meeting_percent": st.floats(0, 20),
    "hosts": st.integers(1, 20),
    "workers": st.integers(2, 1_000),
}


def workload(figures: Any) -> Workload:
    return Workload(**figures)


WORKLOADS = st.fixed_dictionaries(FIGURES).map(workload)
SOME = settings(max_examples=40, deadline=None)


def used(load: Workload) -> dict[str, Use]:
    return {use.key: use for use in model.uses(RECORDING, load)}


def grown(before: dict[str, Use], after: dict[str, Use], *, but: tuple[str, ...] = ()) -> dict[str, float]:
    """The limits that are used less after something has grown."""
    return {
        key: after[key].utilisation - use.utilisation
        for key, use in before.items()
        if key not in but and after[key].utilisation < use.utilisation * (1 - 1e-9)
    }


@SOME
@given(WORKLOADS)
def test_nothing_is_used_less_than_not_at_all_and_the_first_limit_is_used_most(load: Workload) -> None:
    uses = model.uses(RECORDING, load)
    assert all(use.peak >= 0 and use.average >= 0 for use in uses)
    assert uses[0].utilisation == max(use.utilisation for use in uses)
    assert {*LIMITS} < {use.key for use in uses}


@SOME
@given(WORKLOADS, st.floats(1, 3))
def test_more_messages_use_no_limit_less(load: Workload, times: float) -> None:
    more = replace(load, per_minute=load.per_minute * times)
    assert grown(used(load), used(more)) == {}


@SOME
@given(WORKLOADS, st.integers(1, 3_000))
def test_more_tenants_use_no_limit_of_the_stack_less(load: Workload, others: int) -> None:
    """Tables, functions and partners; the keys of a single tenant are no busier for others, and lists are as long."""
    tenants = load.tenants + others
    more = replace(
        load, tenants=tenants, contacts=min(1_000_000_000, load.contacts * tenants // load.tenants)
    )
    partitions = tuple(key for key in used(load) if key.startswith("partition"))
    assert grown(used(load), used(more), but=(*partitions, "chain")) == {}


@SOME
@given(WORKLOADS, st.integers(1, 10_000_000))
def test_more_contacts_of_a_tenant_use_no_limit_less(load: Workload, others: int) -> None:
    assert grown(used(load), used(replace(load, contacts=load.contacts + others))) == {}


@SOME
@given(WORKLOADS, st.integers(1, 50))
def test_more_lists_at_once_use_no_table_less(load: Workload, others: int) -> None:
    tables = tuple(key for key in used(load) if not key.startswith("table"))
    assert grown(used(load), used(replace(load, lists=load.lists + others)), but=tables) == {}


@SOME
@given(WORKLOADS, st.integers(2, 9))
def test_the_partner_and_a_list_are_used_in_proportion(load: Workload, times: int) -> None:
    load = replace(load, meeting_percent=0)
    channel = used(replace(load, per_minute=load.per_minute * times))["channel"]
    assert channel.peak == pytest.approx(times * used(load)["channel"].peak)
    chain = used(replace(load, contacts=load.contacts * times))["chain"]
    assert chain.peak == pytest.approx(times * used(load)["chain"].peak)


@SOME
@given(st.integers(1, 1_000), st.floats(1, 60))
def test_the_release_of_twice_the_tenants_takes_twice_the_time(tenants: int, per_minute: float) -> None:
    def seconds(number: int) -> float:
        load = Workload(tenants=number, contacts=1_000 * number, per_minute=per_minute)
        demand = Demand(RECORDING, load, AS_IT_IS, load.peak, listing=False)
        return demand.release_seconds() - demand.seconds(RECORDING.units["release.run"], 256)

    assert seconds(2 * tenants) == pytest.approx(2 * seconds(tenants))


def test_a_limit_that_is_raised_is_used_less_and_no_other_is() -> None:
    load = Workload(tenants=300, contacts=2_000_000, per_minute=20)
    before, after = used(load), used(replace(load, workers=20))
    assert after["workers"].utilisation == pytest.approx(before["workers"].utilisation / 2)
    assert after["channel"] == before["channel"]


@pytest.mark.parametrize("per_minute", [10, 60])
@pytest.mark.parametrize("tenants", [10, 1_000])
def test_what_is_advised_helps_wherever_something_gives(tenants: int, per_minute: int) -> None:
    load = Workload(tenants=tenants, contacts=10_000_000, per_minute=per_minute)
    passed = [use for use in model.uses(RECORDING, load) if not use.holds]
    assert passed
    for use in passed:
        after = remedies.remedy(RECORDING, load, use).after
        assert after.holds, use.limit.name


def test_every_key_of_a_recording_is_one_whose_sharing_the_model_knows() -> None:
    known = {"<tenant>", "<campaign>", "<shard>", "<day>", "<second>", *costs.SPREAD}
    found = {
        part
        for cost in RECORDING.units.values()
        for line in cost
        if line.kind != "requests"
        for part in line.key.replace("#", " ").split()
        if part.startswith("<")
    }
    assert found <= known
    assert {"<tenant>", "<campaign>", "<shard>"} <= found


def test_a_cost_comes_back_from_its_document() -> None:
    for cost in RECORDING.units.values():
        assert costs.from_document(costs.as_document(cost)) == cost


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ({"tenants": 0}, "tenants is 0: give a number from 1 to 100000"),
        ({"per_minute": float("nan")}, "per-minute is nan: give a number from 0.01 to 10000"),
        ({"meeting_percent": 101}, "meeting-percent is 101: give a number from 0 to 100"),
        ({"per_day": 9_000}, "only 6000 messages fit into 10 hours; give fewer, or more per-minute or hours"),
    ],
)
def test_a_figure_that_makes_no_sense_is_named_with_its_cure(figures: dict, message: str) -> None:
    given_figures = {"tenants": 3, "contacts": 100, "per_minute": 10} | figures
    with pytest.raises(WorkloadError, match=message):
        workload(given_figures)


def test_one_busy_tenant_is_advised_to_spread_the_key_that_is_hot() -> None:
    load = Workload(tenants=1, contacts=10_000_000, per_minute=10_000, lists=0, meeting_percent=0)
    index = used(load)["partition contacts.backlog-index"]
    assert "index backlog-index of contacts" in index.limit.name
    # What is hottest then are the shards of its campaigns.
    assert remedies.remedy(RECORDING, load, index).after.peak <= 0.6 * index.peak


@pytest.mark.parametrize("key", ["partition stats.date-index", "partition meetings.status-index"])
def test_the_key_of_a_day_and_that_of_a_status_are_each_one_for_all_tenants(key: str) -> None:
    few, many = (
        used(Workload(tenants=number, contacts=10_000_000, per_minute=10))[key] for number in (100, 1_000)
    )
    assert many.peak > 5 * few.peak
    load = Workload(tenants=3_000, contacts=10_000_000, per_minute=60)
    remedy = remedies.remedy(RECORDING, load, used(load)[key])
    assert remedy.after.peak == pytest.approx(remedy.use.peak / 10)

"""The load on each limit at a workload, the most used first. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ops.scale import limits
from ops.scale.costs import SPREAD, Line, Recording, requests, total
from ops.scale.demand import MESSAGES_OF_A_MEETING, Demand, Flow
from ops.scale.limits import LIMITS, Limit
from ops.scale.workload import AS_IT_IS, Design, Workload

FILE_SECONDS = 50
"""Seconds of a run of ingest-contacts in which it takes rows in; the rest is for handing over."""
WRITES_A_LIST = 3
"""Objects that are written for a list: the file, its report and the rows that were refused."""
TARGETS_OF_A_MEETING = 4
"""Deliveries of the bus for a meeting: to schedule-meeting, confirm-meeting and twice to generate-briefing."""


class Use(NamedTuple):
    """The use of a limit: the load on it at the peak and on average, in its unit."""

    key: str
    """The limit's key in ``limits.LIMITS``; ``partition`` or ``table`` and the place for those of DynamoDB."""
    limit: Limit
    peak: float
    average: float

    @property
    def utilisation(self) -> float:
        """The share of the limit that the peak uses; more than 1 does not fit."""
        return self.peak / self.limit.value

    @property
    def holds(self) -> bool:
        """True if the peak fits."""
        return self.utilisation <= 1


def uses(recording: Recording, workload: Workload, design: Design = AS_IT_IS) -> list[Use]:
    """Return how far each limit is used, the most used first."""
    peak = Demand(recording, workload, design, workload.peak, listing=True)
    average = Demand(recording, workload, design, workload.average, listing=False)
    found = [*_services(peak, average), *_tables(peak, average), *_partitions(peak, average)]
    return sorted(found, key=lambda use: (-use.utilisation, use.key))


def _services(peak: Demand, average: Demand) -> Iterator[Use]:
    """Yield the limits of everything but the tables."""
    design, load = peak.design, peak.workload
    values = {
        "workers": float(load.workers),
        "channel": design.channel_a_second,
        "tenant": float(design.released_at_once),
        "concurrency": float(design.concurrency),
        "invocations": 10.0 * design.concurrency,
    }
    at_peak, on_average = service_loads(peak), service_loads(average)
    for key, amount in at_peak.items():
        limit = LIMITS[key]
        yield Use(key, limit._replace(value=values.get(key, limit.value)), amount, on_average[key])


def service_loads(demand: Demand) -> Mapping[str, float]:
    """Return the load on each limit of ``limits.LIMITS``, in its unit."""
    durations = demand.durations()
    batches, load = demand.batches, demand.workload
    sending = batches.a_second * demand.batch_seconds()
    run_rows = demand.contacts_a_second * FILE_SECONDS
    every = total(*((flow.cost, flow.a_second) for flow in demand.flows()))
    invocations = sum(each for each, _ in durations.values())
    return {
        "release": demand.release_seconds(),
        "reminders": demand.reminder_seconds(),
        "workers": sending,
        "channel": demand.messages + demand.meetings * MESSAGES_OF_A_MEETING,
        "chain": load.contacts_a_list / demand.design.list_parts / run_rows if load.lists else 0.0,
        "tenant": demand.messages * 60 / load.tenants,
        "concurrency": sum(each * seconds for each, seconds in durations.values()),
        "invocations": invocations,
        "in-flight": sending * batches.size,
        "put-events": requests(every, "events."),
        "bus": demand.meetings * TARGETS_OF_A_MEETING + demand.replies,
        "secrets": requests(every, "secretsmanager."),
        "scheduler": 1 / 60 + 1 / 3600,
        "bucket": WRITES_A_LIST * demand.lists,
        "logs": invocations,
    }


def _tables(peak: Demand, average: Demand) -> Iterator[Use]:
    """Yield the use of each table's and each index's throughput as a whole."""
    limit = limits.WARM_TABLE if peak.design.warmed else limits.TABLE
    reads = 1 if peak.design.warmed else limits.READS_FOR_A_WRITE
    at_peak, on_average = (_by_place(each.flows(), reads) for each in (peak, average))
    for place, amount in at_peak.items():
        named = limit._replace(name=limit.name.format(place=_place(place)))
        yield Use(f"table {place}", named, amount, on_average.get(place, 0.0))


def _partitions(peak: Demand, average: Demand) -> Iterator[Use]:
    """Yield the use of the hottest partition key of each table and index."""
    at_peak = partition_loads(peak)
    on_average = partition_loads(average)
    hottest: dict[str, Line] = {}
    for line, amount in at_peak.items():
        if line.place not in hottest or amount > at_peak[hottest[line.place]]:
            hottest[line.place] = line
    for place, line in hottest.items():
        limit = limits.BACK_PRESSURE if "." in place else limits.PARTITION
        named = limit._replace(name=limit.name.format(place=_place(place), key=line.key))
        yield Use(f"partition {place}", named, at_peak[line], on_average.get(line, 0.0))


def partition_loads(demand: Demand) -> Mapping[Line, float]:
    """Return the write units a second on one key of each pattern; keys that spread by themselves are left out."""
    loads: defaultdict[Line, float] = defaultdict(float)
    for flow in demand.flows():
        for line, amount in flow.cost.items():
            if line.kind != "requests" and not any(part in line.key for part in SPREAD):
                units = amount * flow.a_second / (limits.READS_FOR_A_WRITE if line.kind == "reads" else 1)
                loads[Line("units", line.place, line.key)] += units / _keys(line, flow, demand.design)
    return loads


def _keys(line: Line, flow: Flow, design: Design) -> float:
    """Return the number of partition keys over which a flow spreads a pattern."""
    keys = 1.0
    keys *= flow.tenants if "<tenant>" in line.key else 1
    keys *= flow.campaigns if "<campaign>" in line.key else 1
    keys *= design.backlog_shards if "<shard>" in line.key else 1
    keys *= design.kept_shards if line.key.endswith("#kept") else 1
    keys *= design.day_shards if line.place == "stats.date-index" else 1
    keys *= design.status_shards if line.place == "meetings.status-index" else 1
    return keys


def _by_place(flows: Iterable[Flow], reads: float) -> dict[str, float]:
    """Return the write units a second of each table and index, ``reads`` read units counting as one."""
    loads: defaultdict[str, float] = defaultdict(float)
    for flow in flows:
        for line, amount in flow.cost.items():
            if line.kind != "requests":
                loads[line.place] += amount * flow.a_second / (reads if line.kind == "reads" else 1)
    return dict(loads)


def _place(place: str) -> str:
    table, _, index = place.partition(".")
    return f"index {index} of {table}" if index else f"table {table}"

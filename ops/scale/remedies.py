"""The remedy for each limit, with the design or the workload that it leads to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from ops.scale import model
from ops.scale.costs import Recording
from ops.scale.limits import WHOLE_PROCESSOR
from ops.scale.model import Use
from ops.scale.workload import AS_IT_IS, Design, Workload

ROOM = 1.25
"""The factor by which more is asked for than is needed."""
ENOUGH = 1 / ROOM
"""The use of a limit at which a remedy is enough; the cheapest that is enough is given, else the strongest."""
MOST_WORKERS = 1_000
"""The most that an event source mapping runs at once."""


class Remedy(NamedTuple):
    """A change that relieves a limit, and the limit's use after it."""

    use: Use
    """The use of the limit as it is."""
    text: str
    after: Use
    """The use of the same limit afterwards."""


class _Step(NamedTuple):
    text: str
    workload: Workload
    design: Design


def remedies(recording: Recording, workload: Workload, first: int = 3) -> list[Remedy]:
    """Return the remedies for the limits that are used most."""
    return [remedy(recording, workload, use) for use in model.uses(recording, workload)[:first]]


def remedy(recording: Recording, workload: Workload, use: Use) -> Remedy:
    """Return the remedy for one limit."""
    found = None
    for step in _REMEDIES.get(use.key, _by_kind(use))(use, workload):
        after = {each.key: each for each in model.uses(recording, step.workload, step.design)}
        found = Remedy(use, step.text, after[use.key])
        if found.after.utilisation <= ENOUGH:
            break
    assert found is not None
    return found


def _release(_: Use, workload: Workload) -> Iterator[_Step]:
    whole = replace(AS_IT_IS, release_memory=WHOLE_PROCESSOR)
    memory = (
        f"give release-contacts {WHOLE_PROCESSOR} MB, a whole processor (components/catalogue/functions.py)"
    )
    yield _Step(memory, workload, whole)
    text = f"{memory}, and let _release_all (handlers/release_contacts.py) release eight tenants at the same time"
    yield _Step(text, workload, replace(whole, release_threads=8))
    text = (
        "let the minute's run invoke release-contacts once for each tenant, eight invocations at a time, by the "
        'event `{"tenantId": …}` that it understands already (grant `Function("release-contacts")`, '
        f"{WHOLE_PROCESSOR} MB); every tenant then has a minute of its own"
    )
    yield _Step(text, workload, replace(whole, release_threads=8, release_apart=True))


def _reminders(_: Use, workload: Workload) -> Iterator[_Step]:
    memory = f"give send-reminders {WHOLE_PROCESSOR} MB"
    whole = replace(AS_IT_IS, reminder_memory=WHOLE_PROCESSOR)
    yield _Step(memory, workload, whole)
    text = f"{memory}, and let it serve the meetings that are due eight at a time (handlers/meetings/reminding.py)"
    yield _Step(text, workload, replace(whole, reminder_threads=8))
    apart = (
        "let the hourly run invoke send-reminders once for each tenant, which finds its meetings in "
        f"tenant-meetings-index, and {memory}"
    )
    yield _Step(apart, workload, replace(whole, reminder_apart=True))


def _workers(use: Use, workload: Workload) -> Iterator[_Step]:
    workers = min(MOST_WORKERS, max(workload.workers, ceil(use.peak * ROOM)))
    yield _Step(
        f"raise sendConcurrency to {workers} (Pulumi.<stack>.yaml)",
        replace(workload, workers=workers),
        AS_IT_IS,
    )


def _channel(use: Use, workload: Workload) -> Iterator[_Step]:
    needed = float(ceil(use.peak * ROOM))
    text = (
        f"agree {needed:,.0f} requests a second with the partner, then raise CHANNEL_LIMITS "
        "(handlers/dispatch/rules/pace.py) and Pace: limits in docs/system.md; "
        "until then messages wait in the queue, and none is lost"
    )
    yield _Step(text, workload, replace(AS_IT_IS, channel_a_second=max(needed, AS_IT_IS.channel_a_second)))


def _chain(use: Use, workload: Workload) -> Iterator[_Step]:
    parts = max(2, ceil(use.utilisation * ROOM))
    text = (
        f"cut each list into {parts} files (a contact that is in two of them is taken in once), or let ingest-contacts "
        "start itself as often as it needs: aws.lambda_.FunctionRecursionConfig with recursive_loop Allow"
    )
    yield _Step(text, workload, replace(AS_IT_IS, list_parts=parts))


def _tenant(use: Use, workload: Workload) -> Iterator[_Step]:
    needed = max(AS_IT_IS.released_at_once, ceil(use.peak * ROOM))
    text = f"raise MOST_AT_ONCE (handlers/dispatch/releasing.py) to {needed:,}"
    yield _Step(text, workload, replace(AS_IT_IS, released_at_once=needed))


def _concurrency(use: Use, workload: Workload) -> Iterator[_Step]:
    needed = max(AS_IT_IS.concurrency, ceil(use.peak * ROOM / 100) * 100)
    text = f"ask AWS for {needed:,} concurrent executions (Service Quotas, L-B99A9384)"
    yield _Step(text, workload, replace(AS_IT_IS, concurrency=needed))


def _date_index(_: Use, workload: Workload) -> Iterator[_Step]:
    text = (
        "write the counters' date as `<day>#<0-9>`, by the worker (handlers/dispatch/storage/tallies.py and "
        "common/storage/stats.py), and read the ten of a day together: ten partition keys in place of one"
    )
    yield _Step(text, workload, replace(AS_IT_IS, day_shards=10))


def _status_index(_: Use, workload: Workload) -> Iterator[_Step]:
    text = (
        "write the index's status as `<status>#<0-9>`, by the meeting's id (handlers/meetings/storage/items.py), and "
        "read the ten together (finding.py): ten partition keys in place of one"
    )
    yield _Step(text, workload, replace(AS_IT_IS, status_shards=10))


def _backlog_index(use: Use, workload: Workload) -> Iterator[_Step]:
    if "#kept" in use.limit.name:
        text = (
            "spread kept_partition (handlers/common/storage/keys.py) over four partition keys of a tenant, as a "
            "campaign's backlog is; each release then asks all four"
        )
        yield _Step(text, workload, replace(AS_IT_IS, kept_shards=4))
        return
    text = (
        "raise BACKLOG_SHARDS (handlers/common/storage/keys.py) to 16 while no campaign waits; each release then "
        "asks 16 times a campaign in place of 4"
    )
    yield _Step(text, workload, replace(AS_IT_IS, backlog_shards=16))


def _table(_: Use, workload: Workload) -> Iterator[_Step]:
    text = (
        "warm the table and its indexes before the peak (aws dynamodb update-table --warm-throughput); "
        "a table that has seen half as much within the hour needs nothing"
    )
    yield _Step(text, workload, replace(AS_IT_IS, warmed=True))


def _other(_: Use, workload: Workload) -> Iterator[_Step]:
    yield _Step("nothing yet; AWS raises it on request (Service Quotas)", workload, AS_IT_IS)


def _hard(_: Use, workload: Workload) -> Iterator[_Step]:
    yield _Step(
        "nothing yet; AWS does not raise it, so spread the keys or the tenants over stacks",
        workload,
        AS_IT_IS,
    )


def _by_kind(use: Use) -> Callable[[Use, Workload], Iterator[_Step]]:
    if use.key.startswith("table "):
        return _table
    return _hard if use.limit.kind == "hard" else _other


_REMEDIES: dict[str, Callable[[Use, Workload], Iterator[_Step]]] = {
    "release": _release,
    "reminders": _reminders,
    "workers": _workers,
    "channel": _channel,
    "chain": _chain,
    "tenant": _tenant,
    "concurrency": _concurrency,
    "invocations": _concurrency,
    "partition stats.date-index": _date_index,
    "partition meetings.status-index": _status_index,
    "partition contacts.backlog-index": _backlog_index,
}

"""The order of release: the highest priority first, and within one the campaigns by turns."""

import random
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from handlers.common.rules.model import Priority
from handlers.common.rules.steps import Step

_T = TypeVar("_T")


class Waiting(NamedTuple):
    """A contact or a message in the backlog."""

    order: str
    """Its sort key there: priority, then the instant from which it is due."""
    priority: Priority
    campaign_id: str
    pk: str
    sk: str
    step: Step
    timezone: str | None = None
    uf: str | None = None


def in_turn(groups: Sequence[Sequence[_T]]) -> Iterator[_T]:
    """Yield one of each group, then the next of each, until all are through."""
    queues = deque(deque(group) for group in groups if group)
    while queues:
        queue = queues.popleft()
        yield queue.popleft()
        if queue:
            queues.append(queue)


def order_of_release(backlogs: Mapping[str, Sequence[Waiting]], chance: random.Random) -> Iterator[Waiting]:
    """Yield all who are due in the order in which they may go out.

    Every priority comes before the next one, whatever the campaign; within a priority the campaigns take turns, who
    begins being left to chance; within a campaign whoever is due the longest comes first.
    """
    by_priority: defaultdict[Priority, dict[str, list[Waiting]]] = defaultdict(dict)
    for campaign_id, backlog in backlogs.items():
        for waiting in sorted(backlog, key=lambda waiting: waiting.order):
            by_priority[waiting.priority].setdefault(campaign_id, []).append(waiting)
    for priority in sorted(by_priority):
        campaigns = list(by_priority[priority].values())
        chance.shuffle(campaigns)
        yield from in_turn(campaigns)

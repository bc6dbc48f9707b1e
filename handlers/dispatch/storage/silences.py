"""Giving up contacts who have stayed silent to the end: many in one transaction, each with its line of history.

Nobody is given up who has written, has a meeting or is in a human's hands by then: whoever does any of these leaves the
state ``contacted`` or the backlog.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.common.rules import accounting
from handlers.common.rules.model import State
from handlers.common.rules.steps import SILENCE
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import contacts, keys, stats, writes
from handlers.common.storage.writes import ChangedError, Condition, Write
from handlers.dispatch.rules.fairness import Waiting

TOGETHER = 40
"""Contacts of one transaction, which takes 100 writes: two for each, and the counters."""
MOST_AT_ONCE = 1000
"""Contacts of one tenant in one run."""
_WAITS = "#nextStep = :silence AND #backlogOrder = :order"
"""The condition that a contact is in the backlog as it was read."""


class Silent(NamedTuple):
    """A contact whose silence is over, as it was read before its person's addresses were."""

    waiting: Waiting
    updated_at: str
    """Its last change, empty where none is on record: whatever is noted of its person changes it too."""


def give_up(tenant: Tenant, silent: Sequence[Silent], now: datetime) -> int:
    """Make the contacts unsuccessful, those who are silent still; return their number."""
    campaigns: defaultdict[str, list[Silent]] = defaultdict(list)
    for each in silent:
        campaigns[each.waiting.campaign_id].append(each)
    groups = [own[at : at + TOGETHER] for own in campaigns.values() for at in range(0, len(own), TOGETHER)]
    return sum(_give_up(tenant, group, now) for group in groups)


def _give_up(tenant: Tenant, group: Sequence[Silent], now: datetime) -> int:
    """Give up contacts of one campaign; where one of them has moved on, each by itself."""
    ends = [write for each in group for write in _end(each, now)]
    try:
        writes.transact([*ends, _counted(tenant, group, now)])
    except ChangedError:
        if len(group) > 1:
            return sum(_give_up(tenant, [each], now) for each in group)
        _forget(group[0])
        return 0
    return len(group)


def _end(silent: Silent, now: datetime) -> list[Write]:
    waiting, unchanged = silent.waiting, _unchanged(silent)
    still = Condition(
        f"{unchanged.text} AND #state = :contacted AND (attribute_not_exists(#humanUntil) OR #humanUntil <= :now)",
        {**unchanged.values, "contacted": State.CONTACTED.value, "now": keys.instant(now)},
    )
    values = {"state": State.UNSUCCESSFUL.value, "updatedAt": keys.instant(now)}
    way = {"from": State.CONTACTED, "to": State.UNSUCCESSFUL}
    line = contacts.history_line(keys.contact_of(waiting.pk), now, "silent", None, way)
    return [
        writes.update(contacts.table(), _key(waiting), values, still, remove=contacts.BACKLOG),
        writes.put(contacts.table(), line, writes.REPEATABLE),
    ]


def _counted(tenant: Tenant, group: Sequence[Silent], now: datetime) -> Write:
    moved = accounting.moved(State.CONTACTED, State.UNSUCCESSFUL)
    counters = {"silent": len(group), **{name: by * len(group) for name, by in moved.items()}}
    return stats.addition(tenant.tenantId, group[0].waiting.campaign_id, tenant.today(now), counters)


def _forget(silent: Silent) -> None:
    """Take somebody out of the backlog who is in it for nothing; who has changed is read again by the next run."""
    writes.made(
        writes.update(contacts.table(), _key(silent.waiting), {}, _unchanged(silent), remove=contacts.BACKLOG)
    )


def _key(waiting: Waiting) -> dict[str, str]:
    return {"pk": waiting.pk, "sk": waiting.sk}


def _unchanged(silent: Silent) -> Condition:
    seen = {"silence": SILENCE, "order": silent.waiting.order}
    if not silent.updated_at:
        return Condition(f"{_WAITS} AND attribute_not_exists(#updatedAt)", seen)
    return Condition(f"{_WAITS} AND #updatedAt = :updated", {**seen, "updated": silent.updated_at})

"""release-contacts: moves from the backlog to the send queue what the next minutes allow, and nothing more.

Run every minute for all tenants, and at the end of an ingest for one.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.attention.storage import entries
from handlers.common import fencing
from handlers.common.rules.contracts import parse
from handlers.common.storage import configuration
from handlers.dispatch.releasing import NAMED_AT_ONCE, release
from handlers.dispatch.rules.holds import Hold
from handlers.dispatch.rules.requests import ReleaseRequest
from handlers.entry_point import entry_point
from handlers.observability import about, count, flush, logger

TIME_KEPT = timedelta(seconds=10)
"""No further tenant is begun with less time than this left; the order of tenants is left to chance, so none starves."""


class ReleaseFailedError(RuntimeError):
    """Some tenants' backlogs could not be released; all others were."""


@entry_point
def handler(event: Any, context: Any) -> dict[str, int]:
    """``{"source": "scheduler"}`` for every tenant, or ``{"tenantId", …}`` for one; answers what was released.

    Nothing is, while a table has been restored and nobody has said what went out meanwhile.
    """
    ends = datetime.now(UTC) + timedelta(milliseconds=context.get_remaining_time_in_millis()) - TIME_KEPT
    wanted = parse(ReleaseRequest, event, "the request to release").tenantId
    if wanted:
        return _released([wanted], ends, is_open=fencing.is_open())
    try:
        return _released(list(configuration.tenant_ids()), ends, is_open=fencing.advance(datetime.now(UTC)))
    finally:
        _count_waiting()


def _released(tenants: list[str], ends: datetime, *, is_open: bool) -> dict[str, int]:
    totals: Counter[str] = Counter(released=0, postponed=0, given_up=0)
    if not is_open:
        return dict(totals)
    held: defaultdict[Hold, list[str]] = defaultdict(list)
    failed = _release_all(tenants, ends, totals, held)
    logger.info("released", extra=dict(totals))
    for name, amount in totals.items():
        if amount:
            count(f"Backlog_{name}", amount)
    for reason, of in held.items():
        for first in range(0, len(of), NAMED_AT_ONCE):
            some = of[first : first + NAMED_AT_ONCE]
            logger.info("tenants held back", extra={"reason": reason, "tenants": len(of), "tenantIds": some})
    if failed:
        raise ReleaseFailedError(
            f"{len(failed)} of {len(tenants)} tenants failed: {', '.join(sorted(failed))}"
        )
    return dict(totals)


def _count_waiting() -> None:
    """Count the entries of all tenants' inboxes that wait, and those that nobody has touched in time: one query of a
    sparse index.

    Here and not with the hourly reminders, which rest at night and at weekends: the alarm would ring two days late, and
    be over before the next run.
    """
    now = datetime.now(UTC)
    waiting = entries.waiting(now)
    if waiting.all:
        count("InboxWaiting", waiting.all)
    if waiting.overdue:
        count("InboxOverdue", waiting.overdue)
    # Zeros, too: they bring the alarm to rest, and it tells of a change alone.
    count("InboxBecameOverdue", waiting.unheard)
    if waiting.unheard:
        # Before it is kept that they have rung: a run that dies in between rings once more.
        flush()
        entries.note_ringing(now)


def _release_all(
    tenants: list[str], ends: datetime, totals: Counter[str], held: Mapping[Hold, list[str]]
) -> list[str]:
    """Release the backlogs of the tenants, in any order, until ``ends``; return those that failed.

    Adds to ``totals``, and to ``held`` the tenants by the reason for which their contacts wait.
    """
    chance = random.Random()
    failed: list[str] = []
    for tenant_id in chance.sample(tenants, len(tenants)):
        if datetime.now(UTC) > ends:
            logger.warning("no time left for all tenants", extra={"tenants": len(tenants)})
            count("ReleaseCutShort")
            break
        with about(tenantId=tenant_id):
            try:
                done = release(tenant_id, datetime.now(UTC), chance)
                totals.update(done.counts)
                if done.held is not None:
                    held[done.held].append(tenant_id)
            except Exception:
                logger.exception("a tenant's backlog could not be released")
                failed.append(tenant_id)
    return failed

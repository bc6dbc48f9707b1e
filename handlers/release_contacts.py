"""release-contacts: moves from the backlog to the send queue what the next minutes allow, and nothing more.

Run every minute for all tenants, and at the end of an ingest for one. What a run costs depends on what it may release,
never on how many wait. It only paces: send-messages enforces the limits, and whatever is released twice is sent once.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from handlers.common.rules.area_codes import ZONES
from handlers.common.rules.envelope import Message
from handlers.common.rules.holidays import DaysOff
from handlers.common.rules.hours import permitted
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration, outbox, stats
from handlers.dispatch.rules import fairness, pace
from handlers.dispatch.rules.fairness import Waiting
from handlers.dispatch.rules.judgement import permitted_from
from handlers.dispatch.storage import backlog, limits
from handlers.dispatch.storage.snapshots import Snapshot
from handlers.dispatch.storage.snapshots import snapshot as snapshot_of
from handlers.observability import count, entry_point, logger

TIME_KEPT = timedelta(seconds=10)
"""No further tenant is begun with less time than this left; the order of tenants is left to chance, so none starves."""
MOST_AT_ONCE = 1000
"""Contacts of one tenant in one run."""
KEPT_AT_ONCE = 100
POSTPONED_AT_ONCE = 100
"""Contacts of one tenant that a run moves to their own opening hour, beside as many as it may release."""
QUIET_MINUTES = 15
"""Outside the tenant's hours everywhere in Brazil, only every so many minutes is looked for contacts elsewhere."""


class ReleaseFailedError(RuntimeError):
    """Some tenants' backlogs could not be released; all others were."""


@entry_point
def handler(event: Mapping[str, Any], context: Any) -> dict[str, int]:
    """``{"source": "scheduler"}`` for every tenant, or ``{"tenantId", …}`` for one; answers what was released."""
    now = datetime.now(UTC)
    ends = now + timedelta(milliseconds=context.get_remaining_time_in_millis()) - TIME_KEPT
    chance = random.Random()
    tenants = [event["tenantId"]] if "tenantId" in event else list(configuration.tenant_ids())
    chance.shuffle(tenants)
    totals: Counter[str] = Counter(released=0, postponed=0)
    failed: list[str] = []
    for tenant_id in tenants:
        if datetime.now(UTC) > ends:
            logger.warning("no time left for all tenants", extra={"tenants": len(tenants)})
            count("ReleaseCutShort")
            break
        try:
            totals.update(release(tenant_id, datetime.now(UTC), chance))
        except Exception:
            logger.exception("a tenant's backlog could not be released", extra={"tenantId": tenant_id})
            failed.append(tenant_id)
    logger.info("released", extra=dict(totals))
    if failed:
        raise ReleaseFailedError(
            f"{len(failed)} of {len(tenants)} tenants failed: {', '.join(sorted(failed))}"
        )
    return dict(totals)


def release(tenant_id: str, now: datetime, chance: random.Random) -> dict[str, int]:
    """Releases what the tenant's limits and hours allow from ``now`` on; how many were released and postponed."""
    snapshot = snapshot_of(tenant_id)
    if snapshot is None:
        logger.warning("there is no such tenant", extra={"tenantId": tenant_id})
        return {}
    returning = backlog.release_kept(backlog.kept(tenant_id, now, KEPT_AT_ONCE), now)
    if returning:
        outbox.enqueue(returning)
    if not snapshot.campaigns or _all_closed(snapshot, now) or not _worth_looking(snapshot.tenant, now):
        return {"released": len(returning), "postponed": 0}
    tenant, zone = snapshot.tenant, ZoneInfo(snapshot.tenant.timezone)
    outlook = limits.outlook(tenant_id, zone, now)
    delays = pace.departures(
        now, zone, tenant.limits, outlook.usage, outlook.planned, tenant.jitterSeconds, chance
    )
    if not delays:
        return {"released": len(returning), "postponed": 0}
    chosen, later = _chosen(snapshot, now, delays[:MOST_AT_ONCE], chance)
    backlog.postpone(later)
    departures = [now + timedelta(seconds=delay) for _, delay in chosen]
    if not limits.plan(tenant_id, outlook, departures, zone, now):
        logger.info("another run is releasing for the tenant", extra={"tenantId": tenant_id})
        return {"released": len(returning), "postponed": len(later)}
    released = _queue(tenant, chosen, now)
    return {"released": len(returning) + released, "postponed": len(later)}


def _all_closed(snapshot: Snapshot, now: datetime) -> bool:
    """Whether no channel takes anything of the tenant at the moment."""
    return all(channel in snapshot.closed and snapshot.closed[channel].holds(now) for channel in Channel)


def _worth_looking(tenant: Tenant, now: datetime) -> bool:
    """Whether anybody in Brazil may be written to now; if not, contacts elsewhere are looked for now and then."""
    days_off = DaysOff("", tenant.holidays, tenant.hours.holidays)
    zones = {*ZONES.values(), tenant.timezone}
    return now.minute % QUIET_MINUTES == 0 or any(
        permitted(now, tenant.hours, ZoneInfo(zone), days_off) for zone in zones
    )


def _chosen(
    snapshot: Snapshot, now: datetime, delays: list[int], chance: random.Random
) -> tuple[list[tuple[Waiting, int]], list[tuple[Waiting, datetime]]]:
    """Who goes out and after how many seconds, and who has to wait until when for an hour that is permitted."""
    tenant = snapshot.tenant
    backlogs = {
        campaign.campaignId: backlog.due(tenant.tenantId, campaign.campaignId, now, len(delays))
        for campaign in snapshot.campaigns
    }
    # The longest delay first for the first in line would be unfair; chance decides.
    chance.shuffle(delays)
    opens: dict[tuple[str | None, str | None, int], datetime] = {}
    chosen: list[tuple[Waiting, int]] = []
    later: list[tuple[Waiting, datetime]] = []
    for waiting in fairness.order_of_release(backlogs, chance):
        if len(chosen) == len(delays) or len(later) >= len(delays) + POSTPONED_AT_ONCE:
            break
        delay = delays[len(chosen)]
        place = (waiting.timezone, waiting.uf, delay)
        departure = now + timedelta(seconds=delay)
        if place not in opens:
            zone = ZoneInfo(waiting.timezone or tenant.timezone)
            opens[place] = permitted_from(departure, tenant, zone, waiting.uf or tenant.state)
        if opens[place] == departure:
            chosen.append((waiting, delay))
        else:
            later.append((waiting, opens[place]))
    return chosen, later


def _queue(tenant: Tenant, chosen: list[tuple[Waiting, int]], now: datetime) -> int:
    """Marks the chosen contacts as queued and puts their messages into the queue; how many there were."""
    done = backlog.release([waiting for waiting, _ in chosen], now)
    going = [(waiting, delay) for (waiting, delay), ours in zip(chosen, done, strict=True) if ours]
    outbox.enqueue(
        [_message(tenant.tenantId, waiting, now) for waiting, _ in going], [delay for _, delay in going]
    )
    today: date = now.astimezone(ZoneInfo(tenant.timezone)).date()
    campaigns: defaultdict[str, int] = defaultdict(int)
    for waiting, _ in going:
        campaigns[waiting.campaign_id] += 1
    for campaign_id, number in campaigns.items():
        stats.count(tenant.tenantId, campaign_id, today, {"released": number})
    return len(going)


def _message(tenant_id: str, waiting: Waiting, now: datetime) -> Message:
    return Message(
        kind=Kind(waiting.step.partition("#")[0]),
        step=waiting.step,
        tenantId=tenant_id,
        campaignId=waiting.campaign_id,
        contactId=waiting.pk.removeprefix("CONTACT#"),
        correlationId=uuid4().hex,
        createdAt=now,
    )

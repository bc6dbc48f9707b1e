"""Releasing a tenant's backlog: moving to the send queue what the next minutes allow, and nothing more.

What a run costs depends on what it may release, never on how many wait. It only paces: sending enforces the limits,
and whatever is released twice is sent once.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from handlers.common.counting import count_today
from handlers.common.rules.area_codes import ZONES
from handlers.common.rules.contact import Place
from handlers.common.rules.envelope import Message
from handlers.common.rules.holidays import DaysOff
from handlers.common.rules.hours import permitted
from handlers.common.rules.model import Channel
from handlers.common.rules.steps import SILENCE
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import keys, outbox
from handlers.dispatch import giving_up
from handlers.dispatch.rules import fairness, pace
from handlers.dispatch.rules.fairness import Waiting
from handlers.dispatch.rules.holds import Hold, permitted_from, why_not_now
from handlers.dispatch.storage import backlog, departures
from handlers.dispatch.storage.backlog import Postponement
from handlers.dispatch.storage.snapshots import Snapshot
from handlers.dispatch.storage.snapshots import snapshot as snapshot_of
from handlers.observability import logger

MOST_AT_ONCE = 1000
"""Contacts of one tenant in one run."""
KEPT_AT_ONCE = 100
"""Messages of one tenant that waited for their channel, their partner or their end, in one run."""
POSTPONED_AT_ONCE = 100
"""Contacts of one tenant that a run moves to their own opening hour, beside as many as it may release."""
NAMED_AT_ONCE = 100
"""Contacts, or tenants, in one line of the log."""
QUIET_MINUTES = 15
"""Outside the tenant's hours everywhere in Brazil, only every so many minutes is looked for contacts elsewhere."""


class Release(NamedTuple):
    """The messages that a run put into the queue, and the contacts that it moved to a later hour or gave up."""

    released: int = 0
    postponed: int = 0
    given_up: int = 0
    """Contacts who have answered nothing to the end."""
    held: Hold | None = None
    """The reason for which the tenant's other contacts wait; None if it is none of the tenant's."""

    @property
    def counts(self) -> dict[str, int]:
        """The figures by name."""
        return {"released": self.released, "postponed": self.postponed, "given_up": self.given_up}


class Departure(NamedTuple):
    """Somebody whose message goes out after ``delay`` seconds."""

    waiting: Waiting
    delay: int


class Selection(NamedTuple):
    """Those whose turn it is: who goes out, who has to wait for an hour that is permitted, and who stayed silent."""

    going: list[Departure]
    later: list[tuple[Postponement, Hold]]
    silent: list[Waiting]
    is_full: bool = False
    """True if there is room for no more of those who are due."""


def release(tenant_id: str, now: datetime, chance: random.Random) -> Release:
    """Release what the tenant's limits and hours allow from ``now`` on."""
    snapshot = snapshot_of(tenant_id)
    if snapshot is None:
        logger.warning("there is no such tenant", extra={"tenantId": tenant_id})
        return Release()
    returned = _return_kept(tenant_id, now)
    held = _held(snapshot, now)
    if held is not None:
        return Release(returned, held=held)
    anew = _release_contacts(snapshot, now, chance)
    return anew._replace(released=returned + anew.released)


def _return_kept(tenant_id: str, now: datetime) -> int:
    """Put the messages that wait no longer back into the queue, and return their number."""
    returning = backlog.release_kept(backlog.kept(tenant_id, now, KEPT_AT_ONCE), now)
    if returning:
        outbox.enqueue(returning)
    return len(returning)


def _release_contacts(snapshot: Snapshot, now: datetime, chance: random.Random) -> Release:
    tenant = snapshot.tenant
    zone = ZoneInfo(tenant.timezone)
    outlook = departures.outlook(tenant.tenantId, zone, now)
    delays = pace.departures(
        now, zone, tenant.limits, outlook.usage, outlook.planned, tenant.jitterSeconds, chance
    )
    if not delays:
        return Release(held=Hold.LIMIT)
    going, later, silent, is_full = _chosen(snapshot, now, delays[:MOST_AT_ONCE], chance)
    backlog.postpone([postponement for postponement, _ in later])
    _tell(later)
    leaving = [now + timedelta(seconds=departure.delay) for departure in going]
    if not departures.add(tenant.tenantId, outlook, leaving, zone, now):
        logger.info("another run is releasing for the tenant", extra={"tenantId": tenant.tenantId})
        return Release(0, len(later))
    ended = giving_up.give_up(snapshot, silent, now)
    return Release(_queue(tenant, going, now), len(later), ended, Hold.LIMIT if is_full else None)


def _tell(later: Sequence[tuple[Postponement, Hold]]) -> None:
    """Log who waits for which hour, and why: a line for each campaign, reason and instant."""
    groups: defaultdict[tuple[str, Hold, datetime], list[str]] = defaultdict(list)
    for (waiting, until), reason in later:
        groups[waiting.campaign_id, reason, until].append(keys.contact_of(waiting.pk))
    for (campaign_id, reason, until), ids in groups.items():
        detail = {"campaignId": campaign_id, "reason": reason, "until": keys.instant(until)}
        for first in range(0, len(ids), NAMED_AT_ONCE):
            some = ids[first : first + NAMED_AT_ONCE]
            logger.info("contacts held back", extra={**detail, "contacts": len(some), "contactIds": some})


def _held(snapshot: Snapshot, now: datetime) -> Hold | None:
    """The reason for which nothing of the tenant is to be looked for now; None where there is none."""
    tenant = snapshot.tenant
    if not snapshot.campaigns:
        return Hold.PAUSED if snapshot.is_paused else Hold.NO_CAMPAIGN
    if _all_closed(snapshot, now):
        return Hold.CHANNEL_CLOSED
    if not _worth_looking(tenant, now):
        return why_not_now(now, tenant, Place(ZoneInfo(tenant.timezone), tenant.state))
    return None


def _all_closed(snapshot: Snapshot, now: datetime) -> bool:
    """True if no channel takes anything of the tenant at the moment."""
    return all(channel in snapshot.closed and snapshot.closed[channel].holds(now) for channel in Channel)


def _worth_looking(tenant: Tenant, now: datetime) -> bool:
    """True if anybody in Brazil may be written to now; if not, contacts elsewhere are looked for now and then."""
    days_off = DaysOff("", tenant.holidays, tenant.hours.holidays)
    zones = {*ZONES.values(), tenant.timezone}
    return now.minute % QUIET_MINUTES == 0 or any(
        permitted(now, tenant.hours, ZoneInfo(zone), days_off) for zone in zones
    )


def _chosen(snapshot: Snapshot, now: datetime, delays: list[int], chance: random.Random) -> Selection:
    """Choose who takes one of the delays, in the order of the backlog's priorities and of the campaigns' turns."""
    tenant = snapshot.tenant
    backlogs = {
        campaign.campaignId: backlog.due(tenant.tenantId, campaign.campaignId, now, len(delays) + 1)
        for campaign in snapshot.campaigns
    }
    # The longest delay first for the first in line would be unfair; chance decides.
    chance.shuffle(delays)
    opening = _Opening(tenant, now)
    choice = Selection([], [], [])
    for waiting in fairness.order_of_release(backlogs, chance):
        if len(choice.later) >= len(delays) + POSTPONED_AT_ONCE:
            break
        if waiting.step == SILENCE:
            choice.silent.append(waiting)
            continue
        if len(choice.going) == len(delays):
            return choice._replace(is_full=True)
        departure = Departure(waiting, delays[len(choice.going)])
        opens, reason = opening.of(departure)
        if reason is None:
            choice.going.append(departure)
        else:
            choice.later.append((Postponement(waiting, opens), reason))
    return choice


class _Opening:
    """The instants from which a tenant may write to each place, worked out once."""

    def __init__(self, tenant: Tenant, now: datetime) -> None:
        self._tenant = tenant
        self._now = now
        self._known: dict[tuple[str | None, str | None, int], tuple[datetime, Hold | None]] = {}

    def of(self, departure: Departure) -> tuple[datetime, Hold | None]:
        """The first instant, not before its departure, at which somebody may be written to; and why, if it is later."""
        (waiting, delay), tenant = departure, self._tenant
        key = (waiting.timezone, waiting.uf, delay)
        if key not in self._known:
            place = Place(ZoneInfo(waiting.timezone or tenant.timezone), waiting.uf or tenant.state)
            leaves = self._now + timedelta(seconds=delay)
            opens = permitted_from(leaves, tenant, place)
            self._known[key] = opens, None if opens == leaves else why_not_now(leaves, tenant, place)
        return self._known[key]


def _queue(tenant: Tenant, chosen: Sequence[Departure], now: datetime) -> int:
    """Mark the chosen contacts as queued and put their messages into the queue; return their number."""
    released = backlog.release([waiting for waiting, _ in chosen], now)
    going = [departure for departure in chosen if departure.waiting in released]
    outbox.enqueue(
        [_message(tenant.tenantId, waiting, now) for waiting, _ in going], [delay for _, delay in going]
    )
    campaigns = Counter(waiting.campaign_id for waiting, _ in going)
    for campaign_id, number in campaigns.items():
        count_today(tenant, campaign_id, now, {"released": number})
    return len(going)


def _message(tenant_id: str, waiting: Waiting, now: datetime) -> Message:
    subject = Subject(tenant_id, uuid4().hex, waiting.campaign_id, keys.contact_of(waiting.pk))
    return Message.paced(waiting.step, subject, now)

"""The slots to offer for a meeting, from the host's calendar, the claims on the host's time and others' offers."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules.tenants import Host, Tenant
from handlers.meetings import calendars
from handlers.meetings.rules import offers, slots
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.wishes import Wish
from handlers.meetings.storage import finding, host_time


class Guest(NamedTuple):
    """The contact to whom slots are offered, as far as they depend on it."""

    zone: ZoneInfo
    busy: Sequence[Slot] = ()
    """The times at which it has other meetings."""


def choose(
    tenant: Tenant,
    host: Host,
    before: Meeting | None,
    seed: str,
    now: datetime,
    *,
    urgent: bool,
    guest: Guest,
    wish: Wish,
) -> tuple[Slot, ...]:
    """Return the slots to offer, in order; none where the host and the ``guest`` have no free time in decent hours.

    Slots of the offers that this contact has had ``before``, as far as they are kept, or that others may still choose,
    are among them only if that makes more slots, nearer to those that the ``wish`` prefers, or on more days or in both
    halves of a day; what it refuses never is. A meeting that is to be moved is in its own way only where nothing is
    preferred: whoever names no time wants another day or hour. The same ``seed`` draws the same slots.
    """
    preferred = wish.preferred
    days_off = slots.days_off(tenant, host)
    span = slots.horizon(host, now, days_off)
    if span is None:
        return ()
    moved = before if preferred and before is not None and before.host_id == host.hostId else None
    busy = _busy(tenant, host, moved, span)
    best: tuple[Slot, ...] = ()
    for taken in _taken(busy, tenant, host, before, span, now):
        choice = slots.offer(
            host,
            now,
            [*taken, *wish.refused, *guest.busy],
            days_off,
            Random(seed),
            urgent=urgent,
            guest_zone=guest.zone,
            preferred=preferred,
            moved_from=moved.time if moved else None,
        )
        best = max(best, choice, key=lambda offer: slots.merit(offer, host, preferred))
        if slots.is_best(best, host, preferred):
            break
    return best


def expires_at(tenant: Tenant, host: Host, offered: Sequence[Slot], now: datetime) -> datetime:
    """Return the end of an offer of these slots that is made at ``now``."""
    return offers.expires_at(now, offered, host, slots.days_off(tenant, host))


def _busy(tenant: Tenant, host: Host, moved: Meeting | None, span: Slot) -> list[Slot]:
    """The host's busy times, by calendar and claims, without those that the meeting to be ``moved`` makes busy itself.

    A calendar may tell of two events as of one span: of such a one the whole stays.
    """
    busy = calendars.calendar().busy(host.calendarId, span)
    claimed = host_time.claimed(tenant.tenantId, host.hostId, span.start, span.end)
    if moved is None or moved.time is None or not moved.is_held:
        return busy + claimed
    of_others = [each for each in busy if not each.lies_within(moved.time)]
    return of_others + [cell for cell in claimed if cell.start not in moved.held_cells]


def _taken(
    busy: Sequence[Slot], tenant: Tenant, host: Host, before: Meeting | None, span: Slot, now: datetime
) -> Iterator[Sequence[Slot]]:
    """The times to leave out: first with all that others and this contact were offered, at last only the busy ones."""
    earlier = [slot for offer in before.offers for slot in offer.slots] if before else []
    yield [*busy, *earlier, *finding.offered(tenant.tenantId, host.hostId, now, span.end)]
    yield [*busy, *earlier]
    yield busy

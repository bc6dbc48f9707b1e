"""Room within the tenants' limits: reserving it for the paced messages of a batch, and giving it back."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.dispatch.journal import Journal
from handlers.dispatch.plans import Plan
from handlers.dispatch.rules import pace
from handlers.dispatch.rules.holds import Hold
from handlers.dispatch.rules.judgements import Defer
from handlers.dispatch.storage import limits
from handlers.dispatch.storage.limits import Reservation
from handlers.observability import logger


def reserved(
    plans: Sequence[Plan],
    journal: Journal,
    clock: Callable[[], datetime],
    wait: Callable[[float], None],
) -> list[Plan]:
    """Those that their tenants' limits allow, the paced ones with their reservations; the others are deferred.

    Close to the end of a minute the next one is waited for.
    """
    kept = [plan for plan in plans if not plan.is_paced]
    by_tenant: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        if plan.is_paced:
            by_tenant[plan.message.tenantId].append(plan)
    for paced in by_tenant.values():
        opens = pace.counted_from(clock(), ZoneInfo(paced[0].tenant.timezone))
        if opens > clock():
            wait((opens - clock()).total_seconds())
        reservation = reserve(paced[0], len(paced), clock())
        kept += [plan._replace(reservation=reservation) for plan in paced[: reservation.granted]]
        for plan in paced[reservation.granted :]:
            _hold_back(plan, reservation, journal)
    return kept


def reserve(plan: Plan, wanted: int, now: datetime) -> Reservation:
    """Room for up to ``wanted`` messages of the plan's tenant."""
    tenant = plan.tenant
    return limits.reserve(tenant.tenantId, tenant.limits, ZoneInfo(tenant.timezone), wanted, now)


def _hold_back(plan: Plan, reservation: Reservation, journal: Journal) -> None:
    if plan.attempt.go.takes_over is not None:
        journal.refuse(plan.record, "no room to repeat a request", **plan.message.subject.ids)
    elif reservation.refused_until is not None:
        journal.defer(plan.record, plan.attempt.facts, Defer(reservation.refused_until, Hold.LIMIT))


def give_back(unused: Iterable[Plan]) -> None:
    """Free the room that these plans hold; what cannot be given back now expires with its windows."""
    held = Counter(plan.reservation for plan in unused if plan.reservation is not None)
    for reservation, amount in held.items():
        try:
            limits.give_back(reservation, amount)
        except Exception:
            logger.exception("room could not be given back", extra={"tenantId": reservation.tenant_id})

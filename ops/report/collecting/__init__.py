"""The report of a stack, collected from its tables, queues, bucket and metrics."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from handlers.common.rules.model import OFFERING_KINDS, PACED_KINDS, Channel, Kind
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration
from handlers.dispatch.storage import channels, pauses
from ops.report import pricing, reckoning
from ops.report.collecting import agreed, answers, counting, metrics, queues, talks
from ops.report.collecting.agreed import Meetings
from ops.report.collecting.counting import Counted
from ops.report.data import ListAnswer, Promise, ReportData, Span, Talk, Timeline
from ops.report.operation import ClosedChannel, Health
from ops.scale import costs as recorded
from ops.stack import Stack

MOST_TALKS = 60
MOST_TIMELINES = 8
LONGEST = timedelta(days=455)
"""The time for which CloudWatch keeps its values."""


@dataclass(frozen=True)
class Scope:
    """The part of a stack's work that a report is about."""

    tenant: str | None = None
    """The id of a tenant; None for all of them."""
    since: datetime | None = None
    """None for the beginning."""
    until: datetime | None = None
    """None for now."""
    named: bool = False
    """True if contacts' names are shown."""


@dataclass(frozen=True)
class Known:
    """The part that a run knows of itself, and that no stack could tell."""

    promises: Sequence[Promise] = ()
    lists: Sequence[ListAnswer] = ()
    """The answers to lists that came in otherwise than by the bucket."""


def collect(stack: Stack, scope: Scope, now: datetime, known: Known | None = None) -> ReportData:
    """Return the report of a stack, whose tables the handlers' storage is set to.

    ``LookupError`` for a tenant that is not there.
    """
    known = known or Known()
    ids = configuration.tenant_ids() if scope.tenant is None else (scope.tenant,)
    tenants = [tenant for each in ids if (tenant := configuration.tenant(each)) is not None]
    if scope.tenant is not None and not tenants:
        raise LookupError(f"there is no tenant {scope.tenant}")
    counted = counting.count(scope.tenant, now)
    span, asked = _span(scope, counted, now)
    meetings = {tenant.tenantId: agreed.read(tenant.tenantId) for tenant in tenants}
    lists, more_lists = answers.read(stack.bucket, scope.tenant, asked)
    lists = [*lists, *known.lists]
    sent = [each for each in counted.sent if span.start <= each.at < span.end and not each.came_back]
    replies = [each for each in counted.answers if span.start <= each.at < span.end]
    seconds = metrics.period(span, now)
    functions = metrics.functions(_functions(stack), _kept(span, now), seconds)
    ingested = {
        contact for contact, person in counted.people.items() if span.start <= person.created < span.end
    }
    every = _joined(meetings.values())
    found, left = _talks(counted, {tenant.tenantId: tenant for tenant in tenants}, asked, scope)
    work = pricing.Work(
        contacts=len(ingested),
        lists=len(lists) + more_lists,
        paced=sum(each.kind in PACED_KINDS for each in sent),
        others=sum(each.kind not in PACED_KINDS for each in sent),
        emails=sum(each.channel == Channel.EMAIL for each in sent),
        replies=len(replies),
        offers=sum(each.kind in OFFERING_KINDS for each in sent),
        bookings=sum(each.kind == Kind.CONFIRMATION for each in sent),
        reminders=sum(each.kind == Kind.REMINDER for each in sent),
    )
    return ReportData(
        stack=stack.prefix,
        region=stack.region,
        made_at=now,
        span=span,
        whole=asked is None,
        tenants=[tenant.name for tenant in tenants],
        zone=tenants[0].timezone if len({tenant.timezone for tenant in tenants}) == 1 else "UTC",
        funnel=reckoning.funnel(
            ingested,
            {each.contact for each in counted.sent if not each.came_back},
            counting.answered(counted),
            counted.interested,
            every.proposed,
            every.booked,
            every.held,
        ),
        states=Counter(str(counted.people[contact].state) for contact in ingested),
        messages=Counter((each.channel, each.kind) for each in sent),
        intents=Counter(each.intent for each in replies),
        timelines=_timelines(tenants, counted, span, fitted=asked is None),
        calendars=[
            calendar
            for tenant in tenants
            for calendar in agreed.calendars(
                tenant,
                meetings[tenant.tenantId].agreed,
                asked,
                lambda ids: talks.names(ids, named=scope.named),
            )
        ],
        talks=found,
        more_talks=left,
        lists=lists,
        more_lists=more_lists,
        functions=functions,
        period_seconds=seconds,
        costs=pricing.costs(work, functions, recorded.load()),
        health=_health(stack, tenants, counted),
        promises=known.promises,
        named=scope.named,
    )


def _span(scope: Scope, counted: Counted, now: datetime) -> tuple[Span, Span | None]:
    """Return the span of the report, and that which was asked for, if one was."""
    first = min((person.created for person in counted.people.values()), default=now - timedelta(hours=1))
    span = Span(scope.since or min(first, now), scope.until or now)
    return span, (span if scope.since or scope.until else None)


def _kept(span: Span, now: datetime) -> Span:
    return Span(max(span.start, now - LONGEST), span.end)


def _functions(stack: Stack) -> Mapping[str, str]:
    """Return the physical names of the stack's functions by their short ones."""
    known = stack.outputs.get("functions") or dict.fromkeys(recorded.load().functions)
    return {short: stack.function(short) for short in known}


def _joined(found: Iterable[Meetings]) -> Meetings:
    every = Meetings()
    for each in found:
        every.proposed |= each.proposed
        every.booked |= each.booked
        every.held |= each.held
    return every


def _timelines(tenants: Sequence[Tenant], counted: Counted, span: Span, *, fitted: bool) -> list[Timeline]:
    """Return the timelines of the tenants that sent most, and of those that sent nothing."""
    sent: dict[str, list[reckoning.Moment]] = {tenant.tenantId: [] for tenant in tenants}
    for each in counted.sent:
        person = counted.people.get(each.contact)
        if person is not None and person.tenant in sent and span.start <= each.at < span.end:
            sent[person.tenant].append(reckoning.Moment(each.at, each.kind, each.came_back))
    busiest = sorted(tenants, key=lambda tenant: -len(sent[tenant.tenantId]))[:MOST_TIMELINES]
    return [reckoning.timeline(tenant, sent[tenant.tenantId], span, fitted=fitted) for tenant in busiest]


def _talks(
    counted: Counted, tenants: Mapping[str, Tenant], span: Span | None, scope: Scope
) -> tuple[list[Talk], int]:
    """Return the conversations with the latest words, those that were answered first; and the number of others."""
    latest: dict[str, datetime] = {}
    for each in (*counted.sent, *counted.answers):
        if span is None or span.start <= each.at < span.end:
            latest[each.contact] = max(each.at, latest.get(each.contact, each.at))
    answered = {each.contact for each in counted.answers}
    order = sorted(latest, key=lambda contact: (contact in answered, latest[contact]), reverse=True)
    known = [contact for contact in order if contact in counted.people]
    found = (
        talks.talk(contact, tenants[counted.people[contact].tenant], span, named=scope.named)
        for contact in known
        if counted.people[contact].tenant in tenants
    )
    shown = list(islice((each for each in found if each is not None and each.bubbles), MOST_TALKS))
    return shown, len(known) - len(shown)


def _health(stack: Stack, tenants: Sequence[Tenant], counted: Counted) -> Health:
    waiting = Counter(
        f"{person.tenant}/{person.campaign}" for person in counted.people.values() if person.is_waiting
    )
    closed = [
        ClosedChannel(tenant.name, str(each.channel), each.reason, each.since, each.retry_at)
        for tenant in tenants
        for each in channels.closed(tenant.tenantId).values()
    ]
    return Health(
        queues=queues.read(stack),
        closed=closed,
        channels=len(Channel) * len(tenants),
        unknown=len(counted.unknown),
        failed=sum(person.state == "undeliverable" for person in counted.people.values()),
        opt_outs=counted.opted_out,
        blocked=counted.blocked,
        inbox_open=counted.inbox_open,
        inbox_overdue=counted.inbox_overdue,
        waiting=dict(waiting.most_common()),
        paused=[
            f"{tenant.tenantId}/{campaign}" if campaign else tenant.tenantId
            for tenant in tenants
            for campaign in pauses.paused(tenant.tenantId)
        ],
    )

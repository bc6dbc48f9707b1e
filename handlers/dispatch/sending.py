"""Sends a batch of messages from the send queue through the WhatsApp and e-mail partners.

A batch of up to ten messages goes through in steps, each of which is one request for all of them: read what is known,
judge, reserve room, render, claim, call the partners at the same time, write down what became of each. A message that
fails in a way of its own is answered as a batch item failure and stops none of the others.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import PACED_KINDS, Channel, Event, State
from handlers.common.rules.retries import Ending
from handlers.common.storage import configuration
from handlers.dispatch.delivery import Courier, Room
from handlers.dispatch.ledger import Ledger, ids
from handlers.dispatch.partners import messaging
from handlers.dispatch.rules import closures, judgement, templates
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.rules.judgement import (
    Defer,
    Drop,
    Facts,
    Go,
    LeaseOver,
    MalformedError,
    Record,
    Status,
    Wait,
)
from handlers.dispatch.storage import channels, claims, facts, limits
from handlers.dispatch.storage.claims import Change, Settlement, Taken, Work
from handlers.dispatch.storage.limits import Reservation
from handlers.observability import count, logger

BOOKKEEPING = timedelta(seconds=15)
"""Time kept back from the partner calls for writing down what became of them."""
LEASE_MARGIN = timedelta(seconds=30)
"""A claim outlasts the invocation that holds it, so that nobody takes a living attempt for a dead one."""

REACHED = frozenset({Ending.SENT, Ending.UNDELIVERABLE, Ending.OPTED_OUT})
"""Endings that show that the channel works."""
USED = frozenset({Ending.SENT, Ending.UNKNOWN})
"""Endings that use up the room that was reserved."""


@dataclass
class Plan:
    """A message on its way out: what is decided about it grows step by step."""

    record: str
    facts: Facts
    go: Go
    reservation: Reservation | None = None
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        return self.facts.message

    @property
    def paced(self) -> bool:
        return self.message.kind in PACED_KINDS


class Batch:
    """One batch. ``remaining``: how long the function may still run."""

    def __init__(
        self, clock: Callable[[], datetime], wait: Callable[[float], None], remaining: timedelta
    ) -> None:
        self._clock = clock
        self._wait = wait
        self._now = clock()
        self._ends = self._now + remaining
        self._failures: set[str] = set()
        self._unclaimed: list[tuple[Facts, Change]] = []
        self._ledger = Ledger(self._now)

    def run(self, records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The answer to the queue."""
        plans = self._rendered(self._within_limits(self._judged(self._parsed(records))))
        self._write_unclaimed()
        if plans:
            self._send(plans)
        self._ledger.flush()
        return {"batchItemFailures": [{"itemIdentifier": record} for record in sorted(self._failures)]}

    def _fail(self, record: str, reason: str, **detail: str) -> None:
        """To be delivered again, in the end to the dead-letter queue."""
        self._failures.add(record)
        logger.warning("message not taken", extra={"sqsMessageId": record, "reason": reason} | detail)

    # Parse and judge

    def _parsed(self, records: Sequence[Mapping[str, Any]]) -> dict[str, Message]:
        """Messages by record; of two that are the same message, one is enough."""
        messages: dict[str, Message] = {}
        seen: set[tuple[str, str]] = set()
        for record in records:
            try:
                message = Message.model_validate_json(record["body"])
            except ValidationError as error:
                # The content may hold what a log must not; the names of the wrong fields say enough.
                fields = sorted({".".join(map(str, problem["loc"])) for problem in error.errors()})
                self._fail(record["messageId"], "malformed", fields=", ".join(fields))
                continue
            if (message.contactId, message.step) not in seen:
                seen.add((message.contactId, message.step))
                messages[record["messageId"]] = message
        return messages

    def _judged(self, messages: Mapping[str, Message]) -> list[Plan]:
        plans: list[Plan] = []
        known = facts.read(list(messages.values())) if messages else []
        for (record, message), fact in zip(messages.items(), known, strict=True):
            try:
                if isinstance(fact, MalformedError):
                    raise fact
                verdict = judgement.judge(fact, self._now)
            except Exception as error:
                self._fail(record, type(error).__name__, problem=str(error), **ids(message))
                continue
            match verdict:
                case Go():
                    plans.append(Plan(record, fact, verdict))
                case Wait():
                    self._fail(record, "held by another delivery", **ids(message))
                case Drop(reason):
                    logger.info("message dropped", extra=ids(message) | {"reason": reason})
                case Defer(until, reason):
                    self._defer(fact, until, reason)
                case Record(status, reason, state):
                    self._record(fact, status, reason, state)
                case LeaseOver(attempt):
                    self._do(fact, claims.give_up(fact, attempt, self._now))
                    self._unknown(fact, "attempt_cut_short")
        return plans

    def _do(self, fact: Facts, changes: Sequence[Change]) -> None:
        self._unclaimed += [(fact, change) for change in changes]

    def _defer(self, fact: Facts, until: datetime, reason: str) -> None:
        self._do(fact, claims.defer(fact, until, reason, self._now))
        self._ledger.add(fact, {"deferred": 1})
        detail = {"reason": reason, "until": until.isoformat()}
        logger.info("message deferred", extra=ids(fact.message) | detail)

    def _record(self, fact: Facts, status: Status, reason: str, state: State | None) -> None:
        self._do(fact, claims.record(fact, status, state, reason, self._now))
        logger.info("message not sent", extra=ids(fact.message) | {"status": status, "reason": reason})
        if state is State.OPTED_OUT:
            self._opted_out(fact, reason)
        elif status is not Status.SKIPPED:
            self._failed(fact, reason)

    def _failed(self, fact: Facts, reason: str) -> None:
        self._ledger.add(fact, {"failed": 1})
        self._ledger.event(Event.MESSAGE_FAILED, fact.message, reason=reason, outcome="failed")

    def _opted_out(self, fact: Facts, reason: str) -> None:
        self._ledger.add(fact, {"opted_out": 1})
        self._ledger.event(Event.CONTACT_OPTED_OUT, fact.message, reason=reason)

    def _unknown(self, fact: Facts, reason: str) -> None:
        self._ledger.add(fact, {"unknown": 1})
        self._ledger.event(Event.MESSAGE_FAILED, fact.message, reason=reason, outcome="unknown")
        self._ledger.event(Event.HUMAN_ATTENTION_NEEDED, fact.message, reason="message_unknown")

    def _write_unclaimed(self) -> None:
        made = claims.write_unclaimed([change for _, change in self._unclaimed])
        for (fact, change), done in zip(self._unclaimed, made, strict=True):
            if done:
                self._ledger.add(fact, change.moved)

    # Limits and texts

    def _within_limits(self, plans: Sequence[Plan]) -> list[Plan]:
        """Those that their tenants' limits allow, with their reservations; the others are deferred."""
        kept = [plan for plan in plans if not plan.paced]
        by_tenant: defaultdict[str, list[Plan]] = defaultdict(list)
        for plan in plans:
            if plan.paced:
                by_tenant[plan.message.tenantId].append(plan)
        for tenant_id, paced in by_tenant.items():
            tenant = paced[0].facts.tenant
            zone = ZoneInfo(tenant.timezone)
            reservation = limits.reserve(tenant_id, tenant.limits, zone, len(paced), self._clock())
            for plan in paced[: reservation.granted]:
                plan.reservation = reservation
                kept.append(plan)
            for plan in paced[reservation.granted :]:
                if plan.go.takes_over is not None:
                    self._fail(plan.record, "no room to repeat a request", **ids(plan.message))
                elif reservation.refused_until is not None:
                    self._defer(plan.facts, reservation.refused_until, "limit")
        return kept

    def _rendered(self, plans: Sequence[Plan]) -> list[Plan]:
        kept: list[Plan] = []
        for plan in plans:
            try:
                plan.content = _content(plan.facts, plan.go)
            except Exception as error:
                self._fail(plan.record, type(error).__name__, problem=str(error), **ids(plan.message))
                _give_back([plan.reservation])
            else:
                kept.append(plan)
        return kept

    # Claim, send, write down

    def _send(self, plans: Sequence[Plan]) -> None:
        """Nothing is raised: what the others of the batch came to has to be answered."""
        works = [Work(plan.facts, plan.go, uuid4().hex) for plan in plans]
        try:
            taken = claims.take(works, self._ends + LEASE_MARGIN, self._clock())
        except Exception:
            logger.exception("claims could not be made")
            _give_back([plan.reservation for plan in plans])
            self._failures |= {plan.record for plan in plans}
            self._settle(plans, works, [Settlement(Ending.EXHAUSTED, "claim_failed")] * len(works))
            return
        held = [plan for plan, how in zip(plans, taken, strict=True) if how is Taken.HELD]
        for plan in held:
            self._fail(plan.record, "claimed by another delivery", **ids(plan.message))
        _give_back([plan.reservation for plan in held])
        won = [
            (plan, work, how) for plan, work, how in zip(plans, works, taken, strict=True) if plan not in held
        ]
        settlements = self._delivered(won)
        self._settle([plan for plan, *_ in won], [work for _, work, _ in won], settlements)

    def _delivered(self, won: Sequence[tuple[Plan, Work, Taken]]) -> list[Settlement]:
        going = [(plan, work) for plan, work, how in won if how is Taken.WON]
        room = Room(Counter(work.go.channel for _, work in going), self._clock, self._wait)
        courier = Courier(room, self._ends - BOOKKEEPING, self._clock, self._wait)
        with ThreadPoolExecutor(max(1, len(going))) as threads:
            answers = [
                threads.submit(courier.deliver, work, plan.content, plan.reservation) for plan, work in going
            ]
        delivered = iter([answer.result() for answer in answers])
        settlements: list[Settlement] = []
        unused: list[Reservation | None] = []
        for plan, _, how in won:
            if how is Taken.WON:
                arrived = next(delivered)
                settlement, holds = arrived.settlement, arrived.reservation
            else:
                ending = Ending.OPTED_OUT if how is Taken.OPTED_OUT else Ending.OVERTAKEN
                settlement, holds = Settlement(ending, how.value), plan.reservation
            settlements.append(settlement)
            unused.append(None if settlement.ending in USED else holds)
        _give_back(unused)
        return settlements

    def _settle(
        self, plans: Sequence[Plan], works: Sequence[Work], settlements: Sequence[Settlement]
    ) -> None:
        try:
            settlements = self._with_closed_channels(works, settlements)
            self._write_down(works, settlements)
        except Exception:
            # The claims stand; delivered again when their leases are over, the messages become unknown.
            logger.exception("what became of the messages could not be written down")
            count("SettlementFailed")
            self._failures |= {plan.record for plan in plans}
            return
        for plan, work, settlement in zip(plans, works, settlements, strict=True):
            self._tell(plan, work, settlement)

    def _write_down(self, works: Sequence[Work], settlements: Sequence[Settlement]) -> None:
        now = self._clock()
        changes: list[tuple[Facts, Change]] = []
        own: list[int] = []
        for work, settlement in zip(works, settlements, strict=True):
            own.append(len(changes))
            changes += [(work.facts, change) for change in claims.settle(work, settlement, now)]
            self._ledger.add(work.facts, _counters(work, settlement))
        for fact, change in changes:
            self._ledger.add(fact, change.moved)
        counters = self._ledger.statements()
        made, counted = claims.write([change for _, change in changes], [write for _, write in counters])
        for (day, _), done in zip(counters, counted, strict=True):
            if done:
                self._ledger.settled(day)
        for (fact, change), done in zip(changes, made, strict=True):
            if not done:
                # The contact moved on meanwhile, which has been counted by whoever moved it.
                self._ledger.add(fact, {name: -amount for name, amount in change.moved.items()})
        for work, settlement, place in zip(works, settlements, own, strict=True):
            if settlement.ending is Ending.SENT and judgement.is_first(work.message) and not made[place]:
                claims.note_sent(work, settlement, now)

    def _tell(self, plan: Plan, work: Work, settlement: Settlement) -> None:
        ending, reason, fact = settlement.ending, settlement.reason, plan.facts
        detail = {"ending": ending, "reason": reason, "channel": work.go.channel}
        logger.info("message settled", extra=ids(plan.message) | detail)
        if ending is Ending.SENT:
            self._ledger.event(Event.MESSAGE_SENT, plan.message, channel=work.go.channel)
        elif ending is Ending.EXHAUSTED:
            self._fail(plan.record, reason or "not accepted", **ids(plan.message))
        elif ending is Ending.UNKNOWN:
            self._unknown(fact, reason)
        elif ending is Ending.OPTED_OUT:
            self._opted_out(fact, reason)
        elif ending is Ending.UNDELIVERABLE and claims.other_channel(work) is None:
            self._failed(fact, reason)

    # Channels

    def _with_closed_channels(
        self, works: Sequence[Work], settlements: Sequence[Settlement]
    ) -> list[Settlement]:
        """Closes the channels that refused, opens those that work again; gives the settlements their instants."""
        now = self._clock()
        entries: dict[tuple[str, Channel], ClosedChannel] = {}
        opened: set[tuple[str, Channel]] = set()
        settled: list[Settlement] = []
        for work, settlement in zip(works, settlements, strict=True):
            channel = work.go.channel
            place = (work.message.tenantId, channel)
            before = work.facts.closed.get(channel)
            if settlement.ending is Ending.CHANNEL_CLOSED:
                if place not in entries:
                    entries[place] = closures.closed(channel, settlement.reason, now, before)
                    self._close(work, entries[place])
                settlement = settlement._replace(until=entries[place].retry_at)
            elif settlement.ending in REACHED and before is not None:
                opened.add(place)
            settled.append(settlement)
        for tenant_id, channel in opened - entries.keys():
            channels.reopen(tenant_id, channel)
            logger.info("channel opened", extra={"tenantId": tenant_id, "channel": channel})
        return settled

    def _close(self, work: Work, entry: ClosedChannel) -> None:
        if channels.close(work.message.tenantId, entry, self._clock()):
            count("ChannelClosed")
            detail = {"channel": entry.channel, "reason": entry.reason}
            logger.error("channel closed", extra=ids(work.message) | detail)
            self._ledger.event(
                Event.HUMAN_ATTENTION_NEEDED, work.message, reason="channel_closed", channel=entry.channel
            )


def _content(fact: Facts, go: Go) -> dict[str, Any]:
    """The partner's message, in the tenant's words or the default ones."""
    message, tenant, campaign, contact = fact.message, fact.tenant, fact.campaign, fact.contact
    saved = configuration.template(message.tenantId, go.channel, message.kind)
    template = templates.from_saved(saved) if saved else templates.default(go.channel, message.kind)
    variables = {
        "company": contact.get("company", ""),
        "contactName": contact.get("contactName", ""),
        "tenantName": tenant.name,
        "campaignName": campaign.name,
        "hostName": tenant.host(campaign.hostId).name,
        "offer": campaign.offer,
        **message.variables,
    }
    rendered = templates.render(go.channel, message.kind, template, variables)
    return messaging.body(go.channel, go.address, rendered, message.invitation)


def _counters(work: Work, settlement: Settlement) -> dict[str, int]:
    if settlement.ending is Ending.SENT:
        return {f"sent_{work.go.channel}": 1, f"sent_{work.message.kind}": 1}
    if settlement.ending in (Ending.CHANNEL_CLOSED, Ending.DEFERRED):
        return {"deferred": 1}
    return {}


def _give_back(unused: Sequence[Reservation | None]) -> None:
    """Room that nobody used; what cannot be given back now expires with its windows."""
    for reservation, amount in Counter(holds for holds in unused if holds is not None).items():
        try:
            limits.give_back(reservation, amount)
        except Exception:
            logger.exception("room could not be given back", extra={"tenantId": reservation.tenant_id})

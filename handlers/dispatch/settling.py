"""Writing down the ends of claimed messages, and telling of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.common.rules.model import Attention, Channel, Event
from handlers.common.rules.retries import Ending
from handlers.common.storage.statements import Pending, StatementBatch
from handlers.dispatch import holding, reports
from handlers.dispatch.journal import Journal, Unclaimed
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.plans import Settled
from handlers.dispatch.rules import closures
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.storage import channels, holds, settlements
from handlers.dispatch.storage.changes import Change
from handlers.dispatch.storage.settlements import Ended
from handlers.observability import count, logger

REACHED = frozenset({Ending.SENT, Ending.UNDELIVERABLE, Ending.OPTED_OUT})
"""Endings that show that the channel works."""
PUT_BACK = frozenset({Ending.CHANNEL_CLOSED, Ending.DEFERRED, Ending.UNWRITABLE, Ending.WINDOW_CLOSED})
"""Endings of messages that go back to the backlog."""


def settle(settled: Sequence[Settled], journal: Journal, now: datetime) -> None:
    """Write down the ends of claimed messages, each with all that follows from it.

    Nothing is raised: a message whose end cannot be written is delivered again, and becomes unknown when its lease
    is over. Where the ends cannot be written together each is written alone.
    """
    try:
        ended = _with_channels(_as_reported(settled, now), journal, now)
        owed = journal.call_humans(ended)
    except Exception:
        logger.exception("the ends of the messages could not be prepared")
        count("SettlementFailed")
        journal.leave_open(settled)
        return
    writes = [write for each in owed if (write := _end(each, journal, now)) is not None]
    for group in (writes, *([write] for write in writes)):
        if group and _write_down(group, journal, now):
            for each, _ in group:
                journal.settle(each)
            if group is writes:
                return
        elif group is not writes:
            count("SettlementFailed")
            journal.leave_open([each for each, _ in group])


def _as_reported(settled: Sequence[Settled], now: datetime) -> list[Settled]:
    """The ends; in the place of one that nobody knows that which the provider has reported by now."""
    unknown = [each.attempt for each in settled if each.settlement.ending is Ending.UNKNOWN]
    try:
        known = reports.ends(unknown, now)
    except Exception:
        logger.exception("the reports on messages whose ends are not known could not be read")
        return list(settled)
    return [each._replace(settlement=known.get(each.attempt.id, each.settlement)) for each in settled]


class _End(NamedTuple):
    """The end of a message, and the changes that make it."""

    settled: Settled
    ended: Ended


def _end(settled: Settled, journal: Journal, now: datetime) -> _End | None:
    try:
        return _End(settled, settlements.end(settled.attempt, settled.settlement, now))
    except Exception:
        logger.exception("an end could not be put into words", extra=settled.plan.message.subject.ids)
        count("SettlementFailed")
        journal.leave_open([settled])
        return None


class _Written(NamedTuple):
    """A change of a message's end, and the answer whether it was made."""

    settled: Settled
    change: Change
    pending: Pending
    is_own: bool
    """True for the change of the message itself, False for what follows from it."""


def _write_down(ends: Sequence[_End], journal: Journal, now: datetime) -> bool:
    """Write ends, their lines of history and the counters in one request for ten messages; False if it failed."""
    batch, ledger, expected = StatementBatch(), journal.ledger, Ledger(now)
    written: list[_Written] = []
    try:
        for each, ended in ends:
            for change in ended.changes:
                pending = change.join(batch)
                written.append(_Written(each, change, pending, is_own=change is ended.own))
                expected.add(change.facts, change.moved)
            expected.add(each.attempt.facts, _counters(each))
        ledger.join(batch, expected)
        batch.run()
    except Exception:
        logger.exception("the ends of the messages could not be written down")
        ledger.give_up()
        return False
    ledger.take_over(expected)
    for entry in written:
        if not entry.pending.done:
            _follow_up_overtaken(entry, journal, now)
    return True


def _follow_up_overtaken(entry: _Written, journal: Journal, now: datetime) -> None:
    """The contact moved on meanwhile, which has been counted by whoever moved it, or the provider has reported."""
    change, (plan, settlement) = entry.change, entry.settled
    journal.ledger.add(change.facts, {name: -amount for name, amount in change.moved.items()})
    if not entry.is_own:
        return
    if holds.is_held_and_reported(plan.attempt, entry.pending.verdict.item):
        _end_for_the_report(entry.settled, journal, now)
    elif settlement.ending is Ending.SENT and plan.message.is_first:
        try:
            settlements.note_sent(plan.attempt, settlement, entry.pending.verdict.item or {}, now)
        except Exception:
            logger.exception("a sending could not be noted", extra=plan.message.subject.ids)


def _end_for_the_report(settled: Settled, journal: Journal, now: datetime) -> None:
    """End a message in spite of its report, which is to be taken over once the batch is written down."""
    plan, settlement = settled
    journal.reported.append(plan.message)
    try:
        own = settlements.end(plan.attempt, settlement, now, reported=True).own
        journal.write([Unclaimed(plan.record, own.facts, [own])])
    except Exception:
        logger.exception("a reported message could not be ended", extra=plan.message.subject.ids)
        journal.leave_open([settled])


def _counters(settled: Settled) -> dict[str, int]:
    attempt, ending = settled.attempt, settled.settlement.ending
    if ending is Ending.SENT:
        return {f"sent_{attempt.go.channel}": 1, f"sent_{attempt.message.kind}": 1}
    return {"deferred": 1} if ending in PUT_BACK else {}


def _with_channels(settled: Sequence[Settled], journal: Journal, now: datetime) -> list[Settled]:
    """Close the channels that refused and open those that work again, and call a human for each kind of message whose
    template is refused; the ends with their instants."""
    closed: dict[tuple[str, Channel], ClosedChannel] = {}
    opened: set[tuple[str, Channel]] = set()
    ended: list[Settled] = []
    for each in settled:
        attempt, settlement = each.attempt, each.settlement
        place = (attempt.message.tenantId, attempt.go.channel)
        before = attempt.facts.closed.get(attempt.go.channel)
        if settlement.ending is Ending.CHANNEL_CLOSED:
            if place not in closed:
                channel, reason = attempt.go.channel, settlement.reason
                closed[place] = closures.closed(channel, reason, now, before, settlement.until)
                _close(attempt, closed[place], journal, now)
            settlement = settlement._replace(until=closed[place].retry_at)
        elif settlement.ending in REACHED and before is not None:
            opened.add(place)
        elif settlement.ending is Ending.UNWRITABLE:
            holding.tell_once(attempt, f"the provider refuses its template: {settlement.reason}", journal)
        ended.append(each._replace(settlement=settlement))
    for tenant_id, channel in opened - closed.keys():
        channels.reopen(tenant_id, channel)
        logger.info("channel opened", extra={"tenantId": tenant_id, "channel": channel})
    return ended


def _close(attempt: Attempt, entry: ClosedChannel, journal: Journal, now: datetime) -> None:
    message = attempt.message
    if not channels.close(message.tenantId, entry, now):
        return
    count("ChannelClosed", tenantId=message.tenantId)
    detail = {"channel": entry.channel, "reason": entry.reason}
    logger.error("channel closed", extra=message.subject.ids | detail)
    journal.ledger.event(
        Event.HUMAN_ATTENTION_NEEDED, message, reason=Attention.CHANNEL_CLOSED, channel=entry.channel
    )

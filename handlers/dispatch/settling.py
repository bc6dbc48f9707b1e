"""Writing down the ends of claimed messages, and telling of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.common.rules.model import Channel, Event
from handlers.common.rules.retries import Ending
from handlers.common.storage.statements import Pending, StatementBatch
from handlers.dispatch.journal import Journal
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.plans import Settled
from handlers.dispatch.rules import closures
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.storage import channels, settlements
from handlers.dispatch.storage.changes import Change
from handlers.observability import count, logger

REACHED = frozenset({Ending.SENT, Ending.UNDELIVERABLE, Ending.OPTED_OUT})
"""Endings that show that the channel works."""


def settle(settled: Sequence[Settled], journal: Journal, now: datetime) -> None:
    """Write down the ends of claimed messages, each with all that follows from it.

    Nothing is raised: a message whose end cannot be written is delivered again, and becomes unknown when its lease
    is over.
    """
    try:
        ended = _with_channels(settled, journal, now)
        write_down(ended, journal.ledger, now)
    except Exception:
        logger.exception("the ends of the messages could not be written down")
        count("SettlementFailed")
        journal.leave_open(settled)
        return
    for each in ended:
        journal.settle(each)


class _Written(NamedTuple):
    """A change of a message's end, and the answer whether it was made."""

    settled: Settled
    change: Change
    pending: Pending
    is_own: bool
    """True for the change of the message itself, False for what follows from it."""


def write_down(settled: Sequence[Settled], ledger: Ledger, now: datetime) -> None:
    """Write the ends, their lines of history and the counters so far, in one request for ten messages."""
    batch = StatementBatch()
    written: list[_Written] = []
    for each in settled:
        own, others = settlements.end(each.attempt, each.settlement, now)
        written.append(_Written(each, own, own.join(batch), is_own=True))
        written += [_Written(each, other, other.join(batch), is_own=False) for other in others]
        ledger.add(each.attempt.facts, _counters(each))
    for entry in written:
        ledger.add(entry.change.facts, entry.change.moved)
    ledger.join(batch)
    batch.run()
    ledger.take_out()
    for entry in written:
        if not entry.pending.done:
            _follow_up_overtaken(entry, ledger, now)


def _follow_up_overtaken(entry: _Written, ledger: Ledger, now: datetime) -> None:
    """The contact moved on meanwhile, which has been counted by whoever moved it."""
    change, (plan, settlement) = entry.change, entry.settled
    ledger.add(change.facts, {name: -amount for name, amount in change.moved.items()})
    if entry.is_own and settlement.ending is Ending.SENT and plan.message.is_first:
        settlements.note_sent(plan.attempt, settlement, now)


def _counters(settled: Settled) -> dict[str, int]:
    attempt, ending = settled.attempt, settled.settlement.ending
    if ending is Ending.SENT:
        return {f"sent_{attempt.go.channel}": 1, f"sent_{attempt.message.kind}": 1}
    return {"deferred": 1} if ending in (Ending.CHANNEL_CLOSED, Ending.DEFERRED) else {}


def _with_channels(settled: Sequence[Settled], journal: Journal, now: datetime) -> list[Settled]:
    """Close the channels that refused and open those that work again; the ends with their instants."""
    closed: dict[tuple[str, Channel], ClosedChannel] = {}
    opened: set[tuple[str, Channel]] = set()
    ended: list[Settled] = []
    for each in settled:
        attempt, settlement = each.attempt, each.settlement
        place = (attempt.message.tenantId, attempt.go.channel)
        before = attempt.facts.closed.get(attempt.go.channel)
        if settlement.ending is Ending.CHANNEL_CLOSED:
            if place not in closed:
                closed[place] = closures.closed(attempt.go.channel, settlement.reason, now, before)
                _close(attempt, closed[place], journal, now)
            settlement = settlement._replace(until=closed[place].retry_at)
        elif settlement.ending in REACHED and before is not None:
            opened.add(place)
        ended.append(each._replace(settlement=settlement))
    for tenant_id, channel in opened - closed.keys():
        channels.reopen(tenant_id, channel)
        logger.info("channel opened", extra={"tenantId": tenant_id, "channel": channel})
    return ended


def _close(attempt: Attempt, entry: ClosedChannel, journal: Journal, now: datetime) -> None:
    message = attempt.message
    if not channels.close(message.tenantId, entry, now):
        return
    count("ChannelClosed")
    detail = {"channel": entry.channel, "reason": entry.reason}
    logger.error("channel closed", extra=message.subject.ids | detail)
    journal.ledger.event(
        Event.HUMAN_ATTENTION_NEEDED, message, reason="channel_closed", channel=entry.channel
    )

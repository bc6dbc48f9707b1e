"""The sum of what providers have reported of a message, and the end to which it brings the message.

Reports come late, repeatedly and in any order. So they are merged into one value, in which each kind of news has its
place and none undoes another; the message ends where that value says (docs/system.md, "Sending: what is reported
later").
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from typing import Any, NamedTuple

from handlers.common.rules.contact import instant
from handlers.common.rules.model import Channel, State
from handlers.common.rules.outcomes import CHANNEL_REFUSALS, Outcome
from handlers.common.rules.reports import Report, Reported
from handlers.common.rules.retries import PAUSES, Ending
from handlers.dispatch.rules.attempts import Settlement
from handlers.dispatch.rules.facts import Facts, Status

SENT_AT, COMPLAINED_AT, FAILED_AT = "reportedSentAt", "complainedAt", "failedAt"
DELIVERED_AT, READ_AT = "deliveredAt", "readAt"
CODE, OUTCOME, CHANNEL, MESSAGE_ID = "failedCode", "failedOutcome", "reportedChannel", "partnerMessageId"
ATTRIBUTES = (SENT_AT, DELIVERED_AT, READ_AT, COMPLAINED_AT, FAILED_AT, CODE, OUTCOME, CHANNEL)
"""The attributes of a message's item that hold what was reported of it."""

REFUSALS = frozenset({*CHANNEL_REFUSALS, Outcome.KIND_REFUSED})
"""The outcomes of failures that are the account's, the line's or the template's, and no contact's."""
TO_BE_SENT_AGAIN = frozenset({Outcome.NOT_NOW, Outcome.WINDOW_CLOSED, Outcome.NOT_ACCEPTED, *REFUSALS})
"""The outcomes of failures after which the message goes out again, as after the same answer to its request."""
REFUSAL_PAUSE = timedelta(hours=1)
"""The time for which a message waits that was refused after it had been taken: the cause is not the contact's."""


class Standing(StrEnum):
    """The place of a message between its request and its end."""

    HELD = "held"
    """An attempt holds it: reports are noted, and whoever ends the attempt takes them over."""
    UNKNOWN = "unknown"
    SENT = "sent"
    WAITING = "waiting"
    """It waits for a request: reports are about an earlier one, and change nothing."""
    ENDED = "ended"
    """It has come to an end that no report changes; they are noted."""


def of_first(state: State) -> Standing:
    """Return the standing of a first message whose contact is in ``state``; who has answered is past its failing."""
    return _OF_FIRST.get(state, Standing.ENDED)


def of_further(status: Status) -> Standing:
    """Return the standing of a further message."""
    return _OF_FURTHER.get(status, Standing.ENDED)


def standing(facts: Facts) -> Standing:
    """Return the standing of a message as it was read."""
    if facts.message.is_first:
        return of_first(facts.contact.state)
    return Standing.WAITING if facts.claim is None else of_further(facts.claim.status)


def is_open(standing: Standing) -> bool:
    """True if a report may change the end of a message that stands so."""
    return standing in (Standing.UNKNOWN, Standing.SENT)


_OF_FIRST = {
    State.NEW: Standing.WAITING,
    State.QUEUED: Standing.WAITING,
    State.SENDING: Standing.HELD,
    State.UNKNOWN: Standing.UNKNOWN,
    State.CONTACTED: Standing.SENT,
}
_OF_FURTHER = {
    Status.QUEUED: Standing.WAITING,
    Status.SENDING: Standing.HELD,
    Status.UNKNOWN: Standing.UNKNOWN,
    Status.SENT: Standing.SENT,
}


class Failure(NamedTuple):
    """A failure that was reported; of several the earliest."""

    at: datetime
    code: str = ""
    outcome: Outcome | None = None

    @property
    def order(self) -> tuple[datetime, str, str]:
        return self.at, self.code, self.outcome or ""


class Known(NamedTuple):
    """The sum of what was reported of a message: the earliest instant of each kind of news."""

    channel: Channel | None = None
    message_id: str | None = None
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    complained_at: datetime | None = None
    failure: Failure | None = None

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Known":
        """The sum in a message's item."""
        failed_at = instant(item, FAILED_AT)
        outcome = Outcome(item[OUTCOME]) if OUTCOME in item else None
        return cls(
            channel=Channel(item[CHANNEL]) if CHANNEL in item else None,
            message_id=item.get(MESSAGE_ID),
            sent_at=instant(item, SENT_AT),
            delivered_at=instant(item, DELIVERED_AT),
            read_at=instant(item, READ_AT),
            complained_at=instant(item, COMPLAINED_AT),
            failure=Failure(failed_at, item.get(CODE, ""), outcome) if failed_at else None,
        )

    def merged(self, reports: Iterable[Report]) -> "Known":
        """The sum with further reports, in whatever order and however often they come."""
        return reduce(_with, reports, self)

    @property
    def reached_at(self) -> datetime | None:
        """The earliest instant that shows that the provider had the message and did not refuse it."""
        shown = (self.sent_at, self.delivered_at, self.read_at, self.complained_at)
        return min((at for at in shown if at is not None), default=None)

    @property
    def is_certainly_lost(self) -> bool:
        """True if the message failed and nothing shows that it arrived: another request delivers nothing twice."""
        return self.failure is not None and self.delivered_at is None and self.read_at is None

    @property
    def opts_out(self) -> bool:
        """True if the recipient wants no more messages."""
        refused = self.failure is not None and self.failure.outcome is Outcome.OPTED_OUT
        return refused or self.complained_at is not None


def settlement(standing: Standing, known: Known, now: datetime) -> Settlement | None:
    """Return the end of a message that stands so; None where nothing follows.

    A failure wins: an e-mail that its server has taken may bounce afterwards, and WhatsApp reports nothing after one.
    """
    if not is_open(standing):
        return None
    if known.failure is not None:
        return _failed(known, known.failure, now)
    if standing is Standing.UNKNOWN and known.reached_at is not None:
        return Settlement(Ending.SENT, partner_message_id=known.message_id, at=known.reached_at)
    return None


def _failed(known: Known, failure: Failure, now: datetime) -> Settlement:
    reason = failure.code or "reported_failed"
    if failure.outcome in TO_BE_SENT_AGAIN and known.is_certainly_lost:
        return _put_off(failure, failure.outcome, reason, now)
    if failure.outcome is Outcome.CONTACT_FAULT:
        return Settlement(Ending.UNDELIVERABLE, reason)
    if failure.outcome is Outcome.OPTED_OUT:
        return Settlement(Ending.OPTED_OUT, reason)
    return Settlement(Ending.FAILED, reason)


def _put_off(failure: Failure, outcome: Outcome, reason: str, now: datetime) -> Settlement:
    if outcome is Outcome.WINDOW_CLOSED:
        return Settlement(Ending.WINDOW_CLOSED, reason, until=max(now, failure.at))
    return Settlement(
        Ending.DEFERRED, reason, until=max(now, failure.at) + PAUSES.get(outcome, REFUSAL_PAUSE)
    )


def _with(known: Known, report: Report) -> Known:
    known = known._replace(
        channel=known.channel or report.reference.channel,
        message_id=known.message_id or report.partner_message_id,
    )
    match report.status:
        case Reported.SENT:
            return known._replace(sent_at=_earlier(known.sent_at, report.at))
        case Reported.DELIVERED:
            return known._replace(delivered_at=_earlier(known.delivered_at, report.at))
        case Reported.READ:
            return known._replace(read_at=_earlier(known.read_at, report.at))
        case Reported.COMPLAINED:
            return known._replace(complained_at=_earlier(known.complained_at, report.at))
        case Reported.FAILED:
            failure = Failure(report.at, report.code, report.outcome)
            first = min((each for each in (known.failure, failure) if each), key=lambda each: each.order)
            return known._replace(failure=first)


def _earlier(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else min(one, other)

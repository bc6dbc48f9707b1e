"""The ends of claimed messages.

A contact that can be reached in another way goes back to the backlog for it, and is never written to through the
channel that failed again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules import accounting
from handlers.common.rules.contact import WINDOW_CLOSED_AT
from handlers.common.rules.model import Kind, State
from handlers.common.rules.retries import Ending
from handlers.common.storage import contacts, keys, statements
from handlers.common.storage.statements import Statement
from handlers.dispatch.rules.attempts import REPORTED, Attempt, Settlement, next_try
from handlers.dispatch.rules.facts import Status
from handlers.dispatch.storage import holds, message_items
from handlers.dispatch.storage.changes import Change, end_contact, end_follow_ups, wait_on
from handlers.dispatch.storage.message_items import (
    ANYWAY,
    ENDED,
    KEPT,
    LEASE,
    Where,
    held_by,
    update_contact,
    update_message,
)

_FIRST_ENDINGS: Mapping[Ending, State] = {
    Ending.SENT: State.CONTACTED,
    Ending.UNDELIVERABLE: State.UNDELIVERABLE,
    Ending.OPTED_OUT: State.OPTED_OUT,
    Ending.UNKNOWN: State.UNKNOWN,
    Ending.CHANNEL_CLOSED: State.NEW,
    Ending.DEFERRED: State.NEW,
    Ending.UNWRITABLE: State.NEW,
    Ending.WINDOW_CLOSED: State.NEW,
    Ending.EXHAUSTED: State.QUEUED,
    Ending.OVERTAKEN: State.NEW,
    Ending.EXPIRED: State.NEW,
    Ending.BLOCKED: State.UNDELIVERABLE,
    Ending.FAILED: State.UNDELIVERABLE,
}
"""The state to which an ending brings the contact of a first message."""
_FURTHER_ENDINGS: Mapping[Ending, Status] = {
    Ending.SENT: Status.SENT,
    Ending.UNDELIVERABLE: Status.FAILED,
    Ending.OPTED_OUT: Status.SKIPPED,
    Ending.OVERTAKEN: Status.SKIPPED,
    Ending.EXPIRED: Status.EXPIRED,
    Ending.BLOCKED: Status.FAILED,
    Ending.FAILED: Status.FAILED,
    Ending.UNKNOWN: Status.UNKNOWN,
    Ending.CHANNEL_CLOSED: Status.QUEUED,
    Ending.DEFERRED: Status.QUEUED,
    Ending.UNWRITABLE: Status.QUEUED,
    Ending.WINDOW_CLOSED: Status.QUEUED,
    Ending.EXHAUSTED: Status.QUEUED,
}
"""The status to which an ending brings a further message."""

OPEN_ENDED = frozenset({Status.SENT, Status.UNKNOWN})
"""The ends that a provider's report may still change."""


class Ended(NamedTuple):
    """The writes that end a message: its own, whose condition is that the attempt still holds it, and the others."""

    own: Change
    others: tuple[Change, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.own, *self.others


def end(attempt: Attempt, settlement: Settlement, now: datetime, *, reported: bool = False) -> Ended:
    """The writes that end a claimed message at the partner's answer, else at ``now``.

    They are refused where the provider has reported otherwise meanwhile, unless that is known (``reported``). Of an
    attempt that is over (``REPORTED``) they change the end that the message had come to.
    """
    at = settlement.at or now
    told = (*_close_address(attempt, settlement, at), *_forget_window(attempt, settlement))
    held = holds.held(attempt, settlement, reported=reported)
    if attempt.message.is_first:
        return Ended(_end_first(attempt, settlement, at, held), told)
    others = _others(attempt, settlement, at)
    return Ended(_end_further(attempt, settlement, at, held), (*others, *told))


def note_sent(attempt: Attempt, settlement: Settlement, found: Mapping[str, Any], now: datetime) -> None:
    """Keep what is known of the sending of a first message whose contact, as ``found``, moved on by answering at once.

    The contact stays where it is. One that has answered by a machine (``absentUntil``) is followed up all the same.
    """
    sent_at = settlement.at or now
    values = {**_sent(settlement, sent_at), "lastChannel": attempt.go.channel.value}
    noted = update_contact(attempt.message, now, values, held_by(attempt.id), (*LEASE, *KEPT))
    if found.get("absentUntil"):
        back = datetime.fromisoformat(found["absentUntil"])
        following = message_items.next_wait(attempt.message, attempt.facts.patience, sent_at, back)
        still = Where(
            'attempt = ? AND "state" = ? AND absentUntil = ?',
            (attempt.id, State.CONTACTED.value, found["absentUntil"]),
        )
        gone = (*LEASE, "absentUntil")
        followed = update_contact(attempt.message, now, {**values, **following}, still, gone)
        if statements.run([followed])[0].done:
            return
    statements.run([noted])


def _falls_back(attempt: Attempt, settlement: Settlement) -> bool:
    return settlement.ending is Ending.UNDELIVERABLE and attempt.other_channel is not None


def _end_first(attempt: Attempt, settlement: Settlement, now: datetime, held: Where) -> Change:
    target = State.NEW if _falls_back(attempt, settlement) else _FIRST_ENDINGS[settlement.ending]
    waits = _contact_waits(attempt, settlement, target, now)
    own = _first_values(attempt, settlement, target, now)
    values = {"state": target.value, **own, **waits, **settlement.noted}
    ended = KEPT if target is State.CONTACTED or not waits else ()
    gone = (*LEASE, *settlement.gone, *(name for name in ended if name not in waits))
    write = update_contact(attempt.message, now, values, held, gone)
    before = holds.before(attempt)
    way = {"from": before, "to": target}
    if before is State.SENDING:
        way = {"from": State.QUEUED, "through": before, "to": target}
    line = _line(attempt, settlement, now, way)
    return Change(attempt.facts, write, (line,), accounting.moved(before, target))


def _first_values(attempt: Attempt, settlement: Settlement, target: State, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if settlement.ending is Ending.SENT:
        values |= _sent(settlement, now)
    elif target not in (State.NEW, State.QUEUED):
        values["failure"] = settlement.reason
    if target in (State.CONTACTED, State.UNKNOWN):
        values["lastChannel"] = attempt.go.channel.value
    if settlement.ending is Ending.UNDELIVERABLE:
        values |= _failed_channels(attempt)
    return values


def _contact_waits(attempt: Attempt, settlement: Settlement, target: State, now: datetime) -> dict[str, Any]:
    """The attributes that let the contact of a first message wait for what comes next; none at its end."""
    if settlement.ending is Ending.SENT:
        return dict(message_items.next_wait(attempt.message, attempt.facts.patience, now))
    if target is State.NEW:
        return dict(message_items.backlog_fields(attempt.facts, settlement.until or now))
    return _tried_again(attempt, now) if settlement.ending is Ending.EXHAUSTED else {}


def _tried_again(attempt: Attempt, now: datetime) -> dict[str, Any]:
    """The attributes that bring back a message whose tries all came to nothing, each time after a longer wait."""
    failed = attempt.facts.failed_tries + 1
    return {**message_items.kept_fields(attempt.message, now + next_try(failed)), "failedTries": failed}


def _end_further(attempt: Attempt, settlement: Settlement, now: datetime, held: Where) -> Change:
    falls_back = _falls_back(attempt, settlement)
    status = Status.QUEUED if falls_back else _FURTHER_ENDINGS[settlement.ending]
    if status is Status.SKIPPED and attempt.id == REPORTED:
        # It went out, and then did not arrive.
        status = Status.FAILED
    values: dict[str, Any] = {"status": status.value}
    if status in OPEN_ENDED:
        values["channel"] = attempt.go.channel.value
    if settlement.ending is Ending.SENT:
        values |= _sent(settlement, now)
    elif settlement.ending is Ending.EXHAUSTED:
        values |= _tried_again(attempt, now)
    elif status is Status.QUEUED:
        values |= message_items.kept_fields(attempt.message, settlement.until or now)
    else:
        values["reason"] = settlement.reason
    values |= settlement.noted
    gone = LEASE if status is Status.QUEUED else (*LEASE, *(ENDED if status in OPEN_ENDED else KEPT))
    write = update_message(attempt.message, now, values, held, (*gone, *settlement.gone))
    return Change(attempt.facts, write, (_line(attempt, settlement, now),))


def _others(attempt: Attempt, settlement: Settlement, now: datetime) -> list[Change]:
    """The changes of the contact that follow from the end of a further message."""
    facts, reason = attempt.facts, settlement.reason
    if _falls_back(attempt, settlement):
        return [Change(facts, update_contact(facts.message, now, _failed_channels(attempt), ANYWAY))]
    match settlement.ending:
        case Ending.UNDELIVERABLE:
            return end_contact(facts, State.UNDELIVERABLE, reason, now, _failed_channels(attempt))
        case Ending.OPTED_OUT:
            return end_contact(facts, State.OPTED_OUT, reason, now)
        case Ending.BLOCKED:
            return end_contact(facts, State.UNDELIVERABLE, reason, now)
        case Ending.UNKNOWN | Ending.FAILED:
            return end_follow_ups(facts, now)
        case ending if _FURTHER_ENDINGS[ending] is Status.QUEUED:
            return wait_on(facts, settlement.until or now, now)
        case _:
            return []


def _forget_window(attempt: Attempt, settlement: Settlement) -> list[Change]:
    """The address is taken for one whose owner has not written lately, unless they have written since."""
    known = attempt.facts.addresses.get(attempt.go.address)
    read = keys.instant(known.last_wrote_at) if known is not None and known.last_wrote_at else None
    until = settlement.noted.get(WINDOW_CLOSED_AT, read)
    if settlement.ending is not Ending.WINDOW_CLOSED or until is None:
        return []
    key = message_items.address_key(attempt.message, attempt.go.address)
    write = statements.update(
        contacts.table(), key["pk"], key["sk"], {}, ("lastWroteAt",), "lastWroteAt <= ?", (until,)
    )
    return [Change(attempt.facts, write)]


def _close_address(attempt: Attempt, settlement: Settlement, now: datetime) -> list[Change]:
    """The addresses of somebody who has opted out at the provider are closed to every campaign of the tenant."""
    if settlement.ending is not Ending.OPTED_OUT or attempt.message.kind is Kind.OPT_OUT_ACK:
        return []
    table, values = contacts.table(), {"optedOut": True, "optedOutAt": keys.instant(now)}
    changes: list[Change] = []
    for address in dict.fromkeys((attempt.go.address, *attempt.facts.contact.addresses)):
        key = message_items.address_key(attempt.message, address)
        # An UPDATE makes no item: one that nobody has written to yet is put there first.
        if address != attempt.go.address:
            changes.append(Change(attempt.facts, statements.insert(table, key | values)))
        changes.append(Change(attempt.facts, statements.update(table, key["pk"], key["sk"], values)))
    return changes


def _sent(settlement: Settlement, now: datetime) -> dict[str, str]:
    known = settlement.partner_message_id
    return {"sentAt": keys.instant(now), **({"partnerMessageId": known} if known else {})}


def _failed_channels(attempt: Attempt) -> dict[str, list[str]]:
    failed = attempt.facts.contact.undeliverable_on | {attempt.go.channel}
    return {"undeliverableOn": sorted(channel.value for channel in failed)}


def _line(
    attempt: Attempt, settlement: Settlement, now: datetime, way: Mapping[str, State] | None = None
) -> Statement:
    told = {"channel": attempt.go.channel, **(way or {})}
    released = attempt.id != REPORTED
    return message_items.line(
        attempt.message, now, settlement.ending.value, settlement.reason, told, released=released
    )

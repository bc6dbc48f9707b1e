"""The end of the time for which a contact's data are kept: it counts from the last thing that happened with it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from handlers.common.rules.accounting import PLACES, AccountPlace
from handlers.common.rules.contact import Contact, Lease
from handlers.meetings.rules.meeting import Meeting

SHORTEST_DAYS = 30
"""The fewest days that a tenant may name: nothing that is younger has to be judged."""
_INSTANTS = ("updatedAt", "createdAt", "at", "receivedAt", "sentAt", "lastWroteAt", "closedAt", "lastAt")


class Kept(StrEnum):
    """A reason to keep a contact's data."""

    FOR_EVER = "the tenant keeps its contacts"
    WAITING = "it is still to be written to"
    SENDING = "a message to it is being sent"
    MEETING = "it has a meeting to come"
    HUMAN = "a human talks with it"
    INBOX = "it waits for a human in the inbox"


def last(items: Iterable[Mapping[str, Any]]) -> datetime | None:
    """The latest instant that any of the items tells of; None if none tells of any."""
    told = (item[name] for item in items for name in _INSTANTS if isinstance(item.get(name), str))
    return max(map(datetime.fromisoformat, told), default=None)


def is_being_sent(items: Iterable[Mapping[str, Any]], now: datetime) -> bool:
    """True while an attempt holds a message whose claim is among the items of a contact."""
    leases = (Lease.of(item) for item in items if "sending" in (item.get("state"), item.get("status")))
    return any(lease is not None and lease.deadline > now for lease in leases)


def needed(
    contact: Contact,
    items: Iterable[Mapping[str, Any]],
    meeting: Meeting | None,
    now: datetime,
    *,
    waits_for_human: bool,
) -> Kept | None:
    """The purpose for which a contact's data are still needed, however old they are; None if there is none.

    ``items``: those of its collection.
    """
    if is_being_sent(items, now):
        return Kept.SENDING
    if PLACES[contact.state] is AccountPlace.WAITING or contact.backlog_order is not None:
        return Kept.WAITING
    if meeting is not None and (meeting.stands(now) or meeting.to_withdraw):
        return Kept.MEETING
    if contact.is_with_human(now):
        return Kept.HUMAN
    return Kept.INBOX if waits_for_human else None


def expires_at(last_at: datetime, days: int | None) -> datetime | None:
    """The instant at which data expire with which something happened last at ``last_at``; None: never."""
    return None if days is None else last_at + timedelta(days=days)

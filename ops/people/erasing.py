"""The erasure of a person from a stack: what it would take away, and taking it away.

Files and queues of failures come first, while it is known what names the person; then whatever hangs on its contacts;
then each contact, those last that were asked for. An erasure that was cut short is carried out by the next one.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Side, State, may_become
from handlers.common.storage import configuration, contacts, forgotten, functions
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import items as meeting_items
from handlers.meetings.storage import meetings
from handlers.retention import erasing
from handlers.retention.rules import terms
from handlers.retention.storage import remains
from ops import failures
from ops.documents import DocumentError
from ops.failures import Failure
from ops.people import files
from ops.people.files import Version
from ops.people.finding import Person
from ops.stack import Stack

MOST_FAILURES = 10_000
CALENDAR_PATIENCE = timedelta(minutes=2)
"""The time for which the run is waited for that takes a meeting out of the calendar."""
CALENDAR_PAUSE = 2.0
"""Seconds between two looks at it."""


@dataclass(frozen=True)
class Plan:
    """All that an erasure takes away."""

    person: Person
    files: list[Version]
    failures: list[Failure]

    @property
    def is_empty(self) -> bool:
        """True if there is nothing of the person."""
        return self.person.is_unknown and not self.files and not self.failures

    @property
    def lines(self) -> list[str]:
        """All that would be erased, in words."""
        person = self.person
        states = [
            f"contact {each.contact_id} of campaign {each.campaign_id}: {each.state}"
            for each in person.contacts.values()
        ]
        counted = {
            "messages, replies and lines of history": sum(map(len, person.collections.values()))
            - len(states),
            "items under its addresses": len(person.at_addresses),
            "entries of the inbox": len(person.inbox),
            "meetings with their briefings": len(person.meetings),
            "failures in queues": len(self.failures),
        }
        named = sorted({f"s3://{each.bucket}/{each.key}" for each in self.files})
        return [
            *states,
            *(f"{number} {what}" for what, number in counted.items() if number > 0),
            *(f"{file}, whole, with all its versions" for file in named),
            f"{len(person.addresses)} addresses, of which digests stay on the do-not-contact list",
        ]


def plan(stack: Stack, person: Person) -> Plan:
    """Find what else there is of a person beside the tables; queues are left as they are."""
    marks = person.marks
    found = [each for queue in failures.QUEUES for each in failures.read(stack, queue, MOST_FAILURES)]
    failures.release(stack, found)
    own = [each for each in found if marks.are_in(each.body) or _names_contact(each, person)]
    return Plan(person, files.naming(stack, person.tenant_id, marks), own)


def check(plan: Plan, now: datetime, *, cancel_meeting: bool) -> None:
    """Raise ``DocumentError`` where somebody has to decide, or something to end, before."""
    person = plan.person
    for contact_id, items in person.collections.items():
        if terms.is_being_sent(items, now):
            raise DocumentError(
                f"a message to contact {contact_id} is being sent at this moment: erase it again in ten minutes"
            )
    booked = [each.meeting_id for each in person.meetings if each.to_come(now)]
    if booked and not cancel_meeting:
        raise DocumentError(
            f"a meeting is booked ({', '.join(booked)}), and its host counts on it: ask whether the person still wants "
            "it; to call it off, which the host hears of, add --cancel-meeting"
        )


def erase(stack: Stack, plan: Plan, now: datetime) -> None:
    """Take away all that a plan names, and keep the person's addresses as digests alone."""
    person = plan.person
    forgotten.add(person.tenant_id, person.addresses, now)
    for contact in person.contacts.values():
        _withdraw(contact, now)
    _call_off(stack, person.meetings, now)
    files.delete(plan.files)
    _discard(stack, plan.failures)
    remains.delete(remains.keys_of(contacts.table(), person.inbox))
    meeting_keys = (meeting_items.key(each.meeting_id) for each in person.meetings)
    remains.delete(remains.keys_of(meeting_items.table(), meeting_keys))
    for contact in contacts_as_they_are(person):
        erasing.erase(contact, person.addresses, now, demanded=True)
    for trace in person.unfinished:
        erasing.finish(trace, now)
    for items in person.collections.values():
        # Of a contact whose own item is gone already.
        remains.delete(remains.satellites(items))
    remains.delete(remains.keys_of(contacts.table(), person.at_addresses))


def contacts_as_they_are(person: Person) -> list[Contact]:
    """Return the person's contacts, each read again; those that are gone are left out."""
    return [found for each in person.contacts if (found := contacts.find(each)) is not None]


def _withdraw(contact: Contact, now: datetime) -> None:
    """Let nothing more go out to a contact that has not come to its end."""
    if not may_become(contact.state, State.OPTED_OUT):
        return
    tenant = configuration.tenant(contact.tenant_id)
    contacts.move(
        contact.contact_id,
        State.OPTED_OUT,
        now,
        "erased",
        remove=contacts.BACKLOG,
        today=tenant.today(now) if tenant else None,
        counters={"opted_out": 1},
    )


def _call_off(stack: Stack, found: Iterable[Meeting], now: datetime) -> None:
    """Call meetings off, and wait until the hourly run has taken them out of the calendar."""
    open_ones = [each.meeting_id for each in found if each.stands(now) or each.to_withdraw]
    for meeting_id in open_ones:
        meetings.cancel(meeting_id, now, Side.SYSTEM)
    if not _in_calendar(open_ones):
        return
    functions.start(stack.function("send-reminders"), {"source": "operator"})
    if not _waited(lambda: not _in_calendar(open_ones)):
        raise DocumentError(
            "the meeting is called off, but its calendar still holds it: look at the log of send-reminders, then erase "
            "again; what is done stays done"
        )


def _in_calendar(meeting_ids: Iterable[str]) -> bool:
    found = map(meetings.get, meeting_ids)
    return any(each is not None and each.to_withdraw for each in found)


def _waited(is_done: Callable[[], bool]) -> bool:
    ends = time.monotonic() + CALENDAR_PATIENCE.total_seconds()
    while not is_done():
        if time.monotonic() > ends:
            return False
        time.sleep(CALENDAR_PAUSE)
    return True


def _discard(stack: Stack, wanted: Iterable[Failure]) -> None:
    """Delete failures from their queues; they are received anew, for a handle is good for a few minutes only."""
    ids = {each.id for each in wanted}
    if not ids:
        return
    found = [each for queue in failures.QUEUES for each in failures.read(stack, queue, MOST_FAILURES)]
    for each in found:
        if each.id in ids:
            failures.discard(stack, each)
    failures.release(stack, [each for each in found if each.id not in ids])


def _names_contact(failure: Failure, person: Person) -> bool:
    return any(each in failure.body for each in person.contacts)

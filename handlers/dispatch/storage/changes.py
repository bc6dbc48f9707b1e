"""Changes that end a message, each with its lines of history and with what it moves in the campaign's account."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from handlers.common.rules import accounting
from handlers.common.rules.model import Kind, State, may_become
from handlers.common.storage import contacts
from handlers.common.storage.statements import Pending, Statement, StatementBatch
from handlers.dispatch.rules.facts import Facts
from handlers.dispatch.storage.message_items import Where, in_state, line, next_wait, update_contact


class Change(NamedTuple):
    """A conditional write; where its condition fails, somebody else has moved on what it would change."""

    facts: Facts
    write: Statement
    lines: tuple[Statement, ...] = ()
    """The lines of history that tell of it."""
    moved: Mapping[str, int] = MappingProxyType({})
    """The counters of the campaign's account that it changes."""

    def join(self, batch: StatementBatch) -> Pending:
        """Let the write and its lines go along in a batch; the answer tells whether the write was made."""
        pending = batch.add(self.write)
        for each in self.lines:
            batch.add(each)
        return pending


def make(changes: Sequence[Change], writes: StatementBatch | None = None) -> list[Change]:
    """Make changes that another delivery may have made; return those that were made here, their lines written.

    ``writes``: statements that go along; it is run.
    """
    writes, lines = StatementBatch() if writes is None else writes, StatementBatch()
    pending = [(change, writes.add(change.write)) for change in changes]
    writes.run()
    made = [change for change, written in pending if written.done]
    for change in made:
        for each in change.lines:
            lines.add(each)
    lines.run()
    return made


def end_contact(
    facts: Facts, target: State, reason: str, now: datetime, fields: Mapping[str, Any] | None = None
) -> list[Change]:
    """The contact's end along with its message's, unless it stands where that changes nothing.

    A meeting that is booked stands, even if its reminder reaches nobody.
    """
    before = facts.contact.state
    if not may_become(before, target) or (before is State.SCHEDULED and target is State.UNDELIVERABLE):
        return []
    values = {"state": target.value, "failure": reason, **(fields or {})}
    write = update_contact(facts.message, now, values, in_state(before), contacts.BACKLOG)
    told = line(facts.message, now, target.value, reason, {"from": before, "to": target}, follows=True)
    return [Change(facts, write, (told,), accounting.moved(before, target))]


def wait_on(facts: Facts, until: datetime, now: datetime) -> list[Change]:
    """The move of what comes after a follow-up that is put off: nobody is given up who has not been sent it."""
    if facts.message.kind is not Kind.FOLLOW_UP:
        return []
    following = next_wait(facts.message, facts.patience, until)
    waits = Where('"state" = ? AND nextStep = ?', (State.CONTACTED.value, following["nextStep"]))
    return [Change(facts, update_contact(facts.message, now, following, waits))]


def end_follow_ups(facts: Facts, now: datetime) -> list[Change]:
    """The end of the sequence: a message that never arrived, or perhaps did, is not followed up by a machine."""
    if facts.message.kind is not Kind.FOLLOW_UP:
        return []
    write = update_contact(facts.message, now, {}, in_state(State.CONTACTED), contacts.BACKLOG)
    return [Change(facts, write)]

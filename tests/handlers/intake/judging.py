"""Lists read as an ingest reads them, and the fate of each of their rows."""

from dataclasses import dataclass
from typing import Any

from handlers.intake.rules import files
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.new_contacts import Draft, NewContact, judge


@dataclass(frozen=True)
class Fate:
    """The fate of a row: a contact with notes, the problems that refuse it, an opt-out, or nothing."""

    row: int
    contact: NewContact | None = None
    problems: tuple[tuple[str, str], ...] = ()
    """Field and code of each."""
    notes: tuple[str, ...] = ()
    opted_out: bool = False

    @property
    def blank(self) -> bool:
        return not (self.contact or self.problems or self.opted_out)


def fates(name: str, body: bytes) -> list[Fate]:
    """The fates of all rows of a file."""
    return of_list(files.read(name, body))


def of_list(listed: ContactList) -> list[Fate]:
    return [fate_of(row, listed.draft(record)) for row, record in listed.records()]


def fate_of(row: int, draft: Any) -> Fate:
    """The fate of a row that was read."""
    if draft is None:
        return Fate(row)
    if not isinstance(draft, Draft):
        return Fate(row, problems=tuple((problem.field, problem.code) for problem in draft))
    if draft.optedOut:
        return Fate(row, opted_out=True)
    judged = judge(draft)
    problems = tuple((problem.field, problem.code) for problem in judged.problems)
    return Fate(row, judged.contact, problems, tuple(note.code for note in judged.notes))

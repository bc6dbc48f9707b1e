"""Rows are conserved: whatever the list is written in, each row is counted once and none has another one's cells.

``INTAKE_EXAMPLES=5000`` tries so many lists of each kind.
"""

import os
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import takewhile
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.intake import taking_in
from handlers.intake.rules import files, remarks
from handlers.intake.rules.job import RowCounts
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.new_contacts import Draft, NewContact, judge
from handlers.intake.rules.remarks import Subject
from handlers.intake.storage.inserts import ContactInsert, Inserted, Present
from tests.handlers.intake import tables
from tests.handlers.intake.judging import Fate, of_list
from tests.handlers.intake.tables import MARK, Row, Text

EXAMPLES = os.environ.get("INTAKE_EXAMPLES")
FIXED = EXAMPLES is None
"""The same lists in each run, so that a change is judged by what it changes; with more examples others are tried."""
TENANT = Tenant(
    tenantId="acme", name="Acme", hosts=(Host(hostId="a", name="A", email="a@acme.com", calendarId="a"),)
)
CAMPAIGN = Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="algo")
NOW = datetime(2026, 11, 26, tzinfo=UTC)
STEP = 4
"""Rows of a step."""


def examples(few: int) -> int:
    return int(EXAMPLES) if EXAMPLES else few


class Stored:
    """The table of contacts, as far as an ingest knows it: who is in it, and which addresses are closed."""

    def __init__(self, closed: Iterable[str]) -> None:
        self.closed = frozenset(closed)
        self.contacts: dict[str, ContactInsert] = {}

    def lookup(self, *_: object) -> Any:
        return SimpleNamespace(want=lambda _: None, begin=lambda: None, found=self._found)

    def writer(self, *_: object) -> Any:
        given: list[ContactInsert] = []
        return SimpleNamespace(insert=given.append, begin=lambda: None, settle=lambda: self._written(given))

    def _found(self) -> Mapping[str, Mapping[str, bool]]:
        return {address: {"optedOut": True} for address in self.closed}

    def _written(self, given: Iterable[ContactInsert]) -> Inserted:
        there = [Present(each, {}) for each in given if each.contact_id in self.contacts]
        new = {each.contact_id: each for each in given if each.contact_id not in self.contacts}
        self.contacts |= new
        return Inserted(len(new), there)


@contextmanager
def stored(closed: Iterable[str] = ()) -> Generator[Stored]:
    there = Stored(closed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking_in, "Lookup", there.lookup)
        patch.setattr(taking_in, "Writer", there.writer)
        patch.setattr(taking_in.inserts, "present", lambda _: {})
        yield there


def taken_in(listed: ContactList) -> tuple[int, RowCounts, list[tuple[int, Subject]]]:
    """Take a list in as an ingest does; return records, counts, and what is said of which row."""
    pool: Any = SimpleNamespace(map=map)
    intake = taking_in.Intake(TENANT, CAMPAIGN, listed, "job", pool)
    rows, records, counts, told = list(listed.records()), 0, RowCounts(), []
    for at in range(0, len(rows), STEP):
        step = intake.prepare(rows[at : at + STEP], NOW)
        step.write()
        done = step.settle()
        records += done.records
        counts += done.counts
        told += [(remark.row, remark.subject) for remark in remarks.unpack(done.remarks)]
    return records, counts, told


def right_counts(fates: Iterable[Fate], closed: Iterable[str]) -> dict[str, int]:
    """The counts by the rules as they are written down."""
    counts: Counter[str] = Counter()
    first: dict[str, bool] = {}
    for fate in fates:
        if fate.contact is None:
            counts["blank" if fate.blank else "optedOut" if fate.opted_out else "invalid"] += 1
            continue
        main, is_closed = fate.contact.main_address, not {*closed}.isdisjoint(fate.contact.addresses)
        known = main in first
        counts[
            "optedOut" if first.setdefault(main, is_closed) else "duplicates" if known else "ingested"
        ] += 1
    return {name: counts[name] for name in asdict(RowCounts())}


def hold(listed: ContactList, right: Sequence[Fate], closed: Iterable[str]) -> None:
    """Every row has its fate and its number, and every contact the cells of the row that brought it."""
    assert of_list(listed) == [*right]
    with stored(closed) as there:
        records, counts, told = taken_in(listed)
    assert records == len(right) == sum(asdict(counts).values())
    assert asdict(counts) == right_counts(right, closed)
    contacts = {fate.row: fate.contact for fate in right}
    for insert in there.contacts.values():
        assert insert.contact == contacts[insert.origin.row or 0]
    said = Counter(subject for _, subject in told)
    assert said[Subject.INVALID] == counts.invalid
    assert said[Subject.DUPLICATE] == counts.duplicates
    assert said[Subject.OPTED_OUT] == counts.optedOut


def closed_of(table: Sequence[Row]) -> st.SearchStrategy[list[str]]:
    addresses = [row[3] for row in table if "@" in row[3]] + ["+551133334001"]
    return st.lists(st.sampled_from(addresses), max_size=2)


@settings(max_examples=examples(60), derandomize=FIXED)
@given(data=st.data())
def test_rows_of_a_text_are_conserved_in_every_dialect(data: Any) -> None:
    table = data.draw(tables.rows())
    text = data.draw(tables.texts(table))
    right = list(tables.right(tables.unescaped(table), text.numbers))
    hold(files.read("lista.csv", text.body), right, data.draw(closed_of(table)))


@settings(max_examples=examples(8), derandomize=FIXED)
@given(data=st.data())
def test_rows_of_a_workbook_are_conserved(data: Any) -> None:
    table = data.draw(tables.rows())
    # Blank rows at the end of a sheet are none.
    kept = len(table) - len([*takewhile(lambda row: not any(row), reversed(table))])
    right = list(tables.right(table[:kept], range(2, kept + 2)))
    hold(files.read("lista.xlsx", tables.workbook(table)), right, data.draw(closed_of(table)))


@settings(max_examples=examples(20), derandomize=FIXED)
@given(data=st.data())
def test_records_of_json_are_conserved(data: Any) -> None:
    table = data.draw(tables.rows())
    # An object by itself is a list only if it has an address.
    a_line_each = data.draw(st.booleans()) and any(table[0][2:4])
    body = tables.objects(table, a_line_each=a_line_each)
    right = list(tables.right(table, range(1, len(table) + 1)))
    hold(files.read("lista.json", body), right, data.draw(closed_of(table)))


def addresses(row: Row) -> set[str]:
    """The addresses in a row."""
    contact = judge(Draft(phone=row[2], email=row[3])).contact
    return {*contact.addresses} if contact else set()


def marks(contact: NewContact) -> set[str]:
    return set(MARK.findall(repr(contact)))


@settings(max_examples=examples(80), derandomize=FIXED)
@given(data=st.data())
def test_a_quotation_mark_anywhere_harms_no_row_but_its_own(data: Any) -> None:
    table = data.draw(tables.rows())
    text: Text = data.draw(tables.texts(table))
    spoiled = data.draw(st.integers(0, len(table) - 1))
    at = data.draw(st.integers(0, len(text.rows[spoiled].rstrip("\r\n"))))
    # Where the next row begins with a line break in quotation marks, the text has a second reading that is as good.
    assume(not any(row[0].startswith(("\r", "\n")) for row in table[spoiled + 1 :]))
    text = text.with_mark(spoiled, at)
    listed = files.read("lista.csv", text.body)
    begins, ends = text.numbers[spoiled : spoiled + 2]
    found = of_list(listed)
    others = [fate for fate in found if not begins <= fate.row < ends]
    right = tables.right(tables.unescaped(table), text.numbers)
    assert others == [fate for fate in right if fate.row != begins]
    for fate in found:
        if fate.contact is not None and begins <= fate.row < ends:
            assert marks(fate.contact) <= {str(spoiled)}
            assert {*fate.contact.addresses} <= addresses(table[spoiled])
    with stored():
        records, counts, _ = taken_in(listed)
    assert records == len(found) == sum(asdict(counts).values())

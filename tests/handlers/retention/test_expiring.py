"""Contacts, meetings, entries and lists expire once nothing has happened with them for the tenant's days."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from handlers import send_reminders
from handlers.common.rules import accounting
from handlers.common.rules.model import State
from handlers.common.storage import configuration, contacts, dynamo, forgotten, keys, stats
from handlers.environment import required
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Slot
from handlers.meetings.rules.reminders import ZONE
from handlers.meetings.storage import meetings
from handlers.retention.expiring import ExpiryIncompleteError
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import CONTEXT, NOW, TENANT, World, world

PHONE, EMAIL, OTHER = "+5511987654321", "ze@cliente.example", "+551133334444"
DAYS = 365
OVER, NOT_YET = NOW + timedelta(days=DAYS + 1), NOW + timedelta(days=DAYS - 1)
_MONDAY = (NOW - timedelta(days=7 + NOW.weekday())).astimezone(ZONE).replace(hour=18, minute=0, second=0)
WEEK = [_MONDAY + timedelta(days=day) for day in range(5)]


@dataclass
class Here:
    """A tenant with a contact that has come to its end, and the runs that let data expire."""

    world: World
    patch: pytest.MonkeyPatch

    def run(self, clock: datetime, at: datetime | None = None) -> dict[str, int]:
        """The runs of a week's ends of days by a clock, or one run; what has expired, by kind."""
        self.patch.setattr(send_reminders, "datetime", SimpleNamespace(now=lambda _: clock))
        done: dict[str, int] = {}
        for each in [at] if at else WEEK:
            answer = send_reminders.handler({"detail": {"at": each.isoformat()}}, CONTEXT)
            done |= answer.get("dataExpired", {})
        return done

    def put(self, table: str = "contacts", **item: Any) -> None:
        dynamo.client().put_item(TableName=required(f"TABLE_{table.upper()}"), Item=dynamo.encode(item))

    def contact(self, contact_id: str = "c1", state: State = State.UNSUCCESSFUL, **more: Any) -> None:
        """A contact with its history, a reply and the addresses that it was written to at."""
        at = keys.instant(NOW)
        values = {"phone": PHONE, "email": EMAIL, "updatedAt": at, "createdAt": at}
        self.world.contact(contact_id, state, **values | more)
        pk = keys.contact_pk(contact_id)
        self.put(pk=pk, sk=keys.history_sk(NOW, "sent"), what="sent", at=at)
        self.put(pk=pk, sk=keys.reply_sk("r1"), text="sou o Zé", receivedAt=at)
        self.put(pk=pk, sk=keys.message_sk("follow_up#1"), status="sent", sentAt=at)
        for counted in (accounting.entered(1), accounting.moved(State.NEW, state)):
            stats.count("acme", "spring", NOW.date(), counted)

    def address(self, address: str = PHONE, **more: Any) -> None:
        pk = keys.address_pk("acme", address)
        known: dict[str, Any] = {"contacts": {"c1"}, "lastContactId": "c1", "optedOut": False}
        self.put(pk=pk, sk=keys.ADDRESS_SK, **known | more)
        self.put(pk=pk, sk=keys.reply_sk("r1"), contactId="c1", receivedAt=keys.instant(NOW), status="done")

    def left(self, table: str = "contacts") -> list[dict[str, Any]]:
        """All that is left in a table but marks of the fence and traces."""
        items = dynamo.client().scan(TableName=required(f"TABLE_{table.upper()}"))["Items"]
        found = map(dynamo.decode, items)
        return [item for item in found if item["pk"] != keys.FENCE_PK and item["sk"] != keys.ERASED_SK]


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch, cloud: Any) -> Iterator[Here]:
    dynamo.client.cache_clear()
    bucket = f"lists-{uuid.uuid4().hex[:8]}"
    boto3.client("s3").create_bucket(Bucket=bucket)
    monkeypatch.setenv("INTAKE_BUCKET", bucket)
    yield Here(world(monkeypatch), monkeypatch)
    configuration.forget()


def test_nothing_is_left_of_a_contact_a_year_after_the_last_thing_that_happened(here: Here) -> None:
    here.contact()
    here.address()
    here.address(EMAIL)
    before = here.left()
    assert here.run(NOT_YET) == {}
    assert here.left() == before
    assert here.run(OVER) == {"contacts": 1}
    assert here.left() == []
    trace = dynamo.read_item(contacts.table(), keys.contact_pk("c1"), keys.ERASED_SK)
    assert trace is not None
    assert trace["ttl"] > OVER.timestamp()
    assert forgotten.among("acme", (PHONE, EMAIL)) == frozenset(), "a new list may bring it again"


def test_an_expired_contact_stays_counted_where_it_was(here: Here) -> None:
    here.contact()
    here.run(OVER)
    totals = stats.totals("acme", "spring")
    found = accounting.account(totals)
    assert (found.ingested, found.sent, found.erased) == (1, 1, 1)
    assert accounting.account_of_states({}, totals) == found


@pytest.mark.parametrize("wish", ["optedOut", "blocked"])
def test_who_does_not_want_to_be_written_to_is_so_for_ever_and_stands_nowhere(here: Here, wish: str) -> None:
    here.contact(state=State.OPTED_OUT, otherAddresses={OTHER})
    wished: dict[str, Any] = {wish: True}
    here.address(**wished)
    here.address(OTHER, **wished)
    assert here.run(OVER) == {"contacts": 1}
    assert here.left() == []
    assert forgotten.among("acme", (PHONE, EMAIL, OTHER)) == {PHONE, OTHER}


@pytest.mark.parametrize(
    "kept",
    [
        {"state": State.QUEUED},
        {"backlog": "acme#spring#0", "backlogOrder": "0#2026", "nextStep": "follow_up#1"},
        {"humanUntil": keys.instant(OVER + timedelta(days=1))},
    ],
)
def test_who_is_still_needed_stays(here: Here, kept: dict[str, Any]) -> None:
    here.contact(**{"state": State.CONTACTED} | kept)
    assert here.run(OVER) == {}
    assert contacts.find("c1") is not None


def test_who_has_a_meeting_to_come_or_waits_for_a_human_stays(here: Here) -> None:
    start = OVER + timedelta(days=3)
    slot = Slot(start, start + timedelta(hours=1))
    meeting = rules.proposed(
        meeting_id="m1",
        tenant_id="acme",
        campaign_id="spring",
        contact_id="c1",
        host_id="ana",
        slots=(slot,),
        request_id="e0",
        now=NOW,
        expires_at=start,
    )
    meetings.save(None, meeting)
    here.contact(state=State.MEETING_PROPOSED, meetingId="m1")
    here.contact("c2")
    here.put(pk=keys.inbox_pk("acme"), sk=keys.entry_sk("c2"), contactId="c2", lastAt=keys.instant(NOW))
    assert here.run(OVER) == {}
    assert contacts.find("c1") is not None
    assert contacts.find("c2") is not None


@pytest.mark.parametrize(
    "later",
    [
        {"sk": keys.reply_sk("r2"), "receivedAt": keys.instant(NOW + timedelta(days=2))},
        {
            "sk": keys.message_sk("reminder"),
            "status": "sent",
            "sentAt": keys.instant(NOW + timedelta(days=2)),
        },
    ],
)
def test_whatever_happened_last_with_a_contact_counts(here: Here, later: dict[str, Any]) -> None:
    here.contact()
    here.put(pk=keys.contact_pk("c1"), **later)
    assert here.run(OVER) == {}
    assert here.run(OVER + timedelta(days=2)) == {"contacts": 1}


def test_an_address_that_others_share_keeps_what_is_theirs(here: Here) -> None:
    here.contact()
    here.contact("c2", updatedAt=keys.instant(OVER))
    here.address(contacts={"c1", "c2"}, lastContactId="c1")
    here.put(
        pk=keys.address_pk("acme", PHONE),
        sk=keys.reply_sk("r9"),
        contactId="c2",
        receivedAt=keys.instant(OVER),
    )
    assert here.run(OVER) == {"contacts": 1}
    at_address = [item for item in here.left() if item["pk"] == keys.address_pk("acme", PHONE)]
    assert [item.get("contacts") or item["contactId"] for item in at_address] == [{"c2"}, "c2"]
    assert "lastContactId" not in at_address[0]


def test_meetings_entries_and_what_strangers_wrote_expire_too(here: Here) -> None:
    at = keys.instant(NOW)
    slot = Slot(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1))
    meeting = rules.proposed(
        meeting_id="m1",
        tenant_id="acme",
        campaign_id="spring",
        contact_id="gone",
        host_id="ana",
        slots=(slot,),
        request_id="e0",
        now=NOW,
    )
    meetings.save(None, rules.replace(meeting, briefing="Zé disse", status=rules.MeetingStatus.EXPIRED))
    here.put(
        pk=keys.inbox_pk("acme"), sk=keys.closed_entry_sk("e1", at), tenantId="acme", closedAt=at, words={}
    )
    stranger = keys.address_pk("acme", "+5511900000000")
    here.put(pk=stranger, sk=keys.reply_sk("r1"), receivedAt=at, status="done")
    here.put(pk=stranger, sk=keys.ADDRESS_SK, optedOut=True, optedOutAt=at)
    assert here.run(NOT_YET) == {}
    assert here.run(OVER) == {"meetings": 1, "entries": 1, "addresses": 2}
    assert here.left() == []
    assert here.left("meetings") == []
    assert forgotten.among("acme", ("+5511900000000",))


def test_lists_and_reports_expire_and_those_of_other_tenants_do_not(here: Here) -> None:
    s3, bucket = boto3.client("s3"), required("INTAKE_BUCKET")
    configuration.put_tenant(TENANT.model_copy(update={"tenantId": "acme-sul", "retentionDays": None}))
    for key in ("inbox/acme/spring/l.csv", "reports/acme/spring/l.csv/1/r.html", "inbox/acme-sul/x/l.csv"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"Nome;Telefone")
    assert here.run(NOT_YET) == {}
    assert here.run(OVER) == {"files": 2}
    assert [each["Key"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"]] == [
        "inbox/acme-sul/x/l.csv"
    ]


@pytest.mark.parametrize(("days", "expires"), [(None, False), (30, True), (400, False)])
def test_each_tenant_says_how_long(here: Here, days: int | None, expires: bool) -> None:
    configuration.put_tenant(TENANT.model_copy(update={"retentionDays": days}))
    here.contact()
    assert here.run(OVER) == ({"contacts": 1} if expires else {})


def test_only_the_last_run_of_a_day_looks_for_what_has_expired(here: Here) -> None:
    here.contact()
    for day in WEEK:
        assert here.run(OVER, day.replace(hour=17)) == {}
    assert contacts.find("c1") is not None


def test_what_cannot_expire_stops_nothing_else_and_fails_the_run(here: Here) -> None:
    here.contact()
    here.contact("c2")
    here.put(**contact_item("c2") | {"state": "sleeping"})
    failures: list[str] = []
    for each in WEEK:
        try:
            here.run(OVER, each)
        except ExpiryIncompleteError as error:
            failures.append(str(error))
    assert failures == ["1 times data could not expire: look for 'data not expired' in the log"]
    assert contacts.find("c1") is None

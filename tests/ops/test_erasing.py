"""A person is erased from everywhere, and is not written to again."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import boto3
import pytest

from handlers import ingest_contacts, send_reminders
from handlers.common.rules import accounting
from handlers.common.rules.model import MeetingStatus, State
from handlers.common.storage import contacts, dynamo, forgotten, functions, keys, stats
from handlers.meetings.storage import meetings
from ops import audit, census
from ops.people import erasing
from tests.handlers.intake.loading import Context
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import NOW, world
from tests.ops import person
from tests.ops.person import EMAIL, OTHER, PHONE, Here

WHY = "pedido de 10 de março, por carta"


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Here:
    dynamo.client.cache_clear()
    return person.here(tables, monkeypatch, world(monkeypatch))


def erase(here: Here, who: str = "c1", *more: str, reason: str = WHY) -> Any:
    return here.ops("erase", who, "--tenant", "acme", "--reason", reason, *more)


@pytest.mark.parametrize("who", ["c1", "c2", "(11) 98765-4321", EMAIL.upper()])
def test_nothing_is_left_of_a_person_and_all_of_the_others(here: Here, who: str) -> None:
    here.person()
    others = {place: text for place, text in here.everything() if "c9" in place or "bia" in text}
    assert len(here.left()) > 15
    done = erase(here, who, "--yes")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "the person has been erased")
    assert here.left() == []
    found = dict(here.everything())
    whole = {
        place for place in others if place in ("inbox/acme/spring/lista.xlsx", "inbox/acme/spring/antes.csv")
    }
    assert others.keys() - found.keys() == whole
    assert all(found[place] == others[place] for place in others.keys() - whole)
    assert [place for place in found if "BR.1234" in place] == []
    assert (contacts.find("c1"), contacts.find("c2")) == (None, None)


def test_what_would_be_erased_is_said_first_and_nothing_is_done(here: Here) -> None:
    here.person()
    before = sorted(here.everything())
    said = erase(here)
    assert said.exit_code == 0
    assert sorted(here.everything()) == before
    for line in (
        "contact c1 of campaign spring: contacted",
        "contact c2 of campaign autumn: queued",
        "6 messages, replies and lines of history",
        "2 entries of the inbox",
        "3 failures in queues",
        f"s3://{here.bucket}/inbox/acme/spring/lista.xlsx, whole, with all its versions",
        f"s3://{here.bucket}/inbox/acme/spring/antes.csv, whole, with all its versions",
        "nothing has been erased: add --yes to erase all of it",
    ):
        assert line in said.output.splitlines()
    assert not any(mark in said.output.lower() for mark in person.MARKS)


def test_who_was_erased_is_left_out_of_a_new_list_and_the_counts_add_up(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.person()
    assert erase(here, "c1", "--yes").exit_code == 0
    monkeypatch.setenv("RELEASE_FUNCTION", "release")
    monkeypatch.setattr(functions, "start", lambda *_: None)
    rows = [{"phone": PHONE}, {"email": EMAIL}, {"phone": "+5511900000000"}]
    answer = ingest_contacts.handler(
        {"tenantId": "acme", "campaignId": "spring", "contacts": rows}, Context()
    )
    assert (answer["optedOut"], answer["ingested"]) == (2, 1)
    for campaign in ("spring", "autumn"):
        totals = stats.totals("acme", campaign)
        found = accounting.account(totals)
        assert found.balanced
        assert accounting.account_of_states(census.states("acme", campaign), totals) == found
    assert accounting.account(stats.totals("acme", "autumn")).opted_out == 1, "who had not been written to"


def test_the_record_says_who_did_it_and_why_and_not_to_whom(here: Here) -> None:
    here.person()
    assert erase(here, "c1", "--yes").exit_code == 0
    (change,) = audit.changes("acme")
    assert (change.deed, change.note) == ("contact erase", WHY)
    assert change.subject == f"person {forgotten.pseudonym('acme', OTHER)}"


@pytest.mark.parametrize(
    "reason", [" ", "pedido de Marcela Segredo", f"ligou de {PHONE}", "veio de 98765-4321"]
)
def test_a_reason_that_names_the_person_is_refused(here: Here, reason: str) -> None:
    here.person()
    before = sorted(here.everything())
    refused = erase(here, "c1", "--yes", reason=reason)
    assert (refused.exit_code, "say it without name and address" in refused.output) == (1, True)
    assert sorted(here.everything()) == before


def test_a_booked_meeting_is_called_off_only_where_that_is_wanted(here: Here) -> None:
    here.person()
    meeting = here.meeting(in_calendar=True)
    refused = erase(here, "c1", "--yes")
    assert (refused.exit_code, "add --cancel-meeting" in refused.output) == (1, True)
    kept = meetings.get(meeting.meeting_id)
    assert kept is not None
    assert kept.status is MeetingStatus.CONFIRMED
    assert here.world.calendar.events
    assert erase(here, "c1", "--yes", "--cancel-meeting").exit_code == 0
    assert meetings.get(meeting.meeting_id) is None
    assert not here.world.calendar.events
    assert not here.world.held()
    assert here.left() == []


def test_a_calendar_that_is_out_keeps_what_is_needed_to_go_on_later(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.person()
    here.meeting(in_calendar=True)
    monkeypatch.setattr(erasing, "CALENDAR_PATIENCE", timedelta(0))
    monkeypatch.setattr(erasing.functions, "start", lambda *_: None)
    refused = erase(here, "c1", "--yes", "--cancel-meeting")
    assert (refused.exit_code, "its calendar still holds it" in refused.output) == (1, True)
    assert contacts.read("c1").state is State.OPTED_OUT
    monkeypatch.setattr(erasing.functions, "start", lambda *_: send_reminders.handler({}, person.CONTEXT))
    assert erase(here, "c1", "--yes").exit_code == 0
    assert here.left() == []
    assert not here.world.calendar.events


def test_nobody_is_erased_while_a_message_to_them_is_being_sent(here: Here) -> None:
    here.person()
    lease: dict[str, Any] = {
        "state": "sending",
        "attempt": "a",
        "attemptChannel": "whatsapp",
        "deadline": keys.instant(NOW + timedelta(hours=1)),
    }
    here.put(**contact_item("c2") | lease)
    refused = erase(here, "c1", "--yes")
    assert (refused.exit_code, "erase it again in ten minutes" in refused.output) == (1, True)


class CutError(BaseException):
    """The operator's machine goes off."""


@pytest.mark.parametrize("after", [1, 3, 6, 9, 12, 15, 18, 21, 24])
def test_an_erasure_that_was_cut_short_is_finished_by_the_next_one(
    here: Here, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    here.person()
    made = {"writes": 0}

    def cut(request: Any, **_: Any) -> None:
        target = request.headers.get("X-Amz-Target", b"").decode().rpartition(".")[2]
        made["writes"] += target not in ("GetItem", "Query", "Scan", "BatchGetItem")
        if made["writes"] == after:
            raise CutError

    events = dynamo.client().meta.events
    events.register("before-send.dynamodb", cut)
    try:
        with suppress(CutError):
            erase(here, "c1", "--yes")
    finally:
        events.unregister("before-send.dynamodb", cut)
    assert made["writes"] >= after, "an erasure takes fewer writes by now: give it fewer"
    again = erase(here, PHONE, "--yes")
    assert again.exit_code == 0
    assert here.left() == []
    for campaign in ("spring", "autumn"):
        totals = stats.totals("acme", campaign)
        assert accounting.account_of_states(census.states("acme", campaign), totals) == accounting.account(
            totals
        )


def test_what_was_erased_can_be_erased_again_and_is_known_by_nothing_but_its_trace(here: Here) -> None:
    here.person()
    assert erase(here, "c1", "--yes").exit_code == 0
    again = erase(here, EMAIL, "--yes")
    assert (again.exit_code, again.output) == (0, "tenant acme knows nothing of this person\n")
    by_id = erase(here, "c1", "--yes")
    assert (by_id.exit_code, "contact c1 was erased on" in by_id.output) == (1, True)


@pytest.mark.parametrize("who", ["nope", "123"])
def test_an_unknown_person_is_refused(here: Here, who: str) -> None:
    refused = erase(here, who)
    assert (refused.exit_code, f"tenant acme has no contact '{who}'" in refused.output) == (1, True)


def test_an_unknown_tenant_is_refused_with_the_nearest(here: Here) -> None:
    refused = here.ops("erase", "c1", "--tenant", "acmee", "--reason", WHY)
    assert (refused.exit_code, "did you mean acme?" in refused.output) == (1, True)


def test_mails_that_came_in_are_searched_where_the_stack_takes_any(here: Here) -> None:
    here.person()
    s3, bucket = boto3.client("s3"), here.bucket.replace("-intake-", "-inbound-")
    s3.create_bucket(Bucket=bucket)
    for key, sender in (("mail/1", EMAIL), ("mail/2", "bia@outra.example")):
        s3.put_object(Bucket=bucket, Key=key, Body=f"From: <{sender}>\r\n\r\noi".encode())
    assert erase(here, "c1", "--yes").exit_code == 0
    assert [each["Key"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["mail/2"]


def test_an_address_that_was_erased_can_be_opened_again(here: Here) -> None:
    here.person()
    assert erase(here, "c1", "--yes").exit_code == 0
    assert here.ops("unblock", "acme", PHONE, group="address").exit_code == 0
    assert forgotten.among("acme", (PHONE, EMAIL)) == {EMAIL}

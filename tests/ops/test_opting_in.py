"""An opt-out that was a mistake is undone, on the record."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handlers.common.rules.model import Kind, Priority, State
from handlers.common.storage import configuration, contacts, dynamo, keys
from handlers.environment import required
from handlers.meetings.storage import meetings
from ops.__main__ import main
from tests.handlers.conversation.test_handle_replies import (
    PHONE,
    address,
    booked,
    note_written,
    reply,
    written_to,
)
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import CrashError, World, world

WHY = "pediu por telefone"


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    dynamo.client.cache_clear()
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    return world(monkeypatch)


def opt_in(contact_id: str = "c1", *more: str, reason: str = WHY) -> Result:
    configuration.forget()
    prefix = required("TABLE_CONTACTS").removesuffix("-contacts")
    arguments = ["--prefix", prefix, "contact", "opt-in", contact_id, "--reason", reason, *more]
    return CliRunner().invoke(main, arguments)


def mark(form: str = PHONE, **marks: Any) -> None:
    item = {"pk": keys.address_pk("acme", form), "sk": keys.ADDRESS_SK, "contacts": {"c1"}, **marks}
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item))


def test_somebody_who_was_opted_out_by_mistake_may_be_written_to_and_answers_again(here: World) -> None:
    written_to(here)
    reply("SAIR")
    assert here.state() == State.OPTED_OUT
    done = opt_in()
    assert (done.exit_code, done.output) == (0, "contact c1 may be written to again: it is contacted\n")
    assert address().opted_out is False
    assert address("ze@cliente.example").opted_out is False
    (line,) = [line for line in contacts.history("c1") if line["what"] == "opted_in"]
    assert (line["from"], line["to"]) == ("opted_out", "contacted")
    assert line["detail"].startswith(f"{WHY} (by ")
    assert "arn:aws" in line["detail"]
    assert "human" not in reply("tenho interesse", "r2")
    assert here.state() == State.INTERESTED


def test_the_account_of_the_campaign_follows(here: World) -> None:
    written_to(here)
    reply("SAIR")
    opt_in()
    assert (here.counted("contacts_opted_out"), here.counted("contacts_sent"), here.counted("opted_in")) == (
        0,
        0,
        1,
    )


def test_the_next_opt_out_is_acknowledged_too_and_under_a_key_of_its_own(here: World) -> None:
    written_to(here)
    reply("SAIR")
    opt_in()
    reply("SAIR", "r2")
    assert [message.kind for message in here.messages] == [Kind.OPT_OUT_ACK] * 2
    assert len({message.step for message in here.messages}) == 2
    assert here.state() == State.OPTED_OUT


def test_a_meeting_stays_called_off_and_the_conversation_goes_on(here: World) -> None:
    booked(here)
    reply("SAIR")
    assert opt_in().exit_code == 0
    assert here.state() == State.INTERESTED
    kept = meetings.get("m1")
    assert kept is not None
    assert kept.status == "cancelled"


def test_whoever_had_not_been_written_to_is_in_the_backlog_again(here: World) -> None:
    written_to(here)
    here.contact("c2", State.QUEUED, phone=PHONE, priority="hot", campaignId="spring")
    note_written("c2", PHONE)
    reply("SAIR")
    assert (here.state("c1"), here.state("c2")) == (State.OPTED_OUT, State.OPTED_OUT)
    assert opt_in().exit_code == 0
    assert (here.state("c1"), here.state("c2")) == (State.CONTACTED, State.NEW)
    item = contact_item("c2")
    assert item["backlog"].startswith("acme#spring#")
    assert item["backlogOrder"] < keys.backlog_order(Priority.HOT, datetime.now(UTC) + timedelta(seconds=1))
    assert item["nextStep"] == "outreach"


def test_nobody_whose_first_message_may_have_gone_out_gets_it_again(here: World) -> None:
    written_to(here, state=State.SENDING)
    reply("SAIR")
    opt_in()
    assert here.state() == State.CONTACTED
    assert "backlog" not in contact_item("c1")


def test_an_opt_out_at_the_provider_is_undone_there_first(here: World) -> None:
    written_to(here, state=State.OPTED_OUT)
    mark(optedOut=True, optedOutAt="2026-01-01T00:00:00.000Z")
    refused = opt_in()
    assert (refused.exit_code, "has opted out at the provider" in refused.output) == (1, True)
    assert here.state() == State.OPTED_OUT
    assert opt_in("c1", "--settled-at-provider").exit_code == 0
    assert (here.state(), address().opted_out) == (State.CONTACTED, False)


@pytest.mark.parametrize(
    ("state", "marks", "told"),
    [
        (State.OPTED_OUT, {"optedOut": True, "optedOutBy": "r", "blocked": True}, "do-not-contact list"),
        (State.CONTACTED, {}, "has not opted out: it is contacted"),
    ],
)
def test_what_cannot_be_undone_is_refused_with_the_cure(
    here: World, state: State, marks: dict[str, Any], told: str
) -> None:
    written_to(here, state=state)
    mark(**marks)
    refused = opt_in()
    assert (refused.exit_code, told in refused.output) == (1, True)
    assert here.state() == state


def test_a_contact_that_had_come_to_another_end_stays_there_with_its_addresses_open(here: World) -> None:
    written_to(here, state=State.COMPLETED)
    mark(optedOut=True, optedOutBy="r")
    assert opt_in().output == "contact c1 may be written to again: it is completed\n"
    assert address().opted_out is False
    assert "opted_in" in [line["what"] for line in contacts.history("c1")]


def test_an_opt_in_that_was_cut_short_is_completed_by_its_repeat(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_to(here)
    reply("SAIR")
    here.crash_at = "move"
    with pytest.raises(CrashError):
        opt_in()
    assert (here.state(), address().opted_out) == (State.OPTED_OUT, False)
    assert opt_in().exit_code == 0
    assert here.state() == State.CONTACTED


@pytest.mark.parametrize(
    ("contact_id", "reason", "told"), [("nobody", WHY, "no contact nobody"), ("c1", " ", "reason is empty")]
)
def test_a_contact_and_a_reason_are_asked_for(here: World, contact_id: str, reason: str, told: str) -> None:
    refused = opt_in(contact_id, reason=reason)
    assert (refused.exit_code, told in refused.output) == (1, True)

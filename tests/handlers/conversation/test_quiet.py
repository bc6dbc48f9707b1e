"""While a human talks with somebody the agent says nothing of its own."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers import handle_replies
from handlers.common.rules.checks import CheckStatus
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Event, MeetingStatus, State
from handlers.common.storage import contacts, keys, persons, talks
from handlers.conversation import classifying
from handlers.conversation.storage import addresses
from tests.handlers.conversation.test_asking_back import (
    CANCELS,
    LIKELY,
    OPTS_OUT,
    asked,
    deliver,
    doubtful,
    kinds,
    sent,
)
from tests.handlers.conversation.test_handle_replies import (
    CONTEXT,
    PHONE,
    address,
    booked,
    history,
    note_written,
    offered,
    reply,
    request,
    written_to,
)
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import TENANT, World, world

STRANGER = "+5511900000000"
ANSWERS = ["fechado", "tenho interesse", "2", "quanto custa?", "não tenho interesse", "pode cancelar", "👍"]


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(classifying, "classify", doubtful)
    return world(monkeypatch)


def with_human(*contact_ids: str, hours: float = 1) -> datetime:
    until = datetime.now(UTC) + timedelta(hours=hours)
    talks.begin(map(contacts.read, contact_ids or ("c1",)), until, datetime.now(UTC))
    return until


def reasons(here: World) -> list[str]:
    return [detail["reason"] for detail in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)]


@pytest.mark.parametrize("text", [*ANSWERS, *LIKELY])
def test_whatever_is_written_goes_to_the_human_and_sets_off_nothing_else(here: World, text: str) -> None:
    offered(here)
    with_human()
    assert reply(text)["human"] == "human_talks"
    assert [event for event, _ in here.raised] == [Event.HUMAN_ATTENTION_NEEDED]
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["text"], detail["channel"], detail["contactId"]) == (text, "whatsapp", "c1")
    assert here.messages == []
    assert here.meeting().status is MeetingStatus.PROPOSED
    assert ("reply", None) in {(what, None) for what, _ in history()}


def test_a_reply_that_is_delivered_twice_is_handed_on_once(here: World) -> None:
    written_to(here)
    with_human()
    assert [reply("fechado")["duplicate"] for _ in range(2)] == [False, True]
    assert reasons(here) == ["human_talks"]


def test_a_certain_opt_out_is_honoured_as_always(here: World) -> None:
    booked(here)
    with_human()
    assert reply("SAIR")["intent"] == "opt_out"
    assert here.state() == State.OPTED_OUT
    assert set(kinds(here)) == {"opt_out_ack"}
    assert reasons(here) == []


def test_a_likely_opt_out_is_the_humans_and_asks_nothing_now_or_later(here: World) -> None:
    written_to(here)
    with_human()
    reply(OPTS_OUT)
    assert "lastCheck" not in contact_item("c1")
    talks.end([contacts.read("c1")])
    assert asked(here, OPTS_OUT, "r2").contactId == "c1"


def test_a_yes_is_said_to_the_human_and_closes_the_check_from_before(here: World) -> None:
    booked(here)
    asked(here, CANCELS)
    with_human()
    assert reply("sim", "r2")["human"] == "human_talks"
    kept = contacts.read("c1").check
    assert kept is not None
    assert kept.status is CheckStatus.CLOSED
    talks.end([contacts.read("c1")])
    assert reply("sim", "r3")["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_a_yes_that_quotes_the_question_is_said_to_the_human_too(here: World) -> None:
    written_to(here)
    sent(asked(here, OPTS_OUT), partnerMessageId="wamid.question")
    with_human()
    quoting = {**request("sim", "r2"), "context": "wamid.question"}
    assert handle_replies.handler(quoting, CONTEXT)["human"] == "human_talks"
    assert here.state() == State.CONTACTED


@pytest.mark.parametrize("text", ["fechado", "obrigado"])
def test_each_word_of_the_person_lets_the_talk_go_on_for_the_tenants_hours(here: World, text: str) -> None:
    written_to(here)
    before = with_human()
    reply(text)
    until = contacts.read("c1").human_until
    assert until is not None
    assert until > before + timedelta(hours=TENANT.humanHours - 2)
    with_human(hours=0.5)
    assert contacts.read("c1").human_until == until, "never until an earlier instant"


def test_the_agent_answers_again_when_the_hours_have_passed(here: World) -> None:
    written_to(here)
    with_human(hours=-0.01)
    assert "human" not in reply("tenho interesse")
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_the_agent_answers_again_when_the_person_is_handed_back(here: World) -> None:
    written_to(here)
    with_human()
    talks.end([contacts.read("c1")])
    assert "humanUntil" not in contact_item("c1")
    assert "human" not in reply("tenho interesse")


def test_nobody_else_is_talked_with_by_a_word_of_the_person(here: World) -> None:
    here.contact("c2", State.COMPLETED, phone=PHONE)
    note_written("c2", PHONE)
    written_to(here)
    with_human("c1")
    reply("fechado")
    assert contacts.read("c2").human_until is None


def test_a_person_is_all_contacts_with_its_addresses_written_to_or_not(here: World) -> None:
    here.contact("c2", State.COMPLETED, phone=PHONE)
    note_written("c2", PHONE)
    unwritten = keys.contact_id("acme", "spring", PHONE)
    here.contact(unwritten, State.NEW, phone=PHONE)
    written_to(here)
    assert [each.contact_id for each in persons.of(contacts.read("c1"))] == ["c1", *sorted(["c2", unwritten])]


def test_a_talk_is_known_by_the_persons_addresses_until_it_is_handed_back(here: World) -> None:
    written_to(here)
    with_human()
    before = address().human_until
    assert before is not None
    reply("fechado")
    after = address().human_until
    assert after is not None
    assert after > before
    talks.end([contacts.read("c1")])
    assert address().human_until is None


def test_whoever_was_answered_by_a_human_is_told_of_the_next_one_too(here: World) -> None:
    written_to(here)
    reply("quanto custa?")
    assert kinds(here) == ["handover"]
    with_human()
    talks.end([contacts.read("c1")])
    reply("e quanto custa o outro?", "r2")
    assert kinds(here) == ["handover", "handover"]


def test_a_machines_notice_is_no_word_of_the_person(here: World) -> None:
    written_to(here)
    until = with_human()
    absent: dict[str, Any] = request("Estou de férias até 10/12.") | {"automatic": True}
    deliver(absent)
    known = contacts.read("c1").human_until
    assert known is not None
    assert keys.instant(known) == keys.instant(until)
    assert reasons(here) == []


def test_a_contact_that_was_erased_is_not_made_anew_by_a_talk(here: World) -> None:
    gone = Contact("gone", "acme", "spring", State.CONTACTED, phone=STRANGER)
    talks.begin([gone], datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC))
    talks.end([gone])
    assert contacts.find("gone") is None
    assert addresses.find("acme", (STRANGER,)) is None

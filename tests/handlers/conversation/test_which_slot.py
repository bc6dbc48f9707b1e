from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event, Intent, Kind, MeetingStatus
from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, dynamo, keys
from handlers.conversation import answering, classifying, reading, which_slot
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.inbound import incoming
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.rules.understanding import Understanding
from handlers.environment import required
from handlers.meetings.storage import meetings
from tests.handlers.conversation.test_asking_back import sent
from tests.handlers.conversation.test_handle_replies import (
    booked,
    chosen,
    offered,
    offered_again,
    reply,
    request,
)
from tests.handlers.meetings.appointments import NOW, TENANT, World, world

UNCLEAR = "escolho um, só não digo qual"
IN_USE = classifying.classify


def unclear(text: str, context: Context) -> Reading:
    """The reading in use, but for a sentence that chooses an unclear slot."""
    return (
        Reading(Intent.UNKNOWN, is_open_choice=bool(context.slots))
        if text == UNCLEAR
        else IN_USE(text, context)
    )


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(classifying, "classify", unclear)
    return world(monkeypatch)


def delivery(text: str = UNCLEAR, message_id: str = "r1", **more: Any) -> Delivery:
    told = incoming.checked({**request(text, message_id), **more})
    return Delivery(told, told.addresses, TENANT, datetime.now(UTC))


def called(here: World) -> list[str]:
    return [each["reason"] for each in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)]


def asked(here: World) -> Message:
    """The question that an unclear choice sets off, as it has just been sent."""
    reply(UNCLEAR)
    (question,) = here.messages
    sent(question, partnerMessageId="wamid.which")
    return question


def test_an_unclear_choice_is_asked_back_with_the_slots_of_the_offer_and_no_human_is_called(
    here: World,
) -> None:
    offered(here)
    assert reply(UNCLEAR) == {"intent": "unknown", "duplicate": False, "contactId": "c1"}
    (question,) = here.messages
    assert (question.kind, question.channel) == (Kind.WHICH_SLOT, "whatsapp")
    assert question.step == Step.which_slot("m1", 1)
    assert all(question.variables[f"slot{number}"] for number in (1, 2, 3))
    assert called(here) == []
    assert contacts.read("c1").handed_over_at is None


def test_a_repeated_delivery_asks_nothing_anew_and_calls_nobody(here: World) -> None:
    offered(here)
    answering.carry_out(delivery())
    later = delivery()._replace(now=datetime.now(UTC) + timedelta(minutes=2))
    again = answering.carry_out(later)
    assert again.understanding.asks_which
    assert {message.step for message in here.messages} == {Step.which_slot("m1", 1)}
    assert called(here) == []


def test_the_number_that_follows_is_read_against_the_offer(here: World) -> None:
    meeting = offered(here)
    asked(here)
    reply("2", "r2")
    assert chosen(here) == (meeting.slots[1].start, 1)


def test_who_quotes_the_question_means_its_offer_although_another_has_come_since(here: World) -> None:
    meeting = offered(here)
    asked(here)
    again = offered_again(meeting)
    here.sent(again, datetime.now(UTC) - timedelta(seconds=1))
    answering.answer(delivery("a 2", "r2", context="wamid.which"))
    assert chosen(here) == (meeting.slots[1].start, 1)


def test_who_is_unclear_once_more_is_a_humans(here: World) -> None:
    offered(here)
    asked(here)
    assert reply(UNCLEAR, "r2")["human"] == "unclear_reply"
    assert [message.kind for message in here.messages] == [Kind.WHICH_SLOT, Kind.HANDOVER]


def test_another_offer_is_asked_about_anew(here: World) -> None:
    meeting = offered(here)
    asked(here)
    here.sent(offered_again(meeting), datetime.now(UTC) - timedelta(seconds=1))
    assert "human" not in reply(UNCLEAR, "r2")
    assert [message.step for message in here.messages] == [Step.which_slot("m1", 1), Step.which_slot("m1", 2)]


def test_beside_a_meeting_that_stands_nobody_is_asked_which_other_slot_is_meant(here: World) -> None:
    meeting = booked(here)
    here.sent(offered_again(meeting), datetime.now(UTC) - timedelta(seconds=1))
    assert not reading.preview(delivery("deixa, pode ficar como está mesmo")).asks_which
    assert reply(UNCLEAR)["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED


@pytest.mark.parametrize("fields", [{"trusted": False}, {"attached": "image"}, {"automatic": True}])
def test_nobody_is_asked_by_whom_it_is_doubtful_what_was_written(here: World, fields: Any) -> None:
    offered(here)
    read = reading.preview(delivery(**fields))
    assert not read.asks_which


def test_an_offer_that_has_ended_since_the_reply_was_read_is_asked_about_no_more(here: World) -> None:
    meeting = offered(here)
    offered_again(meeting)
    read = Understanding(Intent.UNKNOWN, "c1", "m1", 1, asks_which=True)
    assert which_slot.ask(delivery(), contacts.read("c1"), read) == "unclear_reply"
    assert [message.kind for message in here.messages] == [Kind.HANDOVER]


def test_an_offer_that_is_over_is_asked_about_no_more(here: World) -> None:
    offered(here)
    late = NOW + timedelta(days=9)
    read = reading.preview(delivery()._replace(now=late))
    assert not read.asks_which


def test_beside_another_question_that_is_open_nobody_is_asked(here: World) -> None:
    offered(here)
    check = {"intent": "opt_out", "replyId": "0a" * 16, "askedAt": keys.instant(NOW), "status": "open"}
    place = {"pk": keys.contact_pk("c1"), "sk": keys.CONTACT_SK}
    item = dynamo.read_item(required("TABLE_CONTACTS"), place["pk"], place["sk"]) or {}
    dynamo.client().put_item(
        TableName=required("TABLE_CONTACTS"), Item=dynamo.encode({**item, "lastCheck": check})
    )
    assert reply(UNCLEAR)["human"] == "unclear_reply"
    assert meetings.get("m1") is not None

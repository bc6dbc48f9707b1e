"""What is written of an earlier offer, of an option that is dropped, and of a meeting that is over already."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers import handle_replies
from handlers.common.rules.model import Event, Side, State
from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, dynamo, keys
from handlers.environment import required
from handlers.meetings.rules import ending
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import meetings
from tests.handlers.conversation import test_handle_replies
from tests.handlers.conversation.test_handle_replies import booked, offered, reply, request
from tests.handlers.meetings.appointments import CONTEXT, NOW, World

here = test_handle_replies.here

BEFORE = datetime.now(UTC) - timedelta(minutes=10)


def offered_again(here: World, meeting: Meeting) -> Meeting:
    """The meeting with a second offer, which has arrived."""
    later = tuple(
        Slot(each.start + timedelta(days=7), each.end + timedelta(days=7)) for each in meeting.slots
    )
    again = rules.proposed_again(meeting, later, "e7", NOW, asked_by_contact=True)
    meetings.save(meeting, again)
    here.sent(again, BEFORE)
    return again


def quoting(meeting: Meeting, round_: int, text: str) -> Any:
    """The answer to words that quote an offer."""
    dynamo.client().update_item(
        TableName=required("TABLE_CONTACTS"),
        Key=dynamo.encode(
            {"pk": keys.contact_pk("c1"), "sk": keys.message_sk(Step.proposal(meeting.meeting_id, round_))}
        ),
        UpdateExpression="SET partnerMessageId = :id",
        ExpressionAttributeValues=dynamo.encode({":id": "wamid.offer"}),
    )
    return handle_replies.handler(request(text, "r9") | {"context": "wamid.offer"}, CONTEXT)


@pytest.mark.parametrize("text", ["preciso de outro horário", "não serve", "nenhum desses serve pra mim"])
def test_who_quotes_an_earlier_offer_and_wants_others_turns_down_the_last_one(here: World, text: str) -> None:
    again = offered_again(here, offered(here))
    assert quoting(again, 1, text)["intent"] == "reschedule"
    (detail,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    assert detail["round"] == again.round


def test_a_number_that_quotes_an_earlier_offer_is_still_of_that_one(here: World) -> None:
    first = offered(here)
    again = offered_again(here, first)
    quoting(again, 1, "2")
    (detail,) = here.raised_of(Event.MEETING_CONFIRMED)
    assert (detail["round"], detail["slot"]["start"]) == (1, keys.instant(first.slots[1].start))


@pytest.mark.parametrize("text", ["a segunda opção cancela", "cancela os horários", "desisto da última"])
def test_what_drops_other_slots_is_a_humans_and_the_meeting_stands(here: World, text: str) -> None:
    again = offered_again(here, booked(here))
    assert reply(text)["human"] == "unclear_reply"
    assert here.meeting().time == again.time
    assert here.state() == State.SCHEDULED


def called_off(here: World) -> Meeting:
    """A meeting that its host has called off a minute ago."""
    meeting = booked(here)
    off = ending.cancelled(meeting, datetime.now(UTC) - timedelta(minutes=1), Side.HOST)
    meetings.save(meeting, off)
    contacts.move("c1", State.INTERESTED, NOW, "cancelled_by_host")
    return off


@pytest.mark.parametrize("text", ["confirmado", "sim", "cancela a reunião", "não vou conseguir ir"])
def test_the_news_answers_who_confirms_or_gives_up_the_meeting_before_it_comes(
    here: World, text: str
) -> None:
    called_off(here)
    assert "human" not in reply(text)
    assert here.raised_of(Event.SCHEDULE_REQUESTED) == []
    assert here.messages == []
    assert here.state() == State.INTERESTED


def test_who_confirms_once_the_news_has_come_wants_another_hour(here: World) -> None:
    off = called_off(here)
    here.sent(off, BEFORE, step=Step.cancellation(off.meeting_id))
    reply("confirmado")
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_what_the_news_was_not_said_to_is_not_answered_by_it(here: World) -> None:
    off = called_off(here)
    here.sent(off, BEFORE, step=Step.cancellation(off.meeting_id), status="skipped")
    reply("confirmado")
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1

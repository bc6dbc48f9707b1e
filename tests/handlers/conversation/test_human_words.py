"""Short words answer whoever spoke last: after a human's they are a human's."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.model import Event
from handlers.common.storage import contacts, dynamo, keys, talks
from handlers.environment import required
from tests.handlers.conversation import test_handle_replies
from tests.handlers.conversation.test_handle_replies import booked, offered, reply
from tests.handlers.meetings.appointments import NOW, World

here = test_handle_replies.here

SHORT = ["2", "o segundo", "a segunda opção", "sim", "não", "ok", "ok, combinado", "pode ser", "fechado"]


def spoken(ago: timedelta, arrived: timedelta | None = None) -> None:
    """Let a human have spoken to the contact, whom it has handed back since."""
    now, talking = datetime.now(UTC), [contacts.read("c1")]
    talks.begin(talking, now + timedelta(hours=1), now - ago)
    talks.end(talking)
    if arrived is not None:
        put("answer#a1", now - arrived)


def put(step: str, at: datetime) -> None:
    item = {"pk": keys.contact_pk("c1"), "sk": keys.message_sk(step), "status": "sent"}
    sent = {"sentAt": keys.instant(at), "partnerMessageId": step}
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item | sent))


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("is_booked", [False, True])
def test_short_words_after_a_humans_are_a_humans(here: World, text: str, *, is_booked: bool) -> None:
    (booked if is_booked else offered)(here)
    spoken(timedelta())
    assert reply(text)["human"] == "unclear_reply"
    assert here.raised_of(Event.MEETING_CONFIRMED) == []


def test_they_are_also_where_the_humans_words_arrived_after_something_else(here: World) -> None:
    offered(here)
    spoken(timedelta(hours=2), arrived=timedelta())
    put("reminder_24h#m1#v1", NOW - timedelta(hours=1))
    assert reply("2")["human"] == "unclear_reply"


def test_they_are_read_as_always_where_the_agent_has_spoken_since(here: World) -> None:
    offered(here)
    spoken(timedelta(hours=2), arrived=timedelta(hours=2))
    assert reply("2")["intent"] == "slot_choice"


def test_that_a_person_is_going_to_answer_is_no_word_of_the_agents(here: World) -> None:
    offered(here)
    spoken(timedelta(seconds=10))
    put("handover#r0", datetime.now(UTC))
    assert reply("2")["human"] == "unclear_reply"


def test_longer_words_are_read_as_always(here: World) -> None:
    offered(here)
    spoken(timedelta())
    assert reply("quero remarcar para outro dia")["intent"] == "reschedule"

"""Words without an object answer whoever spoke last: after a human's they are a human's."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.model import Event, MeetingStatus, State
from handlers.common.storage import contacts, dynamo, keys, talks
from handlers.environment import required
from tests.handlers.conversation import test_handle_replies
from tests.handlers.conversation.test_handle_replies import booked, offered, reply, written_to
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
    spoken(timedelta())
    put("handover#r0", datetime.now(UTC))
    assert reply("2")["human"] == "unclear_reply"


def test_longer_words_are_read_as_always(here: World) -> None:
    offered(here)
    spoken(timedelta())
    assert reply("quero remarcar para outro dia")["intent"] == "reschedule"


def asked(here: World) -> None:
    """Let somebody booked have asked something that a human is to answer, and have heard so."""
    booked(here)
    assert reply("meu pedido 123 ainda não chegou, cadê?", "r0")["human"] == "question"
    here.raised.clear()


@pytest.mark.parametrize(
    "text",
    ["pode cancelar", "quero cancelar", "desisto", "prefiro cancelar", "não tenho interesse no catálogo"],
)
@pytest.mark.parametrize("is_booked", [False, True])
def test_an_end_that_names_no_meeting_answers_a_human(here: World, text: str, *, is_booked: bool) -> None:
    (booked if is_booked else offered)(here)
    spoken(timedelta())
    assert reply(text)["human"] == "unclear_reply"
    assert here.meeting().status is (MeetingStatus.CONFIRMED if is_booked else MeetingStatus.PROPOSED)


@pytest.mark.parametrize("text", ["quero cancelar a reunião", "cancela a nossa conversa"])
def test_the_cancellation_of_the_meeting_is_one_also_after_a_humans_words(here: World, text: str) -> None:
    booked(here)
    spoken(timedelta())
    assert reply(text)["intent"] == "cancel"
    assert here.meeting().status is MeetingStatus.CANCELLED


@pytest.mark.parametrize("talks_still", [False, True])
def test_an_opt_out_that_names_no_messages_is_no_certain_one_after_a_humans_words(
    here: World, *, talks_still: bool
) -> None:
    booked(here)
    spoken(timedelta())
    if talks_still:
        now = datetime.now(UTC)
        talks.begin([contacts.read("c1")], now + timedelta(hours=1), now)
    reply("não quero receber mais")
    assert contacts.read("c1").state is State.SCHEDULED
    assert here.meeting().status is MeetingStatus.CONFIRMED


@pytest.mark.parametrize("text", ["quero cancelar", "ah deixa, pode cancelar", "desisto, cancela"])
def test_an_end_that_names_no_meeting_is_asked_back_while_a_question_waits_for_a_human(
    here: World, text: str
) -> None:
    asked(here)
    assert reply(text)["intent"] == "cancel"
    assert here.meeting().status is MeetingStatus.CONFIRMED


@pytest.mark.parametrize("text", ["não quero mais saber", "não quero receber mais"])
def test_an_opt_out_that_names_no_messages_is_asked_back_while_a_question_waits_for_a_human(
    here: World, text: str
) -> None:
    asked(here)
    assert reply(text)["intent"] == "opt_out"
    assert contacts.read("c1").state is State.SCHEDULED
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_who_wants_to_know_no_more_may_mean_the_meeting_that_is_booked(here: World) -> None:
    booked(here)
    assert reply("não quero mais saber disso")["intent"] == "opt_out"
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_it_follows_at_once_where_the_agent_has_spoken_since(here: World) -> None:
    asked(here)
    put("confirmation#m1#v1", datetime.now(UTC))
    reply("quero cancelar")
    assert here.meeting().status is MeetingStatus.CANCELLED


@pytest.mark.parametrize(
    "text",
    [
        "perfeito, quinta às 14h então",
        "fechado, quinta às 14h",
        "quero sim, pode marcar",
        "pode ser, sexta às 15h",
        "amanhã às 9h pra mim tá ótimo",
        "pode mandar",
        "manda aí por favor",
    ],
)
def test_what_agrees_with_a_human_is_no_interest_in_the_agents_slots(here: World, text: str) -> None:
    written_to(here)
    spoken(timedelta())
    assert reply(text)["human"] == "unclear_reply"
    assert here.raised_of(Event.SCHEDULE_REQUESTED) == []


def test_a_wish_for_times_is_the_agents_also_after_a_humans_words(here: World) -> None:
    written_to(here)
    spoken(timedelta())
    assert reply("quero marcar uma reunião, quais horários vocês têm?")["intent"] == "interested"


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        ("me liga pra explicar melhor", "sexta à tarde"),
        ("me liga?", "pode ser às 15h"),
        ("prefiro que me liguem", "quinta de manhã"),
        ("queria falar por telefone antes", "às 10h"),
        ("quero falar com o vendedor", "quinta"),
        ("call me", "Friday afternoon"),
        ("me liga", "amanhã"),
    ],
)
def test_a_time_behind_a_wish_to_be_called_is_a_humans(here: World, wish: str, text: str) -> None:
    offered(here)
    assert reply(wish, "r0")["human"]
    assert reply(text)["human"] == "unclear_reply"
    assert here.raised_of(Event.MEETING_CONFIRMED) == []


@pytest.mark.parametrize(("wish", "text"), [("me liga", "a 2"), ("quanto custa?", "amanhã")])
def test_an_option_is_chosen_behind_it_and_a_day_behind_any_other_question(
    here: World, wish: str, text: str
) -> None:
    offered(here)
    assert reply(wish, "r0")["human"]
    assert reply(text)["intent"] == "slot_choice"

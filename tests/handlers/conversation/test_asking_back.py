from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers import handle_replies
from handlers.common.rules.buttons import CheckButton
from handlers.common.rules.checks import CheckStatus
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event, Intent, Kind, MeetingStatus, State
from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, dynamo, keys
from handlers.conversation import answering, classifying
from handlers.conversation.answering import StillRunningError
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.inbound import incoming
from handlers.conversation.rules.replies import Context, Reading
from handlers.environment import required
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import reminders
from handlers.meetings.rules.portuguese_dates import day_and_hour
from handlers.meetings.rules.times import Slot
from handlers.meetings.storage import meetings
from tests.handlers.conversation.test_handle_replies import (
    address,
    booked,
    note_written,
    offered,
    reply,
    request,
    written_to,
)
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import CONTEXT, NOW, TENANT, CrashError, World, world

LIKELY = {
    "acho que não vai rolar a reunião": Intent.CANCEL,
    "chega dessas mensagens talvez": Intent.OPT_OUT,
    "acho que não é pra gente": Intent.NOT_INTERESTED,
}
CANCELS, OPTS_OUT, REFUSES = LIKELY
CERTAIN = {"não tenho interesse": Intent.NOT_INTERESTED, "cancela a reunião": Intent.CANCEL}
MANAUS = ZoneInfo("America/Manaus")


IN_USE = classifying.classify
IS_AHEAD = reminders.is_ahead


def doubtful(text: str, context: Context) -> Reading:
    """The reading in use, but for some sentences whose meaning is certain, or merely likely, here."""
    if (intent := LIKELY.get(text) or CERTAIN.get(text)) is not None:
        return Reading(intent, certain=text in CERTAIN)
    return IN_USE(text, context)


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(classifying, "classify", doubtful)
    # Whatever the day on which this runs.
    monkeypatch.setattr(reminders, "is_ahead", lambda *_: True)
    return world(monkeypatch)


def asked(here: World, text: str, message_id: str = "r1") -> Message:
    """The check that a reply sets off, as it has just been sent."""
    reply(text, message_id)
    check = here.messages[-1]
    assert check.kind is Kind.CHECK
    sent(check)
    return check


def sent(check: Message, at: datetime | None = None, **more: str) -> None:
    """Put on record that a check was sent."""
    at = at or datetime.now(UTC)
    item = {
        "pk": keys.contact_pk(check.contactId),
        "sk": keys.message_sk(check.step),
        "status": "sent",
        "sentAt": keys.instant(at),
    }
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode({**item, **more}))


def press(check: Message, *, is_yes: bool, message_id: str = "r2", **more: Any) -> Any:
    """Press a button of a check."""
    button = CheckButton(is_yes, check.step.partition("#")[2]).id
    return deliver(request("Sim" if is_yes else "Não", message_id) | {"button": button}, **more)


def deliver(fields: Mapping[str, Any], **more: Any) -> Any:
    """Deliver a reply with fields that only providers set."""
    told = incoming.checked({**fields, **more})
    return answering.answer(Delivery(told, told.addresses, TENANT, datetime.now(UTC)))


def kinds(here: World) -> list[Kind]:
    return [message.kind for message in here.messages]


def aged(age: timedelta, status: CheckStatus | None = None) -> None:
    """Let the contact's last check be of that age."""
    item = contact_item("c1")
    item["lastCheck"]["askedAt"] = keys.instant(datetime.now(UTC) - age)
    if status:
        item["lastCheck"]["status"] = status.value
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item))


def test_a_likely_cancellation_asks_back_and_lets_the_meeting_stand(here: World) -> None:
    meeting = booked(here)
    assert reply(CANCELS) == {"intent": "cancel", "duplicate": False, "contactId": "c1"}
    (check,) = here.messages
    assert meeting.time is not None
    # Ana, the host, keeps the time of São Paulo.
    when = f"{day_and_hour(meeting.time.start, MANAUS)} (horário de Manaus)"
    assert (check.kind, check.channel) == (Kind.CHECK, "whatsapp")
    assert check.variables["question"] == f"Quer cancelar a reunião de {when}?"
    assert here.meeting().status is MeetingStatus.CONFIRMED
    assert here.state() == State.SCHEDULED
    assert not here.raised


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (OPTS_OUT, "Prefere não receber mais mensagens da Acme?"),
        (REFUSES, "Podemos encerrar por aqui o nosso contato sobre uma novidade?"),
    ],
)
def test_a_likely_refusal_asks_back_and_follow_ups_stop_meanwhile(
    here: World, text: str, question: str
) -> None:
    written_to(here, backlog="acme#spring#0", backlogOrder="0#later", nextStep="follow_up#1")
    reply(text)
    assert [message.variables["question"] for message in here.messages] == [question]
    assert "backlog" not in contact_item("c1")
    assert (here.state(), address().opted_out) == (State.CONTACTED, None)


@pytest.mark.parametrize("answer", ["sim", "não", "quanto custa?"])
def test_nobody_writes_first_to_the_persons_addresses_until_the_answer(here: World, answer: str) -> None:
    written_to(here, email="ze@cliente.example")
    note_written("c2", "ze@cliente.example")
    asked(here, REFUSES)
    check = contacts.read("c1").open_check
    assert check is not None
    for each in (address(), address("ze@cliente.example")):
        assert each.asked_by == check.reply_id
        assert each.asked_until is not None
        assert abs(each.asked_until - check.asked_at - timedelta(days=7)) < timedelta(seconds=1)
    reply(answer, "r2")
    assert [each.asked_until for each in (address(), address("ze@cliente.example"))] == [None, None]


def test_the_end_of_one_question_leaves_the_mark_of_a_later_one(here: World) -> None:
    written_to(here)
    check = asked(here, REFUSES)
    key = {"pk": keys.address_pk("acme", "+5592987654321"), "sk": keys.ADDRESS_SK}
    dynamo.client().update_item(
        TableName=required("TABLE_CONTACTS"),
        Key=dynamo.encode(key),
        UpdateExpression="SET askedBy = :other",
        ExpressionAttributeValues=dynamo.encode({":other": "another"}),
    )
    press(check, is_yes=False)
    assert (address().asked_by, address().asked_until is None) == ("another", False)


def test_a_likely_refusal_of_an_offer_leaves_the_offer_open(here: World) -> None:
    offered(here)
    reply(CANCELS)
    assert here.messages[0].variables["question"] == "Quer desistir da nossa reunião?"
    assert here.meeting().status is MeetingStatus.PROPOSED


def test_a_likely_refusal_by_somebody_with_a_meeting_asks_if_that_is_to_be_cancelled(here: World) -> None:
    booked(here)
    check = asked(here, REFUSES)
    assert check.variables["question"].startswith("Quer cancelar a reunião de ")
    assert reply("sim", "r2")["intent"] == "cancel"
    assert here.meeting().status is MeetingStatus.CANCELLED


def test_a_likely_opt_out_by_somebody_with_a_meeting_says_that_it_would_be_cancelled(here: World) -> None:
    booked(here)
    reply(OPTS_OUT)
    assert here.messages[0].variables["question"].endswith("também seria cancelada.")
    assert here.meeting().status is MeetingStatus.CONFIRMED


@pytest.mark.parametrize(
    "answer", ["1", "Sim", "isso mesmo!", "pode cancelar", "yes, please", "Sí, gracias", "S"]
)
def test_a_yes_to_a_cancellation_cancels_and_says_so_once(here: World, answer: str) -> None:
    meeting = booked(here)
    asked(here, CANCELS)
    assert reply(answer, "r2")["intent"] == "cancel"
    assert here.meeting().status is MeetingStatus.CANCELLED
    assert here.state() == State.UNSUCCESSFUL
    told, copy = here.messages[1:]
    assert (told.kind, told.step, told.meetingVersion) == (Kind.CANCELLATION, "cancellation#m1", None)
    assert (copy.step, copy.channel, copy.variables) == (told.step.by_email, "email", told.variables)
    assert copy.invitation is not None
    assert meeting.time is not None
    assert told.variables["when"] == f"{day_and_hour(meeting.time.start, MANAUS)} (horário de Manaus)"
    assert kinds(here) == [Kind.CHECK, Kind.CANCELLATION, Kind.CANCELLATION]


@pytest.mark.parametrize("answer", ["2", "não", "Não, obrigado", "deixa assim", "pode manter", "no", "n"])
def test_a_no_changes_nothing_and_says_so(here: World, answer: str) -> None:
    booked(here)
    asked(here, CANCELS)
    result = reply(answer, "r2")
    assert "human" not in result
    assert kinds(here) == [Kind.CHECK, Kind.UNCHANGED]
    assert (here.meeting().status, here.state()) == (MeetingStatus.CONFIRMED, State.SCHEDULED)
    assert not here.raised


def test_a_yes_to_an_opt_out_opts_out_and_is_acknowledged(here: World) -> None:
    written_to(here)
    asked(here, OPTS_OUT)
    assert reply("sim", "r2")["intent"] == "opt_out"
    assert (here.state(), address().opted_out) == (State.OPTED_OUT, True)
    assert kinds(here) == [Kind.CHECK, Kind.OPT_OUT_ACK]


def test_a_yes_to_a_refusal_ends_the_conversation_with_a_farewell(here: World) -> None:
    written_to(here)
    asked(here, REFUSES)
    assert reply("pode encerrar", "r2")["intent"] == "not_interested"
    assert here.state() == State.UNSUCCESSFUL
    assert kinds(here) == [Kind.CHECK, Kind.FAREWELL]


@pytest.mark.parametrize("text", ["sim", "1", "pode cancelar"])
def test_words_written_before_the_check_was_seen_are_no_answer_to_it(here: World, text: str) -> None:
    booked(here)
    reply(CANCELS)
    # It is still in the queue, then on its way.
    for number, at in enumerate((None, datetime.now(UTC) + timedelta(seconds=5))):
        if at:
            sent(here.messages[0], at)
        reply(text, f"early{number}")
        assert here.messages[0].kind is Kind.CHECK
        if text != "pode cancelar":
            assert here.meeting().status is MeetingStatus.CONFIRMED
    if text != "pode cancelar":
        sent(here.messages[0])
        assert reply("sim", "r9")["intent"] == "cancel"


def test_a_yes_to_a_question_that_something_else_has_closed_is_no_interest(here: World) -> None:
    written_to(here)
    asked(here, OPTS_OUT)
    reply("quanto custa?", "r2")
    assert reply("sim", "r3")["human"] == "unclear_reply"
    assert here.state() == State.CONTACTED


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (REFUSES, "mas gostei da ideia viu"),
        (REFUSES, "adoro"),
        (OPTS_OUT, "ok"),
        (OPTS_OUT, "pode ser, obrigado"),
        (OPTS_OUT, "👍"),
    ],
)
def test_an_assent_right_after_a_question_asks_for_no_slots(here: World, question: str, text: str) -> None:
    written_to(here)
    asked(here, question)
    assert reply(text, "r2")["human"] == "unclear_reply"
    assert here.state() == State.CONTACTED
    assert here.raised_of(Event.SCHEDULE_REQUESTED) == []


@pytest.mark.parametrize("text", ["manda os horários então", "não, quero conversar sim"])
def test_who_asks_for_times_after_a_question_is_sent_some(here: World, text: str) -> None:
    written_to(here)
    asked(here, REFUSES)
    assert reply(text, "r2")["intent"] == "interested"
    assert here.state() == State.INTERESTED


@pytest.mark.parametrize("text", ["ok", "pode ser", "sim, podem encerrar. obrigada pela atenção"])
def test_who_agrees_that_it_is_over_has_refused(here: World, text: str) -> None:
    written_to(here)
    asked(here, REFUSES)
    assert reply(text, "r2")["intent"] == "not_interested"
    assert kinds(here)[-1] is Kind.FAREWELL


def test_anything_else_is_read_as_always_and_closes_the_check(here: World) -> None:
    booked(here)
    asked(here, CANCELS)
    assert reply("quanto custa?", "r2")["human"] == "question"
    assert reply("sim", "r3")["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_thanks_for_a_question_about_the_meeting_are_a_humans(here: World) -> None:
    booked(here)
    asked(here, CANCELS)
    assert reply("obrigado!", "r2")["human"] == "unclear_reply"
    assert reply("obrigado!", "r3") == {"intent": "interested", "duplicate": False, "contactId": "c1"}


@pytest.mark.parametrize(("hours", "called"), [(-1, None), (1, "meeting_in_doubt")])
def test_a_question_that_no_reminder_follows_is_a_humans_at_once(
    here: World, monkeypatch: pytest.MonkeyPatch, hours: int, called: str | None
) -> None:
    booked(here)

    def is_ahead(start: datetime, booked_at: datetime, now: datetime) -> bool:
        last = reminders.due_run(start - timedelta(hours=1))
        return IS_AHEAD(start, last - timedelta(days=9), last + timedelta(hours=hours))

    monkeypatch.setattr(reminders, "is_ahead", is_ahead)
    assert reply(CANCELS).get("human") == called
    assert kinds(here) == [Kind.CHECK]


def test_an_absence_notice_leaves_the_check_open(here: World) -> None:
    booked(here)
    asked(here, CANCELS)
    reply("Resposta automática: estou de férias", "r2")
    assert reply("sim", "r3")["intent"] == "cancel"


def test_the_same_once_more_goes_to_a_human_and_never_to_a_second_question(here: World) -> None:
    booked(here)
    asked(here, CANCELS)
    assert reply(CANCELS, "r2")["human"] == "unclear_reply"
    assert kinds(here) == [Kind.CHECK, Kind.HANDOVER]
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_what_was_denied_is_not_asked_again_within_a_week(here: World) -> None:
    booked(here)
    asked(here, CANCELS)
    reply("não", "r2")
    assert reply(CANCELS, "r3")["human"] == "unclear_reply"
    aged(timedelta(days=7))
    reply(CANCELS, "r4")
    assert kinds(here)[-1] is Kind.CHECK


def test_words_answer_a_check_for_a_week_and_its_button_also_later(here: World) -> None:
    booked(here)
    check = asked(here, CANCELS)
    aged(timedelta(days=7, seconds=1))
    assert reply("sim", "r2")["intent"] == "interested"
    assert press(check, is_yes=True, message_id="r3")["intent"] == "cancel"
    assert here.meeting().status is MeetingStatus.CANCELLED


def test_a_button_answers_at_once_although_nothing_is_known_of_the_check(here: World) -> None:
    booked(here)
    reply(CANCELS)
    assert press(here.messages[0], is_yes=False)["intent"] == "unknown"
    assert kinds(here) == [Kind.CHECK, Kind.UNCHANGED]


def test_a_button_answers_also_after_something_else_was_written(here: World) -> None:
    booked(here)
    check = asked(here, CANCELS)
    reply("quanto custa?", "r2")
    assert press(check, is_yes=True, message_id="r3")["intent"] == "cancel"


def test_a_button_that_is_pressed_twice_decides_once(here: World) -> None:
    booked(here)
    check = asked(here, CANCELS)
    assert press(check, is_yes=False)["intent"] == "unknown"
    press(check, is_yes=False, message_id="r3")
    assert {message.step for message in here.messages if message.kind is Kind.UNCHANGED} == {
        f"unchanged#{check.step.partition('#')[2]}"
    }
    assert press(check, is_yes=True, message_id="r4")["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED


def moved(slot: Slot) -> None:
    """Move the meeting to a slot."""
    stands = meetings.get("m1")
    assert stands is not None
    meetings.save(stands, rules.confirmed(stands, slot, 15, "e2", NOW, ()))


def test_an_answer_about_a_meeting_that_has_moved_since_cancels_nothing(here: World) -> None:
    meeting = booked(here)
    check = asked(here, CANCELS)
    moved(meeting.slots[1])
    assert reply("sim", "r2")["human"] == "unclear_reply"
    assert press(check, is_yes=True, message_id="r3")["human"] == "unclear_reply"
    assert reply("sim", "r4")["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_a_confirmed_order_about_a_meeting_that_has_moved_since_cancels_nothing(here: World) -> None:
    meeting = booked(here)
    asked(here, CANCELS)
    moved(meeting.slots[1])
    assert reply("sim, pode cancelar", "r2")["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_a_no_about_a_meeting_that_has_moved_since_is_a_humans_too(here: World) -> None:
    meeting = booked(here)
    asked(here, CANCELS)
    moved(meeting.slots[1])
    assert reply("deixa como está", "r2")["human"] == "unclear_reply"


def test_a_refusal_that_is_confirmed_after_a_meeting_was_booked_goes_to_a_human(here: World) -> None:
    offered(here)
    check = asked(here, REFUSES)
    stands = meetings.get("m1")
    assert stands is not None
    meetings.save(stands, rules.confirmed(stands, stands.slots[0], 15, "e1", NOW, ()))
    assert press(check, is_yes=True)["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_a_number_that_quotes_the_offer_chooses_a_slot_of_it(here: World) -> None:
    meeting = offered(here)
    asked(here, REFUSES)
    step = keys.message_sk(f"proposal#{meeting.meeting_id}#1")
    dynamo.client().update_item(
        TableName=required("TABLE_CONTACTS"),
        Key=dynamo.encode({"pk": keys.contact_pk("c1"), "sk": step}),
        UpdateExpression="SET partnerMessageId = :id",
        ExpressionAttributeValues=dynamo.encode({":id": "wamid.offer"}),
    )
    fields = request("2", "r2") | {"context": "wamid.offer"}
    assert handle_replies.handler(fields, CONTEXT)["intent"] == "slot_choice"
    assert "human" in reply("sim", "r3")
    assert here.state() == State.MEETING_PROPOSED


def test_a_number_after_an_offer_that_followed_the_check_is_meant_for_the_offer(here: World) -> None:
    meeting = offered(here)
    check = asked(here, REFUSES)
    sent(check, datetime.now(UTC) - timedelta(minutes=5))
    here.sent(meeting, datetime.now(UTC) - timedelta(minutes=1))
    assert reply("1", "r2")["intent"] == "slot_choice"


def note_sent(step: str, at: datetime, contact_id: str = "c1", **more: str) -> None:
    """Put on record that a message other than the check went out."""
    instant = keys.instant(at)
    item = {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.message_sk(Step(step)),
        "status": "sent",
        "sentAt": instant,
        "createdAt": instant,
        "updatedAt": instant,
    }
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode({**item, **more}))


REMINDER = "reminder_24h#m1#v1"


@pytest.mark.parametrize(
    ("step", "more", "is_answer"),
    [
        (REMINDER, {}, False),
        ("answer#r0", {}, False),
        (REMINDER, {"status": "unknown"}, False),
        (REMINDER, {"status": "failed"}, True),
        ("handover#r0", {}, True),
    ],
)
def test_words_answer_a_check_while_nothing_else_may_have_arrived_since(
    here: World, step: str, more: dict[str, str], is_answer: bool
) -> None:
    booked(here)
    asked(here, CANCELS)
    note_sent(step, datetime.now(UTC), **more)
    reply("sim!", "r2")
    assert (here.meeting().status is MeetingStatus.CANCELLED) is is_answer
    assert contacts.read("c1").open_check is None


def test_what_came_before_the_check_or_after_the_words_takes_nothing_from_them(here: World) -> None:
    booked(here)
    asked(here, CANCELS)
    note_sent(REMINDER, datetime.now(UTC) - timedelta(minutes=1))
    note_sent("reminder_1h#m1#v1", datetime.now(UTC) + timedelta(minutes=1))
    assert reply("sim", "r2")["intent"] == "cancel"


def test_a_yes_that_quotes_the_check_answers_it_whatever_came_since(here: World) -> None:
    booked(here)
    sent(asked(here, CANCELS), partnerMessageId="wamid.check")
    note_sent(REMINDER, datetime.now(UTC))
    fields = request("sim", "r2") | {"context": "wamid.check"}
    assert handle_replies.handler(fields, CONTEXT)["intent"] == "cancel"


def test_a_button_answers_also_after_something_else_has_arrived(here: World) -> None:
    booked(here)
    check = asked(here, CANCELS)
    note_sent(REMINDER, datetime.now(UTC))
    assert press(check, is_yes=True)["intent"] == "cancel"


@pytest.mark.parametrize("is_yes", [True, False])
def test_an_answer_by_somebody_who_may_be_another_goes_to_a_human(here: World, is_yes: bool) -> None:
    booked(here)
    check = asked(here, CANCELS)
    assert press(check, is_yes=is_yes, trusted=False)["human"] == "unclear_reply"
    assert deliver(request("sim", "r3"), trusted=False).get("intent") != "cancel"
    assert here.meeting().status is MeetingStatus.CONFIRMED
    assert kinds(here) == [Kind.CHECK]
    assert reply("sim", "r4")["intent"] == "cancel"


@pytest.mark.parametrize("text", LIKELY)
def test_what_is_merely_likely_of_somebody_who_may_be_another_is_not_even_asked(
    here: World, text: str
) -> None:
    booked(here)
    assert deliver(request(text), trusted=False)["human"] == "unclear_reply"
    assert here.messages == []


def test_a_likely_opt_out_of_an_unknown_sender_is_shown_to_a_human(here: World) -> None:
    assert reply(OPTS_OUT)["human"] == "unknown_sender"
    assert address().opted_out is None
    assert here.messages == []


def test_a_likely_opt_out_of_somebody_who_has_opted_out_asks_nothing(here: World) -> None:
    written_to(here)
    reply("SAIR")
    assert reply(OPTS_OUT, "r2") == {"intent": "opt_out", "duplicate": False, "contactId": "c1"}
    assert kinds(here) == [Kind.OPT_OUT_ACK]


def test_a_finished_contact_is_asked_about_no_more_messages_and_nothing_else(here: World) -> None:
    written_to(here, state=State.UNSUCCESSFUL)
    assert reply(REFUSES)["human"] == "finished_contact_wrote"
    assert kinds(here) == [Kind.HANDOVER]
    asked(here, OPTS_OUT, "r2")
    assert reply("sim", "r3")["intent"] == "opt_out"
    assert address().opted_out is True


@pytest.mark.parametrize("step", ["enqueue", "move"])
@pytest.mark.parametrize(("text", "answer"), [(CANCELS, "sim"), (REFUSES, "1"), (OPTS_OUT, "sim")])
def test_an_answer_whose_run_was_cut_short_is_completed_by_its_repeat(
    here: World, text: str, answer: str, step: str
) -> None:
    booked(here)
    asked(here, text)
    here.crash_at = step
    with pytest.raises(CrashError):
        reply(answer, "r2")
    reply(answer, "r2")
    assert here.meeting().status is MeetingStatus.CANCELLED
    # The check, the answer and, of a meeting that is called off, the copy by e-mail.
    assert len({message.step for message in here.messages}) == 3
    assert "human" not in reply(answer, "r2")


def test_a_question_whose_run_was_cut_short_is_asked_by_its_repeat(here: World) -> None:
    booked(here)
    here.crash_at = "enqueue"
    with pytest.raises(CrashError):
        reply(CANCELS)
    reply(CANCELS)
    assert kinds(here) == [Kind.CHECK]
    assert contacts.read("c1").check is not None


def test_of_a_yes_and_a_no_at_the_same_time_one_counts(here: World) -> None:
    booked(here)
    check = asked(here, CANCELS)

    def answer(number: int) -> Any:
        try:
            return press(check, is_yes=number % 2 == 0, message_id=f"p{number}")
        except StillRunningError:
            return {}

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(answer, range(4)))
    decided = contacts.read("c1").check
    assert decided is not None
    cancelled = here.meeting().status is MeetingStatus.CANCELLED
    assert decided.status is (CheckStatus.YES if cancelled else CheckStatus.NO)
    assert (Kind.UNCHANGED in kinds(here)) is not cancelled


def test_a_button_of_no_check_of_the_contact_goes_to_a_human(here: World) -> None:
    booked(here)
    button = CheckButton(True, "ab" * 16).id
    assert deliver(request("Sim") | {"button": button})["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_a_certain_order_needs_no_question_and_closes_the_one_that_is_open(here: World) -> None:
    booked(here)
    asked(here, REFUSES)
    assert reply("cancela a reunião", "r2")["intent"] == "cancel"
    assert kinds(here) == [Kind.CHECK, Kind.CANCELLATION, Kind.CANCELLATION]


def test_a_reading_of_an_earlier_release_is_certain(here: World) -> None:
    written_to(here)
    here.crash_at = "enqueue"
    with pytest.raises(CrashError):
        reply("não tenho interesse")
    key = {"pk": keys.address_pk("acme", "+5592987654321"), "sk": keys.reply_sk("r1")}
    dynamo.client().update_item(
        TableName=required("TABLE_CONTACTS"), Key=dynamo.encode(key), UpdateExpression="REMOVE certain"
    )
    reply("não tenho interesse")
    assert here.state() == State.UNSUCCESSFUL


def test_whoever_goes_to_a_human_hears_so_once_in_twelve_hours(here: World) -> None:
    written_to(here)
    for number in range(3):
        assert reply("quanto custa?", f"r{number}")["human"] == "question"
    assert kinds(here) == [Kind.HANDOVER]
    item = contact_item("c1") | {"handedOverAt": keys.instant(datetime.now(UTC) - timedelta(hours=12))}
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item))
    reply("quanto custa?", "r9")
    assert kinds(here) == [Kind.HANDOVER, Kind.HANDOVER]


@pytest.mark.parametrize("step", ["raise", "raised", "enqueue"])
def test_a_person_is_announced_only_after_a_human_was_called_and_also_by_a_repeat(
    here: World, step: str
) -> None:
    written_to(here)
    here.crash_at = step
    with pytest.raises(CrashError):
        reply("quanto custa?")
    assert here.messages == []
    reply("quanto custa?")
    assert here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert kinds(here) == [Kind.HANDOVER]


@pytest.mark.parametrize(
    "more",
    [{"shown": "reaction", "text": "[reaction] 👍"}, {"trusted": False}],
)
def test_nobody_is_announced_to_a_thumb_or_to_somebody_who_may_not_have_written(
    here: World, more: dict[str, Any]
) -> None:
    written_to(here)
    assert deliver(request("quanto custa?") | more)["human"]
    assert here.messages == []


def test_a_bot_and_an_ok_that_keeps_a_meeting_get_no_answer(here: World) -> None:
    booked(here)
    reply("combinado, até lá")
    deliver(request("Recebemos a sua mensagem", "r2"), automatic=True)
    reply("oi", "r3", sender="+5511955554444")
    assert here.messages == []


def test_an_answer_takes_the_way_by_which_the_contact_wrote(here: World) -> None:
    written_to(here)
    note_written("c1", "ze@cliente.example")
    reply("não tenho interesse", sender="ze@cliente.example", channel="email")
    assert [(message.kind, message.channel) for message in here.messages] == [(Kind.FAREWELL, "email")]


@pytest.mark.parametrize("question", [OPTS_OUT, CANCELS])
@pytest.mark.parametrize("text", ["só a de quinta", "só dessa de quinta", "não, só a reunião"])
def test_the_meeting_alone_is_a_humans_to_understand(here: World, text: str, question: str) -> None:
    booked(here)
    asked(here, question)
    assert reply(text, "r2")["human"] == "unclear_reply"
    assert kinds(here)[1:] == [Kind.HANDOVER]
    assert here.state() == State.SCHEDULED


@pytest.mark.parametrize("text", ["não quero", "sim, pode continuar"])
def test_what_is_a_yes_and_a_no_is_a_humans(here: World, text: str) -> None:
    written_to(here)
    asked(here, OPTS_OUT)
    assert reply(text, "r2")["human"] == "unclear_reply"
    assert contacts.read("c1").state is State.CONTACTED


def test_what_agrees_to_receive_no_more_opts_out(here: World) -> None:
    written_to(here)
    asked(here, OPTS_OUT)
    reply("não, não quero receber", "r2")
    assert contacts.read("c1").state is State.OPTED_OUT

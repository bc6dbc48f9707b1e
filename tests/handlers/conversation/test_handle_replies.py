from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers import handle_replies
from handlers.common.rules.address import Address
from handlers.common.rules.buttons import OPT_OUT
from handlers.common.rules.model import Event, Intent, Kind, MeetingStatus, Priority, State
from handlers.common.rules.steps import Step
from handlers.common.storage import configuration, contacts, dynamo, forgotten, keys
from handlers.conversation import ending, noting
from handlers.conversation.answering import StillRunningError
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.inbound.incoming import checked
from handlers.conversation.rules.reading import stages
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.storage import addresses, replies
from handlers.environment import required
from handlers.meetings import cancellation
from handlers.meetings.partners.calendar import CalendarUnavailableError
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import offers
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.portuguese_dates import day_and_hour
from handlers.meetings.storage import meetings
from ops import opting_in
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import CONTEXT, NOW, TENANT, CrashError, World, proposed, world

PHONE = "+5592987654321"
OTHER_PHONE = "+5592987651234"


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    return world(monkeypatch)


def written_to(here: World, contact_id: str = "c1", state: State = State.CONTACTED, **more: Any) -> str:
    """A contact who has been written to at PHONE, the last one of them all."""
    here.contact(contact_id, state, phone=PHONE, **more)
    note_written(contact_id, PHONE)
    return contact_id


def note_written(contact_id: str, form: str) -> None:
    """Note that the contact has been written to under an address."""
    dynamo.client().update_item(
        TableName=required("TABLE_CONTACTS"),
        Key=dynamo.encode({"pk": keys.address_pk("acme", form), "sk": keys.ADDRESS_SK}),
        UpdateExpression="SET lastContactId = :id ADD contacts :ids",
        ExpressionAttributeValues=dynamo.encode({":id": contact_id, ":ids": {contact_id}}),
    )


def offered(here: World, contact_id: str = "c1") -> Meeting:
    start = NOW.replace(minute=0, second=0)
    slots = tuple(Slot(start + timedelta(days=d), start + timedelta(days=d, hours=1)) for d in (1, 2, 4))
    meeting = proposed(slots, contact_id)
    here.sent(meeting, NOW)
    written_to(here, contact_id, State.MEETING_PROPOSED, meetingId="m1")
    return meeting


def booked(here: World) -> Meeting:
    meeting = offered(here)
    agreed = rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW - timedelta(hours=1), ())
    meetings.save(meeting, agreed)
    here.calendar.events["event-1"] = meeting.slots[0]
    entered = meetings.get("m1")
    assert entered is not None
    meetings.save(entered, rules.replace(entered, calendar_event_id="event-1"))
    contacts.move("c1", State.SCHEDULED, NOW, "booked")
    return entered


def request(
    text: str, message_id: str = "r1", sender: str = PHONE, channel: str = "whatsapp"
) -> dict[str, Any]:
    return {
        "tenantId": "acme",
        "channel": channel,
        "from": sender,
        "text": text,
        "messageId": message_id,
        "receivedAt": datetime.now(UTC).isoformat(),
    }


def reply(text: str, message_id: str = "r1", **more: str) -> Any:
    return handle_replies.handler(request(text, message_id, **more), CONTEXT)


def quiet_delivery(here: World) -> Delivery:
    """The delivery of a link's wish to get no more messages."""
    told = checked({**request("[stop]"), "contactId": "c1", "button": OPT_OUT, "quiet": True})
    return Delivery(told, told.addresses, TENANT, datetime.now(UTC))


def address(form: str = PHONE) -> Address:
    return addresses.find("acme", (form,)) or Address()


def history(contact_id: str = "c1") -> list[tuple[str, str | None]]:
    return [(line["what"], line.get("detail")) for line in contacts.history(contact_id)]


def test_an_interested_contact_is_offered_a_meeting(here: World) -> None:
    written_to(here, backlog="acme#spring#0", backlogOrder="0#later", nextStep="follow_up#1")
    assert reply("Tenho interesse!") == {"intent": "interested", "duplicate": False, "contactId": "c1"}
    assert here.state() == State.INTERESTED
    (detail,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    assert (detail["reason"], detail["urgency"], detail["contactId"]) == ("interested", "normal", "c1")
    assert "backlog" not in contact_item("c1")
    assert ("reply", "interested") in history()
    assert here.counted("reply_interested") == 1


@pytest.mark.parametrize("text", ["Quanto custa?", "Tenho interesse!", "volto na segunda, estou de férias"])
def test_a_channel_on_which_the_person_writes_can_be_answered_on(here: World, text: str) -> None:
    written_to(here, undeliverableOn=["email", "whatsapp"])
    reply(text)
    assert contact_item("c1")["undeliverableOn"] == ["email"]


def test_a_channel_stays_undeliverable_where_the_person_writes_from_elsewhere(here: World) -> None:
    here.contact("c1", State.CONTACTED, phone="+5592999999999", undeliverableOn=["whatsapp"])
    note_written("c1", PHONE)
    reply("Quanto custa?")
    assert contact_item("c1")["undeliverableOn"] == ["whatsapp"]


@pytest.mark.parametrize(
    "text", ["nenhum desses serve, só consigo quinta de manhã", "só consigo quinta às 9h"]
)
def test_the_times_that_somebody_asks_for_go_with_the_request(here: World, text: str) -> None:
    offered(here)
    reply(text)
    (detail,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    zone = ZoneInfo("America/Manaus")
    starts = [datetime.fromisoformat(span["start"]).astimezone(zone) for span in detail["preferred"]]
    assert {start.isoweekday() for start in starts} == {4}
    assert {start.hour for start in starts} <= {8, 9}


def test_who_names_no_time_asks_for_none(here: World) -> None:
    offered(here)
    reply("nenhuma das três")
    (detail,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    assert "preferred" not in detail


def moving(here: World, *, lapsed: bool) -> Meeting:
    """A booked meeting beside which other slots were offered, and seen."""
    before = booked(here)
    others = tuple(
        Slot(slot.start + timedelta(days=7), slot.end + timedelta(days=7)) for slot in before.slots
    )
    at = NOW - timedelta(hours=30) if lapsed else NOW
    current = meetings.get("m1")
    assert current is not None
    again = rules.proposed_again(current, others, "e5", at, asked_by_contact=True)
    meetings.save(current, again)
    here.sent(again, at)
    if lapsed:
        closed = offers.lapsed(again, NOW)
        meetings.save(again, closed)
        return closed
    return again


@pytest.mark.parametrize("lapsed", [False, True])
@pytest.mark.parametrize("text", ["2", "pode ser a 2", "a segunda opção"])
def test_a_slot_offered_beside_a_booked_meeting_is_chosen_in_time_and_late(
    here: World, text: str, lapsed: bool
) -> None:
    meeting = moving(here, lapsed=lapsed)
    assert reply(text)["intent"] == "slot_choice"
    (detail,) = here.raised_of(Event.MEETING_CONFIRMED)
    assert detail["slot"]["start"] == keys.instant(meeting.slots[1].start)
    assert (detail["round"], detail["meetingId"]) == (2, "m1")


@pytest.mark.parametrize("lapsed", [False, True])
def test_a_day_and_an_hour_that_the_booked_time_has_too_move_nothing(here: World, lapsed: bool) -> None:
    meeting = moving(here, lapsed=lapsed)
    assert meeting.time is not None
    start = meeting.time.start.astimezone(ZoneInfo("America/Manaus"))
    days = ("segunda-feira", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")
    answer = reply(f"{days[start.weekday()]} às {start.hour}h{start.minute:02}")
    assert (answer["intent"], answer["human"]) == ("unknown", "unclear_reply")
    assert here.raised_of(Event.MEETING_CONFIRMED) == []


@pytest.mark.parametrize("lapsed", [False, True])
@pytest.mark.parametrize("text", ["não, obrigado", "Não precisa, já tenho o link", "ok, obrigada"])
def test_politeness_ends_no_booked_meeting_beside_which_other_slots_were_offered(
    here: World, text: str, lapsed: bool
) -> None:
    meeting = moving(here, lapsed=lapsed)
    reply(text)
    stays = meetings.get("m1")
    assert stays is not None
    assert (stays.status, stays.time) == (MeetingStatus.CONFIRMED, meeting.time)
    assert here.state() == State.SCHEDULED
    assert here.raised_of(Event.MEETING_CONFIRMED) == []


def test_an_interested_contact_in_a_hurry_makes_the_request_urgent(here: World) -> None:
    written_to(here)
    reply("tenho interesse, pode ser hoje?")
    assert here.raised_of(Event.SCHEDULE_REQUESTED)[0]["urgency"] == "urgent"


def test_a_message_id_counts_once_and_is_answered_as_a_duplicate(here: World) -> None:
    written_to(here)
    first, second = reply("tenho interesse"), reply("tenho interesse")
    assert (first["duplicate"], second["duplicate"]) == (False, True)
    assert second["intent"] == "interested"
    assert len(here.raised) == here.counted("reply_interested") == 1


def test_a_repeat_is_not_read_again_although_the_address_has_another_contact_by_then(here: World) -> None:
    written_to(here)
    reply("tenho interesse")
    written_to(here, "c2")
    assert reply("tenho interesse")["contactId"] == "c1"


@pytest.mark.parametrize("step", ["move", "raise"])
def test_a_reply_whose_run_was_cut_short_is_completed_by_its_repeat(here: World, step: str) -> None:
    written_to(here)
    here.crash_at = step
    with pytest.raises(CrashError):
        reply("tenho interesse")
    assert reply("tenho interesse")["intent"] == "interested"
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1
    assert here.counted("reply_interested") == 1


@pytest.mark.parametrize("text", ["2", "tem outro horário?"])
def test_a_repeat_after_a_lost_answer_of_the_bus_asks_for_the_same_thing_under_the_same_id(
    here: World, text: str
) -> None:
    offered(here)
    here.crash_at = "raised"
    with pytest.raises(CrashError):
        reply(text)
    reply(text)
    (_, first), (_, second) = here.raised
    assert first == second
    assert first["round"] == 1
    assert len(first["requestId"]) == 32


def test_of_deliveries_at_the_same_time_one_is_carried_out(here: World) -> None:
    written_to(here)

    def deliver(_: int) -> Any:
        try:
            return reply("tenho interesse")["intent"]
        except StillRunningError:
            return "later"

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(deliver, range(6)))
    assert set(answers) <= {"interested", "later"}
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_replies_of_two_senders_with_one_message_id_are_two_replies(here: World) -> None:
    written_to(here, "c1")
    reply("tenho interesse", "same")
    here.contact("c2", State.CONTACTED, phone=OTHER_PHONE)
    note_written("c2", OTHER_PHONE)
    answer = reply("SAIR", "same", sender=OTHER_PHONE)
    assert (answer["intent"], answer["contactId"], answer["duplicate"]) == ("opt_out", "c2", False)
    assert (here.state("c1"), here.state("c2")) == (State.INTERESTED, State.OPTED_OUT)


def test_replies_of_one_contact_by_two_channels_with_one_message_id_are_two_replies(here: World) -> None:
    written_to(here)
    note_written("c1", "ze@cliente.example")
    assert reply("quanto custa?", "same")["human"] == "question"
    answer = reply("tenho interesse", "same", sender="ze@cliente.example", channel="email")
    assert (answer["intent"], answer["duplicate"]) == ("interested", False)
    assert sorted(item["text"] for item in replies.of_contact("c1")) == ["quanto custa?", "tenho interesse"]


@pytest.mark.parametrize("message_id", ["é" * 512, "#", "x" * 5_000, "a\nb"])
def test_a_message_id_of_any_length_and_characters_counts_once(here: World, message_id: str) -> None:
    written_to(here)
    assert reply("tenho interesse", message_id)["duplicate"] is False
    assert reply("tenho interesse", message_id)["duplicate"] is True


def test_a_number_without_its_ninth_digit_is_the_same_person(here: World) -> None:
    written_to(here)
    assert reply("tenho interesse", sender="559287654321")["contactId"] == "c1"


def test_a_chosen_slot_is_passed_on_to_be_booked(here: World) -> None:
    meeting = offered(here)
    assert reply("2")["intent"] == "slot_choice"
    (detail,) = here.raised_of(Event.MEETING_CONFIRMED)
    assert detail["meetingId"] == "m1"
    assert datetime.fromisoformat(detail["slot"]["start"]) == meeting.slots[1].start
    assert here.state() == State.MEETING_PROPOSED


def test_a_question_beside_a_choice_calls_a_human_and_a_courtesy_nobody(here: World) -> None:
    offered(here)
    assert reply("a 2. quanto custa a consultoria?", "r1")["human"] == "question"
    assert "human" not in reply("oi, tudo bem? a 2, ok?", "r2")
    assert len(here.raised_of(Event.MEETING_CONFIRMED)) == 2
    assert len(here.raised_of(Event.HUMAN_ATTENTION_NEEDED)) == 1
    assert [message.kind for message in here.messages] == [Kind.HANDOVER]


def test_words_on_which_a_rule_fails_are_a_humans_and_hold_up_nothing_behind_them(
    here: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written_to(here)
    in_use = stages.Stages.classify

    def classify(self: stages.Stages, text: str, context: Context) -> Reading:
        return (
            in_use(self, text, context) if text == "SAIR" else Reading(Intent.UNKNOWN, slot=context.slots[9])
        )

    monkeypatch.setattr(stages.Stages, "classify", classify)
    assert reply("volto em 31/12/9999", "r1")["intent"] == "unknown"
    assert len(here.raised_of(Event.HUMAN_ATTENTION_NEEDED)) == 1
    assert "RepliesUnreadable" in capsys.readouterr().out
    assert reply("SAIR", "r2")["intent"] == "opt_out"
    assert here.state() == State.OPTED_OUT


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Cancela a reunião, por favor. Vocês têm site?", "cancel"),
        ("parem de me mandar mensagem. De onde tiraram meu número?", "opt_out"),
        ("acho que vou ter que cancelar. quanto custa?", "cancel"),
    ],
)
def test_a_question_beside_an_end_calls_a_human_and_holds_nothing_up(
    here: World, text: str, intent: str
) -> None:
    booked(here)
    read = reply(text)
    assert (read["intent"], read["human"]) == (intent, "question")
    assert len(here.raised_of(Event.HUMAN_ATTENTION_NEEDED)) == 1


@pytest.mark.parametrize(
    "text", ["cancela a reunião, mas continuo interessado", "desmarca por favor, sigo interessada"]
)
def test_an_interest_beside_a_cancellation_calls_a_human(here: World, text: str) -> None:
    booked(here)
    read = reply(text)
    assert (read["intent"], read["human"]) == ("cancel", "interested_without_choice")


def test_a_choice_beside_what_is_asked_back_calls_a_human(here: World) -> None:
    offered(here)
    assert reply("a 2, mas depois não quero mais receber propaganda")["human"] == "question"
    assert [message.kind for message in here.messages] == [Kind.CHECK, Kind.HANDOVER]


def test_a_question_beside_a_cancellation_is_not_lost_with_a_run_that_was_cut_short(here: World) -> None:
    booked(here)
    here.crash_at = "raise"
    with pytest.raises(CrashError):
        reply("cancela a reunião, por favor. quanto custa?")
    reply("cancela a reunião, por favor. quanto custa?")
    assert [each["reason"] for each in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)] == ["question"]


def test_papers_wanted_before_a_meeting_are_a_humans_beside_the_slots(here: World) -> None:
    written_to(here)
    answer = reply("Antes de marcar, gostaria de receber uma apresentação e a tabela de preços")
    assert (answer["intent"], answer["human"]) == ("interested", "question")
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_a_choice_from_an_offer_that_is_over_is_passed_on_too_so_that_it_is_answered(here: World) -> None:
    meeting = offered(here)
    meetings.save(meeting, rules.replace(meeting, expires_at=NOW - timedelta(hours=1)))
    assert reply("2")["intent"] == "slot_choice"
    assert len(here.raised_of(Event.MEETING_CONFIRMED)) == 1


def offered_again(before: Meeting) -> Meeting:
    """The meeting with a second offer, which is still in the queue."""
    slots = tuple(
        Slot(slot.start + timedelta(hours=3), slot.end + timedelta(hours=3)) for slot in before.slots
    )
    again = rules.proposed_again(before, slots, "e5", NOW, asked_by_contact=True)
    meetings.save(before, again)
    return again


def chosen(here: World) -> tuple[datetime, int]:
    """The start of the slot that was passed on to be booked, and its round."""
    (detail,) = here.raised_of(Event.MEETING_CONFIRMED)
    return datetime.fromisoformat(detail["slot"]["start"]), detail["round"]


def test_a_number_written_before_the_new_offer_was_sent_means_the_one_that_was_seen(here: World) -> None:
    first = offered(here)
    offered_again(first)
    assert reply("2")["intent"] == "slot_choice"
    assert chosen(here) == (first.slots[1].start, 1)


def test_a_number_written_before_the_new_offer_was_sent_means_the_seen_one_also_when_it_is_read_late(
    here: World,
) -> None:
    first = offered(here)
    here.sent(offered_again(first), datetime.now(UTC) + timedelta(minutes=5))
    reply("2")
    assert chosen(here) == (first.slots[1].start, 1)


def test_a_number_written_after_the_new_offer_was_sent_means_that_one(here: World) -> None:
    again = offered_again(offered(here))
    here.sent(again, NOW)
    reply("2")
    assert chosen(here) == (again.slots[1].start, 2)


@pytest.mark.parametrize("status", ["sent", "sending", "unknown"])
def test_a_number_is_shown_to_a_human_where_nobody_knows_which_offer_was_seen(
    here: World, status: str
) -> None:
    here.sent(offered_again(offered(here)), datetime.now(UTC) + timedelta(seconds=20), status=status)
    assert reply("2")["human"] == "unclear_reply"
    assert not here.raised_of(Event.MEETING_CONFIRMED)


def test_a_number_written_while_the_first_offer_is_still_in_the_queue_chooses_nothing(here: World) -> None:
    meeting = offered(here)
    here.sent(meeting, NOW, status="queued")
    assert reply("2")["human"] == "unclear_reply"


@pytest.mark.parametrize("status", ["sending", "unknown"])
def test_an_answer_to_the_only_offer_proves_that_it_arrived(here: World, status: str) -> None:
    here.sent(offered(here), NOW, status=status)
    assert reply("2")["intent"] == "slot_choice"


def test_what_is_not_understood_is_shown_to_a_human_with_the_text(here: World) -> None:
    offered(here)
    assert reply("hmm, vou falar com meu sócio") == {
        "intent": "unknown",
        "duplicate": False,
        "contactId": "c1",
        "human": "unclear_reply",
    }
    assert here.raised_of(Event.HUMAN_ATTENTION_NEEDED)[0]["text"] == "hmm, vou falar com meu sócio"


def test_a_bare_segunda_is_monday_or_the_second_and_is_asked_back(here: World) -> None:
    offered(here)
    assert reply("segunda") == {"intent": "unknown", "duplicate": False, "contactId": "c1"}
    assert [message.kind for message in here.messages] == [Kind.WHICH_SLOT]


def test_interest_without_a_choice_is_asked_which_slot_while_some_are_on_offer_and_then_shown_to_a_human(
    here: World,
) -> None:
    meeting = offered(here)
    assert "human" not in reply("tenho interesse")
    assert [message.kind for message in here.messages] == [Kind.WHICH_SLOT]
    here.sent(meeting, NOW, step=Step.which_slot("m1", 1))
    assert reply("tenho interesse", "r2")["human"] == "interested_without_choice"
    assert not here.raised_of(Event.SCHEDULE_REQUESTED)


def test_a_wish_beside_a_meeting_is_a_humans_and_an_assent_nobodys(here: World) -> None:
    booked(here)
    assert "human" not in reply("ok, obrigado, até lá")
    assert not here.messages
    assert reply("tenho muito interesse, quero contratar já", "r2")["human"] == "question"
    assert [message.kind for message in here.messages] == [Kind.HANDOVER]


def test_none_of_the_three_asks_for_other_slots_of_the_same_meeting(here: World) -> None:
    offered(here)
    assert reply("nenhuma das três")["intent"] == "reschedule"
    (detail,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    assert (detail["reason"], detail["meetingId"]) == ("reschedule", "m1")


def test_a_cancelled_meeting_gives_back_the_time_and_the_calendars_event(here: World) -> None:
    booked(here)
    assert here.held()
    assert reply("não quero mais a reunião")["intent"] == "cancel"
    assert here.meeting().status is MeetingStatus.CANCELLED
    assert not here.held()
    assert not here.calendar.events
    assert [detail["meetingId"] for detail in here.raised_of(Event.MEETING_CANCELLED)] == ["m1"]
    assert (here.state(), here.counted("meetings_cancelled")) == (State.UNSUCCESSFUL, 1)


def test_cancelling_where_there_is_nothing_to_cancel_is_shown_to_a_human(here: World) -> None:
    written_to(here)
    assert reply("não quero mais a reunião")["human"] == "nothing_to_cancel"
    assert here.state() == State.CONTACTED


def test_thanks_for_a_confirmation_set_nothing_off(here: World) -> None:
    booked(here)
    assert reply("combinado, até lá")["intent"] == "interested"
    assert not here.raised
    assert here.state() == State.SCHEDULED


def test_whoever_is_not_interested_is_left_alone_and_an_offer_is_withdrawn(here: World) -> None:
    offered(here)
    assert reply("não tenho interesse")["intent"] == "not_interested"
    assert here.state() == State.UNSUCCESSFUL
    assert here.meeting().status is MeetingStatus.CANCELLED


@pytest.mark.parametrize(("text", "reason"), [("quanto custa?", "question"), ("talvez", "unclear_reply")])
def test_questions_and_unclear_replies_go_to_a_human_with_the_text(
    here: World, text: str, reason: str
) -> None:
    written_to(here)
    assert reply(text)["human"] == reason
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["reason"], detail["text"], detail["contactId"]) == (reason, text, "c1")
    assert here.state() == State.CONTACTED


def test_an_opt_out_closes_the_addresses_that_any_of_the_persons_contacts_lists(here: World) -> None:
    written_to(here, "c2", otherAddresses={"+5511977770002", "ana@outra.example"})
    written_to(here, "c1", otherAddresses={"+551133334444"})
    assert reply("SAIR")["intent"] == "opt_out"
    for known in (PHONE, "+5511977770002", "ana@outra.example", "+551133334444"):
        assert address(known).opted_out is True, known


def test_an_opt_out_from_the_form_without_the_ninth_digit_closes_the_stored_one(here: World) -> None:
    written_to(here)
    assert reply("SAIR", sender=PHONE[:5] + PHONE[6:])["intent"] == "opt_out"
    assert address(PHONE).opted_out is True


def test_an_opt_out_blocks_every_address_and_contact_of_the_person_and_is_acknowledged_once(
    here: World,
) -> None:
    written_to(here, "c2", State.MEETING_PROPOSED, backlog="acme#spring#0", backlogOrder="0#x")
    booked(here)
    assert reply("SAIR")["intent"] == "opt_out"
    assert (here.state("c1"), here.state("c2")) == (State.OPTED_OUT, State.OPTED_OUT)
    assert "backlog" not in contact_item("c2")
    assert address().opted_out is True
    assert address("ze@cliente.example").opted_out is True
    assert here.meeting().status is MeetingStatus.CANCELLED
    message, by_mail = here.messages
    assert (message.kind, message.step, message.contactId) == (Kind.OPT_OUT_ACK, "opt_out_ack", "c1")
    assert (by_mail.kind, by_mail.step, by_mail.contactId) == (Kind.OPT_OUT_ACK, "opt_out_ack#m1#email", "c1")
    when = day_and_hour(here.meeting().scheduled_at, ZoneInfo("America/Manaus"))
    assert all(f"{when} (horário de Manaus)" in each.variables["cancelled"] for each in here.messages)
    assert here.raised_of(Event.MEETING_CANCELLED)[0]["by"] == "opt_out"
    assert len(here.raised_of(Event.CONTACT_OPTED_OUT)) == 1
    assert here.counted("opted_out") == 2


@pytest.mark.parametrize("text", ["SAIR", "cancela a reunião"])
def test_a_calendar_that_is_out_keeps_nobody_from_leaving_and_its_event_goes_with_the_repeat(
    here: World, text: str
) -> None:
    booked(here)
    here.calendar.out = True
    with pytest.raises(CalendarUnavailableError):
        reply(text)
    assert here.state() in (State.OPTED_OUT, State.UNSUCCESSFUL)
    told = "opt_out_ack", "opt_out_ack#m1#email", "cancellation#m1", "cancellation#m1#email"
    assert [message.step for message in here.messages] == list(told[:2] if text == "SAIR" else told[2:])
    assert here.held() == []
    here.calendar.out = False
    reply(text)
    assert here.calendar.events == {}
    assert len(here.raised_of(Event.MEETING_CANCELLED)) == here.counted("meetings_cancelled") == 1


def test_an_acknowledgement_names_the_meeting_although_another_run_has_finished_with_it(here: World) -> None:
    booked(here)
    here.crash_at = "enqueue"
    with pytest.raises(CrashError):
        reply("SAIR")
    assert here.messages == []
    cancelled = meetings.get("m1")
    assert cancelled is not None
    cancellation.finish(cancelled, NOW, "hourly")
    reply("SAIR")
    assert all("foi cancelada" in message.variables["cancelled"] for message in here.messages)
    assert [message.step for message in here.messages] == ["opt_out_ack", "opt_out_ack#m1#email"]
    reply("SAIR", "r2")
    assert len(here.messages) == 2


def test_a_meeting_that_an_earlier_opt_out_has_called_off_is_not_told_of_again(here: World) -> None:
    booked(here)
    reply("SAIR")
    here.messages.clear()
    opting_in.opt_in("c1", "ligou e pediu", "ana", datetime.now(UTC))
    reply("SAIR", "r2")
    (message,) = here.messages
    assert message.step.startswith("opt_out_ack#")
    assert "cancelled" not in message.variables


def test_an_opt_out_without_words_leaves_a_meeting_that_is_agreed_to_a_human(here: World) -> None:
    booked(here)
    for _ in range(2):
        ending.opt_out(quiet_delivery(here), contacts.read("c1"))
    assert (here.state(), address().opted_out) == (State.OPTED_OUT, True)
    assert here.meeting().status is MeetingStatus.CONFIRMED
    assert here.messages == []
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], called["meetingId"]) == ("contact_unreachable", "m1")
    assert opting_in.opt_in("c1", "foi engano", "ana", datetime.now(UTC)) == [("c1", State.SCHEDULED)]


def test_who_has_used_the_link_loses_the_meeting_by_a_plain_order_alone(here: World) -> None:
    booked(here)
    ending.opt_out(quiet_delivery(here), contacts.read("c1"))
    kept = "Não quero mais e-mails de propaganda, mas a reunião de quinta está mantida."
    assert reply(kept, "r2")["human"] == "opted_out_contact_wrote"
    assert here.meeting().status is MeetingStatus.CONFIRMED
    assert "human" not in reply("SAIR", "r3")
    assert here.meeting().status is MeetingStatus.CANCELLED


def test_an_opt_out_without_words_that_follows_an_opt_in_is_a_humans_again(here: World) -> None:
    booked(here)
    ending.opt_out(quiet_delivery(here), contacts.read("c1"))
    opting_in.opt_in("c1", "foi engano", "ana", datetime.now(UTC))
    for _ in range(2):
        ending.opt_out(quiet_delivery(here), contacts.read("c1"))
    called = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert [each["reason"] for each in called] == ["contact_unreachable"] * 2
    assert len({each["problem"] for each in called}) == 2


@pytest.mark.parametrize("step", ["move", "enqueue", "raise"])
def test_an_opt_out_that_was_cut_short_is_completed_by_its_repeat(here: World, step: str) -> None:
    written_to(here)
    here.crash_at = step
    with pytest.raises(CrashError):
        reply("SAIR")
    assert address().opted_out is True
    reply("SAIR")
    assert here.state() == State.OPTED_OUT
    assert {message.step for message in here.messages} == {"opt_out_ack"}
    assert len(here.raised_of(Event.CONTACT_OPTED_OUT)) == here.counted("opted_out") == 1


def test_whoever_has_opted_out_and_writes_again_is_answered_by_a_human_only(here: World) -> None:
    written_to(here)
    reply("SAIR")
    here.messages.clear()
    assert reply("tenho interesse", "r2")["human"] == "opted_out_contact_wrote"
    assert reply("SAIR", "r3") == {"intent": "opt_out", "duplicate": False, "contactId": "c1"}
    assert here.state() == State.OPTED_OUT
    assert not here.messages
    assert not here.raised_of(Event.SCHEDULE_REQUESTED)


def test_a_complaint_after_an_opt_out_calls_a_human_and_a_repeat_nobody(here: World) -> None:
    written_to(here)
    assert "human" not in reply("já pedi pra parar, não quero mais mensagens")
    assert "human" not in reply("SAIR", "r2")
    assert reply("vou processar vocês", "r3")["human"] == "opted_out_contact_wrote"
    assert reply("vocês me mandaram mensagem de novo, parem", "r4")["human"] == "opted_out_contact_wrote"
    assert [message.step for message in here.messages] == ["opt_out_ack"]


def test_an_opt_out_that_another_process_kept_between_two_replies_is_seen(here: World) -> None:
    written_to(here)
    assert reply("quanto custa?")["human"] == "question"
    dynamo.client().update_item(
        TableName=required("TABLE_CONTACTS"),
        Key=dynamo.encode({"pk": keys.address_pk("acme", PHONE), "sk": keys.ADDRESS_SK}),
        UpdateExpression="SET optedOut = :yes",
        ExpressionAttributeValues=dynamo.encode({":yes": True}),
    )
    # Written before the first one, so that nothing is noted with the address.
    later = request("tenho interesse", "r2") | {"receivedAt": "2026-01-05T12:00:00Z"}
    assert handle_replies.handler(later, CONTEXT)["human"] == "opted_out_contact_wrote"


def test_a_finished_contact_who_writes_is_shown_to_a_human_and_stays_finished(here: World) -> None:
    written_to(here, state=State.UNSUCCESSFUL)
    assert reply("tenho interesse")["human"] == "finished_contact_wrote"
    assert here.state() == State.UNSUCCESSFUL


def test_an_unknown_sender_is_shown_to_a_human_with_the_address(here: World) -> None:
    assert reply("oi") == {"intent": "unknown", "duplicate": False, "human": "unknown_sender"}
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["from"], detail["text"]) == (PHONE, "oi")


def test_somebody_who_was_erased_is_a_stranger_whose_number_no_wish_brings_back(here: World) -> None:
    forgotten.add("acme", (PHONE,), NOW)
    assert reply("SAIR")["human"] == "unknown_sender"
    assert (
        dynamo.read_item(required("TABLE_CONTACTS"), keys.address_pk("acme", PHONE), keys.ADDRESS_SK) is None
    )
    assert not here.messages


def test_a_contact_one_of_whose_addresses_was_erased_is_answered_by_a_human(here: World) -> None:
    written_to(here)
    forgotten.add("acme", (PHONE,), NOW)
    assert reply("tenho interesse")["human"] == "opted_out_contact_wrote"


def test_an_unknown_sender_who_opts_out_is_never_written_to(here: World) -> None:
    reply("SAIR")
    assert address().opted_out is True
    assert not here.messages


def test_an_opt_out_is_kept_after_its_tenant_was_deleted(here: World) -> None:
    written_to(here, backlog="acme#spring#0", backlogOrder="0#later", nextStep="follow_up#1")
    key = {"pk": keys.tenant_pk("acme"), "sk": keys.PROFILE_SK}
    dynamo.client().delete_item(TableName=required("TABLE_CONFIG"), Key=dynamo.encode(key))
    configuration.forget()
    assert reply("tenho interesse")["error"]["field"] == "tenantId"
    for _ in range(2):
        assert reply("SAIR", "r2") == {"intent": "opt_out", "duplicate": False}
    assert (here.state(), here.counted("opted_out")) == (State.OPTED_OUT, 1)
    assert "backlog" not in contact_item("c1")
    assert address().opted_out is True
    assert address("ze@cliente.example").opted_out is True


def test_a_person_one_of_whose_contacts_was_erased_can_still_opt_out(here: World) -> None:
    written_to(here, "c2")
    written_to(here, "c1")
    key = {"pk": keys.contact_pk("c2"), "sk": keys.CONTACT_SK}
    dynamo.client().delete_item(TableName=contacts.table(), Key=dynamo.encode(key))
    assert reply("SAIR")["intent"] == "opt_out"
    assert here.state("c1") == State.OPTED_OUT


def test_a_contact_that_waits_to_be_written_to_is_nobody_yet(here: World) -> None:
    written_to(here, state=State.NEW, backlog="acme#spring#0", backlogOrder="2#now")
    assert reply("oi")["human"] == "unknown_sender"
    assert contact_item("c1")["backlogOrder"] == "2#now"


@pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN])
def test_an_answer_proves_that_the_message_arrived(here: World, state: State) -> None:
    written_to(here, state=state)
    reply("tenho interesse")
    assert here.state() == State.INTERESTED
    assert here.counted("contacts_sent") == 1


def test_of_two_contacts_at_one_address_the_one_who_is_not_finished_with_answers(here: World) -> None:
    written_to(here, "c1")
    written_to(here, "c2", State.UNSUCCESSFUL)
    assert reply("tenho interesse")["contactId"] == "c1"


def test_an_absence_notice_is_noted_with_the_address_and_changes_nothing_else(here: World) -> None:
    waits: dict[str, Any] = {
        "backlog": "acme#spring#0",
        "backlogOrder": keys.backlog_order(Priority.FOLLOW_UP, NOW),
    }
    written_to(here, **waits, nextStep="follow_up#1")
    back = (NOW + timedelta(days=20)).date()
    assert reply(f"Resposta automática: de férias, retorno em {back:%d/%m}")["intent"] == "out_of_office"
    assert keys.instant(away_until()) == f"{back.isoformat()}T04:00:00.000Z"
    assert contact_item("c1").items() >= (waits | {"nextStep": "follow_up#1"}).items()
    assert here.state() == State.CONTACTED
    assert not here.raised
    assert ("reply", "out_of_office") in history()


def test_the_last_absence_notice_counts_and_one_without_a_day_ends_no_longer_absence(here: World) -> None:
    written_to(here)
    later, sooner = ((NOW + timedelta(days=days)).date() for days in (20, 10))
    reply(f"Estou de férias, retorno em {later:%d/%m}", "r1")
    reply(f"Estou de férias, retorno em {sooner:%d/%m}", "r2")
    assert away_until().date() == sooner
    reply("Resposta automática: estou fora do escritório", "r3")
    assert away_until().date() == sooner


def away_until() -> datetime:
    item = dynamo.read_item(contacts.table(), keys.address_pk("acme", PHONE), keys.ADDRESS_SK)
    known = Address.of(item or {}).away_until
    assert known is not None
    return known


@pytest.mark.parametrize(("days", "called"), [(0, None), (1, "away_at_meeting"), (20, "away_at_meeting")])
def test_a_human_hears_of_an_absence_over_a_booked_meeting_and_the_machine_that_said_so_hears_nothing(
    here: World, days: int, called: str | None
) -> None:
    written_to(here)
    meeting = booked(here)
    assert meeting.time is not None
    back = (meeting.time.start + timedelta(days=days)).astimezone(ZoneInfo("America/Manaus")).date()
    answer = reply(f"Resposta automática: de férias, retorno em {back:%d/%m}")
    assert (answer["intent"], answer.get("human")) == ("out_of_office", called)
    assert len(here.raised_of(Event.HUMAN_ATTENTION_NEEDED)) == (1 if called else 0)
    assert not here.messages
    assert here.state() == State.SCHEDULED


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Resposta automática: estou fora do escritório", ["away_at_meeting"]),
        ("Resposta automática: recebemos a sua mensagem", []),
        ("Estamos fora do horário de atendimento. Responderemos assim que possível.", []),
    ],
)
def test_an_absence_that_names_no_return_lasts_a_week_and_a_receipt_is_none(
    here: World, text: str, called: list[str]
) -> None:
    written_to(here)
    meeting = booked(here)
    assert meeting.time is not None
    assert meeting.time.start - NOW < noting.ABSENCE
    assert reply(text)["intent"] == "out_of_office"
    assert [each["reason"] for each in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)] == called


@pytest.mark.parametrize(("days", "called"), [(0, ["away_at_meeting"]), (1, [])])
def test_an_absence_that_begins_after_the_meeting_calls_nobody(
    here: World, days: int, called: list[str]
) -> None:
    written_to(here)
    meeting = booked(here)
    assert meeting.time is not None
    first = (meeting.time.start + timedelta(days=days)).astimezone(ZoneInfo("America/Manaus")).date()
    assert reply(f"Estarei de férias a partir de {first:%d/%m}")["intent"] == "out_of_office"
    assert [each["reason"] for each in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)] == called


def test_an_absence_notice_that_comes_before_the_first_message_is_on_record_is_kept_for_its_sender(
    here: World,
) -> None:
    held = {"attempt": "a1", "attemptChannel": "whatsapp", "deadline": keys.instant(NOW)}
    written_to(here, state=State.SENDING, **held)
    back = (NOW + timedelta(days=20)).date()
    assert reply(f"Resposta automática: de férias, retorno em {back:%d/%m}")["intent"] == "out_of_office"
    assert contact_item("c1")["absentUntil"] == f"{back.isoformat()}T04:00:00.000Z"
    assert here.state() == State.CONTACTED
    reply("quanto custa?", "r2")
    assert "absentUntil" not in contact_item("c1")


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"channel": "sms"}, "channel", "'sms'"),
        ({"from": "12"}, "from", "'12'"),
        ({"from": "não é número"}, "from", "não é número"),
        ({"text": 5}, "text", "5"),
        ({"messageId": ""}, "messageId", "''"),
        ({"receivedAt": "ontem"}, "receivedAt", "'ontem'"),
        ({"receivedAt": "2026-11-23T09:00:00"}, "receivedAt", "offset"),
        ({"tenantId": "nobody"}, "tenantId", "'nobody'"),
        ({"colour": "red"}, "colour", "leave it out"),
    ],
)
def test_a_request_that_cannot_be_read_is_answered_with_field_value_and_cure(
    here: World, change: dict[str, Any], field: str, says: str
) -> None:
    answer = handle_replies.handler(request("oi") | change, CONTEXT)
    assert answer["error"]["field"] == field
    assert says in answer["error"]["message"]


def test_a_missing_field_and_a_request_that_is_no_object_are_named(here: World) -> None:
    lacking = request("oi")
    del lacking["text"]
    assert handle_replies.handler(lacking, CONTEXT)["error"]["field"] == "text"
    assert handle_replies.handler([], CONTEXT)["error"]["field"] == "request"


@pytest.mark.parametrize("intent", Intent)
def test_every_intent_is_carried_out_twice_without_doing_anything_twice(here: World, intent: Intent) -> None:
    texts = {
        Intent.OPT_OUT: "SAIR",
        Intent.SLOT_CHOICE: "opção 1",
        Intent.INTERESTED: "tenho interesse",
        Intent.NOT_INTERESTED: "não tenho interesse",
        Intent.RESCHEDULE: "tem outro horário?",
        Intent.CANCEL: "cancela a reunião",
        Intent.QUESTION: "quanto custa?",
        Intent.OUT_OF_OFFICE: "estou de férias",
        Intent.UNKNOWN: "vou ver e te aviso",
    }
    offered(here)
    first = reply(texts[intent])
    raised, messages = len(here.raised), len(here.messages)
    assert first["intent"] == intent
    assert reply(texts[intent]) == {"intent": intent, "duplicate": True, "contactId": "c1"}
    assert (len(here.raised), len(here.messages)) == (raised, messages)


def test_what_does_not_surely_keep_a_booked_meeting_is_a_humans(here: World) -> None:
    booked(here)
    assert reply("quinta vou estar viajando")["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED

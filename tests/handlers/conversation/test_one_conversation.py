"""One person in several campaigns of a tenant has one conversation."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers import handle_replies
from handlers.common.rules import buttons
from handlers.common.rules.model import Event, MeetingStatus, State
from handlers.common.rules.steps import Step
from handlers.common.rules.tenants import Campaign, Host
from handlers.common.storage import configuration, contacts, dynamo, keys
from handlers.conversation.rules.agreed import named_meetings
from handlers.conversation.rules.agreed.named_meetings import Named
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import meetings
from tests.handlers.conversation.test_handle_replies import PHONE, note_written, request
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import CONTEXT, NOW, World, world

MAIL = "ana@cliente.example"
MANAUS = timedelta(hours=4)
START = NOW.replace(hour=14, minute=0, second=0)


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    made = world(monkeypatch)
    for campaign_id, name in (("autumn", "Outono"), ("winter", "Inverno")):
        campaign = Campaign(tenantId="acme", campaignId=campaign_id, name=name, offer="outra novidade")
        configuration.put_campaign(campaign)
    return made


def contact(
    here: World,
    contact_id: str,
    campaign: str,
    state: State = State.CONTACTED,
    address: str = PHONE,
    **more: Any,
) -> None:
    """The person's contact of a campaign; the last one is whom the tenant has written to last."""
    way, channel = ("email", "email") if "@" in address else ("phone", "whatsapp")
    here.contact(contact_id, state, channel=channel, campaignId=campaign, **{way: address}, **more)
    note_written(contact_id, address)


def offered(
    here: World,
    contact_id: str,
    campaign: str,
    days: int,
    ago: timedelta = timedelta(minutes=9),
    address: str = PHONE,
) -> Meeting:
    """Three slots that were offered to the contact, on days from that one on, and arrived so long ago."""
    starts = [START + timedelta(days=days + number) for number in range(3)]
    meeting = rules.proposed(
        meeting_id=f"m-{contact_id}",
        tenant_id="acme",
        campaign_id=campaign,
        contact_id=contact_id,
        host_id="ana",
        slots=tuple(Slot(start, start + timedelta(hours=1)) for start in starts),
        request_id="e0",
        now=NOW,
    )
    meetings.save(None, meeting)
    here.sent(meeting, NOW - ago)
    contact(here, contact_id, campaign, State.MEETING_PROPOSED, address, meetingId=meeting.meeting_id)
    return meeting


def booked(here: World, contact_id: str, campaign: str, days: int, address: str = PHONE) -> Meeting:
    meeting = offered(here, contact_id, campaign, days, address=address)
    agreed = rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW, ())
    meetings.save(meeting, agreed)
    contacts.move(contact_id, State.SCHEDULED, NOW, "booked")
    return agreed


def reply(text: str, message_id: str = "r1", **more: Any) -> Any:
    return handle_replies.handler({**request(text, message_id), **more}, CONTEXT)


def about(here: World, event: Event) -> list[str]:
    return [detail["contactId"] for detail in here.raised_of(event)]


def test_a_request_is_about_the_meeting_that_is_booked_and_not_about_the_campaign_written_last(
    here: World,
) -> None:
    booked(here, "c1", "spring", 3)
    contact(here, "c2", "autumn")
    assert reply("preciso remarcar a nossa reunião")["contactId"] == "c1"
    assert about(here, Event.SCHEDULE_REQUESTED) == ["c1"]


def test_a_booked_meeting_is_cancelled_although_another_campaign_has_offered_slots_since(here: World) -> None:
    booked(here, "c1", "spring", 3)
    offered(here, "c2", "autumn", 6)
    assert reply("quero cancelar a reunião")["contactId"] == "c1"
    assert here.meeting("c1").status is MeetingStatus.CANCELLED
    assert here.meeting("c2").status is MeetingStatus.PROPOSED


def test_a_number_is_read_against_the_last_offer_delivered_over_all_campaigns(here: World) -> None:
    offered(here, "c1", "spring", 3, ago=timedelta(minutes=2))
    later = offered(here, "c2", "autumn", 6, ago=timedelta(minutes=40))
    assert reply("2")["contactId"] == "c1", "that of c2 was delivered before"
    booked(here, "c3", "winter", 12)
    assert reply("2", "r2")["contactId"] == "c1", "with a meeting to come, too"
    here.sent(later, NOW - timedelta(minutes=1, seconds=30))
    assert reply("2", "r3")["contactId"] == "c2"
    assert about(here, Event.MEETING_CONFIRMED) == ["c1", "c1", "c2"]


def test_a_number_is_read_against_the_offer_that_is_quoted(here: World) -> None:
    offered(here, "c1", "spring", 3, ago=timedelta(minutes=2))
    meeting = offered(here, "c2", "autumn", 6, ago=timedelta(minutes=40))
    key = {"pk": keys.contact_pk("c2"), "sk": keys.message_sk(Step.proposal(meeting.meeting_id, 1))}
    item = {**key, "status": "sent", "sentAt": keys.instant(NOW - timedelta(minutes=40))}
    item["partnerMessageId"] = "wamid.2"
    dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
    assert reply("2", context="wamid.2")["contactId"] == "c2"


def test_the_booked_number_of_another_quoted_offer_is_shown_to_a_human(here: World) -> None:
    meeting = booked(here, "c1", "spring", 3)
    hour = timedelta(hours=1)
    later = [Slot(each.start + hour, each.end + hour) for each in meeting.slots]
    again = rules.proposed_again(meeting, later, "e2", NOW, asked_by_contact=True)
    meetings.save(meeting, again)
    here.sent(again, NOW - timedelta(minutes=2))
    meetings.save(again, rules.confirmed(again, again.slots[1], 15, "e3", NOW, ()))
    key = {"pk": keys.contact_pk("c1"), "sk": keys.message_sk(Step.proposal(meeting.meeting_id, 1))}
    item = {**key, "status": "sent", "sentAt": keys.instant(NOW), "partnerMessageId": "wamid.1"}
    dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
    assert reply("2", "r1").get("human") is None
    assert reply("2", "r2", context="wamid.1")["human"] == "unclear_reply"
    assert reply("1", "r3")["human"] == "unclear_reply"


def test_a_button_is_that_of_its_own_campaign(here: World) -> None:
    meeting = offered(here, "c1", "spring", 3)
    offered(here, "c2", "autumn", 6, ago=timedelta(minutes=2))
    assert reply("2", button=buttons.SlotButton(meeting.meeting_id, 1, 2).id)["contactId"] == "c1"


def test_of_two_booked_meetings_the_one_that_is_named_is_meant_and_else_a_human_decides(here: World) -> None:
    first, second = booked(here, "c1", "spring", 3), booked(here, "c2", "autumn", 6)
    answer = reply("preciso remarcar a reunião")
    assert (answer["intent"], answer["human"]) == ("unknown", "unclear_reply")
    assert here.raised_of(Event.SCHEDULE_REQUESTED) == []
    for number, meeting in enumerate((first, second)):
        assert meeting.time is not None
        day = f"{meeting.time.start - MANAUS:%d/%m}"
        assert reply(f"preciso remarcar a do dia {day}", f"n{number}")["contactId"] == meeting.contact_id
    assert reply("preciso remarcar a reunião do Outono", "n9")["contactId"] == "c2"
    assert about(here, Event.SCHEDULE_REQUESTED) == ["c1", "c2", "c2"]


def test_of_two_open_offers_a_request_that_names_none_goes_to_a_human(here: World) -> None:
    offered(here, "c1", "spring", 3)
    offered(here, "c2", "autumn", 6)
    assert reply("preciso remarcar")["human"] == "unclear_reply"


def test_a_refusal_ends_the_persons_other_conversations_too_and_nothing_that_waits_goes_out(
    here: World,
) -> None:
    unwritten = keys.contact_id("acme", "winter", PHONE)
    backlog: dict[str, Any] = {"backlog": "acme#autumn#0", "backlogOrder": "0#x", "nextStep": "follow_up#1"}
    here.contact(unwritten, State.NEW, phone=PHONE, campaignId="winter", **backlog)
    contact(here, "c2", "autumn", **backlog)
    offered(here, "c3", "winter", 6)
    contact(here, "c1", "spring")
    reply("não tenho interesse", context=None)
    assert here.state("c1") == here.state("c2") == here.state("c3") == State.UNSUCCESSFUL
    assert here.state(unwritten) == State.UNDELIVERABLE
    assert "backlog" not in contact_item("c2") | contact_item(unwritten)
    assert here.meeting("c3").status is MeetingStatus.CANCELLED
    assert [message.contactId for message in here.messages] == [here.messages[0].contactId]


def test_a_refusal_of_one_campaign_ends_no_meeting_that_is_booked_in_another(here: World) -> None:
    booked(here, "c1", "spring", 3)
    contact(here, "c2", "autumn")
    reply("não tenho interesse")
    assert here.state("c1") == State.SCHEDULED
    assert here.meeting("c1").status is MeetingStatus.CONFIRMED


def test_a_refusal_is_about_the_message_that_came_last_and_leaves_a_meeting_that_is_booked(
    here: World,
) -> None:
    booked(here, "c1", "spring", 3)
    contact(here, "c2", "autumn", sentAt=keys.instant(NOW - timedelta(minutes=2)))
    assert reply("não tenho interesse")["contactId"] == "c2"
    assert here.state("c2") == State.UNSUCCESSFUL
    assert here.meeting("c1").status is MeetingStatus.CONFIRMED


def test_a_request_is_about_the_meeting_that_is_booked_whichever_contacts_message_is_quoted(
    here: World,
) -> None:
    meeting = booked(here, "c1", "spring", 3)
    contact(here, "c2", "autumn", partnerMessageId="wamid.2")
    assert meeting.time is not None
    for number, (text, meant) in enumerate(
        {
            "preciso remarcar a nossa reunião": "c1",
            "tenho interesse": "c2",
            "quanto custa?": "c2",
            f"preciso remarcar a reunião do dia {meeting.time.start - MANAUS:%d/%m}": "c1",
        }.items()
    ):
        assert reply(text, f"n{number}", context="wamid.2")["contactId"] == meant, text


def test_a_meeting_that_is_known_by_another_address_of_the_persons_is_meant_where_no_other_is_booked(
    here: World,
) -> None:
    booked(here, "c2", "autumn", 3, address=MAIL)
    contact(here, "c1", "spring", email=MAIL)
    assert reply("preciso remarcar a nossa reunião")["contactId"] == "c2"


@pytest.mark.parametrize(
    "text", ["desmarca a que marquei agora", "preciso remarcar a reunião", "não tenho mais interesse"]
)
def test_of_two_meetings_made_at_two_addresses_a_request_that_names_neither_is_a_humans(
    here: World, text: str
) -> None:
    booked(here, "c2", "autumn", 3, address=MAIL)
    booked(here, "c1", "spring", 6)
    contact(here, "c1", "spring", State.SCHEDULED, email=MAIL, meetingId="m-c1")
    assert reply(text)["human"] == "unclear_reply"
    assert {here.meeting(each).status for each in ("c1", "c2")} == {MeetingStatus.CONFIRMED}


def test_an_answer_to_a_question_is_of_whom_was_asked_although_another_ones_meeting_is_booked(
    here: World,
) -> None:
    booked(here, "c1", "spring", 3)
    contact(here, "c2", "autumn", partnerMessageId="wamid.2")
    asked = "acho que não tenho interesse não"
    assert reply(asked, context="wamid.2")["contactId"] == "c2"
    key = {"pk": keys.contact_pk("c2"), "sk": keys.message_sk(here.messages[0].step)}
    item = {**key, "status": "sent", "sentAt": keys.instant(datetime.now(UTC)), "partnerMessageId": "wamid.3"}
    dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
    assert reply("pode encerrar", "r2", context="wamid.3")["contactId"] == "c2"
    assert (here.state("c1"), here.state("c2")) == (State.SCHEDULED, State.UNSUCCESSFUL)


def test_another_time_is_asked_for_of_the_offer_unless_the_words_speak_of_a_meeting(here: World) -> None:
    meeting = booked(here, "c1", "spring", 3)
    offered(here, "c2", "autumn", 6, ago=timedelta(minutes=2))
    assert meeting.time is not None
    day = f"{meeting.time.start - MANAUS:%d/%m}"
    told = {
        "nenhum desses horários serve": ("c2", None),
        "tem outros horários?": ("c2", None),
        f"nenhum serve, só posso dia {day}": ("c2", None),
        "preciso remarcar": ("c1", None),
        f"a reunião do dia {day} não vai dar, tem outro horário?": ("c1", None),
        "nenhum desses horários serve, dá para remarcar?": ("c2", "unclear_reply"),
    }
    for number, (text, expected) in enumerate(told.items()):
        answer = reply(text, f"n{number}")
        assert (answer["contactId"], answer.get("human")) == expected, text
    here.sent(meeting, NOW - timedelta(minutes=1))
    assert reply("tem outros horários?", "r9")["human"] == "unclear_reply", "something else came last"


def test_an_opt_out_calls_off_a_meeting_that_is_known_by_another_of_the_persons_addresses(
    here: World,
) -> None:
    booked(here, "c2", "autumn", 3, address=MAIL)
    contact(here, "c1", "spring", email=MAIL)
    unwritten = keys.contact_id("acme", "winter", MAIL)
    here.contact(unwritten, State.NEW, email=MAIL, campaignId="winter")
    assert reply("SAIR")["intent"] == "opt_out"
    assert here.state("c1") == here.state("c2") == State.OPTED_OUT
    assert here.meeting("c2").status is MeetingStatus.CANCELLED
    assert here.state(unwritten) == State.NEW, "it is stopped when it is due"
    ack, by_mail = here.messages
    assert (ack.step, ack.contactId) == ("opt_out_ack", "c1")
    assert (by_mail.step, by_mail.contactId) == (f"opt_out_ack#{here.meeting('c2').meeting_id}#email", "c2")
    assert ack.variables["cancelled"].startswith("Sua reunião de ")


def test_an_absence_is_told_a_human_of_each_meeting_that_it_covers(here: World) -> None:
    booked(here, "c1", "spring", 3)
    booked(here, "c2", "autumn", 4)
    booked(here, "c3", "winter", 9)
    back = NOW + timedelta(days=6)
    reply(f"Resposta automática: de férias, retorno em {back:%d/%m}")
    assert sorted(about(here, Event.HUMAN_ATTENTION_NEEDED)) == ["c1", "c2"]


def test_a_meeting_is_named_by_its_day_its_hour_its_host_or_its_campaign() -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    now = datetime(2026, 11, 26, 15, tzinfo=UTC)

    def meeting(day: int, hour: int, *names: str) -> Named:
        start = datetime(2026, 12, day, hour, tzinfo=zone)
        return Named(Slot(start, start + timedelta(hours=1)), names)

    wednesday, thursday = meeting(2, 10, "Ana", "Primavera"), meeting(3, 15, "Bruno", "Outono")
    known = (wednesday, thursday)
    for text, expected in {
        "preciso remarcar a reunião de quarta": 0,
        "preciso remarcar a de quinta às 15h": 1,
        "cancela a das 10h": 0,
        "quero cancelar a reunião com o Bruno": 1,
        "não vou poder ir na reunião da primavera": 0,
        "preciso remarcar a de quarta para quinta": 0,
        "preciso remarcar para quinta": None,
        "preciso remarcar a nossa reunião": None,
        "cancela a de sexta": None,
        "quarta e quinta não posso": None,
        "surgiu um imprevisto dia 03/12, preciso remarcar": 1,
        "preciso remarcar, só consigo na quinta": None,
        "prefiro quinta, a de quarta não dá": 0,
        "muda a da Primavera pra quinta às 15h": 0,
        "passa o Bruno pra quarta": 1,
        "passa a de quarta pra quinta": 0,
        "joga a reunião de quinta pra quarta, às 10h": 1,
        "troca a de quinta por quarta": 1,
        "a do Outono, quero quarta às 10h": 1,
        "muda a da Primavera pra depois da do Outono": 0,
        "desmarca a da semana que vem": None,
        "muda pra mim a de quinta": 1,
    }.items():
        assert named_meetings.find(text, known, zone, now) == expected, text


def test_who_is_called_is_told_by_a_name_that_the_others_do_not_have() -> None:
    names = [("Ana", "Consultoria"), ("Ana", "Consultoria Fiscal"), ("Bruno", "Outono")]
    for text, expected in {
        "cancela a reunião do Outono": {2},
        "a 2 da consultoria": {0},
        "a 2 da Consultoria Fiscal": {1},
        "a 2 da Ana": set(),
        "com a Ana, a da consultoria fiscal": {1},
        "da Consultoria a 2, do Bruno não quero": {0, 2},
        "muda a da Consultoria pra depois da do Outono": {0},
        "cancela a reunião": set(),
    }.items():
        assert named_meetings.called(text, names) == expected, text


def test_words_that_call_a_campaign_without_a_meeting_end_no_meeting_of_another_one(here: World) -> None:
    booked(here, "c1", "spring", 3)
    offered(here, "c2", "autumn", 6)
    contact(here, "c3", "winter")
    assert reply("cancela a reunião do Inverno")["human"] == "nothing_to_cancel"
    assert reply("preciso remarcar a do Inverno", "r2")["human"] == "unclear_reply"
    assert reply("cancela a do Outono e a do Inverno", "r3")["human"] == "unclear_reply"
    assert reply("cancela a reunião do Outono", "r4")["contactId"] == "c2"
    assert {each: here.state(each) for each in ("c1", "c2", "c3")} == {
        "c1": State.SCHEDULED,
        "c2": State.UNSUCCESSFUL,
        "c3": State.CONTACTED,
    }


def test_the_host_who_is_called_tells_which_of_two_offers_is_chosen_from(here: World) -> None:
    tenant = configuration.tenant("acme")
    assert tenant is not None
    hosts = (*tenant.hosts, Host(hostId="beto", name="Beto Dias", email="b@acme.example", calendarId="b"))
    configuration.put_tenant(tenant.model_copy(update={"hosts": hosts}))
    configuration.put_campaign(
        Campaign(tenantId="acme", campaignId="winter", name="Inverno", offer="isto", hostId="beto")
    )
    offered(here, "c1", "spring", 3, ago=timedelta(minutes=2))
    offered(here, "c2", "autumn", 6, ago=timedelta(minutes=4))
    contact(here, "c3", "winter")
    assert reply("não quero falar com o Beto")["contactId"] == "c3"
    assert reply("a 2 do Outono", "r2")["contactId"] == "c2"
    assert about(here, Event.MEETING_CONFIRMED) == ["c2"]


def test_a_choice_that_calls_a_campaign_which_writes_to_another_address_is_a_humans(here: World) -> None:
    offered(here, "c1", "winter", 3, address=MAIL)
    offered(here, "c2", "autumn", 6)
    contact(here, "c2", "autumn", State.MEETING_PROPOSED, email=MAIL, meetingId="m-c2")
    assert reply("a 2 do Outono")["contactId"] == "c2"
    assert reply("a 2 do Inverno", "r2")["human"] == "unclear_reply"
    assert about(here, Event.MEETING_CONFIRMED) == ["c2"]


def test_a_refusal_that_calls_one_campaign_ends_that_one_and_those_that_have_not_written(here: World) -> None:
    unwritten = keys.contact_id("acme", "winter", PHONE)
    here.contact(unwritten, State.NEW, phone=PHONE, campaignId="winter")
    offered(here, "c1", "spring", 3)
    contact(here, "c2", "autumn")
    assert reply("não tenho interesse na do Outono")["contactId"] == "c2"
    assert (here.state("c1"), here.state("c2")) == (State.MEETING_PROPOSED, State.UNSUCCESSFUL)
    assert here.state(unwritten) == State.UNDELIVERABLE
    assert here.meeting("c1").status is MeetingStatus.PROPOSED


def test_a_confirmation_after_the_news_of_a_lapse_is_no_interest_and_a_humans_where_it_quotes_that(
    here: World,
) -> None:
    booked(here, "c1", "spring", 6)
    meeting = offered(here, "c2", "autumn", 3)
    meetings.save(meeting, replace(meeting, status=MeetingStatus.EXPIRED, expires_at=NOW))
    key = {"pk": keys.contact_pk("c2"), "sk": keys.message_sk(Step.lapse(meeting.meeting_id, 1))}
    item = {**key, "status": "sent", "sentAt": keys.instant(NOW), "partnerMessageId": "wamid.9"}
    dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
    assert reply("confirmo presença", "r0").items() >= {"contactId": "c1", "intent": "interested"}.items()
    assert reply("confirmado", context="wamid.9")["human"] == "unclear_reply"
    assert reply("manda outros", "r2", context="wamid.9").get("human") is None
    assert about(here, Event.SCHEDULE_REQUESTED) == ["c2"]


@pytest.mark.parametrize("is_later", [True, False])
def test_a_yes_is_no_answer_to_a_check_since_which_another_campaign_has_written(
    here: World, is_later: bool
) -> None:
    contact(here, "c2", "winter")
    contact(here, "c1", "autumn")
    reply("acho que não tenho interesse não")
    (check,) = here.messages
    asked = datetime.now(UTC)
    followed_up = asked if is_later else asked - timedelta(seconds=30)
    for contact_id, step, at in (("c1", check.step, asked), ("c2", Step("follow_up#1"), followed_up)):
        key = {"pk": keys.contact_pk(contact_id), "sk": keys.message_sk(step)}
        item = {**key, "status": "sent", "sentAt": keys.instant(at)}
        dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
    assert reply("sim", "r2")["intent"] == ("interested" if is_later else "not_interested")


def test_a_likely_refusal_is_asked_about_each_conversation_that_a_yes_would_end(here: World) -> None:
    contact(here, "c3", "spring", State.NEW)
    offered(here, "c2", "winter", 3)
    contact(here, "c1", "autumn")
    configuration.put_campaign(
        Campaign(tenantId="acme", campaignId="winter", name="Inverno", offer="um casaco")
    )
    reply("acho que não tenho interesse não")
    assert here.messages[0].variables["question"] == (
        "Podemos encerrar por aqui o nosso contato sobre um casaco e sobre outra novidade?"
    )


def test_a_likely_opt_out_is_asked_about_each_meeting_that_a_yes_would_cancel(here: World) -> None:
    for contact_id, campaign, days in (("c1", "autumn", 4), ("c2", "winter", 3), ("c3", "spring", 2)):
        booked(here, contact_id, campaign, days)
    reply("acho que não quero mais receber essas mensagens não")
    question = here.messages[0].variables["question"]
    days = [f"{(START + timedelta(days=number)):%d/%m}" for number in (2, 3, 4)]
    assert [day for day in days if day in question] == days
    assert " As reuniões de " in question
    assert question.endswith(" também seriam canceladas.")


WAITS: dict[str, Any] = {"backlog": "acme#spring#0", "backlogOrder": "0#later", "nextStep": "follow_up#1"}


def waiting() -> list[str]:
    return [each for each in ("c1", "c2") if "backlogOrder" in contact_item(each)]


def test_what_is_asked_back_and_denied_ends_nobody_elses_follow_ups(here: World) -> None:
    contact(here, "c1", "spring", **WAITS)
    contact(here, "c2", "autumn", **WAITS)
    reply("acho que não quero mais receber essas mensagens não")
    check = contacts.read("c2").check
    assert check is not None
    reply("", "r2", button=buttons.CheckButton(False, check.reply_id).id)
    assert waiting() == ["c1"]


@pytest.mark.parametrize("words", ["quanto custa?", "tenho interesse"])
def test_whoever_answers_one_campaign_is_followed_up_by_none(here: World, words: str) -> None:
    contact(here, "c1", "spring", **WAITS)
    contact(here, "c2", "autumn", **WAITS)
    assert reply(words)["contactId"] == "c2"
    assert waiting() == []
    assert contact_item("c1")["state"] == "contacted"


def test_an_absence_ends_nobodys_follow_ups(here: World) -> None:
    contact(here, "c1", "spring", **WAITS)
    contact(here, "c2", "autumn", **WAITS)
    assert reply("Estou de férias, volto dia 20/12")["intent"] == "out_of_office"
    assert waiting() == ["c1", "c2"]


def test_an_answer_leaves_those_who_have_not_been_written_to(here: World) -> None:
    here.contact("c1", State.NEW, phone=PHONE, campaignId="spring", **WAITS)
    contact(here, "c2", "autumn", **WAITS)
    reply("quanto custa?")
    assert waiting() == ["c1"]

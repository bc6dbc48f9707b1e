"""Batches of the inbound queue, from its records to what follows from them."""

import json
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers import handle_replies
from handlers.common.rules import buttons, reply_addresses
from handlers.common.rules.model import Channel, Event, Intent, Kind, State
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import clients, configuration, contacts, dynamo, events, keys, secrets
from handlers.conversation import answering
from handlers.conversation.rules.inbound import bodies as inbound_bodies
from handlers.conversation.storage import replies
from handlers.dispatch.storage import tallies
from handlers.environment import required
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import meetings
from ops import opting_in
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import CONTEXT, NOW, TENANT, World, proposed, world

LINE, OTHER_LINE = "106540352242922", "106540352242923"
PHONE, WA_ID = "+5592987654321", "559287654321"
"""A number, and the form without its ninth digit in which WhatsApp knows it."""
USER = "BR.13491208655"


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    queue = clients.sqs().create_queue(QueueName=f"{uuid.uuid4().hex[:8]}-dead")["QueueUrl"]
    monkeypatch.setenv("INBOUND_DLQ_URL", queue)
    monkeypatch.setenv("ENVIRONMENT", "dev")
    monkeypatch.setenv("EVENT_BUS", "default")
    monkeypatch.setenv("EVENT_SOURCE", "micro-agente-disparo-agendamento")
    channel_secret(monkeypatch, endpoint="https://partner.example", apiKey="k")
    configuration.forget()
    tallies.forget()
    made = world(monkeypatch)
    configuration.put_tenant(TENANT.model_copy(update={"phoneNumberId": LINE}))
    yield made
    configuration.forget()
    secrets.forget("whatsapp")
    tallies.forget()
    clients.sqs().delete_queue(QueueUrl=queue)


def channel_secret(monkeypatch: pytest.MonkeyPatch, **document: str) -> None:
    """Let the WhatsApp channel have a secret."""
    name = f"{uuid.uuid4().hex[:8]}/whatsapp"
    clients.secretsmanager().create_secret(Name=name, SecretString=json.dumps(document))
    monkeypatch.setenv("SECRET_WHATSAPP", name)
    secrets.forget("whatsapp")


def person(here: World, number: int = 1, state: State = State.CONTACTED, **more: Any) -> str:
    """A contact who was written to; the id."""
    contact_id = f"c{number}"
    more = {"phone": phone(number), "channel": "whatsapp", "lastChannel": "whatsapp", **more}
    here.contact(contact_id, state, **more)
    for address in (more["phone"], more.get("email")):
        if address:
            note_written(contact_id, address)
    return contact_id


def phone(number: int) -> str:
    return PHONE if number == 1 else f"+55929876500{number:02}"


def note_written(contact_id: str, address: str, tenant_id: str = "acme", *others: str) -> None:
    item = {
        "pk": keys.address_pk(tenant_id, address),
        "sk": keys.ADDRESS_SK,
        "contacts": {contact_id, *others},
        "lastContactId": contact_id,
    }
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item))


def address_item(address: str) -> dict[str, Any]:
    return dynamo.read_item(contacts.table(), keys.address_pk("acme", address), keys.ADDRESS_SK) or {}


def stamp(seconds: float = 0) -> str:
    return str(int((datetime.now(UTC) + timedelta(seconds=seconds)).timestamp()))


def webhook(name: str, element: dict[str, Any], line: str = LINE, **more: Any) -> dict[str, Any]:
    value = {"metadata": {"phone_number_id": line}, name: [element], **more}
    return {
        "version": 1,
        "kind": "whatsapp",
        "receivedAt": keys.instant(datetime.now(UTC)),
        "line": line,
        "field": name if name == "user_preferences" else "messages",
        "value": value,
    }


def text(
    words: str, message_id: str = "w1", sender: str = WA_ID, at: float = 0, **more: Any
) -> dict[str, Any]:
    said = {"type": "text", "text": {"body": words}}
    return message(said, message_id, sender, at, **more)


def message(
    content: dict[str, Any], message_id: str = "w1", sender: str = WA_ID, at: float = 0, **more: Any
) -> dict[str, Any]:
    line = more.pop("line", LINE)
    contact = {"profile": {"name": "Zé"}, "wa_id": sender, **more.pop("contact", {})}
    told = {"from": sender, "id": message_id, "timestamp": stamp(at), **content, **more}
    return webhook("messages", told, line, contacts=[contact])


def status(contact_id: str, told: str, step: Step = OUTREACH, **more: Any) -> dict[str, Any]:
    reference = Reference(contact_id, step, Channel.WHATSAPP).text
    fields = {"id": f"wamid.{contact_id}", "status": told, "timestamp": stamp()}
    return webhook("statuses", {**fields, "biz_opaque_callback_data": reference, **more})


def receive(*bodies: dict[str, Any] | str) -> list[int]:
    """Run handle-replies over one batch; the numbers of its messages that are to be delivered again."""
    texts = [each if isinstance(each, str) else json.dumps(each) for each in bodies]
    records = [{"messageId": str(number), "body": body} for number, body in enumerate(texts)]
    answer: Any = handle_replies.handler({"Records": records}, CONTEXT)
    return [int(each["itemIdentifier"]) for each in answer["batchItemFailures"]]


def dead_letters() -> list[str]:
    """The reasons of the dead letters."""
    answer = clients.sqs().receive_message(
        QueueUrl=required("INBOUND_DLQ_URL"), MaxNumberOfMessages=10, MessageAttributeNames=["All"]
    )
    return [each["MessageAttributes"]["ErrorMessage"]["StringValue"] for each in answer.get("Messages", [])]


def reasons(here: World) -> list[str]:
    return [detail["reason"] for detail in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)]


def offered(here: World, round_: int = 1) -> Meeting:
    start = NOW.replace(minute=0, second=0)
    slots = tuple(Slot(start + timedelta(days=d), start + timedelta(days=d, hours=1)) for d in (1, 2, 4))
    meeting = proposed(slots)
    here.sent(meeting, NOW - timedelta(minutes=5))
    person(here, state=State.MEETING_PROPOSED, meetingId="m1")
    return meeting


def test_a_text_by_whatsapp_is_answered_as_one_that_is_passed_directly(here: World) -> None:
    person(here)
    assert receive(text("Tenho interesse!")) == []
    assert here.state() == State.INTERESTED
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1
    (kept,) = replies.of_contact("c1")
    assert (kept["text"], kept["channel"]) == ("Tenho interesse!", "whatsapp")


def test_a_repeated_webhook_counts_once_in_one_batch_and_in_two(here: World) -> None:
    person(here)
    assert receive(text("Tenho interesse!"), text("Tenho interesse!")) == []
    assert receive(text("Tenho interesse!")) == []
    assert len(here.raised) == here.counted("reply_interested") == 1


def test_the_given_reply_is_taken_from_the_queue_too(here: World) -> None:
    person(here)
    given = {
        "tenantId": "acme",
        "channel": "whatsapp",
        "from": PHONE,
        "text": "quanto custa?",
        "messageId": "r1",
        "receivedAt": datetime.now(UTC).isoformat(),
        "context": "wamid.0",
    }
    assert receive(given) == []
    assert reasons(here) == ["question"]


def test_a_slots_button_chooses_it_without_a_word_being_read(here: World) -> None:
    meeting = offered(here)
    choice = {"id": buttons.SlotButton("m1", 1, 2).id, "title": "não quero mais"}
    assert (
        receive(message({"type": "interactive", "interactive": {"type": "list_reply", "list_reply": choice}}))
        == []
    )
    (detail,) = here.raised_of(Event.MEETING_CONFIRMED)
    assert (detail["round"], detail["slot"]["start"]) == (1, keys.instant(meeting.slots[1].start))


@pytest.mark.parametrize("button", ["slot.m1.7.1", "slot.m1.1.9", "slot.m2.1.1"])
def test_a_slot_that_is_not_there_goes_to_a_human(here: World, button: str) -> None:
    offered(here)
    tapped = {"type": "button", "button": {"payload": button, "text": "1"}}
    assert receive(message(tapped)) == []
    assert reasons(here) == ["unclear_reply"]


def test_a_slot_of_an_older_offer_is_the_one_of_that_offer(here: World) -> None:
    meeting = offered(here)
    start = NOW.replace(minute=0, second=0) + timedelta(days=6)
    later = tuple(Slot(start + timedelta(days=d), start + timedelta(days=d, hours=1)) for d in (0, 1, 2))
    meetings.save(meeting, rules.proposed_again(meeting, later, "e1", NOW, asked_by_contact=True))
    tapped = {"type": "button", "button": {"payload": "slot.m1.1.3", "text": "3"}}
    receive(message(tapped))
    (detail,) = here.raised_of(Event.MEETING_CONFIRMED)
    assert (detail["round"], detail["slot"]["start"]) == (1, keys.instant(meeting.slots[2].start))


def test_the_opt_out_button_opts_out_whatever_it_says_and_is_acknowledged(here: World) -> None:
    person(here)
    receive(message({"type": "button", "button": {"payload": buttons.OPT_OUT, "text": "tenho interesse"}}))
    assert here.state() == State.OPTED_OUT
    assert address_item(PHONE)["optedOut"] is True
    assert len(here.messages) == 1


def test_a_stop_of_marketing_opts_out_without_an_acknowledgement_and_a_resume_does_not_undo_it(
    here: World,
) -> None:
    person(here)
    told = {"wa_id": WA_ID, "category": "marketing_messages", "timestamp": stamp()}
    assert receive(webhook("user_preferences", {**told, "value": "stop"})) == []
    assert receive(webhook("user_preferences", {**told, "value": "resume"})) == []
    assert here.state() == State.OPTED_OUT
    assert here.messages == []
    assert len(here.raised_of(Event.CONTACT_OPTED_OUT)) == 1


def test_what_is_no_text_goes_to_a_human_with_what_can_be_shown(here: World) -> None:
    person(here)
    place = {"latitude": -23.5, "longitude": -46.6, "name": "Praça"}
    receive(message({"type": "location", "location": place}))
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["reason"], detail["shown"]) == ("not_text", "location")
    assert detail["text"] == "[location] Praça, -23.5, -46.6"


def test_a_reaction_is_never_a_choice(here: World) -> None:
    offered(here)
    receive(message({"type": "reaction", "reaction": {"message_id": "wamid.0", "emoji": "1️⃣"}}))
    assert here.raised_of(Event.MEETING_CONFIRMED) == []
    assert reasons(here) == ["not_text"]


def edit(original: str, words: str, message_id: str = "w2") -> dict[str, Any]:
    inner = {"type": "text", "text": {"body": words}}
    return message(
        {"type": "edit", "edit": {"original_message_id": original, "message": inner}}, message_id, at=1
    )


def revoke(original: str, message_id: str = "w2") -> dict[str, Any]:
    return message({"type": "revoke", "revoke": {"original_message_id": original}}, message_id, at=1)


def test_a_message_that_is_edited_before_it_is_acted_on_is_read_in_its_new_wording_alone(here: World) -> None:
    person(here)
    assert receive(text("SAIR"), edit("w1", "quanto custa?")) == []
    assert receive(text("SAIR"), edit("w1", "quanto custa?")) == [], "they come again"
    assert here.state() == State.CONTACTED
    assert reasons(here) == ["question"]


def test_a_message_that_is_deleted_before_it_is_acted_on_is_not_read(here: World) -> None:
    person(here)
    assert receive(revoke("w1")) == []
    assert receive(text("SAIR")) == []
    assert here.state() == State.CONTACTED
    assert here.raised == []


def test_an_edit_of_what_has_been_acted_on_goes_to_a_human(here: World) -> None:
    person(here)
    receive(text("tenho interesse"))
    receive(edit("w1", "SAIR"))
    assert here.state() == State.INTERESTED
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["shown"], detail["text"]) == ("edited", "[edited] SAIR")


def test_when_somebody_wrote_is_kept_with_the_address_and_never_goes_back(here: World) -> None:
    person(here)
    receive(text("quanto custa?", "w1", at=-60))
    first = address_item(PHONE)["lastWroteAt"]
    receive(text("e quando?", "w2", at=-30))
    second = address_item(PHONE)["lastWroteAt"]
    receive(text("oi?", "w0", at=-3600))
    assert first < second == address_item(PHONE)["lastWroteAt"]


def test_who_hides_the_number_later_is_the_same_contact(here: World) -> None:
    person(here)
    receive(text("quanto custa?", contact={"user_id": USER}))
    hidden = text("SAIR", "w2", contact={"user_id": USER})
    del hidden["value"]["messages"][0]["from"], hidden["value"]["contacts"][0]["wa_id"]
    assert receive(hidden) == []
    assert here.state() == State.OPTED_OUT
    assert address_item(PHONE)["optedOut"] is address_item(USER)["optedOut"] is True


def test_a_line_that_nobody_has_is_a_dead_letter_that_says_how_to_give_it_to_a_tenant(here: World) -> None:
    person(here)
    assert receive(text("SAIR", line=OTHER_LINE), text("quanto custa?", "w2")) == []
    (reason,) = dead_letters()
    assert OTHER_LINE in reason
    assert "phoneNumberId" in reason
    assert reasons(here) == ["question"]


def lineless(monkeypatch: pytest.MonkeyPatch, *tenant_ids: str) -> None:
    channel_secret(monkeypatch, provider="whatsapp-cloud", accessToken="EAA", phoneNumberId=OTHER_LINE)
    for tenant_id in tenant_ids:
        configuration.put_tenant(TENANT.model_copy(update={"tenantId": tenant_id}))


def test_the_line_of_the_secret_serves_the_only_tenant_that_names_none(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lineless(monkeypatch, "acme")
    person(here)
    assert receive(text("quanto custa?", line=OTHER_LINE)) == []
    assert reasons(here) == ["question"]


def test_the_line_of_the_secret_serves_nobody_where_two_tenants_name_none(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lineless(monkeypatch, "acme", "other")
    assert receive(text("quanto custa?", line=OTHER_LINE)) == []
    (reason,) = dead_letters()
    assert "more than one tenant" in reason


def test_a_body_that_can_never_be_read_is_a_dead_letter_at_once_and_stops_no_other(here: World) -> None:
    person(here)
    bad = ["{", "[]", {"kind": "telegram"}, webhook("messages", {"type": "text"})]
    assert receive(*bad, text("quanto custa?")) == []
    assert len(dead_letters()) == len(bad)
    assert reasons(here) == ["question"]


def test_a_dead_letter_that_cannot_be_kept_is_delivered_again(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INBOUND_DLQ_URL", required("INBOUND_DLQ_URL") + "-gone")
    assert receive("{") == [0]


def test_one_that_fails_stops_none_of_the_others_and_those_of_its_person_wait_with_it(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(here, 1)
    person(here, 2)
    carry_out = answering.carry_out

    def failing(delivery: Any) -> Any:
        if delivery.reply.messageId == "w1":
            raise RuntimeError("no")
        return carry_out(delivery)

    bodies = (
        text("quanto custa?", "w2", at=-1),
        text("tenho interesse", "w1", at=-2),
        text("quanto custa?", "w3", phone(2).removeprefix("+")),
    )
    with monkeypatch.context() as broken:
        broken.setattr(answering, "carry_out", failing)
        assert receive(*bodies) == [0, 1]
    assert receive(*bodies[:2]) == []
    assert [
        kept["intent"] for kept in sorted(replies.of_contact("c1"), key=lambda kept: kept["receivedAt"])
    ] == [
        "interested",
        "question",
    ]
    assert reasons(here) == ["question", "question"]


def sent(here: World, number: int = 1, **more: Any) -> str:
    contact_id = f"c{number}"
    return person(here, number, sentAt=keys.instant(NOW), partnerMessageId=f"wamid.{contact_id}", **more)


def test_statuses_settle_messages_and_those_of_one_batch_together(here: World) -> None:
    for number in (1, 2, 3):
        sent(here, number)
    assert (
        receive(*(status(f"c{number}", told) for number in (1, 2, 3) for told in ("read", "delivered"))) == []
    )
    for number in (1, 2, 3):
        assert {"deliveredAt", "readAt"} <= contact_item(f"c{number}").keys()


def test_an_unknown_message_is_settled_by_its_status(here: World) -> None:
    here.contact("c1", State.UNKNOWN, phone=PHONE, failure="lost")
    assert receive(status("c1", "delivered")) == []
    assert here.state() == State.CONTACTED


def test_what_reports_settle_is_counted_however_often_and_whatever_answer_is_lost(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        here.contact(f"c{number}", State.UNKNOWN, phone=phone(number), failure="lost")
    assert receive(status("c1", "delivered")) == []
    assert receive(status("c2", "delivered")) == []
    execute = dynamo.client().batch_execute_statement

    def loses_the_answer(**request: Any) -> Any:
        execute(**request)
        monkeypatch.setattr(dynamo.client(), "batch_execute_statement", execute)
        raise ConnectionError("the answer was lost")

    monkeypatch.setattr(dynamo.client(), "batch_execute_statement", loses_the_answer)
    again = receive(status("c3", "delivered"))
    assert receive(*([status("c3", "delivered")] if again else [])) == []
    assert [contact_item(f"c{number}")["state"] for number in (1, 2, 3)] == ["contacted"] * 3
    assert here.counted("sent_whatsapp") == 3


def test_a_report_that_another_change_overtakes_is_not_counted(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.contact("c1", State.UNKNOWN, phone=PHONE, failure="lost")
    execute = dynamo.client().batch_execute_statement

    def comes_too_late(**request: Any) -> Any:
        monkeypatch.setattr(dynamo.client(), "batch_execute_statement", execute)
        contacts.move("c1", State.OPTED_OUT, NOW, "opted_out", counted=False)
        return execute(**request)

    monkeypatch.setattr(dynamo.client(), "batch_execute_statement", comes_too_late)
    assert receive(status("c1", "delivered")) == []
    assert here.state() == State.OPTED_OUT
    assert here.counted("sent_whatsapp") == 0


def test_a_report_on_a_message_that_others_keep_changing_comes_again_and_is_not_counted_before(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.contact("c1", State.UNKNOWN, phone=PHONE, failure="lost")
    execute = dynamo.client().batch_execute_statement

    def stand(state: State) -> None:
        dynamo.client().update_item(
            TableName=required("TABLE_CONTACTS"),
            Key=dynamo.encode({"pk": keys.contact_pk("c1"), "sk": keys.CONTACT_SK}),
            UpdateExpression="SET #state = :state",
            ExpressionAttributeNames={"#state": "state"},
            ExpressionAttributeValues=dynamo.encode({":state": state.value}),
        )

    def in_between(**request: Any) -> Any:
        stand(State.CONTACTED)
        answer = execute(**request)
        stand(State.UNKNOWN)
        return answer

    with monkeypatch.context() as restless:
        restless.setattr(dynamo.client(), "batch_execute_statement", in_between)
        assert receive(status("c1", "delivered")) == [0]
    assert (here.state(), here.counted("sent_whatsapp")) == (State.UNKNOWN, 0)
    assert receive(status("c1", "delivered")) == []
    assert (here.state(), here.counted("sent_whatsapp")) == (State.CONTACTED, 1)


def test_statuses_that_cannot_be_settled_are_delivered_again(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(here)
    monkeypatch.setattr(handle_replies.reports, "settle", lambda *_: 1 / 0)
    assert receive(status("c1", "delivered"), text("quanto custa?")) == [0]
    assert reasons(here) == ["question"]


@pytest.mark.parametrize("told", ["131050", "complaint", "unsubscribe"])
def test_who_stops_messages_at_the_provider_or_complains_has_opted_out_under_all_addresses(
    here: World, told: str
) -> None:
    sent(here, email="ze@cliente.example", otherAddresses={"+5592987650000"})
    reference = Reference("c1", OUTREACH, Channel.WHATSAPP).text
    at = keys.instant(datetime.now(UTC))
    common = {"version": 1, "receivedAt": at}
    bodies: dict[str, dict[str, Any]] = {
        "131050": status("c1", "failed", errors=[{"code": 131050}]),
        "complaint": {**common, "kind": "mail-report", "report": "complaint", "reference": reference},
        "unsubscribe": {**common, "kind": "unsubscribe", "token": f"{reference}.{'a' * 22}.{'b' * 43}"},
    }
    assert receive(bodies[told]) == []
    assert receive(bodies[told]) == []
    assert here.state() == State.OPTED_OUT
    for address in (PHONE, "ze@cliente.example", "+5592987650000"):
        assert address_item(address)["optedOut"] is True
    assert here.messages == [], "nobody is written to about it"
    assert here.counted("opted_out") == 1


@pytest.mark.parametrize("told", ["complaint", "unsubscribe"])
def test_a_wish_told_of_one_message_counts_again_after_an_opt_in_and_its_repeats_never(
    here: World, told: str
) -> None:
    sent(here, email="ze@cliente.example")
    reference = Reference("c1", OUTREACH, Channel.EMAIL).text
    named = {
        "complaint": {"kind": "mail-report", "report": "complaint", "reference": reference},
        "unsubscribe": {"kind": "unsubscribe", "token": f"{reference}.{'a' * 22}.{'b' * 43}"},
    }
    began = datetime.now(UTC)
    assert receive(text("SAIR")) == []
    opting_in.opt_in("c1", "asked us to", "bia", began - timedelta(minutes=5))

    def use(minutes: int) -> bool:
        at = keys.instant(began + timedelta(minutes=minutes))
        assert receive({"version": 1, "receivedAt": at, **named[told]}) == []
        return here.state() == State.OPTED_OUT

    def open_again(minutes: int) -> None:
        opting_in.opt_in("c1", "asked us to", "bia", began + timedelta(minutes=minutes))

    assert use(0)
    assert use(2)
    assert here.counted("reply_opt_out") == 2, "another use within minutes is the same wish"
    open_again(5)
    assert not use(0), "a repeat from the queue"
    assert use(10)
    assert use(12)
    assert here.counted("reply_opt_out") == 3
    open_again(15)
    assert not any(map(use, (0, 2, 10, 12)))
    assert use(20)
    assert (here.counted("reply_opt_out"), here.counted("opted_out")) == (4, 4)


@pytest.mark.parametrize("gone", ["tenant", "campaign"])
@pytest.mark.parametrize("told", ["button", "preference", "unsubscribe", "complaint", "131050"])
def test_every_wish_to_get_no_more_is_kept_after_the_tenant_or_the_campaign_was_removed(
    here: World, told: str, gone: str
) -> None:
    sent(here, email="ze@cliente.example")
    if gone == "tenant":
        remove(keys.tenant_pk("acme"), keys.PROFILE_SK)
    else:
        remove(keys.tenant_pk("acme"), keys.campaign_sk("spring"))
    reference = Reference("c1", OUTREACH, Channel.WHATSAPP).text
    common = {"version": 1, "receivedAt": keys.instant(datetime.now(UTC))}
    stop = {"wa_id": WA_ID, "category": "marketing_messages", "timestamp": stamp(), "value": "stop"}
    pressed = {"type": "button", "button": {"payload": buttons.OPT_OUT, "text": "Não receber mais"}}
    bodies: dict[str, dict[str, Any]] = {
        "button": message(pressed),
        "preference": webhook("user_preferences", stop),
        "unsubscribe": {**common, "kind": "unsubscribe", "token": f"{reference}.{'a' * 22}.{'b' * 43}"},
        "complaint": {**common, "kind": "mail-report", "report": "complaint", "reference": reference},
        "131050": status("c1", "failed", errors=[{"code": 131050}]),
    }
    assert receive(bodies[told]) == []
    assert dead_letters() == []
    assert here.state() == State.OPTED_OUT
    for address in (PHONE, "ze@cliente.example"):
        assert address_item(address)["optedOut"] is True


def remove(pk: str, sk: str) -> None:
    """Take something out of the configuration."""
    key = dynamo.encode({"pk": pk, "sk": sk})
    dynamo.client().delete_item(TableName=configuration.table(), Key=key)
    configuration.forget()


def mail(words: str, **more: Any) -> dict[str, Any]:
    fields = {
        "version": 1,
        "kind": "mail",
        "receivedAt": keys.instant(datetime.now(UTC)),
        "messageId": "<1@cliente.example>",
        "from": "ze@cliente.example",
        "to": ["vendas@acme.example"],
        "references": [],
        "text": words,
        "subject": "Re: Acme",
        "automatic": False,
        "trusted": True,
    }
    return {**fields, **more}


def test_a_mail_is_a_reply_of_the_contact_whom_its_address_names(here: World) -> None:
    person(here, email="ze@cliente.example")
    answered = mail("quanto custa?", to=[f"c1.{'a' * 12}@in.acme.example"])
    assert receive({**answered, "from": "ze.privat@example.net"}) == []
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["reason"], detail["contactId"]) == ("question", "c1")


def test_a_mail_to_another_address_is_a_reply_of_whoever_was_written_to(here: World) -> None:
    person(here, email="ze@cliente.example")
    assert receive(mail("quanto custa?")) == []
    assert reasons(here) == ["question"]
    assert receive(mail("compre já", **{"from": "spam@example.net"})) == []
    assert len(dead_letters()) == 1


SES_ID = "0100019a7c1e4f20-6b1d0c52-3f47-4c9e-8a2d-5e6f7a8b9c0d-000000"


@pytest.mark.parametrize("domain", ["in.acme.example", "acme.example"])
def test_a_mail_program_that_ignores_the_reply_address_is_known_by_the_references(
    here: World, domain: str
) -> None:
    person(here, email="ze@cliente.example")
    ours = [f"c1.{mark * 12}@{domain}" for mark in "ab"]
    answered = mail("quanto custa?", references=["x@cliente.example", *ours, f"{SES_ID}@email.amazonses.com"])
    assert receive({**answered, "from": "ze.privat@example.net"}) == []
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["reason"], detail["contactId"]) == ("question", "c1")


@pytest.mark.parametrize("domain", ["email.amazonses.com", "sa-east-1.amazonses.com"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_mail_that_repeats_the_id_of_amazon_ses_alone_is_of_the_contact_who_was_sent_that(
    here: World, domain: str, is_first: bool
) -> None:
    here.contact("c1", State.CONTACTED, **({"partnerMessageId": SES_ID} if is_first else {}))
    here.contact("c2", State.CONTACTED, updatedAt="9")
    if not is_first:
        item = {"pk": keys.contact_pk("c1"), "sk": keys.message_sk("follow_up#1"), "partnerMessageId": SES_ID}
        dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
    note_written("c2", "ze@cliente.example", "acme", "c1")
    assert receive(mail("quanto custa?", references=[f"{SES_ID}@{domain}"])) == []
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert detail["contactId"] == "c1"


def test_the_id_of_amazon_ses_tells_which_of_two_tenants_is_answered(here: World) -> None:
    configuration.put_tenant(TENANT.model_copy(update={"tenantId": "other"}))
    person(here, email="ze@cliente.example", partnerMessageId=SES_ID)
    here.contact("c2", State.CONTACTED, tenantId="other")
    note_written("c2", "ze@cliente.example", "other")
    assert receive(mail("quanto custa?", references=["f00d@cliente.example"])) == []
    assert len(dead_letters()) == 1, "nothing says which of them is meant"
    assert receive(mail("quanto custa?", references=[f"{SES_ID}@email.amazonses.com"])) == []
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["tenantId"], detail["contactId"]) == ("acme", "c1")


def test_the_words_of_a_mail_are_those_that_receive_mail_has_found_and_are_not_cut_again(here: World) -> None:
    person(here, email="ze@cliente.example")
    words = "> quanto custa?\nAtt.\n> e para dois?"
    assert receive(mail(words)) == []
    assert [item["text"] for item in replies.of_contact("c1")] == [words]


def test_our_instruction_to_opt_out_is_not_read_as_the_persons(here: World) -> None:
    person(here)
    assert receive(text("Quero sim. Para não receber mais, responda SAIR.")) == []
    assert [item["text"] for item in replies.of_contact("c1")] == ["Quero sim."]
    assert here.state() != State.OPTED_OUT


def test_a_number_in_a_mail_chooses_of_the_offer_that_the_mail_answers(here: World) -> None:
    meeting = offered_twice(here)
    assert receive(mail("2", references=[f"{SES_ID}@email.amazonses.com"])) == []
    (detail,) = here.raised_of(Event.MEETING_CONFIRMED)
    assert (detail["round"], detail["slot"]["start"]) == (1, keys.instant(meeting.slots[1].start))


def offered_twice(here: World) -> Meeting:
    """The meeting of ``offered``, to which another offer has been sent since."""
    meeting = offered(here)
    note_written("c1", "ze@cliente.example")
    start = NOW.replace(minute=0, second=0) + timedelta(days=6)
    later = tuple(Slot(start + timedelta(days=d), start + timedelta(days=d, hours=1)) for d in (0, 1, 2))
    meetings.save(meeting, rules.proposed_again(meeting, later, "e1", NOW, asked_by_contact=True))
    for round_, message_id in ((1, SES_ID), (2, "another")):
        values = {
            "status": "sent",
            "partnerMessageId": message_id,
            "sentAt": keys.instant(NOW - timedelta(hours=1)),
        }
        key = {"pk": keys.contact_pk("c1"), "sk": keys.message_sk(Step.proposal("m1", round_))}
        dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(key | values))
    return meeting


def test_a_mail_that_answers_somebody_elses_in_the_thread_quotes_none_of_ours() -> None:
    said = mail("2", references=[f"{SES_ID}@email.amazonses.com", "from-ana@acme.example"])
    told = inbound_bodies.read(json.dumps(said))
    assert isinstance(told, inbound_bodies.Mailed)
    assert (told.answers, told.quotes, told.names) == ((SES_ID,), None, None)


OFFERS = [
    reply_addresses.address(Reference("c1", Step.proposal("m1", n), Channel.EMAIL), "in.acme.example")
    for n in (1, 2)
]


@pytest.mark.parametrize(
    ("to", "references", "round_"),
    [
        (OFFERS[0], [], 1),
        (OFFERS[1], [], 2),
        ("vendas@acme.example", OFFERS, 2),
        ("vendas@acme.example", OFFERS[:1], 1),
        (OFFERS[0], [*OFFERS[:1], "from-ana@acme.example"], 2),
    ],
)
def test_where_our_own_marks_alone_tell_which_offer_a_mail_answers_a_number_is_of_that_one(
    here: World, to: str, references: list[str], round_: int
) -> None:
    offered_twice(here)
    assert receive(mail("2", to=[to], references=references)) == []
    (detail,) = here.raised_of(Event.MEETING_CONFIRMED)
    assert detail["round"] == round_


def test_a_sender_who_may_be_somebody_else_decides_nothing_that_cannot_be_taken_back(here: World) -> None:
    offered(here)
    note_written("c1", "ze@cliente.example")
    receive(mail("2", trusted=False))
    assert here.raised_of(Event.MEETING_CONFIRMED) == []
    assert reasons(here) == ["unclear_reply"]
    receive(mail("SAIR", trusted=False, messageId="<2@cliente.example>"))
    assert here.state() == State.OPTED_OUT, "an opt-out is honoured all the same"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("2", Intent.SLOT_CHOICE),
        ("Podemos remarcar?", Intent.RESCHEDULE),
        ("Nenhum desses horários, tem outro?", Intent.RESCHEDULE),
        ("Cancela a reunião.", Intent.CANCEL),
        ("Não tenho interesse.", Intent.NOT_INTERESTED),
    ],
)
@pytest.mark.parametrize("trusted", [True, False])
def test_no_decision_of_a_sender_who_may_be_somebody_else_is_acted_on(
    here: World, words: str, intent: Intent, trusted: bool
) -> None:
    meeting = offered(here)
    if intent in (Intent.CANCEL, Intent.RESCHEDULE):
        meetings.save(meeting, rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW, ()))
    note_written("c1", "ze@cliente.example")
    before = here.meeting(), here.state()
    receive(mail(words, trusted=trusted))
    decided = [kind for kind, _ in here.raised if kind is not Event.HUMAN_ATTENTION_NEEDED]
    is_untouched = (here.meeting(), here.state()) == before and decided == []
    assert is_untouched is not trusted
    assert reasons(here) == ([] if trusted else ["unclear_reply"])


def test_a_forged_command_to_stop_calls_off_no_meeting(here: World) -> None:
    meeting = offered(here)
    meetings.save(meeting, rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW, ()))
    note_written("c1", "ze@cliente.example")
    receive(mail("SAIR", trusted=False))
    assert reasons(here) == ["unclear_reply"]
    assert here.state() == State.MEETING_PROPOSED


def test_a_forged_command_to_stop_calls_off_no_meeting_of_another_address_either(here: World) -> None:
    phone = "+5592987651234"
    meeting = offered(here)
    meetings.save(meeting, rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW, ()))
    note_written("c1", phone)
    here.contact("c2", State.CONTACTED, email="ze@cliente.example", phone=phone, campaignId="autumn")
    note_written("c2", "ze@cliente.example")
    receive(mail("SAIR", trusted=False))
    assert reasons(here) == ["unclear_reply"]
    assert here.state("c2") == State.CONTACTED


@pytest.mark.parametrize(
    "words", ["Estou de férias até 10/12.", "Recebemos o seu e-mail.", "", "Quanto custa?"]
)
def test_what_a_machine_writes_is_an_absence(here: World, words: str) -> None:
    offered(here)
    note_written("c1", "ze@cliente.example")
    assert receive(mail(words, automatic=True)) == []
    assert here.raised == []
    assert here.state() == State.MEETING_PROPOSED


@pytest.mark.parametrize("words", ["2", "Removam nosso e-mail da lista.", "Não temos interesse."])
def test_an_order_under_the_headers_of_a_machine_is_a_humans(here: World, words: str) -> None:
    offered(here)
    note_written("c1", "ze@cliente.example")
    assert receive(mail(words, automatic=True)) == []
    assert reasons(here) == ["unclear_reply"]
    assert here.state() == State.MEETING_PROPOSED


def test_a_command_in_a_subject_is_asked_back(here: World) -> None:
    offered(here)
    note_written("c1", "ze@cliente.example")
    assert receive(mail("", unsaid={"subject": "SAIR"})) == []
    assert [message.kind for message in here.messages] == [Kind.CHECK]
    assert here.state() == State.MEETING_PROPOSED


def test_a_choice_in_a_subject_is_a_humans(here: World) -> None:
    offered(here)
    note_written("c1", "ze@cliente.example")
    assert receive(mail("", unsaid={"subject": "a 2"})) == []
    assert (reasons(here), here.raised_of(Event.MEETING_CONFIRMED)) == (["unclear_reply"], [])


def test_a_mail_that_says_nothing_is_shown_to_a_human_as_far_as_it_goes(here: World) -> None:
    offered(here)
    note_written("c1", "ze@cliente.example")
    assert receive(mail("Ana Luz", unsaid={"shown": "[assunto: Re: Estoque]\nAna Luz"})) == []
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["reason"], detail["text"]) == ("not_text", "[assunto: Re: Estoque]\nAna Luz")


def test_a_forwarded_mail_below_thanks_is_a_humans_where_nothing_follows_from_the_words(here: World) -> None:
    meeting = offered(here)
    meetings.save(meeting, rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW, ()))
    note_written("c1", "ze@cliente.example")
    assert receive(mail("Obrigado, combinado!", subject="Fwd: Contrato")) == []
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["reason"], detail["shown"]) == ("unclear_reply", "forwarded")


def test_what_may_be_a_servers_own_under_another_name_is_an_absence(here: World) -> None:
    offered(here)
    note_written("c1", "ze@cliente.example")
    assert receive(mail("2", automatic=True, trusted=False)) == []
    assert here.raised == []


def test_a_bounced_mail_settles_its_message(here: World) -> None:
    person(here, email="ze@cliente.example", lastChannel="email", channel="email")
    reference = Reference("c1", OUTREACH, Channel.EMAIL).text
    at = keys.instant(datetime.now(UTC))
    bounce = {"version": 1, "kind": "mail-report", "receivedAt": at, "report": "bounce", "permanent": True}
    assert receive({**bounce, "reference": reference}) == []
    item = contact_item("c1")
    assert (item["state"], item["undeliverableOn"]) == ("new", ["email"])


def ses_event(kind: str, reference: str | None, **detail: Any) -> dict[str, Any]:
    """An event of Amazon SES, as the event bus puts it into the queue."""
    at = keys.instant(datetime.now(UTC))
    tags = {"ses:configuration-set": ["dev-mail"], **({"reference": [reference]} if reference else {})}
    mail = {"timestamp": at, "messageId": "0100019abc-ses", "tags": tags}
    told = {"eventType": kind, "mail": mail, kind.lower(): {"timestamp": at, **detail}}
    return {"source": "aws.ses", "detail-type": f"Email {kind}", "detail": told}


def test_a_bounce_that_amazon_ses_reports_settles_its_message(here: World) -> None:
    person(here, email="ze@cliente.example", lastChannel="email", channel="email")
    reference = Reference("c1", OUTREACH, Channel.EMAIL).text
    bounce = ses_event("Bounce", reference, bounceType="Permanent", bounceSubType="General")
    assert receive(ses_event("Delivery", reference), bounce, ses_event("Send", reference)) == []
    item = contact_item("c1")
    assert (item["state"], item["undeliverableOn"]) == ("new", ["email"])


def test_what_amazon_ses_reports_of_a_hosts_mail_is_no_dead_letter(here: World) -> None:
    assert receive(ses_event("Delivery", None), ses_event("DeliveryDelay", None)) == []
    assert dead_letters() == []


def test_a_mail_that_is_taken_for_spam_goes_to_a_human(here: World) -> None:
    person(here, email="ze@cliente.example")
    assert receive(mail("Tenho interesse", trusted=False, suspicious=True)) == []
    assert reasons(here) == ["not_text"]
    assert here.state() == State.CONTACTED


def test_a_notice_about_a_template_reaches_the_tenants_human(here: World) -> None:
    notice = {
        **webhook("messages", {}),
        "field": "message_template_status_update",
        "value": {"event": "PAUSED", "message_template_name": "oferta"},
    }
    assert receive(notice) == []
    assert receive({**notice, "field": "account_update", "line": ""}) == []
    assert reasons(here) == ["provider_notice"]


def test_the_tenant_of_a_line_may_change_and_no_line_has_two(here: World) -> None:
    other = Tenant.model_validate(TENANT.model_dump() | {"tenantId": "other", "phoneNumberId": LINE})
    with pytest.raises(configuration.LineTakenError, match=LINE):
        configuration.put_tenant(other)
    assert configuration.tenant("other") is None
    configuration.put_tenant(TENANT.model_copy(update={"phoneNumberId": OTHER_LINE}))
    configuration.put_tenant(other)
    assert (configuration.tenant_of_line(LINE), configuration.tenant_of_line(OTHER_LINE)) == ("other", "acme")


@pytest.fixture
def requests() -> Iterator[Counter[str]]:
    counted: Counter[str] = Counter()

    def count(model: Any, **_: object) -> None:
        counted[model.name] += 1

    watched = [dynamo.client(), clients.sqs(), events._client()]
    for client in watched:
        client.meta.events.register("before-call", count)
    yield counted
    for client in watched:
        client.meta.events.unregister("before-call", count)


@pytest.mark.parametrize("words", ["quanto custa?", "2", "tenho interesse"])
def test_a_reply_in_a_full_batch_costs_at_most_four_requests(
    here: World, requests: Counter[str], words: str
) -> None:
    for number in range(1, 11):
        person(here, number)
    receive(text("oi", "w0"))
    requests.clear()
    bodies = [text(words, f"w{number}", phone(number).removeprefix("+")) for number in range(1, 11)]
    assert receive(*bodies) == []
    events_raised = len(here.raised)
    assert (sum(requests.values()) + events_raised) / 10 <= 4, requests

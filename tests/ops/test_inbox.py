"""What needs a human, on the command line."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from click.testing import CliRunner, Result

from handlers import notify_team
from handlers.attention.rules.entry import Entry
from handlers.attention.storage import entries
from handlers.common.rules.model import Channel, Intent, Kind, State
from handlers.common.storage import clients, configuration, contacts, dynamo, forgotten, keys
from handlers.conversation.rules.inbound import incoming
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import replies
from handlers.environment import required
from ops import audit, template_store
from ops.__main__ import main
from tests.handlers.attention.test_notify_team import event
from tests.handlers.meetings.appointments import CAMPAIGN, CONTEXT, TENANT, World
from tests.handlers.meetings.appointments import FakeCalendar as Calendar

PHONE = "+5511987654321"
STRANGER = "+5511900000000"
NOW = datetime.now(UTC)


class Desk:
    """A stack with a queue, and a contact who has asked something."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.queue = clients.sqs().create_queue(QueueName=f"{prefix}-send-queue")["QueueUrl"]
        configuration.put_tenant(TENANT)
        configuration.put_campaign(CAMPAIGN)
        self.wrote(timedelta(minutes=5))

    def contact(self, state: State = State.CONTACTED) -> None:
        World(Calendar()).contact("c1a2b3", state, phone=PHONE, company="Padaria Sol")

    def wrote(self, ago: timedelta, **more: Any) -> None:
        item = {"pk": keys.address_pk("acme", PHONE), "sk": keys.ADDRESS_SK, "contacts": {"c1a2b3"}}
        item["lastWroteAt"] = keys.instant(datetime.now(UTC) - ago)
        dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item | more))

    def call(self, correlation_id: str = "r1", **detail: Any) -> None:
        notify_team.handler(event(correlation_id, **{"contactId": "c1a2b3", **detail}), CONTEXT)

    def ops(self, *arguments: str) -> Result:
        configuration.forget()
        return CliRunner().invoke(main, ["--prefix", self.prefix, "inbox", *arguments])

    def queued(self) -> list[dict[str, Any]]:
        answer = clients.sqs().receive_message(
            QueueUrl=self.queue, MaxNumberOfMessages=10, VisibilityTimeout=0
        )
        return [json.loads(message["Body"]) for message in answer.get("Messages", ())]


@pytest.fixture
def desk(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    dynamo.client.cache_clear()
    configuration.forget()
    for name in ("SEND_QUEUE_URL", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "us-east-1")
    made = Desk(tables["config"].removesuffix("-config"))
    made.contact()
    return made


def says(text: str) -> None:
    told = {
        "tenantId": "acme",
        "channel": "whatsapp",
        "from": PHONE,
        "text": text,
        "messageId": text,
        "receivedAt": keys.instant(NOW),
    }
    replies.remember(incoming.parse(told), PHONE, Understanding(Intent.QUESTION, "c1a2b3"), NOW)


def test_an_empty_inbox_says_so(desk: Desk) -> None:
    assert desk.ops("list").output == "nobody needs a human\n"
    assert json.loads(desk.ops("list", "--json").output) == []


def test_the_list_says_who_needs_a_human_and_why_the_one_that_waits_longest_first(desk: Desk) -> None:
    desk.call()
    desk.call("r2", contactId=None, reason="unknown_sender", **{"from": STRANGER})
    columns, first, second = desk.ops("list", "acme").output.splitlines()
    assert columns.split() == ["entry", "waits", "since", "standing", "tenant", "reason", "who"]
    assert first.startswith("c1a2b3 ")
    assert first.endswith("waits     acme    question        Zé, Padaria Sol")
    assert second.endswith(f"waits     acme    unknown_sender  {STRANGER}")
    found = json.loads(desk.ops("list", "--json").output)
    assert [(each["reason"], each["standing"]) for each in found] == [
        ("question", "waits"),
        ("unknown_sender", "waits"),
    ]


def test_an_entry_is_shown_with_the_conversation_and_what_was_done(desk: Desk) -> None:
    says("Quanto custa?")
    desk.call()
    assert desk.ops("answer", "c1a", "R$ 100 por mês").exit_code == 0
    shown = desk.ops("show", "c1a").output
    assert "contact  Quanto custa?" in shown
    assert "human    R$ 100 por mês" in shown
    assert "answered by " in shown
    assert "who           Zé, Padaria Sol" in shown
    document = json.loads(desk.ops("show", "c1a", "--json").output)
    assert [line["text"] for line in document["conversation"]] == ["Quanto custa?", "R$ 100 por mês"]
    assert document["standing"] == "answered"


def test_an_answer_goes_out_by_the_channel_of_the_person_and_the_agent_keeps_quiet(desk: Desk) -> None:
    desk.call()
    done = desk.ops("answer", "c1a2b3", "R$ 100 por mês")
    assert done.output == "the answer is queued for whatsapp; the agent keeps quiet with this person\n"
    (message,) = desk.queued()
    assert (message["kind"], message["channel"], message["contactId"]) == ("answer", "whatsapp", "c1a2b3")
    assert message["variables"] == {"answer": "R$ 100 por mês"}
    contact = contacts.read("c1a2b3")
    assert contact.is_with_human(NOW + timedelta(hours=23))
    assert not contact.is_with_human(NOW + timedelta(hours=25))
    (entry,) = entries.listed("acme")
    assert entry.waiting_since is None
    assert "arn:aws" in entry.words[-1].by


def test_a_person_who_writes_by_mail_is_answered_by_mail(desk: Desk) -> None:
    desk.call(channel="email")
    assert "for email" in desk.ops("answer", "c1", "R$ 100").output
    assert desk.queued()[0]["channel"] == "email"


def test_the_same_answer_again_after_a_failure_goes_out_once_and_later_a_second_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.call()

    def lost(*_: Any) -> bool:
        raise ConnectionError("lost")

    with monkeypatch.context() as broken:
        broken.setattr(entries, "touch", lost)
        assert desk.ops("answer", "c1", "ok").exit_code == 1
    assert desk.ops("answer", "c1", "ok").exit_code == 0
    assert len({message["step"] for message in desk.queued()}) == 1
    assert desk.ops("answer", "c1", "--also", "ok").exit_code == 0
    assert len({message["step"] for message in desk.queued()}) == 2


@pytest.mark.parametrize(
    ("ago", "template", "refused"),
    [
        (timedelta(hours=25), False, True),
        (timedelta(hours=25), True, False),
        (timedelta(hours=23), False, False),
    ],
)
def test_an_answer_after_whatsapps_24_hours_is_refused_unless_there_is_a_template(
    desk: Desk, ago: timedelta, template: bool, refused: bool
) -> None:
    desk.call()
    desk.wrote(ago)
    if template:
        approved = {"body": "{{ answer }}", "name": "resposta", "language": "pt_BR", "parameters": ["answer"]}
        file = template_store.TemplateFile.model_validate(approved)
        template_store.put("acme", Channel.WHATSAPP, Kind.ANSWER, file)
    done = desk.ops("answer", "c1", "R$ 100")
    assert ("WhatsApp's 24 hours are over" in done.output) is refused
    assert done.exit_code == int(refused)
    assert bool(desk.queued()) is not refused
    assert contacts.read("c1a2b3").is_with_human(NOW) is not refused


@pytest.mark.parametrize(
    ("state", "mark", "told"),
    [
        (State.OPTED_OUT, {}, "has opted out: only python -m ops contact opt-in"),
        (State.CONTACTED, {"optedOut": True}, "has opted out"),
        (State.CONTACTED, {"blocked": True}, "is on the do-not-contact list"),
    ],
)
def test_whoever_wants_no_messages_is_not_answered(
    desk: Desk, state: State, mark: dict[str, bool], told: str
) -> None:
    desk.call()
    desk.contact(state=state)
    desk.wrote(timedelta(minutes=1), **mark)
    done = desk.ops("answer", "c1", "R$ 100")
    assert (done.exit_code, told in done.output) == (1, True)
    assert desk.queued() == []


def test_whose_address_was_erased_is_not_answered(desk: Desk) -> None:
    desk.call()
    forgotten.add("acme", (PHONE,), datetime.now(UTC))
    done = desk.ops("answer", "c1", "R$ 100")
    assert (done.exit_code, "has opted out" in done.output) == (1, True)
    assert desk.queued() == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "is empty"), ("  ", "is empty"), ("x" * 1001, "has 1001 characters: give 1 to 1000")],
)
def test_an_answer_of_no_or_too_many_words_is_refused(desk: Desk, text: str, told: str) -> None:
    desk.call()
    done = desk.ops("answer", "c1", text)
    assert (done.exit_code, f"the answer {told}" in done.output) == (1, True)


@pytest.mark.parametrize("text", ["-5 reais, com desconto", "--", "- um\n- dois", "-2 horas", "-h"])
def test_an_answer_may_begin_with_a_hyphen(desk: Desk, text: str) -> None:
    desk.call()
    given = ["--", text] if text == "--" else [text]
    assert desk.ops("answer", "c1", *given).exit_code == 0
    assert desk.queued()[0]["variables"] == {"answer": text}


@pytest.mark.parametrize("command", [("show",), ("answer", "oi"), ("hand-back",), ("close",)])
def test_an_empty_id_is_no_entry_however_few_there_are(desk: Desk, command: tuple[str, ...]) -> None:
    desk.call()
    name, *more = command
    done = desk.ops(name, "", *more)
    assert (done.exit_code, "the id of the open entry is empty" in done.output) == (1, True)
    assert desk.queued() == []


def other_contact() -> str:
    """Put the same person into another campaign, written to at the same number."""
    configuration.put_campaign(CAMPAIGN.model_copy(update={"campaignId": "autumn"}))
    other = keys.contact_id("acme", "autumn", PHONE)
    World(Calendar()).contact(other, phone=PHONE, campaignId="autumn")
    return other


def test_a_deed_for_one_contact_settles_the_entries_of_the_persons_others(desk: Desk) -> None:
    other = other_contact()
    desk.call()
    desk.call("r2", contactId=other)
    says("Quanto custa?")
    assert "contact  Quanto custa?" in desk.ops("show", other).output
    assert desk.ops("answer", "c1", "R$ 100 por mês").exit_code == 0
    assert [entry.waiting_since for entry in entries.listed("acme")] == [None, None]
    assert contacts.read(other).is_with_human(NOW)
    assert desk.ops("show", other).output.count("human    R$ 100 por mês") == 1
    desk.call("r3", contactId=other)
    assert desk.ops("hand-back", "c1").exit_code == 0
    assert [entry.waiting_since for entry in entries.listed("acme")] == [None, None]
    assert not contacts.read(other).is_with_human(NOW)
    assert desk.ops("close", other).exit_code == 0
    assert desk.ops("list").output == "nobody needs a human\n"


def test_another_entry_of_the_person_in_which_something_has_come_in_stays_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = other_contact()
    desk.call()
    desk.call("r2", contactId=other)
    about = entries.about

    def late(*arguments: Any) -> list[Entry]:
        found = about(*arguments)
        desk.call("r3", contactId=other)
        return found

    monkeypatch.setattr(entries, "about", late)
    assert desk.ops("close", "c1").exit_code == 0
    assert [entry.entry_id for entry in entries.listed("acme")] == [other]


def test_the_entry_of_a_contact_that_was_erased_is_closed_all_the_same(desk: Desk) -> None:
    desk.call()
    key = dynamo.encode({"pk": keys.contact_pk("c1a2b3"), "sk": keys.CONTACT_SK})
    dynamo.client().delete_item(TableName=required("TABLE_CONTACTS"), Key=key)
    assert desk.ops("close", "c1").exit_code == 0


def test_who_has_opted_out_is_not_handed_back(desk: Desk) -> None:
    desk.call()
    desk.contact(state=State.OPTED_OUT)
    done = desk.ops("hand-back", "c1")
    assert (done.exit_code, "has opted out: only python -m ops contact opt-in" in done.output) == (1, True)
    (entry,) = entries.listed("acme")
    assert entry.waiting_since is not None


def test_a_stranger_is_answered_elsewhere(desk: Desk) -> None:
    desk.call(contactId=None, reason="unknown_sender", **{"from": STRANGER})
    (entry,) = entries.listed("acme")
    done = desk.ops("answer", entry.entry_id, "oi")
    assert (done.exit_code, f"is from {STRANGER}, who is no contact" in done.output) == (1, True)


def test_a_person_who_is_handed_back_is_the_agents_again(desk: Desk) -> None:
    desk.call()
    desk.ops("answer", "c1", "R$ 100")
    assert desk.ops("hand-back", "c1").output == "the agent answers this person again\n"
    assert contacts.read("c1a2b3").human_until is None
    assert "handed_back by" in desk.ops("show", "c1").output


def test_a_closed_entry_leaves_the_list_and_is_kept_with_who_closed_it_and_why(desk: Desk) -> None:
    desk.call()
    assert desk.ops("close", "c1", "--reason", "called her").output == "entry c1a2b3 is closed\n"
    assert desk.ops("list").output == "nobody needs a human\n"
    (closed,) = entries.listed("acme", keys.CLOSED_PREFIX)
    assert (closed.words[-1].note, closed.words[-1].deed) == ("called her", "closed")
    assert "arn:aws" in closed.words[-1].by


def test_an_entry_is_not_closed_over_what_has_come_in_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.call()
    close = entries.close

    def late(*arguments: Any) -> bool:
        desk.call("r2")
        return close(*arguments)

    monkeypatch.setattr(entries, "close", late)
    done = desk.ops("close", "c1")
    assert (done.exit_code, "something has come in at entry c1a2b3 meanwhile" in done.output) == (1, True)


@pytest.mark.parametrize("hand_back", [False, True])
def test_the_agent_keeps_quiet_after_the_entry_is_closed_unless_it_is_handed_back(
    desk: Desk, hand_back: bool
) -> None:
    desk.call()
    desk.ops("answer", "c1", "R$ 100")
    assert desk.ops("close", "c1", *(["--hand-back"] if hand_back else [])).exit_code == 0
    assert contacts.read("c1a2b3").is_with_human(NOW) is not hand_back


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "c1a2x"), "there is no open entry c1a2x: did you mean c1a2b3?"),
        (("answer", "zzz", "oi"), "there is no open entry zzz"),
        (("list", "acne"), "there is no tenant acne: did you mean acme?"),
    ],
)
def test_an_unknown_entry_or_tenant_names_the_nearest(
    desk: Desk, arguments: tuple[str, ...], told: str
) -> None:
    desk.call()
    done = desk.ops(*arguments)
    assert (done.exit_code, told in done.output) == (1, True)


def test_a_beginning_that_several_entries_have_is_not_enough(desk: Desk) -> None:
    desk.call()
    World(Calendar()).contact("c1ffff")
    desk.call("r2", contactId="c1ffff")
    done = desk.ops("show", "c1")
    assert (done.exit_code, "c1 begins the ids of 2 (" in done.output) == (1, True)


def test_an_entry_is_overdue_after_the_tenants_hours(desk: Desk) -> None:
    desk.call()
    (entry,) = entries.listed("acme")
    key = dynamo.encode({"pk": keys.inbox_pk("acme"), "sk": keys.entry_sk(entry.entry_id)})
    dynamo.client().update_item(
        TableName=required("TABLE_CONTACTS"),
        Key=key,
        UpdateExpression="SET backlogOrder = :past",
        ExpressionAttributeValues=dynamo.encode({":past": "0#2020-01-01T00:00:00.000Z"}),
    )
    assert "  overdue  " in desk.ops("list").output


def test_the_same_words_or_another_humans_go_out_twice_only_on_purpose(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.call()
    assert desk.ops("answer", "c1a2b3", "R$ 500").exit_code == 0
    again = desk.ops("answer", "c1a2b3", "R$ 500")
    assert (again.exit_code, "these words are queued already" in again.output) == (1, True)
    assert desk.ops("answer", "c1a2b3", "por mês").exit_code == 0
    monkeypatch.setattr(audit, "caller", lambda: "rui (arn:aws:iam::1:user/rui)")
    other = desk.ops("answer", "c1a2b3", "R$ 400")
    assert (other.exit_code, "has answered" in other.output) == (1, True)
    assert desk.ops("answer", "c1a2b3", "--also", "R$ 400").exit_code == 0
    desk.call("r2")
    assert desk.ops("answer", "c1a2b3", "R$ 400").exit_code == 0
    texts = sorted(message["variables"]["answer"] for message in desk.queued())
    assert texts == ["R$ 400", "R$ 400", "R$ 500", "por mês"]


def test_an_answer_that_cannot_be_put_on_record_has_gone_out_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.call()
    refusal = ClientError({"Error": {"Code": "AccessDeniedException", "Message": "no"}}, "PutItem")

    def refuse(*_: Any) -> None:
        raise refusal

    monkeypatch.setattr(audit, "_record", refuse)
    done = desk.ops("answer", "c1a2b3", "R$ 500")
    assert (done.exit_code, "could not be put on record" in done.output) == (0, True)
    assert len(desk.queued()) == 1

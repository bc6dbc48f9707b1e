"""What needs a human: the entry in the tenant's inbox, and the mail to its attention address."""

import base64
import email
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers import notify_team
from handlers.attention.notifying import AttentionMailError
from handlers.attention.rules.entry import Deed, Entry, Word
from handlers.attention.rules.reasons import REASONS
from handlers.attention.rules.request import AttentionNeeded
from handlers.attention.storage import entries
from handlers.common.rules.model import Attention, Intent
from handlers.common.rules.partner import SesSecret
from handlers.common.rules.retries import Ending
from handlers.common.rules.tenants import RemovedError
from handlers.common.storage import configuration, contacts, dynamo, keys, secrets, writes
from handlers.common.storage.writes import ChangedError
from handlers.conversation.rules.inbound import incoming
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import replies
from handlers.environment import required
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Slot
from handlers.meetings.rules.portuguese_dates import day_and_hour
from handlers.meetings.storage import meetings
from tests.handlers.mailbox import Mailbox, mailbox_in_place
from tests.handlers.meetings.appointments import CAMPAIGN, CONTEXT, TENANT, CrashError, World, proposed, world
from tests.handlers.ses_stand_in import standing_in

pytestmark = pytest.mark.usefixtures("tables")

NOW = datetime.now(UTC).replace(microsecond=0)
TEAM = "equipe@acme.example"


class Taking(Mailbox):
    """A partner that has taken a mail before whatever goes wrong."""

    def send(
        self, to: str, subject: str, body: str, key: str, seconds: float, invitation: str | None = None
    ) -> Ending:
        self.sent.append((to, subject, body, key))
        ending = self.endings.pop(0) if self.endings else Ending.SENT
        if isinstance(ending, BaseException):
            raise ending
        return ending


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    made = world(monkeypatch)
    configuration.put_tenant(TENANT.model_copy(update={"attention": TEAM}))
    made.contact("c1", company="Padaria Sol", sentAt=keys.instant(NOW - timedelta(hours=1)))
    return made


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    return mailbox_in_place(monkeypatch, Taking())


def event(correlation_id: str = "r1", **detail: Any) -> dict[str, Any]:
    called = {
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": "c1",
        "correlationId": correlation_id,
        "reason": "question",
        "occurredAt": keys.instant(NOW),
        "channel": "whatsapp",
        "text": "Quanto custa?",
        **detail,
    }
    kept = {name: value for name, value in called.items() if value is not None}
    return {"id": uuid.uuid4().hex, "detail": kept}


def call(correlation_id: str = "r1", **detail: Any) -> Mapping[str, Any]:
    return notify_team.handler(event(correlation_id, **detail), CONTEXT)


def stranger(text: str, correlation_id: str = "r1") -> Mapping[str, Any]:
    known = {"contactId": None, "campaignId": None, "from": "+5511900000000", "text": text}
    return call(correlation_id, reason="unknown_sender", **known)


def entry() -> Entry:
    (found,) = entries.listed("acme")
    return found


def touched(found: Entry) -> None:
    assert entries.touch(found, "a1", Word(NOW, deed=Deed.ANSWERED, by="ana", text="R$ 100"))


def says(text: str, message_id: str = "m1") -> None:
    request = {
        "tenantId": "acme",
        "channel": "whatsapp",
        "from": "+5511987654321",
        "text": text,
        "messageId": message_id,
        "receivedAt": NOW.isoformat(),
    }
    replies.remember(incoming.parse(request), "+5511987654321", Understanding(Intent.QUESTION, "c1"), NOW)


def test_a_call_is_an_entry_and_a_mail_that_says_why_about_whom_and_what_to_type(
    here: World, mailbox: Mailbox
) -> None:
    says("Quanto custa?")
    assert call() == {"entryId": "c1", "mail": "sent"}
    found = entry()
    assert (found.reason, found.contact_id, found.campaign_id) == ("question", "c1", "spring")
    assert found.waiting_since == found.opened_at
    ((to, subject, body, key),) = mailbox.sent
    assert (to, subject) == (TEAM, "Zé: fez uma pergunta ou um pedido")
    assert body.startswith("Zé: fez uma pergunta ou um pedido.\n\n")
    assert "Empresa: Padaria Sol\nContato: Zé\nCanal: WhatsApp\nCampanha: Primavera" in body
    assert "contato: Quanto custa?" in body
    assert "agente: [primeira mensagem]" in body
    prefix = required("TABLE_CONTACTS").removesuffix("-contacts")
    assert f"python -m ops --prefix {prefix} inbox answer c1 'sua resposta'" in body
    assert "24 horas" in body
    assert key.startswith("attention#c1#w")


def test_the_same_call_raised_twice_adds_nothing(here: World, mailbox: Mailbox) -> None:
    first = event()
    answers = [notify_team.handler(each, CONTEXT) for each in (first, first, event())]
    assert answers == [{"entryId": "c1", "mail": "sent"}] * 3
    assert len(entry().words) == len(mailbox.sent) == 1


def test_a_person_has_one_entry_and_it_is_mailed_once_until_somebody_touches_it(
    here: World, mailbox: Mailbox
) -> None:
    call("r1")
    call("r2", reason="unclear_reply")
    assert [word.reason for word in entry().words] == ["question", "unclear_reply"]
    assert entry().reason == Attention.UNCLEAR_REPLY
    assert len(mailbox.sent) == 1
    touched(entry())
    assert (entry().waiting_since, entry().due) == (None, None)
    call("r3", reason="human_talks")
    assert entry().waiting_since is not None
    assert len(mailbox.sent) == 2
    assert "equipe: R$ 100" in mailbox.sent[1][2]


def test_the_mail_about_one_contact_of_a_person_shows_the_conversation_with_all(
    here: World, mailbox: Mailbox
) -> None:
    phone = "+5511987654321"
    configuration.put_campaign(CAMPAIGN.model_copy(update={"campaignId": "autumn", "name": "Outono"}))
    other = keys.contact_id("acme", "autumn", phone)
    here.contact("c1", phone=phone)
    here.contact(other, phone=phone, campaignId="autumn")
    key = {"pk": keys.address_pk("acme", phone), "sk": keys.ADDRESS_SK, "contacts": {"c1", other}}
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(key))
    says("Quanto custa?")
    call()
    touched(entry())
    call("r2", reason="human_talks", contactId=other, campaignId="autumn")
    body = mailbox.sent[1][2]
    assert "Campanha: Outono" in body
    assert body.index("contato: Quanto custa?") < body.index("equipe: R$ 100")


def test_a_tenant_without_an_address_has_the_entry_alone(here: World, mailbox: Mailbox) -> None:
    configuration.put_tenant(TENANT)
    configuration.forget()
    assert call() == {"entryId": "c1", "mail": "none"}
    assert entry().contact_id == "c1"
    assert mailbox.sent == []


def test_a_stranger_has_an_entry_with_the_words_that_are_kept_nowhere_else(
    here: World, mailbox: Mailbox
) -> None:
    stranger("oi")
    stranger("tem alguém aí?", "r2")
    found = entry()
    assert (found.contact_id, found.sender) == (None, "+5511900000000")
    assert [word.text for word in found.words] == ["oi", "tem alguém aí?"]
    body = mailbox.sent[0][2]
    assert "contato: oi" in body
    assert "inbox answer" not in body
    assert f"inbox close {found.entry_id[:12]}" in body


def test_the_words_of_a_contact_are_not_kept_a_second_time(here: World, mailbox: Mailbox) -> None:
    call()
    assert [word.text for word in entry().words] == [""]


def test_a_closed_channel_is_one_matter_of_the_tenant_whoever_showed_it(
    here: World, mailbox: Mailbox
) -> None:
    for number in range(3):
        call(f"r{number}", reason="channel_closed", contactId=f"c{number}", text=None)
    assert entry().contact_id is None
    ((_, subject, *_),) = mailbox.sent
    assert subject == "Acme: o provedor recusa a conta ou o modelo de mensagem"


def test_an_entry_holds_a_flood_of_words_and_waits_on(here: World, mailbox: Mailbox) -> None:
    for number in range(entries.MOST_WORDS + 2):
        stranger("x" * 5000, f"r{number}")
    found = entry()
    assert len(found.words) == entries.MOST_WORDS
    assert {len(word.text) for word in found.words} == {entries.LONGEST_TEXT}
    assert len(mailbox.sent) == 1


def test_an_outage_is_no_flood_of_mails_and_what_was_held_goes_out_with_its_next_word(
    here: World, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MOST_MAILS", 2)
    ends = [call(f"r{number}", contactId=f"c{number}", reason="message_unknown") for number in range(3)]
    assert [end["mail"] for end in ends] == ["sent", "sent", "held"]
    assert len(list(entries.listed("acme"))) == 3
    dynamo.client().put_item(
        TableName=required("TABLE_CONTACTS"),
        Item=dynamo.encode({"pk": "INBOX#acme", "sk": "MAILS", "hour": "2020-01-01T00", "mails": 2}),
    )
    assert call("r9", contactId="c2")["mail"] == "sent"
    assert call("r10", contactId="c1")["mail"] == "sent", "it had been mailed before"
    assert len(mailbox.sent) == 3


def test_a_tenant_has_sixty_mails_in_an_hour_and_as_many_in_the_next(here: World) -> None:
    rooms = [entries.has_room_for_mail("acme", NOW) for _ in range(61)]
    assert rooms == [True] * 60 + [False]
    assert entries.has_room_for_mail("acme", NOW + timedelta(hours=1))


@pytest.mark.parametrize("ending", [Ending.CHANNEL_CLOSED, Ending.EXHAUSTED])
def test_a_mail_that_the_partner_did_not_take_goes_out_with_the_next_delivery(
    here: World, mailbox: Mailbox, ending: Ending
) -> None:
    mailbox.endings = [ending]
    again = event()
    with pytest.raises(AttentionMailError, match=f"entry c1 \\({ending}\\)"):
        notify_team.handler(again, CONTEXT)
    assert entry().mail == ""
    assert notify_team.handler(again, CONTEXT) == {"entryId": "c1", "mail": "sent"}
    assert len(entry().words) == 1


@pytest.mark.parametrize(("idempotent", "mails", "state"), [(False, 1, "unknown"), (True, 2, "sent")])
def test_a_mail_that_was_cut_short_is_repeated_only_where_the_partner_knows_its_key(
    here: World, mailbox: Mailbox, idempotent: bool, mails: int, state: str
) -> None:
    mailbox.idempotent = idempotent
    mailbox.endings.append(CrashError())
    again = event()
    with pytest.raises(CrashError):
        notify_team.handler(again, CONTEXT)
    call("r2")
    assert len(mailbox.sent) == 1, "another word leaves the mail to the call that has begun it"
    assert notify_team.handler(again, CONTEXT) == {"entryId": "c1", "mail": state}
    assert len(mailbox.sent) == mails
    assert len({key for *_, key in mailbox.sent}) == 1


def test_an_address_that_takes_no_mail_is_said_with_the_entry(here: World, mailbox: Mailbox) -> None:
    mailbox.endings = [Ending.UNDELIVERABLE]
    assert call() == {"entryId": "c1", "mail": "failed"}
    assert entry().mail == "failed"


def test_an_entry_is_overdue_when_nobody_touches_it_within_the_tenants_hours(
    here: World, mailbox: Mailbox
) -> None:
    call()
    due = entry().due
    assert due is not None
    assert timedelta(hours=3, minutes=59) < due - datetime.now(UTC) <= timedelta(hours=4)
    assert entries.waiting(due - timedelta(seconds=1)).overdue == 0
    assert entries.waiting(due).overdue == 1
    touched(entry())
    assert entries.waiting(due).overdue == 0


def test_an_entry_that_is_dealt_with_is_kept_and_the_next_call_opens_another(
    here: World, mailbox: Mailbox
) -> None:
    call("r1")
    assert entries.close(entry(), "d1", Word(NOW, deed=Deed.CLOSED, by="ana"))
    assert not entries.close(
        Entry("c1", "acme", NOW, NOW, Attention.QUESTION), "d2", Word(NOW, deed=Deed.CLOSED)
    )
    assert list(entries.listed("acme")) == []
    assert entries.waiting(NOW + timedelta(days=30)).overdue == 0
    (closed,) = entries.listed("acme", keys.CLOSED_PREFIX)
    assert [word.deed or word.reason for word in closed.words] == ["question", "closed"]
    call("r2")
    assert [word.reason for word in entry().words] == ["question"]
    assert len(mailbox.sent) == 2


def test_a_call_that_is_played_again_after_its_entry_was_closed_opens_no_other(
    here: World, mailbox: Mailbox
) -> None:
    old = keys.instant(NOW - timedelta(days=2))
    call("r1", occurredAt=old)
    assert entries.close(entry(), "d1", Word(NOW, deed=Deed.CLOSED, by="ana"))
    dynamo.client().delete_item(
        TableName=required("TABLE_IDEMPOTENCY"), Key=dynamo.encode({"pk": run_of("r1", occurredAt=old)})
    )
    call("r1", occurredAt=old)
    assert list(entries.listed("acme")) == []
    call("r2", occurredAt=old)
    assert [word.reason for word in entry().words] == ["question"]


def run_of(correlation_id: str, **detail: Any) -> str:
    """The key of the run that has noted a call."""
    needed = AttentionNeeded.model_validate(event(correlation_id, **detail)["detail"])
    return keys.run_pk("notify-team", needed.word_id)


def test_an_entry_is_not_closed_over_a_word_that_nobody_has_read(here: World, mailbox: Mailbox) -> None:
    call("r1")
    read = entry()
    call("r2")
    with pytest.raises(ChangedError):
        entries.close(read, "d1", Word(NOW, deed=Deed.CLOSED))
    assert len(entry().words) == 2


def test_a_word_that_meets_a_closing_entry_opens_a_new_one(
    here: World, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("r1")
    refusal = writes.refusal

    def late(write: writes.Write) -> Any:
        if write.kind == "Update" and write.request["Key"]["sk"] == {"S": "ENTRY#c1"}:
            monkeypatch.setattr(writes, "refusal", refusal)
            entries.close(entry(), "d1", Word(NOW, deed=Deed.CLOSED))
        return refusal(write)

    monkeypatch.setattr(writes, "refusal", late)
    call("r2")
    assert [word.reason for word in entry().words] == ["question"]


def test_the_mail_goes_out_through_amazon_ses_where_the_secret_says_so(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(secrets._kept, "email", SesSecret("Agenda <agenda@example.com>"))
    with standing_in(monkeypatch) as amazon:
        assert call() == {"entryId": "c1", "mail": "sent"}
    (request,) = amazon.requests
    assert request["Destination"] == {"ToAddresses": [TEAM]}
    message = email.message_from_bytes(base64.b64decode(request["Content"]["Raw"]["Data"]), policy=default)
    assert (message["subject"], message["auto-submitted"]) == (
        "Zé: fez uma pergunta ou um pedido",
        "auto-generated",
    )


def test_the_mail_names_the_meeting_that_stands(here: World, mailbox: Mailbox) -> None:
    start = NOW.replace(minute=0, second=0) + timedelta(days=2)
    meeting = proposed([Slot(start, start + timedelta(hours=1))])
    meetings.save(meeting, rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW, ()))
    here.contact("c1", meetingId="m1")
    call()
    when = day_and_hour(start, ZoneInfo(TENANT.timezone))
    assert f"Reunião: {when} (horário de Brasília)\n" in mailbox.sent[0][2]


def test_a_call_of_a_tenant_that_is_not_there_waits_to_be_played_again(here: World) -> None:
    with pytest.raises(RemovedError, match="there is no tenant other: load it again"):
        call(tenantId="other")


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(Attention)


def test_a_contact_that_was_erased_is_an_entry_without_a_name(here: World, mailbox: Mailbox) -> None:
    call(contactId="gone")
    assert mailbox.sent[0][1] == "Um contato sem nome: fez uma pergunta ou um pedido"
    assert contacts.find("gone") is None


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({"shown": "calendar declined"}, "recusou o convite na agenda"),
        ({"problem": "host_not_mailed_24h_host_v2"}, "não é certo que um e-mail ao anfitrião tenha chegado"),
        ({"problem": "event_changed_v2", "detail": "no calendário, às 12h"}, "no calendário, às 12h"),
        (
            {"problem": "cancellation: no_template"},
            "aviso de cancelamento: falta um modelo aprovado no WhatsApp",
        ),
        ({"problem": "reminder: 131049"}, "lembrete da reunião: 131049"),
        ({"problem": "SomethingElseError"}, "SomethingElseError"),
    ],
)
def test_the_mail_says_in_words_what_a_code_says(
    here: World, mailbox: Mailbox, detail: dict[str, str], said: str
) -> None:
    call(**detail)
    assert f"\nDetalhe: {said}\n" in mailbox.sent[0][2]

"""Messages by e-mail through Amazon SES, from the queue to the record of how they ended."""

import base64
import email
import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from handlers.common.rules import reply_addresses, unsubscribing
from handlers.common.rules.envelope import Invitation
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.rules.webhook_secret import WebhookSecret
from handlers.common.storage import configuration, dynamo, functions, keys, webhook_secret
from tests.handlers.ses_stand_in import SesStandIn, standing_in

KEY = "0f" * 32
DOMAIN = "respostas.example.com"
CURRENT = webhook_secret.current
BY_MAIL = {"channel": "email", "email": "ana@cliente.example", "phone": None}


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


@pytest.fixture
def amazon(world: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[SesStandIn]:
    monkeypatch.setenv("UNSUBSCRIBE_FUNCTION", "receive-webhook")
    monkeypatch.setattr(functions, "url", lambda name: f"https://{name}.example/")
    monkeypatch.setattr(webhook_secret, "current", lambda: WebhookSecret(KEY, "verify"))
    world.secret(Channel.EMAIL, provider="ses", sender="Vendas <vendas@example.com>")
    with standing_in(monkeypatch, DOMAIN) as amazon:
        yield amazon


def sent(amazon: SesStandIn, number: int = 0) -> EmailMessage:
    content = base64.b64decode(amazon.requests[number]["Content"]["Raw"]["Data"])
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_first_message_goes_out_and_is_recorded_under_the_id_that_ses_gave_it(
    world: Any, amazon: SesStandIn
) -> None:
    message = world.queued(**BY_MAIL)
    assert world.send(message) == []
    item = world.item(message.contactId)
    assert (item["state"], item["partnerMessageId"]) == ("contacted", "ses-1")
    (request,) = amazon.requests
    reference = Reference(message.contactId, OUTREACH, Channel.EMAIL)
    assert request["EmailTags"] == [{"Name": "reference", "Value": reference.text}]
    assert request["FromEmailAddress"] == "Vendas <vendas@example.com>"
    found = sent(amazon)
    assert found["reply-to"] == reply_addresses.address(reference, DOMAIN)
    link = re.fullmatch(r"<https://receive-webhook\.example/unsubscribe/(.+)>", found["list-unsubscribe"])
    assert link is not None
    assert unsubscribing.parse(link[1], KEY) is not None
    assert not world.partner.requests


def test_a_follow_up_is_in_the_thread_of_the_first_message(world: Any, amazon: SesStandIn) -> None:
    first = world.queued(**BY_MAIL)
    assert world.send(first) == []
    again = world.message(first.contactId, Kind.FOLLOW_UP, step=Step.follow_up(1))
    assert world.send(again) == []
    one, two = sent(amazon, 0), sent(amazon, 1)
    assert two["subject"] == f"Re: {one['subject']}"
    assert two["references"].split()[0] == one["references"]


def test_a_first_email_answers_none_after_a_first_message_by_whatsapp(world: Any, amazon: SesStandIn) -> None:
    contact = world.contact(
        state="contacted",
        nextStep=Step.follow_up(1),
        undeliverableOn={"whatsapp"},
        lastChannel="whatsapp",
        email="ana@cliente.example",
    )
    assert world.send(world.message(contact, Kind.FOLLOW_UP, step=Step.follow_up(1))) == []
    found = sent(amazon)
    assert not found["subject"].startswith("Re:")
    assert found["in-reply-to"] is None
    (reference,) = found["references"].split()
    named = reply_addresses.parse(reference.strip("<>"), DOMAIN)
    assert named is not None
    assert named.answers(Step.follow_up(1)), "an answer is known by it all the same"


def test_a_thread_goes_on_under_the_tenants_own_subject(world: Any, amazon: SesStandIn) -> None:
    key = {"pk": keys.tenant_pk("acme"), "sk": keys.template_sk(Channel.EMAIL, Kind.OUTREACH)}
    template = {"subject": "Oi, {{ company }}", "body": "Olá!"}
    dynamo.client().put_item(TableName=world.tables["config"], Item=dynamo.encode(key | template))
    first = world.queued(**BY_MAIL)
    again = world.message(first.contactId, Kind.FOLLOW_UP, step=Step.follow_up(1))
    assert world.send(first) == world.send(again) == []
    assert [sent(amazon, number)["subject"] for number in (0, 1)] == ["Oi, Empresa 1", "Re: Oi, Empresa 1"]


def test_a_confirmation_brings_an_invitation(world: Any, amazon: SesStandIn) -> None:
    contact = world.contact(state="scheduled", nextStep=None, **BY_MAIL)
    start = world.clock() + timedelta(days=2)
    invitation = Invitation(hostId="ana", start=start, end=start + timedelta(hours=1), stamp=world.clock())
    message = world.message(
        contact, Kind.CONFIRMATION, variables={"when": "quinta, 10h"}, invitation=invitation
    )
    assert world.send(message) == []
    kinds = [part.get_content_type() for part in sent(amazon).walk()]
    assert kinds[-2:] == ["text/calendar", "application/ics"]


def test_a_tenant_writes_under_its_own_name(world: Any, amazon: SesStandIn) -> None:
    world.tenant(mailSender="Acme <contato@acme.example.com>")
    configuration.forget()
    assert world.send(world.queued(**BY_MAIL)) == []
    assert amazon.requests[0]["FromEmailAddress"] == "Acme <contato@acme.example.com>"


def test_a_tenant_that_names_a_sender_of_others_waits_until_that_is_put_right(
    world: Any, amazon: SesStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    world.tenant(mailSender="contato@outra.example")
    configuration.forget()
    message = world.queued(**BY_MAIL)
    assert world.send(message) == []
    assert not amazon.requests
    assert world.close_channel(Channel.EMAIL)
    assert world.item(message.contactId)["state"] == "new"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((400, "MessageRejected"), "new"),
        (None, "unknown"),
        ((500, "InternalFailure"), "unknown"),
    ],
)
def test_an_answer_has_the_consequence_that_the_rules_lay_down(
    world: Any, amazon: SesStandIn, answer: tuple[int, str] | None, state: str
) -> None:
    amazon.answer = lambda _: answer
    message = world.queued(**BY_MAIL)
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == state


def test_a_service_that_is_busy_is_asked_again(world: Any, amazon: SesStandIn) -> None:
    answers = iter([(429, "TooManyRequestsException"), (200, "")])
    amazon.answer = lambda _: next(answers)
    message = world.queued(**BY_MAIL)
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "contacted"


def test_an_address_to_unsubscribe_at_that_cannot_be_read_leaves_nothing_open(
    world: Any, amazon: SesStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNSUBSCRIBE_FUNCTION")
    message = world.queued(**BY_MAIL)
    assert world.send(message) == [0]
    assert not amazon.requests
    assert world.item(message.contactId)["state"] == "queued"


def test_an_email_whose_link_cannot_be_signed_waits_until_that_is_put_right(
    world: Any, amazon: SesStandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(webhook_secret, "current", CURRENT)
    monkeypatch.setenv("SECRET_WEBHOOK", "/nowhere/webhook")
    webhook_secret.forget()
    message = world.queued(**BY_MAIL)
    assert world.send(message) == []
    webhook_secret.forget()
    assert not amazon.requests
    assert world.item(message.contactId)["state"] == "new"
    assert "there is no secret /nowhere/webhook, which signs the links to unsubscribe" in caplog.text


def test_an_answer_to_a_person_has_no_link(world: Any, amazon: SesStandIn) -> None:
    contact = world.contact(state="opted_out", nextStep=None, **BY_MAIL)
    assert world.send(world.message(contact, Kind.OPT_OUT_ACK)) == []
    assert sent(amazon)["list-unsubscribe"] is None

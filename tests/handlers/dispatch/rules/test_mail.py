"""The e-mail to a contact: one thread, an address for answers, and one click to unsubscribe."""

import re
from datetime import UTC, datetime

import pytest

from handlers.common.rules import reply_addresses, unsubscribing
from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.letters import Letter
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.rules.references import Reference
from handlers.common.rules.senders import Sender
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.dispatch.rules import mail
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Facts
from handlers.dispatch.rules.judgements import Go
from handlers.dispatch.rules.mail import Surroundings, Unsubscribing
from handlers.dispatch.rules.outgoing import Outgoing
from handlers.dispatch.rules.rendered import Rendered

CONTACT, KEY, DOMAIN = "a1" * 16, "0f" * 32, "respostas.example.com"
ADDRESS = "ana@cliente.example"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TENANT = Tenant(
    tenantId="acme", name="Acme", hosts=(Host(hostId="ana", name="Ana", email="a@b.example", calendarId="c"),)
)
CAMPAIGN = Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="consultoria")
AROUND = Surroundings(
    Sender("Vendas", "vendas@example.com"), DOMAIN, Unsubscribing("https://u.example/unsubscribe/", KEY)
)
STEPS = {
    Kind.OUTREACH: OUTREACH,
    Kind.FOLLOW_UP: Step.follow_up(1),
    Kind.PROPOSAL: Step.proposal("m1", 1),
    Kind.CONFIRMATION: Step.confirmation("m1", 1),
    Kind.REMINDER: Step.reminder("24h", "m1", 1),
    Kind.APOLOGY: Step.proposal("m1", 2),
    Kind.OTHER_SLOTS: Step.proposal("m1", 2),
    Kind.WHICH_SLOT: Step.which_slot("m1", 2),
    Kind.OPT_OUT_ACK: Step("opt_out_ack"),
    **{
        kind: Step.answering(kind, "0a" * 16)
        for kind in (Kind.CHECK, Kind.UNCHANGED, Kind.HANDOVER, Kind.FAREWELL, Kind.ANSWER, Kind.SLOT_LOST)
    },
    Kind.CANCELLATION: Step.cancellation("m1"),
    Kind.LAPSE: Step.lapse("m1", 1),
}
AUTOMATIC = {
    Kind.REMINDER: "auto-generated",
    **dict.fromkeys(
        (Kind.OPT_OUT_ACK, Kind.UNCHANGED, Kind.HANDOVER, Kind.FAREWELL, Kind.SLOT_LOST), "auto-replied"
    ),
}


def letter(
    kind: Kind = Kind.OUTREACH, around: Surroundings = AROUND, invitation: str | None = None
) -> Letter:
    message = Message(
        kind=kind,
        step=STEPS[kind],
        tenantId="acme",
        campaignId="spring",
        contactId=CONTACT,
        correlationId="c",
        createdAt=NOW,
    )
    facts = Facts(message, TENANT, CAMPAIGN, Contact(CONTACT, "acme", "spring", State.QUEUED, email=ADDRESS))
    attempt = Attempt("1", facts, Go(Channel.EMAIL, ADDRESS))
    return mail.letter(Outgoing(attempt, Rendered("Olá!", "Uma conversa", "<b>Olá!</b>"), invitation), around)


def test_an_email_carries_the_texts_of_its_message() -> None:
    made = letter(invitation="BEGIN:VCALENDAR")
    assert (made.sender, made.to, made.subject) == (AROUND.sender, ADDRESS, "Uma conversa")
    assert (made.text, made.html, made.invitation) == ("Olá!", "<b>Olá!</b>", "BEGIN:VCALENDAR")


@pytest.mark.parametrize("kind", Kind)
def test_an_answer_names_the_contact_and_the_message_by_its_address_and_by_its_references(kind: Kind) -> None:
    headers = letter(kind).headers
    last = re.findall(r"<([^<>]+)>", headers["References"])[-1]
    for address in (headers["Reply-To"], last, headers["Message-ID"].strip("<>")):
        found = reply_addresses.parse(address, DOMAIN)
        assert found is not None
        assert found.contact_id == CONTACT
        assert found.answers(STEPS[kind])


def test_the_emails_to_a_contact_are_one_thread() -> None:
    first = letter()
    assert first.headers["References"] == first.headers["Message-ID"]
    assert "In-Reply-To" not in first.headers
    for kind in set(Kind) - {Kind.OUTREACH}:
        later = letter(kind, AROUND._replace(opening="Uma conversa"))
        assert later.subject == "Re: Uma conversa"
        assert later.headers["References"].split()[0] == first.headers["Message-ID"]
        assert later.headers["In-Reply-To"] == first.headers["Message-ID"]


def test_a_first_email_is_no_answer_whatever_was_sent_by_another_channel() -> None:
    made = letter(Kind.CONFIRMATION)
    assert made.subject == "Uma conversa"
    assert "In-Reply-To" not in made.headers
    assert made.headers["References"] == made.headers["Message-ID"]


@pytest.mark.parametrize("kind", [Kind.OUTREACH, Kind.FOLLOW_UP])
def test_who_is_written_to_unasked_unsubscribes_with_one_click(kind: Kind) -> None:
    headers = letter(kind).headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"]
    assert link.startswith("<https://u.example/unsubscribe/")
    found = unsubscribing.parse(link.rpartition("/")[2].rstrip(">"), KEY)
    reference = Reference(CONTACT, STEPS[kind], Channel.EMAIL)
    assert found == (reference.text, unsubscribing.digest(ADDRESS))


def test_there_is_no_link_where_there_is_no_place_for_it() -> None:
    assert "List-Unsubscribe" not in letter(around=AROUND._replace(unsubscribing=None)).headers


def test_answers_go_to_the_sender_where_none_are_taken_in() -> None:
    headers = letter(around=AROUND._replace(inbound_domain="")).headers
    assert "Reply-To" not in headers
    assert headers["Message-ID"].endswith("@example.com>")


@pytest.mark.parametrize("kind", Kind)
def test_only_what_nobody_is_to_answer_says_that_a_machine_has_sent_it(kind: Kind) -> None:
    assert letter(kind).headers.get("Auto-Submitted") == AUTOMATIC.get(kind)

"""Messages about a meeting as their readers see the hours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules import passing
from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Invitation, Message
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.rules.tenants import Host, Tenant
from handlers.meetings.rules import copies, ending, host_reminders, messages
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.reminders import Reminder

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
START = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
SLOT = Slot(START, START + timedelta(hours=1))
ANA = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana-cal")
TENANT = Tenant(tenantId="acme", name="Acme", hosts=(ANA,))
PAULISTA = Contact("c1", "acme", "spring", State.SCHEDULED, name="Zé", phone="+5511987654321")
PORTUGUESE = PAULISTA._replace(phone="+351912345678")
BY_MAIL_ALONE = PAULISTA._replace(phone=None, email="ze@cliente.example")


def booked() -> Meeting:
    offered = rules.proposed(
        meeting_id="m1",
        tenant_id="acme",
        campaign_id="spring",
        contact_id="c1",
        host_id="ana",
        slots=(SLOT,),
        request_id="e0",
        now=NOW,
    )
    return rules.confirmed(offered, SLOT, 15, "e1", NOW, ())


def proposal(contact: Contact, tenant: Tenant) -> Message:
    return messages.proposal(booked(), tenant, contact, "e1", NOW, Kind.PROPOSAL)


def apology(contact: Contact, tenant: Tenant) -> Message:
    return messages.proposal(booked(), tenant, contact, "e1", NOW, Kind.APOLOGY)


def confirmation(contact: Contact, tenant: Tenant) -> Message:
    return messages.confirmation(booked(), tenant, contact, "e1", NOW)


def cancellation(contact: Contact, tenant: Tenant) -> Message:
    return messages.cancellation(booked(), tenant, contact, "e1", NOW)


def reminder(contact: Contact, tenant: Tenant) -> Message:
    return messages.reminder(Reminder("24h", booked(), tenant, contact), NOW, NOW)


def lapse(contact: Contact, tenant: Tenant) -> Message:
    return messages.lapse(booked(), tenant, contact, NOW, None)


def slot_lost(contact: Contact, tenant: Tenant) -> Message:
    return messages.slot_lost(booked(), tenant, contact, "e1", NOW, "e1", None)


def told(message: Message) -> str:
    return message.variables.get("when") or message.variables["slot1"]


@pytest.mark.parametrize("make", [proposal, apology, confirmation, cancellation, reminder])
def test_every_message_names_the_zone_where_it_does_not_go_without_saying(
    make: Callable[[Contact, Tenant], Message],
) -> None:
    assert told(make(PAULISTA, TENANT)) == "quarta-feira, 25/11, às 10h"
    assert told(make(BY_MAIL_ALONE, TENANT)) == "quarta-feira, 25/11, às 10h (horário de Brasília)"
    assert told(make(PORTUGUESE, TENANT)) == "quarta-feira, 25/11, às 13h (horário de Lisboa)"
    lisbon = TENANT.model_copy(update={"hosts": (ANA.model_copy(update={"timezone": "Europe/Lisbon"}),)})
    assert told(make(PAULISTA, lisbon)) == "quarta-feira, 25/11, às 10h (horário de Brasília)"


@pytest.mark.parametrize("make", [proposal, apology, lapse, slot_lost])
def test_the_time_that_stands_beside_an_offer_names_the_zone_too(
    make: Callable[[Contact, Tenant], Message],
) -> None:
    def stands(contact: Contact) -> str:
        return make(contact, TENANT).variables["standing"]

    assert "reunião de quarta-feira, 25/11, às 10h continua marcada." in stands(PAULISTA)
    assert "de quarta-feira, 25/11, às 10h (horário de Brasília) continua" in stands(BY_MAIL_ALONE)
    assert "de quarta-feira, 25/11, às 13h (horário de Lisboa) continua" in stands(PORTUGUESE)


def test_a_late_choice_is_invited_until_the_last_slot_begins_and_not_after_it() -> None:
    later = Slot(START + timedelta(days=1), START + timedelta(days=1, hours=1))
    open_ = replace(booked(), time=None, slots=(SLOT, later))
    variables = messages.lapse(open_, TENANT, PAULISTA, NOW, None).variables
    assert "responda com o número" in variables["lateChoice"]
    assert passing.over(variables, later.start - timedelta(seconds=1)) == {}
    assert passing.over(variables, later.start) == {"lateChoice": ""}


def test_nobody_is_told_of_a_cancellation_after_a_day() -> None:
    assert cancellation(PAULISTA, TENANT).expiresAt == NOW + timedelta(hours=24)


def test_a_moved_meeting_names_its_zone_once(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = replace(booked(), moved_from=booked().time)
    monkeypatch.setitem(globals(), "booked", lambda: moved)
    at = "quarta-feira, 25/11, às 13h"
    assert told(confirmation(PORTUGUESE, TENANT)) == (
        f"{at} (horário de Lisboa) (novo horário; antes era {at})"
    )


@pytest.mark.parametrize("make", [confirmation, reminder])
def test_the_place_is_named_and_a_link_of_the_meetings_own_wins_over_it(
    make: Callable[[Contact, Tenant], Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "place" not in make(PAULISTA, TENANT).variables
    office = TENANT.model_copy(update={"hosts": (ANA.model_copy(update={"place": "Rua A, 1\nSala 2"}),)})
    assert make(PAULISTA, office).variables["place"] == "Rua A, 1 Sala 2"
    linked = replace(booked(), conference_link="https://meet.example/abc")
    monkeypatch.setitem(globals(), "booked", lambda: linked)
    assert make(PAULISTA, office).variables["place"] == "https://meet.example/abc"
    assert (
        "Onde: https://meet.example/abc"
        in host_reminders.mail(Reminder("24h", linked, office, PAULISTA), NOW, NOW)[1]
    )


def test_a_copy_by_email_goes_to_whoever_has_an_address_and_is_written_to_another_way() -> None:
    both = PAULISTA._replace(email="ze@cliente.example")
    message = confirmation(both, TENANT)
    assert copies.with_copy(message, PAULISTA) == [message]
    assert copies.with_copy(message, BY_MAIL_ALONE) == [message]
    assert copies.with_copy(message, both._replace(channel=Channel.EMAIL)) == [message]
    assert copies.with_copy(message, both._replace(undeliverable_on=frozenset({Channel.EMAIL}))) == [message]
    by_mail = messages.cancellation(booked(), TENANT, both, "e1", NOW, Channel.EMAIL)
    assert copies.with_copy(by_mail, both) == [by_mail]
    first, copy = copies.with_copy(message, both)
    assert (first, copy.channel, copy.step) == (message, "email", "confirmation#m1#v2#email")


def test_the_documents_of_a_meeting_have_a_sequence_that_rises() -> None:
    meeting = booked()
    called_off = ending.cancelled(meeting, NOW)
    message = messages.cancellation(called_off, TENANT, PAULISTA, "e1", NOW)
    assert isinstance(message.invitation, Invitation)
    assert (message.invitation.start, message.invitation.sequence) == (START, meeting.version + 1)
    never_agreed = replace(called_off, time=None)
    assert messages.cancellation(never_agreed, TENANT, PAULISTA, "e1", NOW).invitation is None


def test_a_host_is_reminded_in_the_hosts_own_time() -> None:
    _, body = host_reminders.mail(Reminder("24h", booked(), TENANT, PORTUGUESE), NOW, NOW)
    assert "quarta-feira, 25/11, às 10h (horário de Brasília)." in body

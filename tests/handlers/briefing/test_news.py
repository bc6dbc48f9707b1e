"""Mails by which a host hears that a meeting was booked, moved or called off."""

import base64
import email
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from handlers import generate_briefing
from handlers.briefing.mails import MailUnavailableError
from handlers.briefing.storage import briefings
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.model import Event, Side, State
from handlers.common.rules.partner import SesSecret
from handlers.common.rules.retries import Ending
from handlers.common.storage import dynamo, keys, secrets
from handlers.environment import required
from handlers.meetings import cancellation
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import offers
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.portuguese_dates import day_and_hour
from handlers.meetings.storage import meetings
from tests.handlers.mailbox import Mailbox, mailbox_in_place
from tests.handlers.meetings.appointments import CONTEXT, NOW, CrashError, World, proposed, world
from tests.handlers.ses_stand_in import standing_in

pytestmark = pytest.mark.usefixtures("tables")

SLOTS = [Slot(NOW + timedelta(days=d), NOW + timedelta(days=d, hours=1)) for d in (1, 2, 4)]


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    made = world(monkeypatch)
    made.contact("c1", State.SCHEDULED, meetingId="m1", company="Padaria Sol")
    return made


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    return mailbox_in_place(monkeypatch)


def when(slot: Slot) -> str:
    # The contact is in Manaus.
    return f"{day_and_hour(slot.start, ZoneInfo('America/Sao_Paulo'))} (horário de Brasília)"


def book(slot: Slot = SLOTS[0], choice: str = "e1", before: Meeting | None = None) -> Meeting:
    offered = before or proposed(SLOTS)
    after = rules.confirmed(offered, slot, 15, choice, NOW, ())
    meetings.save(offered, after)
    return after


def move(before: Meeting, slot: Slot = SLOTS[1]) -> Meeting:
    again = rules.proposed_again(before, SLOTS, "e2", NOW, asked_by_contact=True)
    meetings.save(before, again)
    return book(slot, "e3", again)


def raised(here: World, detail_type: str, **detail: object) -> Any:
    return generate_briefing.handler({**here.event(detail), "detail-type": detail_type}, CONTEXT)


def tell(here: World, meeting: Meeting) -> Any:
    return raised(
        here,
        "Meeting Booked",
        meetingId=meeting.meeting_id,
        bookingId=meeting.booking_id,
        version=meeting.time_version,
    )


def call_off(here: World, by: Side | None = Side.CONTACT) -> Any:
    """Call the meeting off; without a side the event is that of an earlier release."""
    cancellation.cancel("m1", NOW, "r1", by or Side.CONTACT)
    (told,) = here.raised_of(Event.MEETING_CANCELLED)
    return raised(
        here, "Meeting Cancelled", meetingId=told["meetingId"], **({"by": told["by"]} if by else {})
    )


def documents(mailbox: Mailbox) -> Iterator[tuple[str, str, int]]:
    for document in mailbox.invitations:
        calendar = Calendar.from_ical(document or "")
        (event,) = calendar.events
        yield str(calendar["method"]), str(event["uid"]), int(str(event["sequence"]))


def test_a_host_is_told_of_a_booking_once_with_the_briefing_brought_up_to_date(
    here: World, mailbox: Mailbox
) -> None:
    proposed(SLOTS)
    raised(here, "Meeting Proposed", meetingId="m1", round=1)
    offered = here.meeting()
    assert "à espera da escolha" in (offered.briefing or "")
    booked = book(before=offered)
    assert tell(here, booked) == {"outcome": "told", "mail": "sent"}
    assert tell(here, booked) == {"outcome": "told", "mail": "sent"}
    _, (to, subject, body, key) = mailbox.sent
    assert (to, key) == ("ana@acme.example", "booked#e1#v2#m1")
    assert subject == f"Reunião marcada com Zé, Padaria Sol: {when(SLOTS[0])}"
    assert f"Zé, Padaria Sol marcou uma reunião com você: {when(SLOTS[0])}." in body
    assert "Contato: ze@cliente.example" in body
    kept = here.meeting().briefing
    assert kept is not None
    assert kept.strip() in body
    assert "à espera da escolha" not in kept
    assert f"Reunião marcada: {when(SLOTS[0])}" in kept


def test_a_move_names_the_old_and_the_new_hour(here: World, mailbox: Mailbox) -> None:
    booked = book()
    tell(here, booked)
    moved = move(booked)
    assert tell(here, moved) == {"outcome": "told", "mail": "sent"}
    _, (_, subject, body, _) = mailbox.sent
    assert subject == f"Reunião remarcada com Zé, Padaria Sol: {when(SLOTS[1])}"
    assert f"Antes: {when(SLOTS[0])}\nAgora: {when(SLOTS[1])}" in body
    # The event of a booking that holds no more.
    assert raised(here, "Meeting Booked", meetingId="m1", bookingId="e0", version=9) == {"outcome": "over"}
    assert len(mailbox.sent) == 2


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (Side.CONTACT, " pelo contato"),
        (Side.HOST, " na sua agenda"),
        (Side.SYSTEM, ""),
        (Side.OPT_OUT, " porque o contato pediu para não receber mais mensagens"),
    ],
)
def test_a_cancellation_says_who_called_the_meeting_off(
    here: World, mailbox: Mailbox, by: Side, words: str
) -> None:
    tell(here, book())
    assert call_off(here, by) == {"outcome": "told", "mail": "sent"}
    _, (_, subject, body, key) = mailbox.sent
    assert (subject, key) == (f"Reunião cancelada com Zé, Padaria Sol: {when(SLOTS[0])}", "cancelled#m1")
    assert f"Sua reunião com Zé, Padaria Sol, de {when(SLOTS[0])}, foi cancelada{words}." in body
    assert f"Reunião cancelada: {when(SLOTS[0])}" in (here.meeting().briefing or "")


def test_a_time_that_the_calendar_refuses_later_is_called_off_and_the_next_one_is_new(
    here: World, mailbox: Mailbox
) -> None:
    booked = book()
    tell(here, booked)
    given_back = offers.given_back(booked, NOW, SLOTS[0])
    meetings.save(booked, given_back)
    span = {"start": keys.instant(SLOTS[0].start), "end": keys.instant(SLOTS[0].end)}
    refused = {"meetingId": "m1", "by": "host", "bookingId": "e1", "refused": span}
    for _ in range(2):
        assert raised(here, "Meeting Cancelled", **refused) == {"outcome": "told", "mail": "sent"}
    _, (_, subject, body, key) = mailbox.sent
    assert (subject, key) == (f"Reunião cancelada com Zé, Padaria Sol: {when(SLOTS[0])}", "cancelled#e1#m1")
    assert "sua agenda tem outro compromisso nesse horário" in body
    again = rules.proposed_again(given_back, SLOTS, "e2", NOW, asked_by_contact=False)
    meetings.save(given_back, again)
    tell(here, book(SLOTS[1], "e3", again))
    assert mailbox.sent[-1][1].startswith("Reunião marcada")
    late = {**refused, "bookingId": "e2"}
    assert raised(here, "Meeting Cancelled", **late) == {"outcome": "over"}
    first, off, last = documents(mailbox)
    assert [each[0] for each in (first, off, last)] == ["REQUEST", "CANCEL", "REQUEST"]
    assert first[2] < off[2] < last[2]


def test_all_mails_about_a_meeting_carry_one_uid_and_a_rising_sequence(here: World, mailbox: Mailbox) -> None:
    booked = book()
    tell(here, booked)
    moved = move(booked)
    tell(here, moved)
    call_off(here)
    (first, second, last) = documents(mailbox)
    assert (first[0], second[0], last[0]) == ("REQUEST", "REQUEST", "CANCEL")
    assert first[1] == second[1] == last[1]
    assert (first[2], second[2]) == (booked.time_version, moved.time_version)
    assert first[2] < second[2] < last[2]
    event = Calendar.from_ical(mailbox.invitations[0] or "").events[0]
    assert [str(each) for each in event.attendees] == ["mailto:ana@acme.example", "mailto:ze@cliente.example"]
    assert event.start == SLOTS[0].start


def test_the_mails_name_the_link_and_travel_through_amazon_ses_with_the_document(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(secrets._kept, "email", SesSecret("Agenda <agenda@example.com>"))
    before = book()
    linked = replace(before, conference_link="https://meet.example/abc")
    meetings.save(before, linked)
    with standing_in(monkeypatch) as amazon:
        tell(here, linked)
        call_off(here)
    told, cancelled = (
        email.message_from_bytes(base64.b64decode(request["Content"]["Raw"]["Data"]), policy=default)
        for request in amazon.requests
    )
    body = told.get_body(("plain",))
    assert body is not None
    assert "Onde: https://meet.example/abc" in body.get_content()
    for message, method in ((told, "REQUEST"), (cancelled, "CANCEL")):
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        assert [part.get_param("method") for part in parts] == [method]
        (event,) = Calendar.from_ical(parts[0].get_content()).events
        assert event["location"] == "https://meet.example/abc"


@pytest.mark.parametrize("call", ["booked", "cancelled"])
def test_what_is_not_true_any_more_is_not_told(here: World, mailbox: Mailbox, call: str) -> None:
    booked = book()
    if call == "booked":
        cancellation.cancel("m1", NOW, "r1")
        assert tell(here, booked) == {"outcome": "over"}
    else:
        assert raised(here, "Meeting Cancelled", meetingId="m1") == {"outcome": "over"}
    assert mailbox.sent == []


def test_an_offer_that_comes_to_nothing_is_no_meeting_that_was_called_off(
    here: World, mailbox: Mailbox
) -> None:
    proposed(SLOTS)
    assert call_off(here) == {"outcome": "over"}
    assert mailbox.sent == []


def test_a_booking_that_is_being_moved_is_told_of_while_it_holds(here: World, mailbox: Mailbox) -> None:
    booked = book()
    meetings.save(booked, rules.proposed_again(booked, SLOTS, "e2", NOW, asked_by_contact=True))
    assert tell(here, booked)["outcome"] == "told"
    assert "à espera da escolha" in (here.meeting().briefing or "")


def test_a_host_hears_of_a_cancellation_of_somebody_who_has_been_erased(
    here: World, mailbox: Mailbox
) -> None:
    tell(here, book())
    dynamo.client().delete_item(
        TableName=required("TABLE_CONTACTS"),
        Key=dynamo.encode({"pk": keys.contact_pk("c1"), "sk": keys.CONTACT_SK}),
    )
    assert call_off(here, Side.SYSTEM) == {"outcome": "told", "mail": "sent"}
    assert mailbox.sent[-1][1].startswith("Reunião cancelada com contato sem nome: ")


@pytest.mark.parametrize(("idempotent", "mail"), [(False, "unknown"), (True, "sent")])
def test_a_run_that_was_cut_short_mails_again_only_where_the_partner_knows_keys(
    here: World, mailbox: Mailbox, idempotent: bool, mail: str
) -> None:
    booked = book()
    mailbox.idempotent = idempotent
    mailbox.endings = [CrashError()]
    with pytest.raises(CrashError):
        tell(here, booked)
    assert tell(here, booked) == {"outcome": "told", "mail": mail}
    assert len(mailbox.sent) == idempotent
    assert len(here.raised_of(Event.HUMAN_ATTENTION_NEEDED)) == (not idempotent)
    # Either way the host may know the hour.
    assert briefings.read("m1").told_start == SLOTS[0].start


def test_a_mail_that_was_not_taken_is_tried_again_and_a_move_after_one_that_failed_is_a_booking(
    here: World, mailbox: Mailbox
) -> None:
    booked = book()
    mailbox.endings = [Ending.EXHAUSTED]
    with pytest.raises(MailUnavailableError, match="booked#e1#v2#m1"):
        tell(here, booked)
    mailbox.sent.clear()
    mailbox.endings = [Ending.UNDELIVERABLE]
    assert tell(here, booked) == {"outcome": "told", "mail": "failed"}
    (needed,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert needed["reason"] == "briefing_not_mailed"
    tell(here, move(booked))
    assert mailbox.sent[-1][1].startswith("Reunião marcada com")


def test_a_malformed_booking_is_refused_with_the_field(here: World) -> None:
    with pytest.raises(ContractError, match="bookingId"):
        raised(here, "Meeting Booked", meetingId="m1", bookingId="", version=1)

"""Two people of one list with one mailbox: what one says is not said by the other."""

from typing import Any

import pytest

from handlers.common.rules.model import Event, MeetingStatus, State
from handlers.common.storage import contacts, dynamo, keys, talks
from handlers.conversation.storage import addresses
from tests.handlers.conversation.test_handle_replies import NOW, PHONE, note_written
from tests.handlers.conversation.test_one_conversation import MAIL, booked, contact, here, reply
from tests.handlers.meetings.appointments import World

__all__ = ["here"]
BIA = "+5592987651111"


@pytest.fixture(autouse=True)
def two(here: World) -> None:
    """Zé was written to; Bia has booked, and the copy of the confirmation went to the mailbox of both."""
    contact(here, "ze", "spring", email=MAIL)
    booked(here, "bia", "spring", 3, address=BIA)
    kept = contacts.read("bia")
    contact(here, "bia", "spring", State.SCHEDULED, BIA, email=MAIL, meetingId=kept.meeting_id)
    note_written("bia", MAIL)
    note_named(MAIL, "ze", "bia")


def note_named(form: str, *contact_ids: str) -> None:
    """Note whose further address it is, as their first messages do."""
    key = {"pk": keys.address_pk("acme", form), "sk": keys.ADDRESS_SK}
    named = dynamo.encode({":ids": set(contact_ids)})
    dynamo.client().update_item(
        TableName=contacts.table(),
        Key=dynamo.encode(key),
        UpdateExpression="ADD alsoOf :ids",
        ExpressionAttributeValues=named,
    )


def reasons(here: World) -> list[tuple[str, str]]:
    return [(each["contactId"], each["reason"]) for each in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)]


def by_mail(text: str, message_id: str = "r9") -> Any:
    return reply(text, message_id, channel="email", **{"from": MAIL})


def test_a_request_is_never_about_the_meeting_of_the_other(here: World) -> None:
    assert reply("quero cancelar a reunião")["human"] == "nothing_to_cancel"
    assert reply("Pode ser, mas prefiro em outro horário, à tarde", "r2")["contactId"] == "ze"
    assert here.meeting("bia").status is MeetingStatus.CONFIRMED
    assert [each["contactId"] for each in here.raised_of(Event.SCHEDULE_REQUESTED)] == ["ze"]


def test_an_opt_out_closes_the_mailbox_and_calls_a_human_for_whom_it_cuts_off(here: World) -> None:
    reply("SAIR")
    assert (here.state("ze"), here.state("bia")) == (State.OPTED_OUT, State.SCHEDULED)
    assert here.meeting("bia").status is MeetingStatus.CONFIRMED
    closed = {each: addresses.find("acme", (each,)) for each in (PHONE, MAIL, BIA)}
    assert [bool(each and each.opted_out) for each in closed.values()] == [True, True, False]
    assert reasons(here) == [("bia", "address_closed")]


def test_who_is_cut_off_is_answered_by_a_human_and_nothing_is_done(here: World) -> None:
    reply("SAIR")
    assert reply("preciso cancelar a reunião", "r2", **{"from": BIA})["human"] == "opted_out_contact_wrote"
    assert here.meeting("bia").status is MeetingStatus.CONFIRMED


def test_a_likely_opt_out_of_who_is_cut_off_follows_from_no_guess(here: World) -> None:
    reply("SAIR")
    words = "acho que prefiro não receber mais essas mensagens, talvez"
    assert reply(words, "r2", **{"from": BIA})["human"] == "opted_out_contact_wrote"
    assert here.state("bia") == State.SCHEDULED


def test_an_opt_out_from_the_mailbox_that_names_nobody_withdraws_nobody(here: World) -> None:
    by_mail("SAIR")
    assert (here.state("ze"), here.state("bia")) == (State.CONTACTED, State.SCHEDULED)
    assert reasons(here) == [("bia", "address_closed")]
    found = addresses.find("acme", (MAIL,))
    assert found is not None
    assert found.opted_out


def test_an_opt_out_reaches_the_persons_contact_that_has_the_address_for_a_further_one(here: World) -> None:
    contact(here, "eva", "winter", address="+5592987652222", email="eva@sol.example")
    contact(here, "mail", "autumn", address="eva@sol.example")
    note_named("eva@sol.example", "eva")
    reply("SAIR", channel="email", **{"from": "eva@sol.example"})
    assert (here.state("mail"), here.state("eva")) == (State.OPTED_OUT, State.OPTED_OUT)


def test_a_human_who_talks_with_one_answers_the_other_no_word(here: World) -> None:
    talks.begin([contacts.read("ze")], NOW.replace(year=NOW.year + 1), NOW)
    assert "human" not in reply("preciso cancelar a reunião", **{"from": BIA})
    assert here.meeting("bia").status is MeetingStatus.CANCELLED


def away(form: str) -> bool:
    """True of an address whose owner is away, by a notice."""
    found = addresses.find("acme", (form,))
    return found is not None and found.away_until is not None


def test_an_absence_is_not_that_of_who_shares_the_mailbox(here: World) -> None:
    assert reply("Estou de férias, volto dia 20/12")["contactId"] == "ze"
    assert [away(each) for each in (PHONE, MAIL, BIA)] == [True, False, False]


def test_an_absence_is_that_of_the_persons_contact_by_another_address(here: World) -> None:
    eva, own = "+5592987652222", "eva@sol.example"
    contact(here, "eva", "winter", address=eva, email=own)
    contact(here, keys.contact_id("acme", "autumn", own), "autumn", address=own)
    note_named(own, "eva")
    reply("Estou de férias, volto dia 20/12", **{"from": eva})
    assert (away(eva), away(own)) == (True, True)


def test_an_absence_told_from_the_mailbox_itself_is_that_of_all_who_have_it(here: World) -> None:
    by_mail("Estamos de férias coletivas, voltamos dia 20/12")
    assert away(MAIL)

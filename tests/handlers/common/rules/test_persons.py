"""Contacts that share an address are one person, or two."""

import pytest

from handlers.common.rules import persons
from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, State
from tests.handlers.conversation.test_handle_replies import NOW

A, B, MAIL, OTHER = "+5511988000001", "+5511988000002", "contato@sol.example", "ana@sol.example"


def of(campaign: str, phone: str | None = None, email: str | None = None, *further: str) -> Contact:
    main = Channel.WHATSAPP if phone else Channel.EMAIL
    found = Contact(f"{campaign}/{phone}/{email}", "acme", campaign, State.CONTACTED, channel=main)
    return found._replace(phone=phone, email=email, other_addresses=further)


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        (of("spring", A, MAIL), of("spring", B, MAIL), False),
        (of("spring", A, MAIL), of("autumn", B, MAIL), False),
        (of("spring", A, MAIL), of("spring", None, MAIL), False),
        (of("spring", A), of("autumn", A, MAIL), True),
        (of("spring", A, MAIL), of("autumn", None, MAIL), True),
        (of("spring", A, OTHER, MAIL), of("autumn", None, MAIL), True),
        (of("spring", A, MAIL), of("autumn", B), False),
        (of("spring", A, MAIL), of("autumn", A, MAIL)._replace(tenant_id="beta"), False),
    ],
)
def test_two_contacts_are_one_person_or_two_whichever_asks(
    one: Contact, other: Contact, are_one: bool
) -> None:
    assert persons.same_as(one, [one, other]) == ([other] if are_one else [])
    assert persons.same_as(other, [one, other]) == ([one] if are_one else [])


def test_the_mailbox_of_two_rows_of_a_list_is_neither_ones() -> None:
    firm, zé, bia = of("autumn", None, MAIL), of("spring", A, MAIL), of("spring", B, MAIL)
    assert persons.same_as(firm, [zé, bia]) == []
    assert persons.same_as(zé, [firm, bia]) == []


def test_one_closed_address_is_enough() -> None:
    assert persons.has_opted_out(of("spring", A), [Address(), Address(opted_out=True)])
    assert persons.has_opted_out(of("spring", A)._replace(state=State.OPTED_OUT), [])
    assert not persons.has_opted_out(of("spring", A), [Address(opted_out=False)])


def test_a_talk_under_a_further_address_may_be_another_persons() -> None:
    known = {MAIL: Address(human_until=NOW)}
    assert persons.human_until(of("spring", A, MAIL), known) is None
    assert persons.human_until(of("autumn", None, MAIL), known) == NOW

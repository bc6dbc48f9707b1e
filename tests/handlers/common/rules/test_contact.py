from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.common.rules.contact import Address, Contact, Lease
from handlers.common.rules.model import Channel, State
from handlers.common.rules.tenants import Host, Tenant

HOST = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana")
TENANT = Tenant(tenantId="acme", name="Acme", timezone="America/Bahia", state="BA", hosts=(HOST,))
CONTACT = Contact("c1", "acme", "spring", State.NEW)


def test_a_contact_is_read_from_the_least_that_its_item_can_hold() -> None:
    item = {"contactId": "c1", "tenantId": "acme", "campaignId": "spring", "state": "new"}
    assert Contact.of(item) == CONTACT


def test_a_contact_is_read_with_all_that_is_known_of_it() -> None:
    contact = Contact.of(
        {
            "contactId": "c1",
            "tenantId": "acme",
            "campaignId": "spring",
            "state": "sending",
            "phone": "+5581987654321",
            "email": "ze@cliente.example",
            "channel": "email",
            "undeliverableOn": ["whatsapp"],
            "attempt": "a1",
            "attemptChannel": "email",
            "deadline": "2026-11-23T12:00:00.000Z",
        }
    )
    assert contact.state is State.SENDING
    assert contact.undeliverable_on == {Channel.WHATSAPP}
    assert contact.lease == Lease("a1", Channel.EMAIL, datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("known", "zone", "uf"),
    [
        ({}, "America/Bahia", "BA"),
        ({"phone": "+5581987654321"}, "America/Recife", "PE"),
        ({"phone": "+351912345678"}, "America/Bahia", "BA"),
        ({"phone": "+5581987654321", "timezone": "America/Manaus"}, "America/Manaus", "PE"),
        ({"phone": "+5581987654321", "timezone": "America/Manaus", "uf": "AM"}, "America/Manaus", "AM"),
    ],
)
def test_a_place_is_the_contacts_own_else_its_area_codes_else_the_tenants(
    known: dict[str, Any], zone: str, uf: str
) -> None:
    place = CONTACT._replace(**known).place(TENANT)
    assert (place.zone.key, place.uf) == (zone, uf)


def test_the_main_channel_comes_first_and_one_that_failed_for_good_is_left_out() -> None:
    both = CONTACT._replace(phone="+5581987654321", email="ze@cliente.example", channel=Channel.EMAIL)
    assert list(both.reachable()) == [Channel.EMAIL, Channel.WHATSAPP]
    failed = both._replace(undeliverable_on=frozenset({Channel.EMAIL}))
    assert failed.reachable() == {Channel.WHATSAPP: "+5581987654321"}
    assert CONTACT.reachable() == {}


def test_of_an_address_that_was_only_blocked_nothing_is_known_of_opting_out() -> None:
    assert Address.of({"blocked": True}) == Address(blocked=True)
    assert Address.of({"optedOut": False}).opted_out is False

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules import country_zones
from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact, Lease
from handlers.common.rules.model import Channel, State
from handlers.common.rules.tenants import Host, Tenant
from tests import lines

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
    ("known", "zone", "uf", "is_certain"),
    [
        ({}, "America/Bahia", "BA", False),
        ({"phone": "+5581987654321"}, "America/Recife", "PE", True),
        ({"phone": "+5581987654321", "timezone": "America/Manaus"}, "America/Manaus", "PE", True),
        ({"phone": "+5581987654321", "timezone": "America/Manaus", "uf": "AM"}, "America/Manaus", "AM", True),
        ({"phone": "+5597987654321", "timezone": "America/Manaus"}, "America/Manaus", "AM", False),
        ({"phone": "+5597987654321", "timezone": "America/Eirunepe"}, "America/Eirunepe", "AM", True),
        ({"phone": "+819012345678"}, "Asia/Tokyo", "BA", True),
        # The Azores are an hour behind the rest of Portugal, and no mobile number tells which.
        ({"phone": "+351912345678"}, "Europe/Lisbon", "BA", False),
        ({"phone": "+351912345678", "timezone": "Europe/Lisbon"}, "Europe/Lisbon", "BA", True),
        ({"phone": "+12125550123"}, "America/Bahia", "BA", False),
    ],
)
def test_a_place_is_the_contacts_own_else_its_phones_else_the_tenants_and_says_if_it_is_certain(
    known: dict[str, Any], zone: str, uf: str, is_certain: bool
) -> None:
    place = CONTACT._replace(**known).place(TENANT)
    assert (place.zone.key, place.uf, place.is_certain) == (zone, uf, is_certain)


@lines.over("zone", [*country_zones.ONE_ZONE.values(), *country_zones.MOST_PEOPLE.values()])
def test_every_zone_of_a_country_is_one_of_the_tz_database(zone: str) -> None:
    assert ZoneInfo(zone).key == zone


def test_the_main_channel_comes_first_and_one_that_failed_for_good_is_left_out() -> None:
    both = CONTACT._replace(phone="+5581987654321", email="ze@cliente.example", channel=Channel.EMAIL)
    assert list(both.reachable()) == [Channel.EMAIL, Channel.WHATSAPP]
    failed = both._replace(undeliverable_on=frozenset({Channel.EMAIL}))
    assert failed.reachable() == {Channel.WHATSAPP: "+5581987654321"}
    assert CONTACT.reachable() == {}


def test_of_an_address_that_was_only_blocked_nothing_is_known_of_opting_out() -> None:
    assert Address.of({"blocked": True}) == Address(blocked=True)
    assert Address.of({"optedOut": False}).opted_out is False

"""``contact why`` says what send-messages and release-contacts would do, by their own rules."""

import json
from datetime import time, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from handlers.common.rules.model import State
from handlers.common.rules.tenants import Hours, Limits
from handlers.common.storage import configuration, contacts, forgotten, keys
from ops.__main__ import main
from ops.people import why


def told(world: Any, contact_id: str) -> why.Why:
    configuration.forget()
    return why.of(contacts.read(contact_id), world.clock())


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


def test_who_may_be_written_to_waits_for_nothing_but_its_turn(world: Any) -> None:
    found = told(world, world.contact())
    assert found.verdict.startswith("nothing: outreach waits for its turn")
    assert found.next_at == world.clock()
    assert dict(found.details)["channels"] == "whatsapp"
    world.release()
    assert world.receive(), "as release-contacts does"


def test_who_is_outside_the_hours_waits_until_they_begin(world: Any) -> None:
    world.tenant(hours=Hours(opens=time(3, 0), closes=time(3, 1), weekdays=frozenset({1})))
    found = told(world, world.contact())
    assert found.verdict == "it is outside the hours in which it may be written to"
    assert found.next_at is not None
    assert found.next_at > world.clock()
    message = world.queued(2)
    assert world.send(message) == []
    assert world.item(message.contactId)["backlogOrder"][2:] == keys.instant(found.next_at), (
        "as send-messages puts it"
    )


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ({"optedOut": True}, "it will not go out: its owner has opted out, at one of the addresses at least"),
        ({"blocked": True}, "it will not go out: one of its addresses is on the do-not-contact list"),
    ],
)
def test_whose_address_is_closed_is_not_written_to(
    world: Any, address: dict[str, bool], verdict: str
) -> None:
    contact_id = world.contact()
    world.put_address("+5511988000001", **address)
    assert told(world, contact_id)[2:4] == (verdict, None)


def test_whose_address_was_erased_is_not_written_to(world: Any) -> None:
    contact_id = world.contact()
    forgotten.add("acme", ("+5511988000001",), world.clock())
    assert "has opted out" in told(world, contact_id).verdict


def test_a_tenant_whose_limits_are_used_up_says_until_when(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=1))
    first, second = world.queued(1), world.contact(2)
    assert world.send(first) == []
    found = told(world, second)
    assert found.verdict == "the tenant's limits are used up"
    assert found.next_at is not None
    assert world.clock() < found.next_at <= world.clock() + timedelta(minutes=1)
    assert dict(found.details)["tenant's limits"].startswith("1 of 1 this minute, 1 of")


def test_a_follow_up_that_is_to_come_says_when(world: Any) -> None:
    due = world.clock() + timedelta(days=2)
    contact_id = world.contact(state="contacted", nextStep="follow_up#1", priority="follow_up", due=due)
    assert told(world, contact_id)[2:4] == ("follow_up#1 is not due before then", due)


def test_whoever_has_come_to_an_end_says_by_what(world: Any) -> None:
    contact_id = world.contact()
    contacts.move(contact_id, State.UNDELIVERABLE, world.clock(), "no_channel", remove=contacts.BACKLOG)
    found = told(world, contact_id)
    assert found.verdict.startswith("it has come to its end: undeliverable (no_channel, ")
    assert found.next_at is None
    assert "expire in the week after" in dict(found.details)["its data"]


def test_the_command_prints_it_for_people_and_for_machines(world: Any) -> None:
    contact_id, prefix = world.contact(), world.tables["contacts"].removesuffix("-contacts")
    run = ["--prefix", prefix, "contact", "why", contact_id]
    shown = CliRunner().invoke(main, run)
    assert shown.exit_code == 0, shown.output
    assert shown.output.startswith(f"contact {contact_id} is new: ")
    document = json.loads(CliRunner().invoke(main, [*run, "--json"]).output)
    assert (document["state"], document["details"]["channels"]) == ("new", "whatsapp")

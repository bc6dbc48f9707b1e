from typing import Any

import pytest

from handlers.common.rules.model import Kind
from handlers.dispatch.rules.facts import Claim
from tests.handlers.dispatch.known import contact_item, facts

LEASE: dict[str, Any] = {
    "attempt": "a1",
    "attemptChannel": "email",
    "deadline": "2026-11-23T12:00:00.000Z",
}


@pytest.mark.parametrize(("state", "held"), [("sending", True), ("queued", False), ("interested", False)])
def test_a_first_message_is_held_by_its_contacts_attempt_while_that_is_sending(
    state: str, held: bool
) -> None:
    known = facts(contact=contact_item(state=state, **LEASE))
    assert known.is_sending is held
    assert (known.lease is not None and known.lease.attempt == "a1") is held


@pytest.mark.parametrize(("status", "held"), [("sending", True), ("queued", False), ("sent", False)])
def test_a_further_message_is_held_by_its_own_attempt_and_not_by_its_contacts(
    status: str, held: bool
) -> None:
    contact = contact_item(state="sending", **LEASE | {"attempt": "another"})
    known = facts(Kind.PROPOSAL, contact=contact, claim=Claim.of(LEASE | {"status": status}))
    assert known.is_sending is held
    assert (known.lease is not None and known.lease.attempt == "a1") is held


def test_a_further_message_that_nothing_is_known_about_is_held_by_nobody() -> None:
    known = facts(Kind.PROPOSAL, contact=contact_item(state="sending", **LEASE))
    assert not known.is_sending
    assert known.lease is None

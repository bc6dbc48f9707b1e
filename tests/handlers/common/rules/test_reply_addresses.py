"""An answer to a reply address finds the contact and the message it answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules import emails, reply_addresses
from handlers.common.rules.model import Channel
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.storage import keys

DOMAIN = "respostas.example.com"
CONTACT = keys.contact_id("aurora", "primavera", "ana@example.com")

STEPS = st.one_of(
    st.just(OUTREACH),
    st.integers(1, 60).map(Step.follow_up),
    st.builds(Step.proposal, st.just(CONTACT), st.integers(1, 9)),
    st.builds(Step.reminder, st.sampled_from(("24h", "1h")), st.just(CONTACT), st.integers(1, 9)),
)


@given(STEPS)
def test_a_reply_address_names_contact_and_message(step: Step) -> None:
    address = reply_addresses.address(Reference(CONTACT, step, Channel.EMAIL), DOMAIN)
    found = reply_addresses.parse(address, DOMAIN)
    assert found is not None
    assert found.contact_id == CONTACT
    assert found.answers(step)
    assert not found.answers(f"{step}#x")


def test_a_reply_address_is_one_that_every_mail_server_takes() -> None:
    address = reply_addresses.address(Reference(CONTACT, OUTREACH, Channel.EMAIL), DOMAIN)
    assert emails.normalise(address) == address
    assert len(address.partition("@")[0]) <= reply_addresses.LONGEST_LOCAL


def test_the_case_of_an_address_does_not_matter() -> None:
    address = reply_addresses.address(Reference(CONTACT, OUTREACH, Channel.EMAIL), "Respostas.Example.com")
    found = reply_addresses.parse(f" {address.upper()}\n", DOMAIN)
    assert found is not None
    assert found.contact_id == CONTACT


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        DOMAIN,
        f"vendas@{DOMAIN}",
        f"{CONTACT}@{DOMAIN}",
        f"{CONTACT}.0123456789ab@outra.example.com",
        f"{CONTACT}.0123456789ab@sub.{DOMAIN}",
        f"{CONTACT}.0123456789abc@{DOMAIN}",
        f"{CONTACT}.0123456789ag@{DOMAIN}",
        f"..0123456789ab@{DOMAIN}",
        f"Ana <{CONTACT}.0123456789ab@{DOMAIN}>",
    ],
)
def test_any_other_address_is_none_of_ours(address: str) -> None:
    assert reply_addresses.parse(address, DOMAIN) is None


@pytest.mark.parametrize("contact_id", ["", "A1", "a@b", "a b", "a" * 52])
def test_a_contact_that_no_address_can_name_is_refused(contact_id: str) -> None:
    with pytest.raises(ValueError, match="fits into no reply address"):
        reply_addresses.address(Reference(contact_id, OUTREACH, Channel.EMAIL), DOMAIN)

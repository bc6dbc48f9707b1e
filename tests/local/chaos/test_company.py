"""The invented company: as many contacts as asked for, all of them fit to be taken in, none of them twice."""

import json
from pathlib import Path

import pytest

from handlers.intake.rules import files
from local.chaos.company import CONTACTS_A_CAMPAIGN, company


@pytest.mark.parametrize("contacts", [20, 250, 251, 2_000])
def test_a_company_has_as_many_contacts_as_asked_for(contacts: int) -> None:
    made = company(contacts)
    assert sum(map(len, made.lists)) == contacts
    assert len(made.campaigns) == len(made.tenant.hosts) == -(-contacts // CONTACTS_A_CAMPAIGN)
    assert {campaign.hostId for campaign in made.campaigns} == {host.hostId for host in made.tenant.hosts}


def test_nobody_is_in_it_twice_and_both_channels_are_used() -> None:
    contacts = [contact for each in company(2_000).lists for contact in each]
    for name in ("phone", "email"):
        addresses = [contact[name] for contact in contacts if name in contact]
        assert len(set(addresses)) == len(addresses) >= 1_000


def test_every_list_is_one_that_can_be_taken_in(tmp_path: Path) -> None:
    for _, file in company(300).write_lists(tmp_path):
        body = file.read_bytes()
        files.check_size(file.name, len(body))
        assert len(list(files.read(file.name, body).records())) == len(json.loads(body))


def test_the_limits_bind() -> None:
    made = company(2_000)
    assert made.tenant.limits.perMinute < 2_000 < made.tenant.limits.perHour

"""A list is opened under a name of its own, or refused with the command or the file that is missing."""

import pytest

from handlers.common.rules.refusals import Refused
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import configuration
from handlers.intake.opening import open_list
from handlers.intake.rules.requests import FileReference, IngestRequest

CONTACTS = [{"phone": "11987654321"}]


def request(campaign: str = "spring", **fields: object) -> IngestRequest:
    return IngestRequest.model_validate({"tenantId": "acme", "campaignId": campaign, **fields})


@pytest.mark.usefixtures("place")
def test_the_same_contacts_for_the_same_campaign_are_the_same_list():
    configuration.put_campaign(Campaign(tenantId="acme", campaignId="autumn", name="Autumn", offer="x"))
    first = open_list(request(contacts=CONTACTS))
    assert open_list(request(contacts=[dict(CONTACTS[0])])).list_id == first.list_id
    assert open_list(request(contacts=[*CONTACTS, {}])).list_id != first.list_id
    assert open_list(request("autumn", contacts=CONTACTS)).list_id != first.list_id


def test_a_file_that_was_replaced_is_another_list(drop):
    file = FileReference(**drop("leads.json", b'[{"phone": "1"}]'))
    first = open_list(request(file=file))
    assert list(first.records.records()) == [(1, {"phone": "1"})]
    assert first.campaign is not None
    assert (first.tenant.tenantId, first.campaign.campaignId) == ("acme", "spring")
    drop("leads.json", b"[]")
    assert open_list(request(file=file)).list_id != first.list_id


@pytest.mark.usefixtures("place")
def test_a_campaign_that_is_not_there_is_refused_before_the_list_is_looked_at():
    with pytest.raises(Refused, match="python -m ops campaign put"):
        open_list(request("nothing", file={"bucket": "no-such-bucket", "key": "leads.csv"}))

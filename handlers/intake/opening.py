"""Opening a list: the request's tenant, campaign and contacts are looked up, and whatever is missing refuses it."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from handlers.common.rules.refusals import Refused, shown
from handlers.common.rules.tenants import DO_NOT_CONTACT, Campaign, Tenant
from handlers.common.storage import configuration
from handlers.intake.rules import files, json_lists, places
from handlers.intake.rules.job import list_id
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.requests import FileReference, IngestRequest
from handlers.intake.storage import bucket


@dataclass(frozen=True)
class OpenedList:
    """A list that can be read, and where its contacts go."""

    list_id: str
    """The list's name: the same list for the same tenant and campaign has the same one."""
    records: ContactList
    tenant: Tenant
    campaign: Campaign | None
    """None: it is a list of addresses that are not to be written to."""


def open_list(request: IngestRequest) -> OpenedList:
    """Return the list that a request brings or names; raises ``Refused``."""
    tenant, campaign = _configured(request)
    place = (request.tenantId, request.campaignId)
    columns = campaign.columns if campaign else {}
    if request.file is not None:
        name, records = _file(request.file, place, columns)
    else:
        items = request.contacts or []
        name, records = (
            list_id(*place, json.dumps(items, sort_keys=True)),
            json_lists.of_items(items, columns),
        )
    return OpenedList(name, records, tenant, campaign)


def _file(file: FileReference, place: tuple[str, str], columns: Mapping[str, str]) -> tuple[str, ContactList]:
    if not file.key.startswith(places.INBOX):
        raise Refused(
            "wrong_place",
            f"{shown(file.key)} is not in the inbox, where lists are read: put it under {places.INBOX}",
            file.key,
        )
    with closing(bucket.open_file(file.bucket, file.key)) as found:
        files.check_size(found.key, found.size)
        name = list_id(*place, found.bucket, found.key, found.etag)
        return name, files.read(found.key, found.body(), columns=columns)


def _configured(request: IngestRequest) -> tuple[Tenant, Campaign | None]:
    tenant = configuration.tenant(request.tenantId)
    if tenant is None:
        raise Refused(
            "unknown_tenant",
            f"there is no tenant {request.tenantId}: create it with python -m ops tenant put tenant.json",
            request.tenantId,
        )
    if request.campaignId == DO_NOT_CONTACT:
        return tenant, None
    campaign = configuration.campaign(request.tenantId, request.campaignId)
    if campaign is None:
        raise Refused(
            "unknown_campaign",
            f"tenant {request.tenantId} has no campaign {request.campaignId}: create it with "
            "python -m ops campaign put campaign.json",
            request.campaignId,
        )
    return tenant, campaign

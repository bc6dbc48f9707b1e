"""The tenant of a run, its campaigns, and as many invented contacts as are asked for."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handlers.common.rules.tenants import Campaign, Host, Limits, Tenant
from local import samples
from ops import documents

CONTACTS_A_CAMPAIGN = 250
"""More contacts would find the host's two weeks full."""
MOST_A_LIST = 5_000
_AREA_CODES = (11, 21, 31, 41, 51, 61, 71, 81, 85, 91, 92, 27, 48, 62, 19)
_WITH_BOTH = 10
"""Every tenth contact has a phone and an e-mail address, and so another channel."""


@dataclass(frozen=True)
class Company:
    """A tenant, and its campaigns with their contacts."""

    tenant: Tenant
    campaigns: tuple[Campaign, ...]
    lists: tuple[list[dict[str, Any]], ...]
    """The contacts of each campaign, as ingest-contacts takes them."""

    @property
    def colleagues(self) -> frozenset[str]:
        """The e-mail addresses of the hosts."""
        return frozenset(host.email for host in self.tenant.hosts)

    def write_lists(self, folder: Path) -> Iterator[tuple[Campaign, Path]]:
        """Write each campaign's list as a file, and yield both."""
        for campaign, contacts in zip(self.campaigns, self.lists, strict=True):
            file = folder / f"{campaign.campaignId}.json"
            file.write_text(json.dumps(contacts, ensure_ascii=False), encoding="utf-8")
            yield campaign, file


def company(contacts: int) -> Company:
    """Return a company with that many contacts, half of them on WhatsApp and half by e-mail.

    It is open at any hour. Its limits bind: a minute takes a third of the contacts, an hour one and a half times all.
    """
    campaigns = -(-contacts // CONTACTS_A_CAMPAIGN)
    tenant = documents.read(Tenant, samples.AURORA)
    hosts = tuple(_host(tenant.hosts[0], number) for number in range(campaigns))
    limits = Limits(perMinute=max(20, contacts // 3), perHour=contacts * 3 // 2, perDay=contacts * 50)
    tenant = tenant.model_copy(
        update={"hosts": hosts, "limits": limits, "jitterSeconds": 20, "turnSeconds": 0}
    )
    plan = documents.read(Campaign, samples.AURORA_PRIMAVERA)
    return Company(
        tenant,
        tuple(
            plan.model_copy(update={"campaignId": f"lista-{number}", "hostId": host.hostId})
            for number, host in enumerate(hosts, 1)
        ),
        tuple(
            [_contact(number) for number in range(first, contacts, campaigns)] for first in range(campaigns)
        ),
    )


def _host(model: Host, number: int) -> Host:
    address = f"host-{number}@aurora.example"
    return model.model_copy(
        update={"hostId": f"host-{number}", "name": f"Ana {number}", "email": address, "calendarId": address}
    )


def _contact(number: int) -> dict[str, Any]:
    area, line = _AREA_CODES[number % len(_AREA_CODES)], 90_000_000 + number // len(_AREA_CODES)
    phone, email = f"({area}) 9{line:08d}", f"contato-{number}@empresa-{number}.example"
    contact = {"company": f"Empresa {number}", "contactName": f"Pessoa {number}", "segment": "B2B"}
    if number % _WITH_BOTH == 0:
        return contact | {"phone": phone, "email": email}
    return contact | ({"phone": phone} if number % 2 else {"email": email})

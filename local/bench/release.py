"""The cost of releasing messages from the backlog, at two sizes of it: the number that waits must not matter."""

import os
import random
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.common.storage import clients, dynamo, keys, statements
from handlers.dispatch.releasing import release
from local.bench.figures import Figure
from local.bench.requests import counted
from local.bench.rig import TENANT, forget_limits, pause_campaign, put_campaign

SMALL = 1_000
WRITERS = 8
LIMIT = 0.18


def measure(large: int) -> list[Figure]:
    """Measure a run over a small backlog, then one over a large one; the messages of the last stay in the queue."""
    return [_measured("small", min(SMALL, large)), _measured("large", large)]


def _measured(campaign_id: str, size: int) -> Figure:
    _fill(campaign_id, size)
    with counted(client.meta.events for client in (dynamo.client(), clients.sqs())) as requests:
        released = release(TENANT, datetime.now(UTC), random.Random(1)).released
    if campaign_id != "large":
        pause_campaign(campaign_id)
    forget_limits()
    return Figure(
        f"released from a backlog of {size:,}",
        requests.total() / released,
        "requests per message",
        LIMIT,
        detail=f"{requests.total()} for {released}",
    )


def _fill(campaign_id: str, contacts: int) -> None:
    """Write a campaign with that many contacts in its backlog, all due."""
    put_campaign(campaign_id)
    table = os.environ["TABLE_CONTACTS"]
    due = keys.instant(datetime.now(UTC) - timedelta(minutes=1))

    def items(numbers: Iterable[int]) -> list[statements.Statement]:
        return [statements.insert(table, _contact(campaign_id, number, due)) for number in numbers]

    with ThreadPoolExecutor(WRITERS) as writers:
        for _ in writers.map(
            lambda first: statements.run(items(range(first, min(first + 1_000, contacts)))),
            range(0, contacts, 1_000),
        ):
            pass


def _contact(campaign_id: str, number: int, due: str) -> dict[str, Any]:
    contact_id = keys.contact_id(TENANT, campaign_id, str(number))
    return {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.CONTACT_SK,
        "contactId": contact_id,
        "tenantId": TENANT,
        "campaignId": campaign_id,
        "state": "new",
        "company": f"Empresa {number}",
        "phone": f"+55119{80_000_000 + number}",
        "channel": "whatsapp",
        "priority": "warm",
        "timezone": "America/Sao_Paulo",
        "uf": "SP",
        "backlog": keys.backlog_partition(TENANT, campaign_id, contact_id),
        "backlogOrder": f"2#{due}",
        "nextStep": "outreach",
    }

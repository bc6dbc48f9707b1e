"""The pauses of tenants and campaigns, in the config table: an operator's doing, and undone by an operator only.

Apart from the documents, so that loading one again ends no pause. Never kept by a process: a pause must stop the next
message.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.storage import configuration, dynamo, keys, writes


class Pause(NamedTuple):
    """A pause: no outreach and no follow-up goes out meanwhile."""

    since: datetime
    by: str
    reason: str


def paused(tenant_id: str) -> dict[str, Pause]:
    """The pauses of a tenant's campaigns by campaign; that of the tenant itself, if there is one, under ``""``."""
    found = dynamo.collection(configuration.table(), keys.tenant_pk(tenant_id), keys.pause_sk())
    return {campaign_of(item): from_item(item) for item in found}


def campaign_of(item: Mapping[str, Any]) -> str:
    """The campaign that the item of a pause stops; empty for all of the tenant's."""
    return item["sk"].removeprefix(keys.pause_sk())


def from_item(item: Mapping[str, Any]) -> Pause:
    """The pause of an item of the config table."""
    return Pause(datetime.fromisoformat(item["since"]), item["by"], item["reason"])


def pause(tenant_id: str, campaign_id: str, pause: Pause) -> bool:
    """Pause a campaign, or the tenant where it is empty; False if it was paused, which stays as it is."""
    item = {
        "pk": keys.tenant_pk(tenant_id),
        "sk": keys.pause_sk(campaign_id),
        "since": keys.instant(pause.since),
        "by": pause.by,
        "reason": pause.reason,
    }
    own = {"since": item["since"], "by": pause.by}
    absent = writes.ABSENT._replace(own=own)
    return writes.made(writes.put(configuration.table(), item, absent))


def resume(tenant_id: str, campaign_id: str) -> None:
    """Let the outreach of a campaign, or of the tenant where it is empty, go on; without a pause nothing changes."""
    key = {"pk": keys.tenant_pk(tenant_id), "sk": keys.pause_sk(campaign_id)}
    writes.made(writes.delete(configuration.table(), key, writes.REPEATABLE))

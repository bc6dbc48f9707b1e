"""Daily counters per tenant and campaign, in the tenant's own calendar.

A campaign's day is one item, to which everybody adds, and one more for each worker that sends its messages.
"""

from collections.abc import Mapping
from datetime import date

from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Write
from handlers.environment import required


def table() -> str:
    """The physical name of the table of counters."""
    return required("TABLE_STATS")


def count(tenant_id: str, campaign_id: str, day: date, counters: Mapping[str, int]) -> None:
    """Add to the day's counters; a zero only makes sure that the counter is there.

    ``day`` is the date in the tenant's time zone. A change of a contact's state is counted where it is written:
    ``handlers.common.storage.contacts.move``.
    """
    if not counters:
        return
    writes.transact([addition(tenant_id, campaign_id, day, counters)])


def addition(tenant_id: str, campaign_id: str, day: date, counters: Mapping[str, int]) -> Write:
    """The write that ``count`` makes, to be made with others in a transaction."""
    key = {"pk": keys.counters_pk(tenant_id, campaign_id), "sk": keys.counters_sk(day.isoformat())}
    return writes.update(table(), key, {"date": day.isoformat()}, writes.IN_TRANSACTION, add=counters)


def totals(tenant_id: str, campaign_id: str) -> dict[str, int]:
    """The counters of a campaign, each summed over its days."""
    sums: dict[str, int] = {}
    for item in dynamo.collection(table(), keys.counters_pk(tenant_id, campaign_id), keys.counters_sk("")):
        for name, value in item.items():
            if name not in ("pk", "sk", "date"):
                sums[name] = sums.get(name, 0) + value
    return sums

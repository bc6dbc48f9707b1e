"""Daily counters per tenant and campaign: one item a day, in the tenant's own calendar."""

from collections.abc import Mapping
from datetime import date

from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.statements import Statement
from handlers.common.storage.writes import Write
from handlers.environment import required


def _table() -> str:
    return required("TABLE_STATS")


def count(tenant_id: str, campaign_id: str, day: date, counters: Mapping[str, int]) -> None:
    """Add to the day's counters; a zero only makes sure that the counter is there.

    ``day`` is the date in the tenant's time zone. Whoever changes a contact's state adds
    ``handlers.common.rules.accounting.moved(before, after)`` too: a campaign's state is read from these counters.
    """
    if not counters:
        return
    writes.transact([addition(tenant_id, campaign_id, day, counters)])


def addition(tenant_id: str, campaign_id: str, day: date, counters: Mapping[str, int]) -> Write:
    """The write that ``count`` makes, to be made with others in a transaction."""
    key = {"pk": keys.counters_pk(tenant_id, campaign_id), "sk": keys.counters_sk(day.isoformat())}
    return writes.update(_table(), key, {"date": day.isoformat()}, writes.IN_TRANSACTION, add=counters)


def statement(tenant_id: str, campaign_id: str, day: date, counters: Mapping[str, int]) -> Statement:
    """The same addition as a statement of a batch.

    It is refused, or invalid, where a counter is new that day: then ``count`` must be called instead.
    """
    table = _table()
    pk, sk = keys.counters_pk(tenant_id, campaign_id), keys.counters_sk(day.isoformat())
    additions = " ".join(f'SET "{name}" = "{name}" + ?' for name in counters)
    return Statement(
        f'UPDATE "{table}" {additions} WHERE pk = ? AND sk = ?',
        (*counters.values(), pk, sk),
        (table, pk, sk),
        computes=True,
    )


def totals(tenant_id: str, campaign_id: str) -> dict[str, int]:
    """The counters of a campaign, each summed over its days."""
    sums: dict[str, int] = {}
    for item in dynamo.collection(_table(), keys.counters_pk(tenant_id, campaign_id), keys.counters_sk("")):
        for name, value in item.items():
            if name not in ("pk", "sk", "date"):
                sums[name] = sums.get(name, 0) + value
    return sums

"""Daily counters per tenant and campaign: one item a day, in the tenant's own calendar."""

from collections.abc import Mapping
from datetime import date

from handlers.common.storage import dynamo, keys
from handlers.common.storage.statements import Statement
from handlers.environment import required


def count(tenant_id: str, campaign_id: str, day: date, counters: Mapping[str, int]) -> None:
    """Adds to the day's counters in one write; a zero only makes sure that the counter is there.

    ``day`` is the date in the tenant's time zone. Whoever changes a contact's state adds
    ``handlers.common.rules.accounting.moved(before, after)`` too: a campaign's state is read from these counters.
    """
    if not counters:
        return
    pk, day_text = keys.counters_pk(tenant_id, campaign_id), day.isoformat()
    names = {f"#{number}": name for number, name in enumerate(counters)}
    values = {f":{number}": amount for number, amount in enumerate(counters.values())}
    update = {
        "TableName": required("TABLE_STATS"),
        "Key": dynamo.encode({"pk": pk, "sk": keys.counters_sk(day_text)}),
        "UpdateExpression": "SET #date = :date ADD "
        + ", ".join(f"#{number} :{number}" for number in range(len(counters))),
        "ExpressionAttributeNames": names | {"#date": "date"},
        "ExpressionAttributeValues": dynamo.encode(values | {":date": day_text}),
    }
    # The ingest adds to the same item in a transaction.
    dynamo.through_conflicts(lambda: dynamo.client().update_item(**update))


def statement(tenant_id: str, campaign_id: str, day: date, counters: Mapping[str, int]) -> Statement:
    """The same as ``count``, to go along with other writes. It is refused, or invalid, where a counter is new that
    day: then ``count`` must be called instead."""
    table, pk, sk = (
        required("TABLE_STATS"),
        keys.counters_pk(tenant_id, campaign_id),
        keys.counters_sk(day.isoformat()),
    )
    additions = " ".join(f'SET "{name}" = "{name}" + ?' for name in counters)
    return Statement(
        f'UPDATE "{table}" {additions} WHERE pk = ? AND sk = ?',
        (*counters.values(), pk, sk),
        (table, pk, sk),
        computes=True,
    )


def totals(tenant_id: str, campaign_id: str) -> dict[str, int]:
    """Every counter of a campaign, summed over its days."""
    sums: dict[str, int] = {}
    for item in dynamo.collection(
        required("TABLE_STATS"), keys.counters_pk(tenant_id, campaign_id), keys.counters_sk("")
    ):
        for name, value in item.items():
            if name not in ("pk", "sk", "date"):
                sums[name] = sums.get(name, 0) + value
    return sums

"""Checks of DynamoDB's conditions, transactions and sparse indexes, with the writes that the functions make."""

from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError

from handlers.common.storage import dynamo, writes
from handlers.common.storage.writes import Condition, Write
from ops.conformance.checks import Check, expect
from ops.conformance.scratch import Scratch
from ops.conformance.tables import INDEX, Items, table


def _refused_item(scratch: Scratch) -> None:
    items = Items(scratch)
    items.put(1, count=7)
    found = [_refusal(scratch, items, number) for number in (1, 2)]
    whole = {**items.key(1), "count": 7}
    expect("the item that refused the write, and none where there is none", found == [whole, {}], found)


def _refusal(scratch: Scratch, items: Items, number: int) -> dict[str, Any]:
    where = Condition("#count < :most", {"most": 5})
    write = writes.update(items.table, items.key(number), {}, where, add={"count": 1})
    try:
        scratch.client("dynamodb").update_item(**write.request, ReturnValuesOnConditionCheckFailure="ALL_OLD")
    except ClientError as error:
        expect("ConditionalCheckFailedException", "ConditionalCheckFailed" in str(error), error)
        return dynamo.decode(error.response.get("Item", {}))
    return {"made": True}


def _transact(scratch: Scratch, token: str, *items: Write) -> None:
    requests = [{write.kind: dict(write.request)} for write in items]
    scratch.client("dynamodb").transact_write_items(TransactItems=requests, ClientRequestToken=token)


def _transaction_token(scratch: Scratch) -> None:
    items, token = Items(scratch), str(uuid4())
    addition = writes.update(items.table, items.key(1), {}, writes.IN_TRANSACTION, add={"count": 3})
    marked = writes.put(items.table, items.key(2), writes.ABSENT)
    for _ in range(2):
        _transact(scratch, token, addition, marked)
    found = items.read(1)
    expect("3 counted once", found == {"count": 3}, found)


def _transaction_reasons(scratch: Scratch) -> None:
    items = Items(scratch)
    items.put(1, version=2)
    version = Condition("#version = :seen", {"seen": 1})
    reasons: list[Any] = []
    try:
        _transact(
            scratch,
            str(uuid4()),
            writes.put(items.table, items.key(2), writes.ABSENT),
            writes.check(items.table, items.key(1), version),
        )
    except ClientError as error:
        reasons = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
    expect("a reason for each write, in order", reasons == ["None", "ConditionalCheckFailed"], reasons)
    found = items.read(2)
    expect("nothing written", found is None, found)


def _sparse_index(scratch: Scratch) -> None:
    items, place = Items(scratch), uuid4().hex
    for number, order in ((1, "b"), (2, "a"), (3, "d")):
        items.put(number, place=place, order=order, note="n", hidden="h")
    items.put(4, note="n")
    found = scratch.until(lambda: page if len(page := _page(scratch, place)) == 2 else None) or _page(
        scratch, place
    )
    seen = [(item["pk"], "hidden" in item, item.get("note")) for item in found]
    wanted = [(items.pk(2), False, "n"), (items.pk(1), False, "n")]
    expect("the two within the bounds in order, with what is projected alone", seen == wanted, seen)
    items.run(items.update(2, {}, ("place", "order")))
    gone = scratch.until(lambda: [item["pk"] for item in _page(scratch, place)] == [items.pk(1)])
    expect("the item out of the index once its attributes are removed", bool(gone), _page(scratch, place))


def _page(scratch: Scratch, place: str) -> list[dict[str, Any]]:
    answer = scratch.client("dynamodb").query(
        TableName=table(scratch),
        IndexName=INDEX,
        KeyConditionExpression="place = :place AND #order BETWEEN :first AND :last",
        ExpressionAttributeNames={"#order": "order"},
        ExpressionAttributeValues=dynamo.encode({":place": place, ":first": "a", ":last": "c"}),
    )
    return [dynamo.decode(item) for item in answer["Items"]]


CHECKS = (
    Check("refused-item", "a refused write comes back with the item that refused it", _refused_item),
    Check(
        "transaction-token",
        "a transaction repeated under its token changes nothing and succeeds",
        _transaction_token,
    ),
    Check(
        "transaction-reasons",
        "a cancelled transaction names the reason of each write, in order",
        _transaction_reasons,
    ),
    Check("sparse-index", "an item is in an index only while it has its attributes, in order", _sparse_index),
)

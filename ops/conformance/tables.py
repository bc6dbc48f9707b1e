"""The table of a run, and the items that a check keeps in it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from handlers.common.storage import dynamo, statements
from handlers.common.storage.statements import Statement
from ops.conformance.scratch import MAKING, NotTriedError, Scratch

INDEX = "by-place"
SK = "s"


def table(scratch: Scratch) -> str:
    """Return the name of the run's table, ready for use: pk, sk, and a sparse index by place and order."""
    return scratch.shared("table", lambda: _made(scratch))


def _made(scratch: Scratch) -> str:
    name, dynamodb = scratch.name("table"), scratch.client("dynamodb")
    index = {
        "IndexName": INDEX,
        "KeySchema": _keys("place", "order"),
        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["note"]},
    }
    with scratch.making(f"table {name}", lambda: dynamodb.delete_table(TableName=name)):
        dynamodb.create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=_keys("pk", "sk"),
            AttributeDefinitions=[
                {"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk", "place", "order")
            ],
            GlobalSecondaryIndexes=[index],
            Tags=scratch.tag_list,
        )
    if not scratch.until(lambda: _is_active(dynamodb, name), MAKING):
        raise NotTriedError(f"table {name} has not become active: run again")
    return name


def _is_active(dynamodb: Any, name: str) -> bool:
    return dynamodb.describe_table(TableName=name)["Table"]["TableStatus"] == "ACTIVE"


def _keys(hash_key: str, range_key: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": hash_key, "KeyType": "HASH"},
        {"AttributeName": range_key, "KeyType": "RANGE"},
    ]


class Items:
    """Items of one check in the run's table."""

    def __init__(self, scratch: Scratch) -> None:
        self.table, self._client = table(scratch), scratch.client("dynamodb")
        self._own = uuid4().hex[:8]

    def pk(self, number: int) -> str:
        """Return the partition key of an item."""
        return f"{self._own}-{number}"

    def put(self, number: int, **values: Any) -> None:
        """Write an item whatever is there."""
        item = {"pk": self.pk(number), "sk": SK, **values}
        self._client.put_item(TableName=self.table, Item=dynamo.encode(item))

    def read(self, number: int) -> dict[str, Any] | None:
        """Return the item's attributes without its key, or None."""
        answer = self._client.get_item(
            TableName=self.table, Key=dynamo.encode(self.key(number)), ConsistentRead=True
        )
        if "Item" not in answer:
            return None
        return {
            name: value for name, value in dynamo.decode(answer["Item"]).items() if name not in ("pk", "sk")
        }

    def key(self, number: int) -> dict[str, str]:
        """Return the key of an item."""
        return {"pk": self.pk(number), "sk": SK}

    def insert(self, number: int, **values: Any) -> Statement:
        """Return the statement that inserts an item."""
        return statements.insert(self.table, {**self.key(number), **values})

    def update(
        self,
        number: int,
        values: Mapping[str, Any],
        remove: Sequence[str] = (),
        where: str = "",
        parameters: Sequence[Any] = (),
    ) -> Statement:
        """Return the statement that changes an item, as the functions build it."""
        return statements.update(self.table, self.pk(number), SK, values, remove, where, parameters)

    def change(self, number: int, text: str, where: str, *parameters: Any) -> Statement:
        """Return a statement whose assignments are given as text, with the parameters in front of those of the key."""
        whole = f'UPDATE "{self.table}" {text} WHERE pk = ? AND sk = ?{where}'
        return Statement(whole, (*parameters, self.pk(number), SK), (self.table, self.pk(number), SK))

    def run(self, *batch: Statement) -> list[str]:
        """Run statements in one request; return the code of each one's error, empty where it was made."""
        answer = self._client.batch_execute_statement(Statements=[statements.encoded(each) for each in batch])
        return [response.get("Error", {}).get("Code", "") for response in answer["Responses"]]

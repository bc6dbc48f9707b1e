"""Adds up the orders of a day, and keeps the sum beside them."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3


def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Add up the orders of ``event["day"]``, or of the day before, and return what was kept."""
    day = event.get("day") or (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    dynamodb, table = boto3.client("dynamodb"), os.environ["TABLE_ORDERS"]
    cents = [int(order["cents"]["N"]) for order in orders(dynamodb, table, day)]
    kept = {"orders": len(cents), "cents": sum(cents)}
    figures = {name: {"N": str(figure)} for name, figure in kept.items()}
    dynamodb.put_item(TableName=table, Item={"number": {"S": f"sum#{day}"}, **figures})
    return {"day": day, **kept}


def orders(dynamodb: Any, table: str, day: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of the orders of a day."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        IndexName="by-day",
        KeyConditionExpression="#day = :day",
        ExpressionAttributeNames={"#day": "day"},
        ExpressionAttributeValues={":day": {"S": day}},
    )
    for page in pages:
        yield from page["Items"]

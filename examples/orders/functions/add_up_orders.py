"""Adds up the orders of a day, and keeps the sum beside them."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3


def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Add up the orders of ``event["day"]``, or of the day before, and return what was kept."""
    day = event.get("day") or (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    dynamodb, table = boto3.client("dynamodb"), os.environ["TABLE_ORDERS"]
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        IndexName="by-day",
        KeyConditionExpression="#day = :day",
        ExpressionAttributeNames={"#day": "day"},
        ExpressionAttributeValues={":day": {"S": day}},
    )
    cents = [int(order["cents"]["N"]) for page in pages for order in page["Items"]]
    dynamodb.put_item(
        TableName=table,
        Item={
            "number": {"S": f"sum#{day}"},
            "orders": {"N": str(len(cents))},
            "cents": {"N": str(sum(cents))},
        },
    )
    return {"day": day, "orders": len(cents), "cents": sum(cents)}

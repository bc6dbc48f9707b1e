"""Stores each order of a batch from the queue in the table, once however often it arrives."""

import json
import os
import time
from collections.abc import Mapping
from typing import Any

import boto3

KEPT = 400 * 24 * 3600
"""Seconds for which an order is kept."""


def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Store the orders, and answer with the messages that are to be delivered again."""
    dynamodb = boto3.client("dynamodb")
    failed = []
    for record in event["Records"]:
        try:
            dynamodb.put_item(TableName=os.environ["TABLE_ORDERS"], Item=item(record["body"], time.time()))
        except (KeyError, TypeError, ValueError) as error:
            print(json.dumps({"message": "not an order", "id": record["messageId"], "error": repr(error)}))
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def item(body: str, now: float) -> dict[str, Any]:
    """Return the row of an order such as ``{"number": "A-1", "day": "2026-11-25", "cents": 1990}``.

    ``ValueError``, ``TypeError`` or ``KeyError`` if the body is not one.
    """
    order = json.loads(body)
    return {
        "number": {"S": order["number"]},
        "day": {"S": order["day"]},
        "cents": {"N": str(int(order["cents"]))},
        "expiresAt": {"N": str(int(now) + KEPT)},
    }

"""Puts what it gets into the table, or does what only another role might."""

import json
import os

import boto3


def handler(event, context):
    if event.get("try") == "DeleteItem":
        boto3.client("dynamodb").delete_item(TableName=os.environ["TABLE"], Key={"pk": {"S": "any"}})
    if event.get("show") == "environment":
        return dict(os.environ)
    if statements := event.get("statements"):
        request = [{"Statement": statement} for statement in statements]
        return boto3.client("dynamodb").batch_execute_statement(Statements=request)["Responses"]
    what = event.get("detail") or [record["body"] for record in event.get("Records", [])]
    item = {"pk": {"S": json.dumps(what)}}
    boto3.client("dynamodb").put_item(TableName=os.environ["TABLE"], Item=item)
    return {"batchItemFailures": []}

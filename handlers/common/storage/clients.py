"""The AWS clients of a process beside DynamoDB's (``dynamo.client``), each made on first use and then kept.

A plain ``boto3.client`` reads ``AWS_ENDPOINT_URL`` by itself, which is all that the embedded cloud needs.
"""

from functools import cache
from typing import Any

import boto3


@cache
def sqs() -> Any:
    return boto3.client("sqs")


@cache
def secretsmanager() -> Any:
    return boto3.client("secretsmanager")


@cache
def lambda_() -> Any:
    return boto3.client("lambda")


@cache
def s3() -> Any:
    return boto3.client("s3")

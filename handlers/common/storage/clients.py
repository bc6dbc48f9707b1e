"""The AWS clients of a process, made on first use and then kept, with time-outs that the functions can afford.

DynamoDB's is ``dynamo.client``. A service that never answers costs a call the read time-out ``ATTEMPTS`` times, and
the pauses between: 12 s, less than sending keeps back for its bookkeeping, and than every function has but the one for
which a provider waits: its clients are ``hasty``. boto3's own figures (60 s, up to ten times) would let one lost packet
kill the function instead.

A plain ``boto3.client`` reads ``AWS_ENDPOINT_URL`` by itself, which is all that the embedded cloud needs.
"""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

CONNECT_SECONDS = 2
READ_SECONDS: float = 3
"""Seconds for which an answer, or the next part of one, is waited for."""
FILE_READ_SECONDS = 10
"""The same for S3, which has to take in or find a whole file first."""
HASTY_READ_SECONDS = 1.5
"""The same where somebody waits, who will ask again."""
HASTY_ATTEMPTS = 2
MAIL_READ_SECONDS = 20
"""The same for SES: with the connecting it is less than a call to a partner may take."""
ATTEMPTS = 3
"""Requests for one call at the most. Before the second and the third boto3 pauses for up to 1 and 2 seconds."""


def connected(service: str, read_seconds: float | None = None, attempts: int = ATTEMPTS) -> Any:
    """Return a new client of an AWS service, with explicit time-outs and a bounded number of attempts."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS if read_seconds is None else read_seconds,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
    return boto3.client(service, config=config)


@cache
def sqs() -> Any:
    return connected("sqs")


@cache
def events() -> Any:
    return connected("events")


@cache
def secretsmanager() -> Any:
    return connected("secretsmanager")


@cache
def ssm() -> Any:
    return connected("ssm")


@cache
def lambda_() -> Any:
    return connected("lambda")


@cache
def s3() -> Any:
    return connected("s3", FILE_READ_SECONDS)


@cache
def hasty(service: str) -> Any:
    """Return the client of a service for a function whose caller waits, and repeats what failed: 4 s at the most."""
    return connected(service, HASTY_READ_SECONDS, HASTY_ATTEMPTS)


@cache
def sesv2() -> Any:
    # One request for one call: an e-mail whose request timed out may have been accepted.
    return connected("sesv2", MAIL_READ_SECONDS, 1)


def forget() -> None:
    """Make every client anew: the next one reads the environment as it is then."""
    for client in (sqs, events, secretsmanager, ssm, lambda_, s3, hasty, sesv2):
        client.cache_clear()

"""Encryption and exposure: queues are encrypted, and secrets stay out of the state."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from . import tokens
from .core import Family, Finding, ResourceRule, Subject
from .values import is_set, value


def _queue(queue: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if not is_set(queue.props, "kmsMasterKeyId") and value(queue.props, "sqsManagedSseEnabled") is not True:
        yield Finding("sqsManagedSseEnabled", value(queue.props, "sqsManagedSseEnabled"))


def _no_value(version: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for field in ("secretString", "secretBinary"):
        if is_set(version.props, field):
            yield Finding(field, "(a value)")


RULES = [
    ResourceRule(
        name="queue-encrypted",
        family=Family.EXPOSURE,
        description="Every queue is encrypted at rest.",
        why="Messages hold numbers and texts of contacts, for up to 14 days.",
        cure="Set sqs_managed_sse_enabled=True, or kms_master_key_id.",
        sources=("CKV_AWS_27", "AwsSolutions-SQS2", "SQS.1"),
        types={tokens.QUEUE},
        check=_queue,
    ),
    ResourceRule(
        name="no-secret-value-in-state",
        family=Family.EXPOSURE,
        severity=Severity.CRITICAL,
        description="No secret's value is part of the program.",
        why="It would stand in the stack's configuration and state, and be overwritten at each deployment.",
        cure="Make the secret alone, and put its value in with `aws secretsmanager put-secret-value`.",
        types={tokens.SECRET_VERSION},
        check=_no_value,
    ),
]

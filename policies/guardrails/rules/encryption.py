"""Encryption and exposure: queues are encrypted at rest."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import is_set, switch, value


def _encrypted(queue: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if (
        not is_set(queue.props, "kmsMasterKeyId")
        and switch(value(queue.props, "sqsManagedSseEnabled")) is not True
    ):
        yield Finding("sqsManagedSseEnabled", value(queue.props, "sqsManagedSseEnabled"))


RULES = [
    ResourceRule(
        name="queue-encrypted",
        family=Family.EXPOSURE,
        description="Every queue is encrypted at rest.",
        why="Messages lie there for up to 14 days, with all that they say of people and systems.",
        cure="Set sqs_managed_sse_enabled=True, or kms_master_key_id.",
        sources=("CKV_AWS_27", "AwsSolutions-SQS2", "SQS.1"),
        types={tokens.QUEUE},
        check=_encrypted,
    )
]

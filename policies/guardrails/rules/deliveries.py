"""Events: deliveries by EventBridge and Scheduler are retried, then kept in a dead-letter queue."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import is_set


def _prefix(subject: Subject) -> str:
    return "target." if subject.resource_type == tokens.SCHEDULE else ""


def _dead_letter(subject: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    path = f"{_prefix(subject)}deadLetterConfig.arn"
    if not is_set(subject.props, path):
        yield Finding(path)


def _retry(subject: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for field in ("maximumEventAgeInSeconds", "maximumRetryAttempts"):
        path = f"{_prefix(subject)}retryPolicy.{field}"
        if not is_set(subject.props, path):
            yield Finding(path)


RULES = [
    ResourceRule(
        name="delivery-has-dead-letter-queue",
        family=Family.EVENTS,
        description="Every event target and every schedule has a dead-letter queue.",
        why="An event that cannot be delivered is dropped after a day, without a trace.",
        cure='Set dead_letter_config={"arn": <a queue\'s ARN>}, in a schedule within target.',
        sources=("ES4000", "EventBusDLQ"),
        types={tokens.EVENT_TARGET, tokens.SCHEDULE},
        check=_dead_letter,
    ),
    ResourceRule(
        name="delivery-has-retry-policy",
        family=Family.EVENTS,
        description="Every event target and every schedule says how often and how long delivery is tried again.",
        why="Left to itself AWS tries 185 times over 24 hours: what was due now is done a day late.",
        cure="Set retry_policy with maximum_event_age_in_seconds and maximum_retry_attempts.",
        types={tokens.EVENT_TARGET, tokens.SCHEDULE},
        check=_retry,
    ),
]

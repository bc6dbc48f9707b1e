"""Observability: every function has a log group with a retention."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..aws import tokens
from ..graph.stack import Stack, known
from ..judging.rule import Family, Finding, ResourceRule, StackRule, Subject
from ..values import number, value


def _own_group(function: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    own = value(function.props, "name") or function.name
    name = value(function.props, "loggingConfig.logGroup") or f"/aws/lambda/{own}"
    if not known(stack.of(tokens.LOG_GROUP), lambda group: value(group.props, "name") == name):
        yield Finding("loggingConfig.logGroup", name, "the stack has no such log group")


def _retention(group: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    days = value(group.props, "retentionInDays")
    if not number(days):
        yield Finding("retentionInDays", days)


RULES = [
    StackRule(
        name="function-has-log-group",
        family=Family.OBSERVABILITY,
        description="Every function writes to a log group that the stack makes.",
        why="One that Lambda makes by itself is kept forever, has no tags, and stays when the stack is gone.",
        cure="Add a cloudwatch.LogGroup named /aws/lambda/<function>, made before the function.",
        sources=("WS1004", "CloudWatchLogGroupRetentionPeriod"),
        types={tokens.FUNCTION},
        check=_own_group,
    ),
    ResourceRule(
        name="log-group-retention",
        family=Family.OBSERVABILITY,
        severity=Severity.MEDIUM,
        description="Every log group says for how many days it keeps its logs.",
        why="Left to itself AWS keeps them forever, at a price that only grows.",
        cure="Set retention_in_days; the stack's configuration key is logRetentionDays.",
        sources=("CKV_AWS_66", "cw-loggroup-retention-period-check"),
        types={tokens.LOG_GROUP},
        check=_retention,
    ),
]

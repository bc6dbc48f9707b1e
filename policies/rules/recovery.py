"""Recovery: what the customer's data could be restored from."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from . import tokens
from .core import Family, Finding, ResourceRule, Subject
from .values import value


def _point_in_time_recovery(table: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    enabled = value(table.props, "pointInTimeRecovery.enabled")
    if enabled is not True:
        yield Finding("pointInTimeRecovery.enabled", enabled)


RULES = [
    ResourceRule(
        name="table-point-in-time-recovery",
        family=Family.RECOVERY,
        severity=Severity.CRITICAL,
        description="Every DynamoDB table can be restored to any second of the last 35 days.",
        why="Without it a bad deployment or a bad script that overwrites items cannot be undone.",
        cure='Set point_in_time_recovery={"enabled": True} on the table.',
        sources=("CKV_AWS_28", "AwsSolutions-DDB3", "DynamoDB.2"),
        types={tokens.TABLE},
        check=_point_in_time_recovery,
    )
]

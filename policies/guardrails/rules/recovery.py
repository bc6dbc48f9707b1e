"""Recovery: tables and buckets keep what their data can be restored from."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..aws import tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, ResourceRule, StackRule, Subject
from ..values import items, number, value

LONGEST = 35
"""Days for which DynamoDB keeps a table restorable, unless a table asks for less."""
RECOVERY, DAYS = "pointInTimeRecovery", "recoveryPeriodInDays"
STATUS = "versioningConfiguration.status"
OLD_VERSIONS = (("rules", "noncurrentDays"), ("lifecycleRules", "days"))
"""Lists of lifecycle rules, of a resource of their own and of a bucket, each with its name for the days."""


def _point_in_time_recovery(table: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if table.resource_type == tokens.TABLE_REPLICA:
        yield from _recoverable(RECOVERY, value(table.props, RECOVERY), settings)
        return
    yield from _recoverable(f"{RECOVERY}.enabled", value(table.props, f"{RECOVERY}.enabled"), settings)
    yield from _far_enough(f"{RECOVERY}.{DAYS}", value(table.props, f"{RECOVERY}.{DAYS}"), settings)
    for index in range(len(items(table.props, "replicas"))):
        path, shown = f"replicas.{index}", f"replicas[{index}]"
        yield from _recoverable(f"{shown}.{RECOVERY}", value(table.props, f"{path}.{RECOVERY}"), settings)
        yield from _far_enough(f"{shown}.{DAYS}", value(table.props, f"{path}.{DAYS}"), settings)


def _recoverable(path: str, enabled: Any, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if enabled is not True:
        yield Finding(path, enabled)


def _far_enough(path: str, found: Any, settings: Mapping[str, Any]) -> Iterator[Finding]:
    days = number(found)
    if days is not None and days < settings["days"]:
        yield Finding(path, days, f"it has to be {settings['days']:g}")


def _versioned(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    match subject.resource_type:
        case tokens.BUCKET:
            return _of_bucket(subject, settings, stack)
        case tokens.BUCKET_VERSIONING:
            return _of_a_bucket_elsewhere(subject, stack)
        case _:
            return _kept(subject, settings)


def _of_bucket(bucket: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    statuses = [
        value(versioning.props, STATUS)
        for versioning in stack.referring(bucket, "bucket", tokens.BUCKET_VERSIONING)
    ]
    inline = value(bucket.props, "versioning.enabled")
    if inline is not None:
        statuses.append("Enabled" if inline is True else "Suspended")
    if not statuses or any(status != "Enabled" for status in statuses):
        yield Finding("versioning", next((status for status in statuses if status != "Enabled"), None))
    yield from _kept(bucket, settings)


def _of_a_bucket_elsewhere(versioning: PolicyResource, stack: Stack) -> Iterator[Finding]:
    if stack.referred(versioning, "bucket", tokens.BUCKET) is None:
        status = value(versioning.props, STATUS)
        if status != "Enabled":
            yield Finding(STATUS, status)


def _kept(subject: PolicyResource, settings: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the lifecycle rules that delete earlier versions too soon."""
    for rules, days in OLD_VERSIONS:
        for index, rule in enumerate(items(subject.props, rules)):
            kept = number(value(rule, f"noncurrentVersionExpiration.{days}"))
            if kept is not None and kept < settings["days"] and _applies(rule):
                path = f"{rules}[{index}].noncurrentVersionExpiration.{days}"
                yield Finding(path, kept, f"an earlier version has to be kept for {settings['days']:g} days")


def _applies(rule: Mapping[str, Any]) -> bool:
    return value(rule, "status") != "Disabled" and value(rule, "enabled") is not False


def _days(least: int, meaning: str) -> dict[str, Mapping[str, Any]]:
    return {"days": {"type": "number", "minimum": 1, "default": least, "description": meaning}}


RULES = [
    ResourceRule(
        name="table-point-in-time-recovery",
        family=Family.RECOVERY,
        severity=Severity.CRITICAL,
        description="Every DynamoDB table, replicas too, can be restored to any second of the last 35 days.",
        why="Without it a bad deployment or a bad script that overwrites items cannot be undone.",
        cure='Set point_in_time_recovery={"enabled": True} on the table, point_in_time_recovery=True on a replica.',
        sources=("CKV_AWS_28", "AwsSolutions-DDB3", "DynamoDB.2"),
        types={tokens.TABLE, tokens.TABLE_REPLICA},
        parameters=_days(LONGEST, "The fewest days back to which a table can be restored"),
        check=_point_in_time_recovery,
    ),
    StackRule(
        name="bucket-versioned",
        family=Family.RECOVERY,
        severity=Severity.MEDIUM,
        description="Every bucket keeps the earlier versions of its objects.",
        why="A file that is overwritten or deleted by mistake cannot be recovered.",
        cure='Add an s3.BucketVersioning with status "Enabled", and let lifecycle rules keep earlier versions.',
        sources=("CKV_AWS_21", "S3.14"),
        types={tokens.BUCKET, tokens.BUCKET_VERSIONING, tokens.BUCKET_LIFECYCLE},
        parameters=_days(7, "The fewest days for which lifecycle rules keep an earlier version"),
        check=_versioned,
    ),
]

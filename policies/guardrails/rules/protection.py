"""Protection: data in prod is not deleted by accident. A tag tells prod."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import EnforcementLevel, PolicyResource, Severity

from ..aws import tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, ResourceRule, StackRule, Subject
from ..resources.tags import tags
from ..values import is_set, switch, value


def _in_prod(subject: Subject, settings: Mapping[str, Any]) -> bool:
    """Return True if the resource's tag says prod. Raises `UnknownValueError` where that is unknown at preview."""
    return tags(subject).get(settings["tag"]) in settings["values"]


def _deletion_protection(table: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    found = value(table.props, "deletionProtectionEnabled")
    if switch(found) is not True and _in_prod(table, settings):
        yield Finding("deletionProtectionEnabled", found)


def _protected(subject: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if not subject.opts.protect and _in_prod(subject, settings):
        yield Finding("opts.protect", bool(subject.opts.protect))


def _not_emptied(bucket: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    found = value(bucket.props, "forceDestroy")
    if found and switch(found) is not False and _in_prod(bucket, settings):
        yield Finding("forceDestroy", found)


def _account(provider: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    path = "allowedAccountIds"
    if not is_set(provider.props, path) and any(
        resource.provider and resource.provider.urn == provider.urn and _in_prod(resource, settings)
        for resource in stack.of(tokens.TABLE, tokens.BUCKET)
    ):
        yield Finding(path, value(provider.props, path))


PROD: dict[str, Mapping[str, Any]] = {
    "tag": {"type": "string", "default": "Environment", "description": "The tag that tells prod"},
    "values": {
        "type": "array",
        "items": {"type": "string"},
        "default": ["prod", "production"],
        "description": "The values of the tag that mean prod",
    },
}

RULES = [
    ResourceRule(
        name="prod-table-deletion-protection",
        family=Family.PROTECTION,
        severity=Severity.CRITICAL,
        description="In prod every table has deletion protection.",
        why="A table that is deleted takes its data along; a restore takes hours.",
        cure="Set deletion_protection_enabled=True.",
        sources=("DynamoDB.6", "dynamodb_table_deletion_protection_enabled"),
        types={tokens.TABLE},
        parameters=PROD,
        check=_deletion_protection,
    ),
    ResourceRule(
        name="prod-resource-protected",
        family=Family.PROTECTION,
        severity=Severity.CRITICAL,
        description="In prod tables and buckets are protected by Pulumi.",
        why="A renamed or forgotten line of the program would delete the data at the next deployment.",
        cure="Set opts=ResourceOptions(protect=True).",
        types={tokens.TABLE, tokens.BUCKET},
        parameters=PROD,
        check=_protected,
    ),
    ResourceRule(
        name="prod-bucket-not-emptied",
        family=Family.PROTECTION,
        description="In prod no bucket is emptied so that it can be deleted.",
        why="With force_destroy a deletion takes every file along, earlier versions too.",
        cure="Set force_destroy=False.",
        types={tokens.BUCKET},
        parameters=PROD,
        check=_not_emptied,
    ),
    StackRule(
        name="prod-account-pinned",
        family=Family.PROTECTION,
        severity=Severity.MEDIUM,
        description="In prod the provider refuses every account but the right one.",
        why="With the wrong credentials prod would be deployed a second time, into somebody else's account.",
        cure="pulumi config set --stack <stack> --path --type string 'aws:allowedAccountIds[0]' <account>",
        # Advisory: only the account's owner can add its number.
        level=EnforcementLevel.ADVISORY,
        types={tokens.PROVIDER},
        parameters=PROD,
        check=_account,
    ),
]

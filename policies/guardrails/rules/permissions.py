"""Least privilege: a permission to invoke a function names its source."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from pulumi_policy import Severity
from pulumi_policy.proxy import UnknownValueError

from ..framework import iam, tokens
from ..framework.rule import Family, Finding, ResourceRule, Subject
from ..framework.values import is_set, value


def _bound(permission: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if value(permission.props, "functionUrlAuthType") or value(permission.props, "invokedViaFunctionUrl"):
        # The rule function-url-authenticated judges the access to a function's URL.
        return
    principal = str(value(permission.props, "principal") or "")
    if principal == "*":
        yield Finding("principal", principal, "anybody may invoke the function")
    elif principal.endswith(".amazonaws.com"):
        yield from _of_service(permission, principal)


def _of_service(permission: Subject, principal: str) -> Iterator[Finding]:
    if not is_set(permission.props, "sourceArn"):
        yield Finding("sourceArn", None, f"principal is {principal}")
    elif principal.startswith("s3.") and not is_set(permission.props, "sourceAccount"):
        problem = "a bucket's ARN names no account, and its name can be taken by another"
        yield Finding("sourceAccount", None, problem)
    # A source that is unknown at preview is the ARN of some resource: it has no wildcard.
    with suppress(UnknownValueError):
        source = str(value(permission.props, "sourceArn") or "")
        if iam.wild(source):
            yield Finding("sourceArn", source, "it covers more than one resource")


RULES = [
    ResourceRule(
        name="permission-bound-to-source",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="A Lambda permission for a service names the one resource on whose behalf it may invoke.",
        why="Without it any account's rule, topic or bucket can have the service invoke the function.",
        cure="Set source_arn to the ARN of the rule, schedule or bucket, and source_account too for a bucket.",
        sources=("CKV_AWS_364", "CKV_AWS_301", "aws-lambda-permission-configure-source-arn", "Lambda.1"),
        types={tokens.PERMISSION},
        check=_bound,
    )
]

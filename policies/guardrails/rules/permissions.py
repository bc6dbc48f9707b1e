"""Least privilege: a permission to invoke a function names its source."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity
from pulumi_policy.proxy import UnknownValueError

from ..access import outside, sharing
from ..aws import arns, tokens
from ..graph.references import text
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, ResourceRule, StackRule, Subject
from ..values import is_set, value

BOUNDS = ("sourceArn", "sourceAccount", "principalOrgId")
"""Properties that confine whoever invokes."""
WITH_TOKEN = frozenset({"alexa-appkit.amazon.com", "alexa-connectedhome.amazon.com"})
"""Services whose source is the skill that `eventSourceToken` names; for others Lambda ignores it."""
WITHIN: Mapping[str, str] = {
    "execute-api": r"[^*?/]+(/.*)?",
    "logs": r"log-group:[^*?:]+:\*",
}
"""For services whose one resource is named by a pattern, its form in the ARN: an API's stages, methods and paths,
the streams of a log group."""


INVOCATIONS = frozenset({"lambda:invokefunction", "lambda:invokefunctionurl", "lambda:invokeasync"})
"""The actions by which a function is invoked, in lower case; others change its code or who may do so."""


def _bound(permission: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    action = str(value(permission.props, "action") or "")
    if action.lower() not in INVOCATIONS:
        yield Finding("action", action, "it lets more be done than invoke the function")
    if is_set(permission.props, "functionUrlAuthType") or value(permission.props, "invokedViaFunctionUrl"):
        # The rule function-url-authenticated judges the access to a function's URL.
        return
    principal = str(value(permission.props, "principal") or "")
    for admission in outside.admissions(sharing.shares(permission)):
        if admission.principal.is_service:
            yield from _of_service(permission, principal, admission)
        elif outside.is_everybody(admission.principal) and not _within_organization(permission, admission):
            yield Finding("principal", principal, "anybody may invoke the function")


def _within_organization(permission: Subject, admission: outside.Admission) -> bool:
    return is_set(permission.props, "principalOrgId") and (
        not admission.public or _is_unknown(permission, "principalOrgId")
    )


def _within_account(permission: Subject, admission: outside.Admission) -> bool:
    """Return True if the service may act for one account only; whose it is, the rule no-outside-account judges."""
    return is_set(permission.props, "sourceAccount") and (
        not admission.public or _is_unknown(permission, "sourceAccount")
    )


def _of_service(permission: Subject, principal: str, admission: outside.Admission) -> Iterator[Finding]:
    if not is_set(permission.props, "sourceArn"):
        by_token = principal in WITH_TOKEN and is_set(permission.props, "eventSourceToken")
        if not by_token and not _within_account(permission, admission):
            yield Finding("sourceArn", None, f"principal is {principal}")
    elif principal.startswith("s3.") and not is_set(permission.props, "sourceAccount"):
        problem = "a bucket's ARN names no account, and its name can be taken by another"
        yield Finding("sourceAccount", None, problem)
    # A source that is unknown at preview is judged by the rule permission-source-known.
    source = text(permission.props, "sourceArn")
    if source and not _is_one(source):
        yield Finding("sourceArn", source, "it covers more than one resource")


def _is_one(source: str) -> bool:
    """Return True if a source's ARN names one resource, or all that is within one API or log group."""
    if not arns.is_open(source):
        return True
    arn = arns.parse(source)
    form = WITHIN.get(arn.service) if arn else None
    if arn is None or form is None or arns.is_open(":".join(arn[:4])):
        return False
    return re.fullmatch(form, arn.resource) is not None


def _known(permission: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    for path in BOUNDS:
        behind = permission.property_dependencies.get(path, ())
        if _is_unknown(permission, path) and not any(
            each.resource_type.startswith("aws:") for each in behind
        ):
            yield Finding(path, "(not known)", "no resource of the stack gives it")


def _is_unknown(permission: Subject, path: str) -> bool:
    try:
        value(permission.props, path)
    except UnknownValueError:
        return True
    return False


RULES = [
    ResourceRule(
        name="permission-bound-to-source",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="A Lambda permission for a service names the resource, or at least the account, on whose behalf it"
        " may invoke.",
        why="Without it any account's rule, topic or bucket can have the service invoke the function.",
        cure="Set source_arn to the ARN of the rule, schedule or bucket, and source_account too for a bucket; for an"
        " API to <execution ARN of the API>/*/*. source_account alone will do where the ARN is not known yet.",
        sources=("CKV_AWS_364", "CKV_AWS_301", "aws-lambda-permission-configure-source-arn", "Lambda.1"),
        types={tokens.PERMISSION},
        check=_bound,
    ),
    StackRule(
        name="permission-source-known",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="A Lambda permission whose source is not known at preview takes it from a resource of the stack.",
        why="A source that comes from elsewhere is judged only once others have been made: a wildcard in it would stop"
        " the deployment half-way.",
        cure="Make source_arn of the output of the resource that invokes, or write it down as plain text.",
        types={tokens.PERMISSION},
        check=_known,
    ),
]

"""Events: whoever is to start a function may do so."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from . import grants, tokens, triggers
from .core import Family, Finding, StackRule
from .stack import Stack, known
from .values import is_set, value

INVOKE = "lambda:InvokeFunction"


def _permitted(function: PolicyResource, service: str, source: PolicyResource, stack: Stack) -> bool:
    return bool(
        known(
            stack.referring(function, "function", tokens.PERMISSION),
            lambda permission: (
                value(permission.props, "principal") == service
                and (
                    not is_set(permission.props, "sourceArn")
                    or stack.referred(permission, "sourceArn", source.resource_type) is source
                )
            ),
        )
    )


def _may(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if subject.resource_type == tokens.EVENT_TARGET:
        function = stack.referred(subject, "arn", tokens.FUNCTION)
        rule = stack.referred(subject, "rule", tokens.EVENT_RULE)
        if function and rule and not _permitted(function, "events.amazonaws.com", rule, stack):
            yield Finding(
                "arn", value(subject.props, "arn"), f"no permission lets {rule.name} invoke {function.name}"
            )
    elif subject.resource_type == tokens.BUCKET_NOTIFICATION:
        bucket = stack.referred(subject, "bucket", tokens.BUCKET)
        for path, function in triggers.of_notification(subject, stack):
            if bucket and not _permitted(function, "s3.amazonaws.com", bucket, stack):
                problem = f"no permission lets {bucket.name} invoke {function.name}"
                yield Finding(path, value(subject.props, path), problem)
    else:
        function = stack.referred(subject, "target.arn", tokens.FUNCTION)
        role = stack.referred(subject, "target.roleArn", tokens.ROLE)
        if function and role and not grants.may(role, INVOKE, function, stack):
            yield Finding(
                "target.roleArn", value(subject.props, "target.roleArn"), f"it may not invoke {function.name}"
            )


RULES = [
    StackRule(
        name="target-may-be-invoked",
        family=Family.EVENTS,
        description="A rule, schedule or bucket that starts a function of the stack is permitted to.",
        why="AWS accepts the target all the same, and the function is never started.",
        cure="Add a lambda.Permission with the source's ARN; for a schedule, allow its role lambda:InvokeFunction.",
        types={tokens.EVENT_TARGET, tokens.SCHEDULE, tokens.BUCKET_NOTIFICATION},
        check=_may,
    )
]

"""Events: rules, schedules and buckets are permitted to start their functions."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from ..access import grants
from ..aws import tokens
from ..graph import triggers
from ..graph.references import text
from ..graph.stack import Stack, known
from ..judging.rule import Family, Finding, StackRule
from ..values import is_set, value

INVOKE = "lambda:InvokeFunction"


def _may(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    match subject.resource_type:
        case tokens.EVENT_TARGET:
            return _by_rule(subject, stack)
        case tokens.BUCKET_NOTIFICATION:
            return _by_bucket(subject, stack)
        case _:
            return _by_schedule(subject, stack)


def _by_rule(target: PolicyResource, stack: Stack) -> Iterator[Finding]:
    function = stack.referred(target, "arn", tokens.FUNCTION)
    rule = stack.referred(target, "rule", tokens.EVENT_RULE)
    if function and rule and not _permitted(function, "events.amazonaws.com", rule, stack):
        problem = f"no permission lets {rule.name} invoke {function.name}"
        yield Finding("arn", value(target.props, "arn"), problem)


def _by_bucket(notification: PolicyResource, stack: Stack) -> Iterator[Finding]:
    bucket = stack.referred(notification, "bucket", tokens.BUCKET)
    for path, function in triggers.of_notification(notification, stack):
        if bucket and not _permitted(function, "s3.amazonaws.com", bucket, stack):
            problem = f"no permission lets {bucket.name} invoke {function.name}"
            yield Finding(path, value(notification.props, path), problem)


def _by_schedule(schedule: PolicyResource, stack: Stack) -> Iterator[Finding]:
    function = stack.referred(schedule, "target.arn", tokens.FUNCTION)
    role = stack.referred(schedule, "target.roleArn", tokens.ROLE)
    if function and role and not grants.may(role, INVOKE, function, stack):
        found = value(schedule.props, "target.roleArn")
        yield Finding("target.roleArn", found, f"it may not invoke {function.name}")


def _permitted(function: PolicyResource, service: str, source: PolicyResource, stack: Stack) -> bool:
    """Return True if a permission lets the service invoke the function on behalf of the source."""

    def permits(permission: PolicyResource) -> bool:
        if value(permission.props, "principal") != service:
            return False
        if not is_set(permission.props, "sourceArn"):
            return True
        pattern = text(permission.props, "sourceArn")
        if pattern:
            return stack.covered(source, pattern)
        return stack.referred(permission, "sourceArn", source.resource_type) is source

    return bool(known(stack.referring(function, "function", tokens.PERMISSION), permits))


RULES = [
    StackRule(
        name="target-may-be-invoked",
        family=Family.EVENTS,
        description="A rule, schedule or bucket that starts a function of the stack is permitted to.",
        why="AWS accepts the target nevertheless, and the function is never started.",
        cure="Add a lambda.Permission with the source's ARN; for a schedule, allow its role lambda:InvokeFunction.",
        types={tokens.EVENT_TARGET, tokens.SCHEDULE, tokens.BUCKET_NOTIFICATION},
        check=_may,
    )
]

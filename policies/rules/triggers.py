"""Who starts a function without waiting for it: shared by the rules on invocations. Holds no rule."""

from collections.abc import Iterator

from pulumi_policy import PolicyResource

from . import tokens
from .stack import Stack
from .values import items

PATHS: tuple[tuple[str, str], ...] = (
    (tokens.EVENT_TARGET, "arn"),
    (tokens.SCHEDULE, "target.arn"),
    (tokens.TOPIC_SUBSCRIPTION, "endpoint"),
)


def of_notification(notification: PolicyResource, stack: Stack) -> Iterator[tuple[str, PolicyResource]]:
    """The functions of the stack that a bucket notifies, each with the property that names it."""
    for index in range(len(items(notification.props, "lambdaFunctions"))):
        path = f"lambdaFunctions.{index}.lambdaFunctionArn"
        if function := stack.referred(notification, path, tokens.FUNCTION):
            yield path, function


def asynchronous(function: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """The event targets, schedules, subscriptions and bucket notifications that start the function."""
    found = [by for kind, path in PATHS for by in stack.referring(function, path, kind)]
    for notification in stack.of(tokens.BUCKET_NOTIFICATION):
        if any(notified is function for _, notified in of_notification(notification, stack)):
            found.append(notification)
    return found

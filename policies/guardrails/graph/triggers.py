"""The resources that start a function without waiting for it."""

from collections.abc import Iterator

from pulumi_policy import PolicyResource

from ..aws import tokens
from ..values import items
from .stack import Stack

STARTERS: tuple[tuple[str, str], ...] = (
    (tokens.EVENT_TARGET, "arn"),
    (tokens.SCHEDULE, "target.arn"),
    (tokens.TOPIC_SUBSCRIPTION, "endpoint"),
)
"""Types that start a function, each with the property that names it."""


def of_notification(notification: PolicyResource, stack: Stack) -> Iterator[tuple[str, PolicyResource]]:
    """Yield the functions of the stack that a bucket notifies, each after the property that names it."""
    for index in range(len(items(notification.props, "lambdaFunctions"))):
        path = f"lambdaFunctions.{index}.lambdaFunctionArn"
        if function := stack.referred(notification, path, tokens.FUNCTION):
            yield path, function


def asynchronous(function: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """Return the event targets, schedules, subscriptions and bucket notifications that start the function."""
    found = [by for kind, path in STARTERS for by in stack.referring(function, path, kind)]
    for notification in stack.of(tokens.BUCKET_NOTIFICATION):
        if any(notified is function for _, notified in of_notification(notification, stack)):
            found.append(notification)
    return found

"""A small stack that complies with every rule, and ways to change one thing in it.

Every fixture is this stack with one change, so that a rule that fires does so for that change alone.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

from policies.rules import tokens
from policies.rules.judge import Resource

ACCOUNT = "123456789012"
REGION = "us-east-1"
PREFIX = "agent-prod"
TAGS = {"Project": "AlquimistaAI", "Component": "agent", "Environment": "prod", "ManagedBy": "Pulumi"}
ABSENT: Final = object()
"""As a new value: leave the property out."""
UNKNOWN = UNKNOWN_STRING_VALUE
"""What the engine sends for a string that preview cannot know."""

Stack = tuple[Resource, ...]
Change = Callable[[Stack], Stack]


def urn(name: str, kind: str) -> str:
    return f"urn:pulumi:prod::agent::{kind}::{name}"


def arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


def physical(thing: str) -> str:
    return f"{PREFIX}-{thing}"


def queue_arn(thing: str) -> str:
    return arn("sqs", physical(thing))


def function_arn(thing: str) -> str:
    return arn("lambda", f"function:{physical(thing)}")


def role_arn(thing: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{physical(thing)}"


def resource(kind: str, label: str, /, *, protect: bool = False, **props: Any) -> Resource:
    return Resource(type=kind, name=label, urn=urn(label, kind), props=props, protect=protect)


def document(*statements: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions: str | Sequence[str], resources: str | Sequence[str], **rest: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **rest}


def trust(service: str, **rest: Any) -> str:
    principal = {"Service": service}
    return document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", **rest})


def changed(name: str, path: str, new: Any) -> Change:
    """The stack with the property at a dotted path of one resource given a new value."""

    def change(stack: Stack) -> Stack:
        assert any(each.name == name for each in stack), name
        return tuple(
            replace(each, props=_with(each.props, path.split("."), new)) if each.name == name else each
            for each in stack
        )

    return change


def option(name: str, **options: Any) -> Change:
    """The stack with options (protect, provider, dependencies) of one resource changed."""
    return lambda stack: tuple(replace(each, **options) if each.name == name else each for each in stack)


def added(*resources: Resource) -> Change:
    return lambda stack: (*stack, *resources)


def removed(name: str) -> Change:
    def change(stack: Stack) -> Stack:
        assert any(each.name == name for each in stack), name
        return tuple(each for each in stack if each.name != name)

    return change


def both(*changes: Change) -> Change:
    def change(stack: Stack) -> Stack:
        for each in changes:
            stack = each(stack)
        return stack

    return change


def _with(props: Mapping[str, Any], path: list[str], new: Any) -> dict[str, Any]:
    key, *rest = path
    if rest:
        return {**props, key: _with(props.get(key) or {}, rest, new)}
    if new is ABSENT:
        return {name: found for name, found in props.items() if name != key}
    return {**props, key: new}


STACK: Stack = (
    resource(
        tokens.TABLE,
        "contacts",
        protect=True,
        name=physical("contacts"),
        billingMode="PAY_PER_REQUEST",
        pointInTimeRecovery={"enabled": True},
        deletionProtectionEnabled=True,
        tags=TAGS,
    ),
    resource(
        tokens.ROLE,
        "send-role",
        name=physical("send-role"),
        assumeRolePolicy=trust("lambda.amazonaws.com"),
        tags=TAGS,
    ),
    resource(
        tokens.ROLE_POLICY,
        "send-policy",
        role=physical("send-role"),
        policy=document(
            allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
            allow(["sqs:ReceiveMessage", "sqs:SendMessage"], queue_arn("send-queue")),
        ),
    ),
    resource(
        tokens.FUNCTION,
        "send",
        name=physical("send"),
        role=role_arn("send-role"),
        runtime="python3.13",
        tags=TAGS,
    ),
    resource(
        tokens.ROLE,
        "book-role",
        name=physical("book-role"),
        assumeRolePolicy=trust("lambda.amazonaws.com"),
        tags=TAGS,
    ),
    resource(
        tokens.FUNCTION,
        "book",
        name=physical("book"),
        role=role_arn("book-role"),
        runtime="python3.13",
        tags=TAGS,
    ),
    resource(
        tokens.ROLE,
        "scheduler-role",
        name=physical("scheduler-role"),
        assumeRolePolicy=trust(
            "scheduler.amazonaws.com",
            Condition={"ArnEquals": {"aws:SourceArn": arn("scheduler", f"schedule-group/{PREFIX}")}},
        ),
        tags=TAGS,
    ),
    resource(
        tokens.PERMISSION,
        "book-permission",
        function=physical("book"),
        action="lambda:InvokeFunction",
        principal="events.amazonaws.com",
        sourceArn=arn("events", f"rule/{physical('booked')}"),
    ),
)
"""A stack of the environment prod with nothing to object to."""

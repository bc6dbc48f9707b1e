"""The pairs of an action and a resource that each function's role holds, and those with which Lambda itself acts."""

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache

from components import catalogue, iam
from components.inventory import Inventory
from tests.granted.requests import INVENTORY, NAMES, Need

FUNCTIONS = {spec.name: spec for spec in catalogue.functions(inbound_mail=True)}
CATALOGUE = "components/catalogue/functions.py"

_LOGS = ("logs:CreateLogStream", "logs:PutLogEvents")
_TRACES = ("xray:PutTraceSegments", "xray:PutTelemetryRecords")
_POLLING = (
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ChangeMessageVisibility",
)
_INTERFACES = (
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
)


@cache
def held(function: str) -> frozenset[Need]:
    """Return the pairs that a function's role holds where it holds most; a resource may be a pattern.

    That is in a VPC, and in a stack that sends through SES and asks a model.
    """
    return _pairs(INVENTORY, function)


def held_without_mail(function: str) -> frozenset[Need]:
    """Return the pairs that a function's role holds in a VPC, in a stack without SES and without a model."""
    return _pairs(replace(INVENTORY, mail=None, model=None), function)


def _pairs(inventory: Inventory, function: str) -> frozenset[Need]:
    statements = iam.function_statements(inventory, FUNCTIONS[function], in_vpc=True)
    return frozenset(
        Need(action, resource)
        for statement in statements
        for action in statement["Action"]
        for resource in statement["Resource"]
    )


@cache
def by_lambda(function: str) -> dict[Need, str]:
    """Return the pairs with which Lambda itself acts under a function's role, each with what for."""
    return dict(_by_lambda(function))


def _by_lambda(function: str) -> Iterator[tuple[Need, str]]:
    spec = FUNCTIONS[function]
    for action in _LOGS:
        yield Need(action, NAMES.log_streams_arn(function)), "Lambda writes the function's log"
    for action in _TRACES:
        yield Need(action, "*"), "Lambda hands on the function's traces"
    for action in _INTERFACES:
        yield Need(action, "*"), "Lambda keeps the function's network interfaces in the VPC"
    if spec.source is not None:
        for action in _POLLING:
            yield (
                Need(action, NAMES.queue_arn(spec.source.queue)),
                "Lambda polls the queue that starts the function",
            )
    kept = [spec.dead_letter, catalogue.FAILED_EVENTS if spec.asynchronous else None]
    for queue in filter(None, kept):
        why = "Lambda puts the events there on which the function has failed for good"
        yield Need("sqs:SendMessage", NAMES.queue_arn(queue)), why


def granting(function: str, need: Need) -> Need | None:
    """Return the pair of a function's role that allows what a call needs; None if none does."""
    for pair in held(function):
        if pair.action == need.action and fnmatchcase(need.resource, pair.resource):
            return pair
    return None


def told(need: Need) -> str:
    """Return a pair in short, such as ``dynamodb:Query on table/contacts/index/backlog-index``."""
    resource = (
        need.resource.split(":", 5)[-1].replace(NAMES.physical(""), "").removesuffix(f"-{NAMES.account}/*")
    )
    return f"{need.action} on {resource}"


def denial(function: str, need: Need) -> str:
    """Return that a function has made a call that its role does not allow, and the cure."""
    return (
        f"{function} called {told(need)}, which its role does not allow: add the operation to its grants in "
        f"{CATALOGUE}"
    )

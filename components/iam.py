"""IAM documents from declared grants. Pure: plain data in, a JSON string out, known at preview."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from components.grants import Bucket, Bus, Function, Grant, Parameter, Queue, Secret, Table
from components.inventory import Inventory
from components.specs import FunctionSpec

Statement = dict[str, Any]

ACTIONS: Mapping[type, Mapping[str, tuple[str, ...]]] = {
    Table: {
        "read": ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"),
        "write": (
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate",
        ),
        "check": ("dynamodb:ConditionCheckItem",),
        "delete": ("dynamodb:DeleteItem",),
    },
    Queue: {
        "send": ("sqs:SendMessage",),
        "consume": (
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ChangeMessageVisibility",
        ),
    },
    Bucket: {"read": ("s3:GetObject",), "write": ("s3:PutObject",)},
    Parameter: {"read": ("ssm:GetParameter",), "write": ("ssm:PutParameter",)},
}
"""Access levels to actions; the only place where an item-level action is named."""


def document(*statements: Statement) -> str:
    """Return a policy document as JSON."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(sid: str, actions: Iterable[str], resources: Iterable[str], **rest: Any) -> Statement:
    """Return an Allow statement; ``rest`` holds further elements such as ``Condition``."""
    return {"Sid": sid, "Effect": "Allow", "Action": list(actions), "Resource": list(resources), **rest}


def trust(service: str, condition: Mapping[str, Any] | None = None) -> str:
    """Return the document that lets one AWS service, and no other, assume a role."""
    statement: Statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sts:AssumeRole",
    }
    if condition:
        statement["Condition"] = dict(condition)
    return document(statement)


def tls_only(actions: str, *resources: str) -> Statement:
    """Return the statement of a resource policy that refuses every request without TLS.

    ``actions`` is the service's pattern, such as ``sqs:*``: a Deny is meant to be wide.
    """
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": actions,
        "Resource": list(resources),
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def function_statements(inventory: Inventory, spec: FunctionSpec, *, in_vpc: bool) -> list[Statement]:
    """Return the statements of a function's role: its grants, its own log group, traces, and no more.

    ``ValueError`` for a grant that names what ``inventory`` does not hold.
    """
    names = inventory.names
    statements = [
        allow("Logs", ("logs:CreateLogStream", "logs:PutLogEvents"), [names.log_streams_arn(spec.name)]),
        # AWS knows no resource for the actions of X-Ray.
        allow("Xray", ("xray:PutTraceSegments", "xray:PutTelemetryRecords"), ["*"]),
    ]
    statements += [_statement(inventory, grant) for grant in spec.grants]
    statements += [
        allow(_sid("SqsFailed", queue), ACTIONS[Queue]["send"], [names.queue_arn(queue)])
        for queue in inventory.failure_queues(spec)
    ]
    return [*statements, _NETWORK_INTERFACES] if in_vpc else statements


def _statement(inventory: Inventory, grant: Grant) -> Statement:
    names = inventory.names
    match grant:
        case Table(name):
            return allow(_sid("Dynamodb", name), _actions(grant), _table_arns(inventory, grant))
        case Queue(name):
            return allow(_sid("Sqs", name), _actions(grant), [names.queue_arn(name)])
        case Bucket(name):
            return allow(_sid("S3", name), _actions(grant), [f"{names.bucket_arn(name)}/*"])
        case Parameter(name):
            return allow(_sid("Ssm", name), _actions(grant), [names.parameter_arn(name)])
        case Secret(name):
            arn = names.secret_arn(inventory.secret_path(name))
            return allow(_sid("Secrets", name), ("secretsmanager:GetSecretValue",), [arn])
        case Function(name):
            return allow(_sid("Lambda", name), ("lambda:InvokeFunction",), [names.function_arn(name)])
        case Bus():
            # IfExists: on AWS the key is always there; an emulator that lacks it still binds the bus.
            condition = {"StringEquals": {"events:source": names.event_source}}
            return allow("Eventbridge", ("events:PutEvents",), [names.event_bus_arn], Condition=condition)


def _table_arns(inventory: Inventory, grant: Table) -> list[str]:
    """Return the ARN of the table, and those of its indexes where it may be read."""
    names, table = inventory.names, inventory.table(grant.name)
    indexes = table.indexes if "read" in grant.access else ()
    return [names.table_arn(table.name), *(names.index_arn(table.name, index.name) for index in indexes)]


def _actions(grant: Table | Queue | Bucket | Parameter) -> list[str]:
    return [action for level in grant.access for action in ACTIONS[type(grant)][level]]


def _sid(kind: str, name: str) -> str:
    return kind + "".join(word.capitalize() for word in name.split("-"))


# AWS names the interfaces itself: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
_NETWORK_INTERFACES = allow(
    "NetworkInterfaces",
    (
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
    ),
    ["*"],
)

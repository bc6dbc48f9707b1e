"""IAM documents from declared grants. Pure: plain data in, a JSON string out, known at preview."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from components.grants import (
    Bucket,
    Bus,
    Function,
    Grant,
    InboundDomain,
    Index,
    Mail,
    Model,
    Parameter,
    Queue,
    Secret,
    Single,
    Table,
    Url,
)
from components.inventory import Inventory
from components.names import CONFIGURATION_SET
from components.specs import FunctionSpec

Statement = dict[str, Any]


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
    """Return the statements of a function's role: its grants, what Lambda itself does with the role, and no more.

    ``ValueError`` for a grant that names what ``inventory`` does not hold, and for two that name the same thing.
    """
    statements = [*_of_lambda(inventory, spec), *granted(inventory, spec.grants)]
    sids = [statement["Sid"] for statement in statements]
    for sid in sids:
        if sids.count(sid) > 1:
            raise ValueError(
                f"two grants of {spec.name} come to one statement, {sid}: put their operations into one grant"
            )
    return [*statements, _NETWORK_INTERFACES] if in_vpc else statements


def granted(inventory: Inventory, grants: Iterable[Grant]) -> Iterator[Statement]:
    """Yield the statements of grants; ``ValueError`` for one that names what ``inventory`` does not hold."""
    for grant in grants:
        yield from _statements(inventory, grant)


def _of_lambda(inventory: Inventory, spec: FunctionSpec) -> Iterator[Statement]:
    """The statements without which Lambda itself can do nothing for the function: it acts with the function's role."""
    names = inventory.names
    yield allow("Logs", ("logs:CreateLogStream", "logs:PutLogEvents"), [names.log_streams_arn(spec.name)])
    # AWS knows no resource for the actions of X-Ray.
    yield allow("Xray", ("xray:PutTraceSegments", "xray:PutTelemetryRecords"), ["*"])
    if spec.source:
        yield allow(_sid("SqsSource", spec.source.queue), _POLLING, [names.queue_arn(spec.source.queue)])
    for queue in inventory.failure_queues(spec):
        yield allow(_sid("SqsFailed", queue), ("sqs:SendMessage",), [names.queue_arn(queue)])


def _statements(inventory: Inventory, grant: Grant) -> Iterator[Statement]:
    if isinstance(grant, InboundDomain):
        return
    if isinstance(grant, Model):
        yield from _of_model(inventory)
    elif not isinstance(grant, Mail):
        yield _statement(inventory, grant)
    elif inventory.mail is not None:
        names = inventory.names
        yield allow("SesIdentity", _SENDING, [names.identity_arn(inventory.mail.identity)])
        yield allow("SesConfigurationSet", _SENDING, [names.configuration_set_arn(CONFIGURATION_SET)])
        if grant.unsubscribing:
            yield _statement(inventory, Url(grant.unsubscribing))
        if grant.signing:
            yield _statement(inventory, Secret(grant.signing))


def _of_model(inventory: Inventory) -> Iterator[Statement]:
    """The statements for asking one model: of one behind an inference profile, by that profile alone."""
    names, model = inventory.names, inventory.model
    if model is None:
        return
    models = [names.model_arn(model.model, region) for region in model.regions(names.region)]
    if model.profile is None:
        yield allow("BedrockModel", _ASKING, models)
        return
    profile = names.inference_profile_arn(model.id)
    yield allow("BedrockProfile", _ASKING, [profile])
    by_it = {"StringEquals": {"bedrock:InferenceProfileArn": profile}}
    yield allow("BedrockModel", _ASKING, models, Condition=by_it)


def _statement(inventory: Inventory, grant: Single) -> Statement:
    names = inventory.names
    match grant:
        case Table(name, operations, keys):
            arn = names.table_arn(inventory.table(name).name)
            return allow(_sid("Dynamodb", name), _actions("dynamodb", operations), [arn], **_only(keys))
        case Index(name, operations, table):
            arn = names.index_arn(table, inventory.index(table, name).name)
            return allow(_sid("Dynamodb", f"{table}-{name}"), _actions("dynamodb", operations), [arn])
        case Queue(name, operations):
            return allow(_sid("Sqs", name), _actions("sqs", operations), [names.queue_arn(name)])
        case Bucket(name, operations, prefix, lists=True):
            of_prefix = {"Condition": {"StringLike": {"s3:prefix": f"{prefix}*"}}} if prefix else {}
            sid = _sid("S3List", f"{name}-{prefix}")
            return allow(sid, _actions("s3", operations), [names.bucket_arn(name)], **of_prefix)
        case Bucket(name, operations, prefix):
            objects = f"{names.bucket_arn(name)}/{prefix}*"
            return allow(_sid("S3", f"{name}-{prefix}"), _actions("s3", operations), [objects])
        case Parameter(name, operations):
            return allow(_sid("Ssm", name), _actions("ssm", operations), [names.parameter_arn(name)])
        case Secret(name):
            arn = names.secret_arn(inventory.secret_path(name))
            return allow(_sid("Secrets", name), ("secretsmanager:GetSecretValue",), [arn])
        case Function(name):
            return allow(_sid("Lambda", name), ("lambda:InvokeFunction",), [names.function_arn(name)])
        case Url(name):
            return allow(
                _sid("LambdaUrl", name), ("lambda:GetFunctionUrlConfig",), [names.function_arn(name)]
            )
        case Bus():
            condition = {"StringEquals": {"events:source": names.event_source}}
            return allow("Eventbridge", ("events:PutEvents",), [names.event_bus_arn], Condition=condition)


def _only(keys: Collection[str]) -> dict[str, Any]:
    """Return the condition of a statement for some partition keys alone; none for all."""
    if not keys:
        return {}
    # Of a request that names no key, "for all" would be true.
    named = {"Null": {"dynamodb:LeadingKeys": "false"}}
    return {"Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(keys)}, **named}}


def _actions(service: str, operations: Iterable[str]) -> list[str]:
    return [f"{service}:{operation}" for operation in operations]


def _sid(kind: str, name: str) -> str:
    return kind + "".join(word.capitalize() for word in re.findall("[A-Za-z0-9]+", name))


# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
_POLLING = (
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ChangeMessageVisibility",
)

# A raw e-mail needs the second, whatever the request is called: https://github.com/anymail/django-anymail/issues/384
_SENDING = ("ses:SendEmail", "ses:SendRawEmail")

# Converse has no action of its own: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
_ASKING = ("bedrock:InvokeModel",)

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

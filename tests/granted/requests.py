"""The actions and resources that a request needs: what AWS checks, written once more beside the roles' own documents.

A batch, a transaction and a PartiQL statement are no actions of their own: AWS checks each item, entry and statement.
The things are known by the variables of the environment through which the functions find them.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from components import catalogue
from components.inventory import Inventory
from components.mail_specs import MailSpec
from components.model_specs import ModelSpec
from components.names import CONFIGURATION_SET, PROJECT, Names

ACCOUNT, REGION = "000000000000", "us-east-1"
NAMES = Names(PROJECT, "dev", REGION, ACCOUNT)
"""The names of the stack that ``make up`` deploys."""
SECRETS = {name: f"/repo/terraform/{PROJECT}/{name}" for name in ("whatsapp", "email", "calendar", "webhook")}
CONCURRENCY = {catalogue.SEND_QUEUE: 2, catalogue.INBOUND_QUEUE: 2}
MAIL = MailSpec("example.com", "respostas.example.com")
MODEL = ModelSpec("amazon.nova-lite-v1:0")
INVENTORY = Inventory(
    NAMES, catalogue.TABLES, SECRETS, catalogue.FAILED_EVENTS, CONCURRENCY, mail=MAIL, model=MODEL
)
_FUNCTIONS = {
    "INGEST_FUNCTION": "ingest-contacts",
    "RELEASE_FUNCTION": "release-contacts",
    "UNSUBSCRIBE_FUNCTION": catalogue.WEBHOOK,
    "LINK_FUNCTION": catalogue.WEBHOOK,
}
_ITEMS = frozenset({"GetItem", "PutItem", "UpdateItem", "DeleteItem"})
_IN_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}
_STATEMENT = re.compile(
    r'\s*(INSERT INTO|UPDATE|DELETE FROM|SELECT .*? FROM)\s+"([^"]+)"(?:\."([^"]+)")?', re.DOTALL
)
_VERBS = {"INSERT": "Insert", "UPDATE": "Update", "DELETE": "Delete", "SELECT": "Select"}


class Need(NamedTuple):
    """An action on a resource, by its ARN."""

    action: str
    resource: str


def needs(service: str, operation: str, request: Mapping[str, Any]) -> list[Need]:
    """Return what AWS checks for a request of boto3's ``service``; ``LookupError`` for one that is not known here."""
    if service == "dynamodb":
        return [Need(f"dynamodb:{action}", arn) for action, arn in _dynamodb(operation, request)]
    if (service, operation) == ("sesv2", "SendEmail"):
        return list(_of_email())
    if (service, operation) not in _OTHERS:
        raise LookupError(
            f"{service}.{operation} is new: add to tests/granted/requests.py which action AWS checks"
        )
    action, arn = _OTHERS[service, operation]
    return [Need(action, arn(request))]


def _of_email() -> Iterator[Need]:
    # AWS checks the second action for a raw e-mail.
    for action in ("ses:SendEmail", "ses:SendRawEmail"):
        for arn in (NAMES.identity_arn(MAIL.identity), NAMES.configuration_set_arn(CONFIGURATION_SET)):
            yield Need(action, arn)


def _dynamodb(operation: str, request: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if operation in _ITEMS:
        yield operation, _table(request["TableName"])
    elif operation in ("Query", "Scan"):
        yield operation, _table(request["TableName"], request.get("IndexName"))
    elif operation == "BatchGetItem":
        yield from (("BatchGetItem", _table(name)) for name in request["RequestItems"])
    elif operation == "BatchWriteItem":
        yield from (("BatchWriteItem", _table(name)) for name in request["RequestItems"])
    elif operation in ("TransactWriteItems", "TransactGetItems"):
        for item in request["TransactItems"]:
            yield from ((_IN_TRANSACTION[kind], _table(each["TableName"])) for kind, each in item.items())
    elif operation == "BatchExecuteStatement":
        yield from (_of_statement(each["Statement"]) for each in request["Statements"])
    else:
        raise LookupError(
            f"dynamodb.{operation} is new: add to tests/granted/requests.py which actions AWS checks"
        )


def _of_statement(text: str) -> tuple[str, str]:
    found = _STATEMENT.match(text)
    if found is None:
        raise LookupError(f"the statement {text!r} is not understood: mend tests/granted/requests.py")
    return f"PartiQL{_VERBS[found[1].split()[0]]}", _table(found[2], found[3])


def _short(physical: str, variables: Mapping[str, str]) -> str:
    """Return the short name of the thing that one of the ``variables`` (variable to short name) names."""
    for variable, short in variables.items():
        if os.environ.get(variable) == physical:
            return short
    return f"unknown-{physical}"


def _table(physical: str, index: str | None = None) -> str:
    known = {f"TABLE_{spec.name.upper().replace('-', '_')}": spec.name for spec in catalogue.TABLES}
    short = _short(physical, known)
    return NAMES.index_arn(short, index) if index else NAMES.table_arn(short)


def _queue(request: Mapping[str, Any]) -> str:
    known = {f"{spec.name.upper().replace('-', '_')}_URL": spec.name for spec in catalogue.queues(())}
    return NAMES.queue_arn(_short(request["QueueUrl"], known))


def _object(request: Mapping[str, Any]) -> str:
    # The bucket comes with the event; whatever a test calls it, it is the one for such keys.
    bucket = catalogue.INBOUND if request["Key"].startswith(catalogue.INBOUND_PREFIX) else catalogue.INTAKE
    return f"{NAMES.bucket_arn(bucket)}/{request['Key']}"


def _parameter(request: Mapping[str, Any]) -> str:
    known = {f"PARAMETER_{spec.name.upper()}": spec.name for spec in catalogue.PARAMETERS}
    return NAMES.parameter_arn(_short(request["Name"], known))


def _secret(request: Mapping[str, Any]) -> str:
    known = {f"SECRET_{name.upper()}": path for name, path in SECRETS.items()}
    return NAMES.secret_arn(_short(request["SecretId"], known))


def _function(request: Mapping[str, Any]) -> str:
    return NAMES.function_arn(_short(request["FunctionName"], _FUNCTIONS))


_OTHERS: dict[tuple[str, str], tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    ("sqs", "SendMessage"): ("sqs:SendMessage", _queue),
    ("sqs", "SendMessageBatch"): ("sqs:SendMessage", _queue),
    ("s3", "GetObject"): ("s3:GetObject", _object),
    ("s3", "PutObject"): ("s3:PutObject", _object),
    ("s3", "DeleteObject"): ("s3:DeleteObject", _object),
    ("s3", "ListObjectsV2"): ("s3:ListBucket", lambda _: NAMES.bucket_arn(catalogue.INTAKE)),
    ("ssm", "GetParameter"): ("ssm:GetParameter", _parameter),
    ("ssm", "PutParameter"): ("ssm:PutParameter", _parameter),
    ("secretsmanager", "GetSecretValue"): ("secretsmanager:GetSecretValue", _secret),
    ("lambda", "Invoke"): ("lambda:InvokeFunction", _function),
    ("lambda", "GetFunctionUrlConfig"): ("lambda:GetFunctionUrlConfig", _function),
    ("bedrock-runtime", "Converse"): (
        "bedrock:InvokeModel",
        lambda request: NAMES.model_arn(request["modelId"], REGION),
    ),
    ("events", "PutEvents"): ("events:PutEvents", lambda _: NAMES.event_bus_arn),
}
"""Request to the action and the function that gives the ARN."""

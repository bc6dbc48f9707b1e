"""Clients that answer otherwise than AWS: a lie for each check of ``python -m ops conformance``."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

Lie = Callable[[Callable[..., Any], dict[str, Any]], Any]
"""Makes an answer of the real operation and of the request's parameters."""


class Client:
    """A client some of whose operations lie."""

    def __init__(self, real: Any, lies: Mapping[str, Lie]) -> None:
        self._real, self._lies = real, lies

    def __getattr__(self, name: str) -> Any:
        operation = getattr(self._real, name)
        lie = self._lies.get(name)
        return operation if lie is None else lambda **request: lie(operation, request)


def _rewritten(change: Callable[[str], str], cut: int = 0) -> Lie:
    """Let DynamoDB read other statements, the last ``cut`` parameters left out."""

    def lie(real: Callable[..., Any], request: dict[str, Any]) -> Any:
        changed = [
            {
                **each,
                "Statement": change(each["Statement"]),
                "Parameters": each["Parameters"][: len(each["Parameters"]) - cut],
            }
            for each in request["Statements"]
        ]
        return real(Statements=changed)

    return lie


def _without(*names: str) -> Lie:
    """Let AWS overlook parameters of a request."""
    return lambda real, request: real(**{name: each for name, each in request.items() if name not in names})


def _answering(answer: Any) -> Lie:
    return lambda real, request: answer


def _refusing(code: str, message: str = "role") -> Lie:
    def lie(real: Callable[..., Any], request: dict[str, Any]) -> Any:
        raise ClientError({"Error": {"Code": code, "Message": message}}, "Lie")

    return lie


def _hiding(name: str) -> Lie:
    """Let a refusal come without a part."""

    def lie(real: Callable[..., Any], request: dict[str, Any]) -> Any:
        try:
            return real(**request)
        except ClientError as error:
            error.response.pop(name, None)
            raise

    return lie


def _judged_together(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    return {"Responses": [{"Error": {"Code": "ConditionalCheckFailed"}} for _ in request["Statements"]]}


def _twenty_at_most(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    return (
        _refusing("ValidationException")(real, request)
        if len(request["Statements"]) > 20
        else real(**request)
    )


def _backwards(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    answer = real(**request)
    return {**answer, "Items": answer["Items"][::-1]}


def _at_once(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    entries = [{**entry, "DelaySeconds": 0} for entry in request["Entries"]]
    return real(**{**request, "Entries": entries})


def _dead_after_one(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    policy = request["Attributes"].get("RedrivePolicy")
    once = {"RedrivePolicy": json.dumps({**json.loads(policy), "maxReceiveCount": 1})} if policy else {}
    return real(**{**request, "Attributes": {**request["Attributes"], **once}})


def _whole_event(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    targets = [
        {name: each for name, each in target.items() if name != "InputTransformer"}
        for target in request["Targets"]
    ]
    return real(**{**request, "Targets": targets})


def _deleting(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    deletes = any(each["Statement"].startswith("DELETE") for each in request["Statements"])
    return {"Responses": [{}]} if deletes else real(**request)


def _another_prefix(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    for each in request["NotificationConfiguration"]["LambdaFunctionConfigurations"]:
        each["Filter"]["Key"]["FilterRules"] = [{"Name": "prefix", "Value": "reports/"}]
    return real(**request)


LIES: Mapping[str, tuple[str, str, Lie]] = {
    "partiql-clauses": (
        "dynamodb",
        "batch_execute_statement",
        _rewritten(lambda text: text.replace('REMOVE "older"', "")),
    ),
    "partiql-set-add": (
        "dynamodb",
        "batch_execute_statement",
        _rewritten(lambda text: text.replace("set_add(contacts, ?)", "?")),
    ),
    "partiql-conditions": (
        "dynamodb",
        "batch_execute_statement",
        _rewritten(lambda text: re.sub(r' AND "state" IN .*', "", text), cut=2),
    ),
    "partiql-absent": ("dynamodb", "batch_execute_statement", _answering({"Responses": [{}]})),
    "batch-each-alone": ("dynamodb", "batch_execute_statement", _judged_together),
    "batch-of-25": ("dynamodb", "batch_execute_statement", _twenty_at_most),
    "refused-item": ("dynamodb", "update_item", _hiding("Item")),
    "transaction-token": ("dynamodb", "transact_write_items", _without("ClientRequestToken")),
    "transaction-reasons": ("dynamodb", "transact_write_items", _hiding("CancellationReasons")),
    "sparse-index": ("dynamodb", "query", _backwards),
    "queue-delays": ("sqs", "send_message_batch", _at_once),
    "queue-dead-letters": ("sqs", "create_queue", _dead_after_one),
    "events-each-entry": ("events", "put_events", _answering({"FailedEntryCount": 0, "Entries": [{}, {}]})),
    "events-to-topic": ("events", "put_targets", _whole_event),
    "events-undelivered": ("events", "put_events", _answering({"FailedEntryCount": 0, "Entries": [{}]})),
    "schedule-trust": ("scheduler", "create_schedule", _refusing("ValidationException")),
    "alarm-to-topic": ("cloudwatch", "put_metric_alarm", _without("AlarmActions")),
    "grants-of-batches": ("dynamodb", "batch_execute_statement", _deleting),
    "grants-of-keys": ("dynamodb", "put_item", _answering({})),
    "events-source": ("events", "put_events", _answering({"FailedEntryCount": 0, "Entries": [{}]})),
    "secret-by-name": ("secretsmanager", "get_secret_value", _refusing("AccessDeniedException")),
    "failure-record": ("lambda", "put_function_event_invoke_config", _without("DestinationConfig")),
    "batch-failures": ("lambda", "create_event_source_mapping", _without("FunctionResponseTypes")),
    "intake-notification": ("s3", "put_bucket_notification_configuration", _another_prefix),
}
"""Check to the service and the operation that lies, and its lie."""


def _refusing_malformed(real: Callable[..., Any], request: dict[str, Any]) -> Any:
    """Refuse, as AWS does and the emulator does not, entries whose detail is not JSON."""
    results = [
        {"EventId": "e"} if entry["Detail"].startswith("{") else {"ErrorCode": "MalformedDetail"}
        for entry in request["Entries"]
    ]
    return {"FailedEntryCount": sum("ErrorCode" in each for each in results), "Entries": results}


def undelivered_by(sqs: Any, arn: str) -> Lie:
    """Put events into their rule's queue for failures, as AWS does and the emulator does not; ``arn``: of SQS."""

    def lie(real: Callable[..., Any], request: dict[str, Any]) -> Any:
        for entry in request["Entries"]:
            event = {
                "source": entry["Source"],
                "detail-type": entry["DetailType"],
                "detail": json.loads(entry["Detail"]),
            }
            known = {
                "TARGET_ARN": f"{arn}:{entry['Source'].removesuffix('undelivered')}closed",
                "ERROR_CODE": "NO_PERMISSIONS",
            }
            sqs.send_message(
                QueueUrl=sqs.get_queue_url(QueueName=f"{entry['Source']}-failures")["QueueUrl"],
                MessageBody=json.dumps(event),
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": text} for name, text in known.items()
                },
            )
        return {"FailedEntryCount": 0, "Entries": [{}]}

    return lie


REFUSING_MALFORMED: Lie = _refusing_malformed

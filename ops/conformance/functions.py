"""Checks of Lambda: where failures go, which messages of a batch come again, and what S3 tells a function."""

import io
import json
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import unquote_plus
from uuid import uuid4

from botocore.exceptions import ClientError

from ops.conformance import roles
from ops.conformance.checks import Check, expect
from ops.conformance.mailboxes import Mailbox, allow
from ops.conformance.scratch import MAKING, NotTriedError, Scratch

CODE = """
def handler(event, context):
    records = event.get("Records", [])
    if records and records[0].get("eventSource") == "aws:sqs":
        failed = [record["messageId"] for record in records if record["body"] == "fail"]
        return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}
    raise RuntimeError("conformance")
"""
"""A function that reports the messages ``fail``, and fails on every other event; it may write no log."""
TIMEOUT = 3
CONSUMING = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "ChangeMessageVisibility")
KEY = "inbox/acme/spring/lista de março+1.CSV"


class _Function:
    """The run's function, and the queue in which its failures end."""

    def __init__(self, scratch: Scratch) -> None:
        self.name = scratch.name("function")
        self.arn = scratch.arn("lambda", f"function:{self.name}")
        self.failures = Mailbox(scratch, "failed")
        self._scratch, self._lambda = scratch, scratch.client("lambda")
        queues = scratch.arn("sqs", f"{scratch.run_id}-*")
        grant = allow([f"sqs:{action}" for action in (*CONSUMING, "SendMessage")], queues)
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}
        role = roles.make(scratch, "function", trust, grant)
        removal = partial(self._lambda.delete_function, FunctionName=self.name)
        with scratch.making(f"function {self.name}", removal):
            self._make(role)
        if not scratch.until(self._ready, MAKING):
            raise NotTriedError(f"function {self.name} has not become active: run again")
        destination = {"OnFailure": {"Destination": self.failures.arn}}
        with scratch.making(f"failure destination of function {self.name}"):
            once_known(
                scratch,
                lambda: self._lambda.put_function_event_invoke_config(
                    FunctionName=self.name, MaximumRetryAttempts=0, DestinationConfig=destination
                ),
            )

    def _make(self, role: str) -> None:
        once_known(
            self._scratch,
            lambda: self._lambda.create_function(
                FunctionName=self.name,
                Role=role,
                Runtime="python3.13",
                Architectures=["arm64"],
                Handler="probe.handler",
                Timeout=TIMEOUT,
                Code={"ZipFile": _archive()},
                Tags=self._scratch.tags,
            ),
        )

    def _ready(self) -> bool:
        found = self._lambda.get_function_configuration(FunctionName=self.name)
        return found.get("State", "Active") == "Active" and found.get("LastUpdateStatus") != "InProgress"

    def failed_on(self, wanted: Any) -> dict[str, Any] | None:
        """Wait for the record of a failed invocation whose event ``wanted`` holds for."""
        found = self.failures.find(lambda message: wanted(json.loads(message["Body"]).get("requestPayload")))
        return json.loads(found["Body"]) if found else None

    @property
    def events(self) -> list[Any]:
        """The events on which the function has failed."""
        return [json.loads(body).get("requestPayload") for body in self.failures.seen]


def once_known(scratch: Scratch, request: Callable[[], Any]) -> Any:
    """Return the answer to a request that Lambda refuses until it knows the role and its grants everywhere."""
    refused: list[ClientError] = []

    def answer() -> Any:
        try:
            return request()
        except ClientError as error:
            if error.response["Error"]["Code"] != "InvalidParameterValueException":
                raise
            refused[:] = [error]
            return None

    found = scratch.until(answer, min(scratch.patience, 45))
    if not found:
        raise refused[0]
    return found


def _archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        module = zipfile.ZipInfo("probe.py")
        module.external_attr = 0o644 << 16
        archive.writestr(module, CODE)
    return packed.getvalue()


def _function(scratch: Scratch) -> _Function:
    return scratch.shared("function", lambda: _Function(scratch))


def _failure_record(scratch: Scratch) -> None:
    function, event = _function(scratch), {"detail": {"contactId": uuid4().hex}}
    scratch.client("lambda").invoke(
        FunctionName=function.name, InvocationType="Event", Payload=json.dumps(event).encode()
    )
    record = function.failed_on(lambda payload: payload == event)
    if record is None:
        expect("a record of the failed invocation", False, function.failures.seen or "none")
        return
    context, answer = record.get("requestContext", {}), record.get("responsePayload", {})
    expect("the function's ARN", f":function:{function.name}" in str(context.get("functionArn")), context)
    expect("the condition RetriesExhausted", context.get("condition") == "RetriesExhausted", context)
    expect("the type of the error", bool(answer.get("errorType")), answer)


def _batch_failures(scratch: Scratch) -> None:
    function, dead = _function(scratch), Mailbox(scratch, "batch-dead")
    redrive = {"deadLetterTargetArn": dead.arn, "maxReceiveCount": 2}
    hidden = {"VisibilityTimeout": str(TIMEOUT + 1), "RedrivePolicy": redrive}
    source, client = Mailbox(scratch, "batch", hidden), scratch.client("lambda")
    mapping = once_known(
        scratch,
        lambda: client.create_event_source_mapping(
            EventSourceArn=source.arn,
            FunctionName=function.name,
            BatchSize=10,
            MaximumBatchingWindowInSeconds=1,
            FunctionResponseTypes=["ReportBatchItemFailures"],
            ScalingConfig={"MaximumConcurrency": 2},
            Tags=scratch.tags,
        ),
    )["UUID"]
    scratch.remove_later(f"mapping {mapping}", lambda: client.delete_event_source_mapping(UUID=mapping))
    entries = [
        {"Id": str(number), "MessageBody": body} for number, body in enumerate(("good", "fail", "good"))
    ]
    scratch.client("sqs").send_message_batch(QueueUrl=source.url, Entries=entries)
    failed = dead.find(lambda message: message["Body"] == "fail")
    expect("the reported message delivered again, until it is dead", failed is not None, dead.seen or "none")
    expect("the other messages of its batch done with", dead.seen == ["fail"], dead.seen)


def _intake_notification(scratch: Scratch) -> None:
    function, bucket = _function(scratch), _bucket(scratch)
    scratch.client("lambda").add_permission(
        FunctionName=function.name,
        StatementId="intake",
        Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com",
        SourceArn=f"arn:aws:s3:::{bucket}",
        SourceAccount=scratch.account,
    )
    last: list[str] = []

    def taken() -> bool:
        last[:] = [_notify(scratch, bucket, function.arn)]
        return not last[0]

    expect("the notification taken", bool(scratch.until(taken, min(scratch.patience, 30))), last)
    for key in ("reports/acme/spring/lista.CSV", KEY):
        scratch.client("s3").put_object(Bucket=bucket, Key=key, Body=b"x")
    found = function.failed_on(lambda payload: KEY in _keys(payload, bucket))
    keys = [key for event in function.events for key in _keys(event, bucket)]
    expect("the function told of the file, by its key as in a URL", found is not None, keys or "nothing")
    expect("no file outside of the prefix told of", set(keys) == {KEY}, keys)


def _bucket(scratch: Scratch) -> str:
    s3, name = scratch.client("s3"), f"{scratch.name('intake')}-{scratch.account}"
    place = {} if scratch.region == "us-east-1" else {"LocationConstraint": scratch.region}
    with scratch.making(f"bucket {name}", lambda: _empty(s3, name)):
        s3.create_bucket(Bucket=name, **({"CreateBucketConfiguration": place} if place else {}))
    with scratch.making(f"tags of bucket {name}"):
        s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": scratch.tag_list})
    return name


def _empty(s3: Any, bucket: str) -> None:
    for stored in s3.list_objects_v2(Bucket=bucket).get("Contents", ()):
        s3.delete_object(Bucket=bucket, Key=stored["Key"])
    s3.delete_bucket(Bucket=bucket)


def _notify(scratch: Scratch, bucket: str, function: str) -> str:
    """Ask S3 to tell the function of new files; return the code of its refusal, '' if it takes that."""
    rule = {"Name": "prefix", "Value": "inbox/"}
    configuration = {
        "Id": "lists",
        "LambdaFunctionArn": function,
        "Events": ["s3:ObjectCreated:*"],
        "Filter": {"Key": {"FilterRules": [rule]}},
    }
    try:
        scratch.client("s3").put_bucket_notification_configuration(
            Bucket=bucket,
            NotificationConfiguration={"LambdaFunctionConfigurations": [configuration]},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "InvalidArgument":
            raise
        return "InvalidArgument"
    return ""


def _keys(payload: Any, bucket: str) -> list[str]:
    records = payload.get("Records", []) if isinstance(payload, dict) else []
    stored = [record["s3"] for record in records if "s3" in record]
    return [unquote_plus(each["object"]["key"]) for each in stored if each["bucket"]["name"] == bucket]


CHECKS = (
    Check(
        "failure-record",
        "what a function failed on for good is kept with event, function and error",
        _failure_record,
    ),
    Check("batch-failures", "only the messages that a function reports are delivered again", _batch_failures),
    Check(
        "intake-notification",
        "S3 tells a function of files by their prefix once it may, the key as in a URL",
        _intake_notification,
    ),
)

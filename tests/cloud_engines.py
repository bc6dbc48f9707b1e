"""The embedded cloud's engines of tables, queues, events, parameters and secrets, called in the process of the tests.

The answers are the same, without a way there.
"""

import base64
import copy
import functools
import io
import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.awsrequest import AWSResponse
from botocore.client import BaseClient
from botocore.httpsession import URLLib3Session
from botocore.model import OperationModel
from botocore.signers import RequestSigner
from botocore.useragent import UserAgentString
from ministack.services import _dynamodb_keywords as keywords
from ministack.services import dynamodb as engine
from ministack.services import eventbridge, secretsmanager, sqs, ssm

_TARGET = "DynamoDB_20120810."
_ENGINES = {
    "DynamoDB_20120810": engine,
    "AWSEvents": eventbridge,
    "AmazonSQS": sqs,
    "AmazonSSM": ssm,
    "secretsmanager": secretsmanager,
}
"""By the first part of a request's target."""

_one_at_a_time = threading.Lock()
"""In the embedded cloud the engine answers one request after the other too."""


def call(operation: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
    """The engine's answer to a request: status, headers and JSON."""
    return _asked(f"{_TARGET}{operation}", body)


def ask(operation: str, request: dict[str, Any]) -> None:
    """Have the engine of tables or of parameters do something, without a client. Raises ``RuntimeError``."""
    target = "AmazonSSM." if operation.endswith("Parameter") else _TARGET
    with _one_at_a_time:
        status, _, content = _asked(f"{target}{operation}", json.dumps(request).encode())
    if status != 200:
        raise RuntimeError(f"{operation} was answered {status}: {content!r}")


def _asked(target: str, body: bytes, host: str = "") -> tuple[int, dict[str, str], bytes]:
    headers = {"x-amz-target": target, "host": host}
    running = _ENGINES[target.partition(".")[0]].handle_request("POST", "/", headers, body, {})
    try:
        running.send(None)
    except StopIteration as end:
        status, answered, content = end.value
        return status, answered, content if isinstance(content, bytes) else content.encode()
    raise RuntimeError(f"the engine waits for something in {target}")


def _quicker() -> list[tuple[Any, str, Any]]:
    """The owner and name of what the engine does again and again, with what does the same for less.

    An expression is read once only, and JSON is copied as JSON.
    """
    tokens, words = functools.cache(engine._tokenize), functools.cache(keywords._tokenize)
    return [
        (engine, "copy", SimpleNamespace(deepcopy=_copied, copy=copy.copy)),
        (engine, "_tokenize", lambda text: list(tokens(text))),
        (engine, "_condition_syntax_error", functools.cache(engine._condition_syntax_error)),
        (keywords, "_tokenize", lambda text: list(words(text))),
    ]


_TEXTS = frozenset({"S", "N"})
"""The types of attributes that nothing changes in place."""


def _copied(value: Any) -> Any:
    """A deep copy of JSON values, as the engine makes them of every item."""
    if isinstance(value, dict):
        if len(value) == 1 and (value.keys() & _TEXTS):
            return value
        return {name: _copied(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_copied(each) for each in value]
    return value


class _Body(io.BytesIO):
    """The body of an answer, read as urllib3's are."""

    def stream(self, **_: Any) -> Generator[bytes]:
        yield self.read()


_OF_ITEMS = ("Item", "Items", "Query", "Scan", "Statement", "CreateTable", "DeleteTable")
"""The ends of the operations whose answers hold nothing but items, or nothing that anybody reads."""


def _is_of_items(operation: OperationModel) -> bool:
    return operation.service_model.service_name == "dynamodb" and operation.name.endswith(_OF_ITEMS)


def _is_watched(client: BaseClient, operation: OperationModel) -> bool:
    """True if a test waits for a client's requests on their way out or for their answers, to lose or to change them."""
    handlers = client.meta.events._emitter._handlers
    replaced = "send" in vars(client._endpoint.http_session)
    return replaced or bool(handlers.prefix_search(f"before-send.dynamodb.{operation.name}"))


def parsed(status: int, content: bytes) -> dict[str, Any]:
    """The document that botocore's parser makes of an answer in JSON, but for what it says of the request itself."""
    document = json.loads(content, object_hook=_with_bytes) if content else {}
    if status >= 300:
        code = document.pop("__type", "Unknown").rpartition("#")[2]
        message = document.pop("message", "") or document.pop("Message", "")
        document["Error"] = {"Code": code, "Message": message}
    return document


def _with_bytes(document: dict[str, Any]) -> dict[str, Any]:
    """An attribute of the type binary as botocore gives it; anything else as it is."""
    if len(document) == 1 and isinstance(document.get("B"), str):
        return {"B": base64.b64decode(document["B"])}
    return document


QUICKER = _quicker()
"""What ``_quicker`` puts in the places of what the engine came with."""


@contextmanager
def here(endpoint: str) -> Generator[None]:
    """Answer in this process what boto3's clients ask of these engines at an endpoint; all else goes its way."""
    send: Callable[..., Any] = URLLib3Session.send
    request: Callable[..., Any] = BaseClient._make_request
    resolved: Callable[..., Any] = BaseClient._resolve_endpoint_ruleset
    signed: Callable[..., Any] = RequestSigner.sign

    def answered(session: URLLib3Session, request: Any) -> Any:
        target = request.headers.get("X-Amz-Target", b"")
        target = target.decode() if isinstance(target, bytes) else target
        if not (target.partition(".")[0] in _ENGINES and request.url.startswith(endpoint)):
            return send(session, request)
        with _one_at_a_time:
            status, headers, content = _asked(target, request.body, urlsplit(request.url).netloc)
        return AWSResponse(request.url, status, headers, _Body(content))

    def requested(client: BaseClient, operation: Any, asked: Any, context: Any) -> Any:
        if not (_is_of_items(operation) and asked["url"] == f"{endpoint}/") or _is_watched(client, operation):
            return request(client, operation, asked, context)
        with _one_at_a_time:
            status, _, content = call(operation.name, asked["body"])
        about = {"HTTPStatusCode": status, "HTTPHeaders": {}, "RetryAttempts": 0}
        return SimpleNamespace(status_code=status), {**parsed(status, content), "ResponseMetadata": about}

    def resolve(client: Any, operation: Any, *values: Any, **named: Any) -> Any:
        if operation.service_model.service_name == "dynamodb" and client.meta.endpoint_url == endpoint:
            return endpoint, {}, {}
        return resolved(client, operation, *values, **named)

    def sign(signer: Any, operation: str, request: Any, *values: Any, **named: Any) -> None:
        # The engine asks for no signature.
        if not (signer._service_id == "DynamoDB" and request.url.startswith(endpoint)):
            signed(signer, operation, request, *values, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(URLLib3Session, "send", answered)
        patch.setattr(BaseClient, "_make_request", requested)
        patch.setattr(BaseClient, "_resolve_endpoint_ruleset", resolve)
        patch.setattr(RequestSigner, "sign", sign)
        patch.setattr(UserAgentString, "to_string", lambda _: "tests")
        for owner, name, value in QUICKER:
            patch.setattr(owner, name, value)
        yield

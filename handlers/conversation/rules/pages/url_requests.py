"""The request that a function's URL hands over (payload format 2.0), and the answer that it takes back.

Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html. Standard library only: a provider waits for
the start of the function that reads this.
"""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from handlers.common.rules.contract_error import ContractError

_HEADERS = MappingProxyType({"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})


@dataclass(frozen=True)
class UrlRequest:
    """An HTTP request."""

    method: str
    path: str
    """From the slash on, as it was sent."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes = field(repr=False)
    """The very bytes that were sent."""


def parse(event: object) -> UrlRequest:
    """Return the request of an event; ``ContractError`` for one that did not come from a function's URL."""
    if not isinstance(event, dict):
        raise _refused("it", "an object")
    context = event.get("requestContext")
    http = context.get("http") if isinstance(context, dict) else None
    method = http.get("method") if isinstance(http, dict) else None
    if not isinstance(method, str):
        raise _refused("requestContext.http.method", "a text")
    path = event.get("rawPath")
    if not isinstance(path, str):
        raise _refused("rawPath", "a text")
    return UrlRequest(
        method,
        path,
        _texts(event, "queryStringParameters"),
        {name.lower(): value for name, value in _texts(event, "headers").items()},
        _body(event),
    )


def _texts(event: Mapping[str, Any], name: str) -> dict[str, str]:
    found = event.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise _refused(name, "an object")
    return {key: value for key, value in found.items() if isinstance(value, str)}


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body")
    if body is None:
        return b""
    if not isinstance(body, str):
        raise _refused("body", "a text")
    if not event.get("isBase64Encoded"):
        # What no text can hold has no signature that fits, and needs no answer of its own.
        return body.encode("utf-8", "surrogatepass")
    try:
        return b64decode(body, validate=True)
    except ValueError:
        # No URL hands this over: whatever it was, no signature is that of these bytes.
        return body.encode("utf-8", "surrogatepass")


def _refused(name: str, kind: str) -> ContractError:
    return ContractError(
        name, f"the event is no request of a function's URL: {name} is not {kind}; call the URL instead"
    )


def answer(status: int, text: str = "", content_type: str = "text/plain; charset=utf-8") -> dict[str, Any]:
    """Return an HTTP answer as a function's URL takes it."""
    return {"statusCode": status, "headers": {"Content-Type": content_type, **_HEADERS}, "body": text}

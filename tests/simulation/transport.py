"""The end of every request of the handlers: to AWS at botocore's ``before-send``, to partners at urllib3's pool."""

import io
import json
from collections.abc import Mapping
from typing import Any, Self

import urllib3
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError

from tests.simulation.callouts import Answer, CallOut, LostError
from tests.simulation.clock import CURRENT


class _World:
    """The world of the history that runs."""

    current: Any = None


ACTIVE = _World()

REFUSAL = Answer(
    400, {"x-amzn-errortype": "SimulatedRefusal"}, b'{"__type":"SimulatedRefusal","message":"refused"}'
)
"""An error answer that botocore does not repeat."""


class _Raw(io.BytesIO):
    """The body of an answer as botocore reads it."""

    def stream(self, amount: int = 65536, decode_content: bool = True) -> Any:
        while piece := self.read(amount):
            yield piece


def answer(event_name: str, request: Any, **__: object) -> AWSResponse:
    """Answer a request to AWS; raises what botocore would meet on the network."""
    service, operation = event_name.split(".")[1:]
    world = ACTIVE.current
    body = request.body
    content = body if isinstance(body, bytes) else b"" if body is None else body.read()
    invocation = request.headers.get("amz-sdk-invocation-id", b"")
    call = CallOut(
        f"{service}.{operation}",
        lambda: world.cloud.perform(service, operation, request.url, dict(request.headers), content),
        same_as=invocation.decode() if isinstance(invocation, bytes) else invocation,
        content=content,
        of_partner=service == "sesv2",
        partly=lambda: world.cloud.perform_partly(service, operation, request.url, content),
    )
    try:
        status, headers, answered, _ = world.call_out(call, REFUSAL)
    except LostError:
        raise ConnectionClosedError(endpoint_url=request.url) from None
    return AWSResponse(request.url, status, headers, _Raw(answered))


def partner_request(
    _: object,
    method: str,
    url: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    timeout: Any = None,
    **__: object,
) -> urllib3.BaseHTTPResponse:
    """Answer a request to a partner; raises what urllib3 would meet on the network."""
    world = ACTIVE.current
    is_form = "form" in (headers or {}).get("Content-Type", "")
    document = json.loads(body) if body and not is_form else {}
    seconds = timeout.total if isinstance(timeout, urllib3.Timeout) else 30.0
    call = CallOut(
        f"partner.{method} {url.split('//')[1].partition('/')[2].split('/event-')[0]}",
        lambda: world.partners.perform(method, url, dict(headers or {}), document, seconds),
        content=body or b"",
        of_partner=True,
    )
    refusal = Answer(429, {"Content-Type": "application/json"}, b'{"error":{"code":"rate_limited"}}')
    try:
        status, answered_headers, answered, dribbles = world.call_out(call, refusal)
    except LostError as error:
        raise _network_error(error, url) from None
    came = _Dribbling(answered) if dribbles else io.BytesIO(answered)
    return urllib3.HTTPResponse(came, status=status, headers=answered_headers, preload_content=False)


class CutOff:
    """``handlers.common.partners.cutoff.CutOff`` on the world's clock."""

    current: "CutOff | None" = None

    def __init__(self, seconds: float) -> None:
        self._ends = CURRENT.clock.seconds + seconds
        self._outer: CutOff | None = None

    @property
    def passed(self) -> bool:
        return CURRENT.clock.seconds >= self._ends

    def __enter__(self) -> Self:
        self._outer, CutOff.current = CutOff.current, self
        return self

    def __exit__(self, *_: object) -> None:
        CutOff.current = self._outer


class _Dribbling(io.BytesIO):
    """The body of an answer of which each byte takes a second, until the caller cuts the connection."""

    def read1(self, size: int | None = -1, /) -> bytes:
        cut_off = CutOff.current
        CURRENT.clock.sleep(1)
        return b"" if cut_off and cut_off.passed else super().read1(1)

    def read(self, size: int | None = -1, /) -> bytes:
        return self.read1(1)


def _network_error(error: LostError, url: str) -> Exception:
    if error.how == "refused":
        return urllib3.exceptions.NewConnectionError(None, "connection refused")  # ty: ignore[invalid-argument-type]
    if error.how == "reset":
        return urllib3.exceptions.ProtocolError("Connection aborted.", ConnectionResetError(104, "reset"))
    return urllib3.exceptions.ReadTimeoutError(None, url, "Read timed out.")  # ty: ignore[invalid-argument-type]

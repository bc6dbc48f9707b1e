"""A partner's API apart from HTTP: a request goes in, an answer or an error comes out."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from local.campaign.stand_ins.bodies import ErrorResponse


class Request(NamedTuple):
    """A request as it came over HTTP."""

    method: str
    path: str
    """Without the query."""
    query: Mapping[str, str] = MappingProxyType({})
    headers: Mapping[str, str] = MappingProxyType({})
    """By name in lower case."""
    content: bytes = b""

    def header(self, name: str) -> str:
        """Return a header; empty if there is none."""
        return self.headers.get(name.lower(), "")

    def json(self) -> dict[str, Any]:
        """Return the JSON object of the body. Raises ``ErrorResponse``."""
        try:
            body = json.loads(self.content)
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise ErrorResponse(400, "invalid_request", "body: not a JSON object", wrong_field="body")
        return body


class Answer(NamedTuple):
    """The status and the JSON body of an answer; None is no body."""

    status: int
    body: Mapping[str, Any] | None = None


class Api(Protocol):
    """A partner that is asked over HTTP."""

    def authorize(self, request: Request) -> None:
        """Raise ``ErrorResponse`` for a request of somebody who may not make it."""
        ...

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request. Raises ``ErrorResponse``."""
        ...

"""The refusals of the Graph API: the same error comes as an answer, or later with a ``failed`` status."""

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from local.campaign.stand_ins.bodies import ErrorResponse

ERRORS_PAGE = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"


class _Kind(NamedTuple):
    status: int
    title: str
    details: str = ""


_TOO_MANY = "Message failed to send because there were too many messages sent from this phone number"

KINDS: Mapping[int, _Kind] = MappingProxyType(
    {
        100: _Kind(400, "Invalid parameter"),
        190: _Kind(401, "Invalid OAuth access token - Cannot parse access token"),
        130429: _Kind(400, "Rate limit hit", f"{_TOO_MANY} in a short period of time"),
        131008: _Kind(400, "Required parameter is missing"),
        131009: _Kind(400, "Parameter value is not valid"),
        131026: _Kind(400, "Message undeliverable", "Message Undeliverable."),
        131047: _Kind(
            400,
            "Re-engagement message",
            "Message failed to send because more than 24 hours have passed since the customer last replied to "
            "this number.",
        ),
        131056: _Kind(
            400,
            "(Business Account, Consumer Account) pair rate limit hit",
            f"{_TOO_MANY} to the same phone number in a short period of time",
        ),
        132000: _Kind(400, "Number of parameters does not match the expected number of params"),
        132001: _Kind(404, "Template name does not exist in the translation"),
        132005: _Kind(400, "Translated text too long"),
        132012: _Kind(400, "Parameter format does not match format in the created template"),
        132015: _Kind(400, "Template is paused", "Template is paused due to low quality"),
        132016: _Kind(400, "Template is disabled", "Template has been disabled due to low quality"),
        132018: _Kind(400, "There was an issue with the parameters in your template"),
    }
)
"""HTTP status, title and usual details, by code."""


class GraphError(ErrorResponse):
    """An answer that is not 2xx: ``{"error": {"message", "type", "code", "error_data"?, "fbtrace_id"}}``."""

    def __init__(
        self, code: int, details: str = "", *, subcode: int = 0, kind: str = "OAuthException"
    ) -> None:
        known = KINDS[code]
        super().__init__(known.status, str(code), known.title)
        self.number = code
        self.details = details or known.details
        self.subcode = subcode
        self.kind = kind

    @property
    def body(self) -> dict[str, Any]:
        """The answer's body."""
        # An error of the platform has its own sentence; one of the Cloud API begins with its code.
        platform = self.number == 190 or self.subcode
        message = (self.details or str(self)) if platform else f"(#{self.number}) {self}"
        error: dict[str, Any] = {"message": message, "type": self.kind, "code": self.number}
        if self.subcode:
            error["error_subcode"] = self.subcode
        elif not platform:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details or str(self)}
        return {"error": {**error, "fbtrace_id": f"A{uuid.uuid4().hex[:22]}"}}

    @property
    def reported(self) -> dict[str, Any]:
        """The error as a ``failed`` status reports it."""
        return {
            "code": self.number,
            "title": str(self),
            "message": str(self),
            "error_data": {"details": self.details or str(self)},
            "href": ERRORS_PAGE,
        }


def bad_token() -> GraphError:
    """Return the refusal of an access token."""
    return GraphError(190)


def unknown_object(method: str, object_id: str) -> GraphError:
    """Return the refusal of a request to an object that is not there, or not the caller's."""
    verb = {"GET": "get", "POST": "post", "DELETE": "delete"}.get(method, "get")
    details = (
        f"Unsupported {verb} request. Object with ID '{object_id}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation"
    )
    return GraphError(100, details, subcode=33, kind="GraphMethodException")

"""Request bodies that the partners accept; any other is refused with the name of the field."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True)]
EmailAddress = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$")
]
CalendarId = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class ErrorResponse(Exception):  # noqa: N818 (an answer of the API, not a fault of the program)
    """An answer that is not 2xx: ``{"error": {"code", "message", "field"?}}``."""

    def __init__(
        self, status: int, code: str, message: str, *, wrong_field: str = "", retry_after: int = 0
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.wrong_field = wrong_field
        self.retry_after = retry_after

    @property
    def body(self) -> dict[str, Any]:
        """The answer's body."""
        problem: dict[str, Any] = {"code": self.code, "message": str(self)}
        if self.wrong_field:
            problem["field"] = self.wrong_field
        return {"error": problem}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Body = TypeVar("Body", bound=_Body)


class WhatsAppMessage(_Body):
    """``POST /send`` of the WhatsApp partner."""

    to: Annotated[str, StringConstraints(pattern=r"^\+[1-9]\d{7,14}$")]
    message: Annotated[str, StringConstraints(min_length=1, max_length=4096)]
    templateId: Text | None = None
    variables: dict[str, str] | None = None

    @property
    def text(self) -> str:
        return self.message


class EmailMessage(_Body):
    """``POST /send`` of the e-mail partner; the content of attachments is not checked."""

    to: EmailAddress
    subject: Annotated[str, StringConstraints(min_length=1, max_length=998, pattern=r"^[^\r\n]+$")]
    body: Text
    html: Text | None = None
    attachments: list[dict[str, str]] | None = None

    @property
    def text(self) -> str:
        return self.body


class _Span(_Body):
    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "_Span":
        first, last = self.span
        if last <= first:
            raise ValueError(f"the end {last.isoformat()} is not after the start {first.isoformat()}")
        if last - first > timedelta(days=60):
            raise ValueError(f"{first.isoformat()} to {last.isoformat()} is more than 60 days")
        return self

    @property
    def span(self) -> tuple[datetime, datetime]:
        raise NotImplementedError


class AvailabilityQuery(_Span):
    """``POST /availability`` of the calendar."""

    from_: AwareDatetime = Field(alias="from")
    to: AwareDatetime
    calendarId: CalendarId

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.from_, self.to


class EventTime(_Span):
    """``PATCH /events/{id}`` of the calendar."""

    start: AwareDatetime
    end: AwareDatetime

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.start, self.end


class CalendarEvent(EventTime):
    """``POST /events`` of the calendar."""

    calendarId: CalendarId
    summary: Text
    description: str = ""


def parsed(model: type[Body], body: Mapping[str, Any]) -> Body:
    """Return a request's body as its model. Raises ``ErrorResponse`` with the first field that is wrong."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        wrong, message = _complaint(error)
        raise ErrorResponse(400, "invalid_request", message, wrong_field=wrong) from None


def _complaint(error: ValidationError) -> tuple[str, str]:
    """Return the first field that a request got wrong, and the fault."""
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "body"
    return field, f"{field}: {re.sub(r'^Value error, ', '', first['msg'])}"

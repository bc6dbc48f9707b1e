"""What the partners take as a request: anything else is refused with the name of the field."""

import re
from datetime import datetime, timedelta
from typing import Annotated

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
Calendar = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


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
    """``POST /send`` of the e-mail partner; what an attachment holds is between the sender and the reader."""

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
    calendarId: Calendar

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.from_, self.to


class CalendarEvent(_Span):
    """``POST /events`` of the calendar."""

    calendarId: Calendar
    start: AwareDatetime
    end: AwareDatetime
    summary: Text
    description: str = ""

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.start, self.end


def complaint(error: ValidationError) -> tuple[str, str]:
    """The first field that a request got wrong, and what is wrong with it."""
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "body"
    return field, f"{field}: {re.sub(r'^Value error, ', '', first['msg'])}"

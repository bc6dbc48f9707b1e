"""A reply as it comes in, and how a request that is none is answered."""

from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from handlers.common.rules import emails, phones
from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import Channel
from handlers.common.rules.refusals import Refused

LONGEST_TEXT = 20_000
"""Characters; a longer reply is refused rather than read in part."""


class InvalidRequestError(ValueError):
    """A request that cannot be read. ``field`` and the message (value and cure) are for the caller, not for a log."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Reply(BaseModel):
    """The request of handle-replies (section 6)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tenantId: Identifier
    channel: Channel
    sender: Annotated[str, Field(alias="from", min_length=3, max_length=320)]
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
    messageId: Annotated[str, StringConstraints(min_length=1, max_length=512)]
    receivedAt: AwareDatetime

    @property
    def addresses(self) -> tuple[str, ...]:
        """The forms under which the sender may be known, the one to keep first; ``InvalidRequestError`` if none."""
        try:
            if self.channel is Channel.EMAIL:
                return (emails.first_valid(self.sender),)
            return phones.match_forms(_phone(self.sender))
        except Refused as refused:
            raise InvalidRequestError("from", refused.message) from None


_CURES = {
    "tenantId": "the id that the tenant was loaded with",
    "channel": '"whatsapp" or "email"',
    "from": "the sender's number (+5511987654321) or e-mail address",
    "text": f"the reply as text of at most {LONGEST_TEXT} characters",
    "messageId": "the provider's id of the reply, at most 512 characters",
    "receivedAt": "an instant with its offset, such as 2026-11-23T12:00:00Z",
}


def parse(request: Any) -> Reply:
    """The request as a reply; ``InvalidRequestError`` names the first field at fault, its value and the cure."""
    if not isinstance(request, dict):
        raise InvalidRequestError("request", f"the request is a {type(request).__name__}: send a JSON object")
    try:
        return Reply.model_validate(request)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        field = str(fault["loc"][0]) if fault["loc"] else "request"
        if field not in _CURES:
            raise InvalidRequestError(field, f"{field} is not a field of a reply: leave it out") from None
        if fault["type"] == "missing":
            raise InvalidRequestError(field, f"{field} is missing: send {_CURES[field]}") from None
        value = repr(fault["input"])[:80]
        raise InvalidRequestError(field, f"{field} is {value}: send {_CURES[field]}") from None


def _phone(sender: str) -> str:
    """Providers leave the plus out; a number that is none in Brazil is tried as an international one."""
    try:
        return phones.normalise(sender).e164
    except Refused:
        if not sender.isdigit():
            raise
        return phones.normalise(f"+{sender}").e164

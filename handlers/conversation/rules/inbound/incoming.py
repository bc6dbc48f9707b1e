"""The request of handle-replies: its fields, their checks, and the errors for a request that fails them."""

import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from handlers.common.rules import emails, reply_texts
from handlers.common.rules.contracts import Instant
from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import Channel
from handlers.common.rules.refusals import Refused

USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}")
"""WhatsApp's business-scoped id of a person, such as ``BR.13491208655302741918``: it stands for a hidden number."""
_NUMBER = re.compile(r"\+?[0-9]{5,15}")
LONGEST_TEXT = 20_000
"""The longest reply that is accepted, in characters; a longer one is refused rather than read in part."""


class InvalidRequestError(ValueError):
    """A request that is not a reply.

    The message names the field, its value and the cure: it is for the caller and never for a log.
    """

    quotes_input = True

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Reply(BaseModel):
    """A contact's reply, as handle-replies takes it (docs/system.md, "Conversation")."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tenantId: Identifier
    channel: Channel
    sender: Annotated[str, Field(alias="from", min_length=3, max_length=320)]
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
    messageId: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
    receivedAt: Instant
    context: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)] | None = None
    """The provider's id of the message that it quotes."""
    button: Annotated[str, StringConstraints(max_length=256)] | None = None
    """The id of the button or list row that was chosen; those of handlers.common.rules.buttons are certain."""
    userId: str = ""
    """WhatsApp's business-scoped id of somebody whose number is known too."""
    contactId: str = ""
    """The contact, where the address that was written to names it."""
    asReported: bool = False
    """True for a number as the provider has it: one that is in no form of a mobile is taken as it is."""
    replaces: str = ""
    """The provider's id of the earlier message that it words anew or takes back."""
    wordedBy: str = ""
    """The provider's id of the message that stands in the place of this one, having worded it anew."""
    shown: str = ""
    """The kind of what is no text, for a human, such as ``voice``."""
    attached: str = ""
    """The kind of what its words are the caption of, such as ``image``."""
    automatic: bool = False
    """True for what a machine wrote: an absence at the most."""
    trusted: bool = True
    """False where the sender may be somebody else: nothing is decided that cannot be taken back."""
    inSubject: bool = False
    """True for the words of an e-mail's subject: what they order is merely likely."""
    quiet: bool = False
    """True for a wish that was expressed to the provider: it is not acknowledged."""

    @property
    def identity(self) -> str:
        """The id of the reply among all replies; a messageId is unique only to its sender and channel."""
        parts = (self.tenantId, self.channel, self.addresses[0], self.messageId)
        return sha256("\x1f".join(parts).encode()).hexdigest()[:32]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The forms under which the sender may be known, the one to keep first.

        Raise ``InvalidRequestError`` for a sender that does not fit the channel.
        """
        if self.channel is Channel.WHATSAPP and USER_ID.fullmatch(self.sender):
            return (self.sender,)
        user_id = (self.userId,) if USER_ID.fullmatch(self.userId) else ()
        try:
            if self.channel is Channel.EMAIL:
                return (emails.first_valid(self.sender),)
            return (*_forms(_phone(self.sender)), *user_id)
        except Refused as refused:
            if self.asReported and _NUMBER.fullmatch(self.sender):
                return (*_forms(f"+{self.sender.removeprefix('+')}"), *user_id)
            raise InvalidRequestError("from", refused.message) from None


_CURES = {
    "tenantId": "the id that the tenant was loaded with",
    "channel": '"whatsapp" or "email"',
    "from": "the sender's number (+5511987654321) or e-mail address",
    "text": f"the reply as text of at most {LONGEST_TEXT} characters",
    "messageId": "the provider's id of the reply",
    "receivedAt": "an instant with its offset, such as 2026-11-23T12:00:00Z",
    "context": "the provider's id of the message that it quotes, or leave it out",
    "button": "the id of the button that was chosen, or leave it out",
}

FIELDS = frozenset(_CURES)
"""The fields of a reply; the name of any other may be anything."""


def parse(request: Any) -> Reply:
    """Return a request as a reply of the person's own words; ``InvalidRequestError`` for the first field at fault."""
    if not isinstance(request, dict):
        raise InvalidRequestError("request", f"the request is a {type(request).__name__}: send a JSON object")
    foreign = next((field for field in request if field not in FIELDS), None)
    if foreign is not None:
        raise InvalidRequestError(str(foreign), f"{foreign} is not a field of a reply: leave it out")
    said = request.get("text")
    if not isinstance(said, str):
        return checked(request)
    own_words = _words_of_a_mail if request.get("channel") == Channel.EMAIL else reply_texts.own_words
    return checked({**request, "text": own_words(said)})


def checked(request: Mapping[str, Any]) -> Reply:
    """Return the fields of a reply, those of providers included, as a reply; errors as ``parse``."""
    try:
        return Reply.model_validate(request)
    except ValidationError as error:
        raise _invalid(error.errors(include_url=False, include_context=False)[0]) from None


def _invalid(fault: Mapping[str, Any]) -> InvalidRequestError:
    field = str(fault["loc"][0]) if fault["loc"] else "request"
    state = "missing" if fault["type"] == "missing" else repr(fault["input"])[:80]
    cure = _CURES.get(field, "what the field is for")
    return InvalidRequestError(field, f"{field} is {state}: send {cure}")


def _words_of_a_mail(text: str) -> str:
    # A cold start that reads no mail is spared the library that it is read with.
    from handlers.conversation.rules.mail import written_words

    return written_words.words(text)


def _phone(sender: str) -> str:
    """Return a sender's number as E.164.

    Providers send the whole international number without its plus: 51987654321 is Peru's, though area 51 has the same
    digits. Digits that are none, such as 11987654321, are Brazilian.
    """
    from handlers.common.rules import (
        phones,
    )  # 150 ms of a cold start, which the reports of providers do not need

    if sender.isascii() and sender.isdigit():
        with suppress(Refused):
            return phones.normalise(f"+{sender}").e164
    return phones.normalise(sender).e164


def _forms(e164: str) -> tuple[str, ...]:
    from handlers.common.rules import phones

    return phones.match_forms(e164)

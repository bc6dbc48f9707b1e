"""The meaning of a partner's answers, as laid down in docs/system.md, "Sending".

A ``PartnerAnswer`` is the result of one call: the response, or how far the request got without one.
``classify`` reduces it to an outcome; ``handlers.common.rules.retries`` decides what follows from
them.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

LONGEST_CODE, LONGEST_ID = 64, 256
"""The longest error code and message id of a partner that are kept, in characters."""
UNREADABLE_CODE = "unreadable_code"
"""Stands in the place of an error code that is none."""
_TOKEN = re.compile(r"(?!.*\d{8})[A-Za-z0-9_.-]{0,64}")


class Reached(StrEnum):
    """The point that a request reached."""

    ANSWERED = "answered"
    NOT_SENT = "not_sent"
    """Connection refused, name not resolved, no connection in time: the partner never saw the request."""
    LOST = "lost"
    """Time-out or lost connection after the request was written: the partner may have acted on it."""


class PartnerAnswer(NamedTuple):
    """The result of one HTTP call to a partner."""

    reached: Reached
    status: int = 0
    """The HTTP status; 0 without a response."""
    body: Mapping[str, Any] = MappingProxyType({})
    """The JSON object of the response; empty if it held none."""
    retry_after: float | None = None
    """The wait that the partner asks for, in seconds."""

    @property
    def error_code(self) -> str:
        """The body's ``error.code`` in lower case with underscores; empty if there is none.

        A text in its place, or what may hold somebody's number, is ``unreadable_code`` unless it is one that we know.
        """
        error = self.body.get("error")
        code = error.get("code") if isinstance(error, Mapping) else None
        if not isinstance(code, str | int):
            return ""
        known = re.sub(r"[^a-z0-9]+", "_", str(code)[:LONGEST_CODE].lower()).strip("_")
        return known if known in _CODES or _TOKEN.fullmatch(str(code)) else UNREADABLE_CODE

    @property
    def message_id(self) -> str | None:
        """The body's ``messageId``, cut short; None if there is none."""
        known = self.body.get("messageId")
        return str(known)[:LONGEST_ID] if isinstance(known, str | int) else None


class Outcome(StrEnum):
    """The fate of a message, as far as one answer tells it."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    """The partner cannot have accepted the message: it may be tried again."""
    AMBIGUOUS = "ambiguous"
    """The partner may have accepted the message."""
    CONTACT_FAULT = "contact_fault"
    """The message can never be delivered to this address."""
    OPTED_OUT = "opted_out"
    """The contact has opted out at the provider."""
    REFUSED_CREDENTIALS = "refused_credentials"
    """The account or its key is refused: no message of the tenant passes this channel."""
    REFUSED_TEMPLATE = "refused_template"
    """The provider rejects the tenant's text."""
    RESTRICTED = "restricted"
    """The provider restricts what the line may send: no message of the tenant passes this channel for a good while."""
    KIND_REFUSED = "kind_refused"
    """The template of this kind is refused, missing or paused: certainly not accepted, and other kinds pass."""
    WINDOW_CLOSED = "window_closed"
    """Free text was not accepted, because the contact has not written lately: a template was needed."""
    NOT_NOW = "not_now"
    """The provider chooses not to deliver to this contact for now: certainly not accepted, and no use at once."""


class Verdict(NamedTuple):
    """The meaning of a provider's answer to one message, whatever the provider's protocol."""

    outcome: Outcome
    code: str = ""
    """The provider's own code for it, in lower case with underscores; empty if there is none."""
    message_id: str | None = None
    """The provider's id of an accepted message."""
    retry_after: float | None = None
    """The wait that the provider asks for, in seconds."""


CHANNEL_REFUSALS = frozenset({Outcome.REFUSED_CREDENTIALS, Outcome.REFUSED_TEMPLATE, Outcome.RESTRICTED})
"""The outcomes that close a channel for the tenant."""

_CODES: dict[str, Outcome] = {
    **dict.fromkeys(
        (
            "undeliverable",
            "invalid_number",
            "invalid_phone",
            "invalid_phone_number",
            "invalid_recipient",
            "invalid_address",
            "invalid_email",
            "unknown_recipient",
            "recipient_not_found",
            "not_on_whatsapp",
            "bounced",
            "mailbox_not_found",
        ),
        Outcome.CONTACT_FAULT,
    ),
    **dict.fromkeys(
        ("opted_out", "opt_out", "recipient_opted_out", "unsubscribed", "recipient_unsubscribed"),
        Outcome.OPTED_OUT,
    ),
    **dict.fromkeys(
        (
            "account_locked",
            "account_suspended",
            "account_disabled",
            "unauthorized",
            "forbidden",
            "invalid_api_key",
            "invalid_credentials",
        ),
        Outcome.REFUSED_CREDENTIALS,
    ),
    **dict.fromkeys(
        (
            "template_refused",
            "template_rejected",
            "template_paused",
            "template_not_found",
            "template_not_approved",
            "invalid_template",
        ),
        Outcome.REFUSED_TEMPLATE,
    ),
    **dict.fromkeys(("rate_limited", "too_many_requests"), Outcome.NOT_ACCEPTED),
}


def classify(answer: PartnerAnswer) -> Outcome:
    """Return the outcome of one call.

    A 4xx is judged by its error code first, then by its status. A 4xx that neither explains is a fault of
    this system: the message is retried and ends in the dead-letter queue, and its contact stays as it is. 408
    and 409 are ambiguous: the request, or an earlier one under the same key, may still be in progress. So are 1xx,
    which announces the answer proper, and 3xx, which says where the answer is.
    """
    if answer.reached is Reached.NOT_SENT:
        return Outcome.NOT_ACCEPTED
    if answer.reached is Reached.LOST or not (200 <= answer.status < 300 or 400 <= answer.status < 500):
        return Outcome.AMBIGUOUS
    if 200 <= answer.status < 300:
        return Outcome.ACCEPTED
    if answer.error_code in _CODES:
        return _CODES[answer.error_code]
    if answer.status in (401, 403):
        return Outcome.REFUSED_CREDENTIALS
    if answer.status in (408, 409):
        return Outcome.AMBIGUOUS
    return Outcome.NOT_ACCEPTED


def verdict(answer: PartnerAnswer) -> Verdict:
    """Return the meaning of one answer of a gateway."""
    return Verdict(classify(answer), answer.error_code, answer.message_id, answer.retry_after)

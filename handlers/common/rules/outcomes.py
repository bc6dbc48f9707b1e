"""What a partner's answer means: the table of section 5, in one place.

An ``Answer`` is what came back over the wire, or why nothing did. ``classify`` reduces it to one of seven outcomes;
what each leads to is decided in ``handlers.common.rules.retries``.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple


class Reached(StrEnum):
    """How far a request got."""

    ANSWERED = "answered"
    NOT_SENT = "not_sent"
    """Connection refused, name not resolved, no connection in time: the partner never saw it."""
    LOST = "lost"
    """Time-out or lost connection after the request was written: nobody knows."""


class Answer(NamedTuple):
    """``status`` and ``body`` (the JSON object, empty if there was none) of an answer; ``retry_after`` in seconds."""

    reached: Reached
    status: int = 0
    body: Mapping[str, Any] = MappingProxyType({})
    retry_after: float | None = None

    @property
    def error_code(self) -> str:
        """``error.code`` of the body in lower case with underscores, or empty."""
        error = self.body.get("error")
        code = error.get("code") if isinstance(error, Mapping) else None
        return re.sub(r"[^a-z0-9]+", "_", str(code).lower()).strip("_") if code is not None else ""


class Outcome(StrEnum):
    """What an answer says about the message."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    """The partner cannot have accepted it: it may be tried again."""
    AMBIGUOUS = "ambiguous"
    """It may have been accepted."""
    CONTACT_FAULT = "contact_fault"
    """It can never be delivered to this address."""
    OPTED_OUT = "opted_out"
    """The contact has opted out at the provider."""
    REFUSED_CREDENTIALS = "refused_credentials"
    """The account or the key is at fault: no message of the tenant passes this channel."""
    REFUSED_TEMPLATE = "refused_template"
    """The provider does not accept the tenant's text."""


CHANNEL_REFUSALS = frozenset({Outcome.REFUSED_CREDENTIALS, Outcome.REFUSED_TEMPLATE})

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


def classify(answer: Answer) -> Outcome:
    """The outcome of one call.

    A 4xx is judged by its error code first, then by its status. One that says neither is a request that was not
    accepted, for a reason that is ours to find: it is retried and then shown in the dead-letter queue, and no
    contact is burnt for it. 408 and 409 come while the request, or an earlier one under the same key, may be at work.
    """
    if answer.reached is Reached.NOT_SENT:
        return Outcome.NOT_ACCEPTED
    if answer.reached is Reached.LOST or answer.status >= 500:
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

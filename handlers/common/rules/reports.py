"""Reports of a provider on a message that it was handed: a WhatsApp status, an event of Amazon SES, a bounced mail."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.references import Reference


class Reported(StrEnum):
    """The fate that a report tells of."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    COMPLAINED = "complained"
    """The recipient called the message spam: a wish to get no more of them."""


class Report(NamedTuple):
    """One report on one message; the same may come repeatedly, and in any order with others."""

    reference: Reference
    """The message, as it named itself when it was sent."""
    status: Reported
    at: datetime
    """The instant of what is reported, by the provider's clock; aware."""
    partner_message_id: str | None = None
    """The provider's id of the message."""
    code: str = ""
    """The provider's code of a failure; empty if there is none."""
    outcome: Outcome | None = None
    """The meaning of a failure's code; None where nothing is known of it."""

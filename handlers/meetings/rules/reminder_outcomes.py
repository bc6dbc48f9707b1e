"""The record of a reminder."""

from enum import StrEnum


class ReminderOutcome(StrEnum):
    """The record of one reminder; a contact's is ``SENT`` or ``SKIPPED``, a host's mail may be any of them."""

    SENT = "sent"
    SKIPPED = "skipped"
    """Booked too late for it."""
    SENDING = "sending"
    """A run has taken it on and has not said how it ended."""
    FAILED = "failed"
    """Certainly not sent: another run may send it."""
    UNKNOWN = "unknown"
    """It may have been sent, and will not be sent again."""

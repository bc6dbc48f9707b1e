"""A message as it is handed to a provider, before it is put into the provider's own form."""

from typing import NamedTuple

from handlers.common.rules.model import Channel
from handlers.common.rules.references import Reference
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.rendered import Rendered


class Outgoing(NamedTuple):
    """The texts of a message, and the attempt that they are sent in."""

    attempt: Attempt
    text: Rendered
    invitation: str | None = None
    """An iCalendar document; only e-mail can carry it."""
    window_open: bool = False
    """True while WhatsApp lets the contact be written to freely, since they wrote lately."""

    @property
    def channel(self) -> Channel:
        return self.attempt.go.channel

    @property
    def address(self) -> str:
        """The E.164 number or the e-mail address that it goes to."""
        return self.attempt.go.address

    @property
    def idempotency_key(self) -> str:
        """The key of every attempt at the same message, in whatever process."""
        return self.attempt.idempotency_key

    @property
    def reference(self) -> Reference:
        """The reference under which a provider's reports find the message."""
        message = self.attempt.message
        return Reference(message.contactId, message.step, self.channel)

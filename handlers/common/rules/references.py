"""The reference to a message that travels with it to a provider and comes back in the provider's reports."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from handlers.common.rules.model import Channel
from handlers.common.rules.steps import Step

_SEPARATOR = "\x1f"


class Reference(NamedTuple):
    """A message of a contact through a channel."""

    contact_id: str
    step: Step
    channel: Channel

    @property
    def text(self) -> str:
        """The reference in letters, digits, ``_`` and ``-`` alone, of at most 256 characters.

        So it is a value of WhatsApp's ``biz_opaque_callback_data`` and of a tag of Amazon SES alike.
        """
        joined = _SEPARATOR.join((self.channel, self.contact_id, self.step))
        return urlsafe_b64encode(joined.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: object) -> "Reference | None":
        """Return the reference of a text; None for one that is not ours."""
        if not isinstance(text, str):
            return None
        try:
            parts = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split(_SEPARATOR)
            channel, contact_id, step = parts
            return cls(contact_id, Step(step), Channel(channel))
        except (ValueError, binascii.Error):
            return None

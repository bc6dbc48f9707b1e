"""The two messaging partners: WhatsApp and e-mail."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.campaign.stand_ins.bodies import EmailMessage, ErrorResponse, WhatsAppMessage, parsed
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.offers import is_notice
from local.campaign.stand_ins.personas import Casting, Recipient

WHATSAPP = "whatsapp"
SLOW_DOWN_EVERY = 20
"""The WhatsApp partner answers 429 to the first try of every twentieth message, beginning with the third."""

Reply = Callable[[str, str, str, str], None]
"""Called with channel, address, persona and text when a contact answers."""


@dataclass
class Messaging:
    """Both partners' side of ``POST /send``, apart from HTTP. Safe for threads."""

    ledger: RequestLedger
    reply: Reply
    colleagues: frozenset[str] = frozenset()
    """Addresses of the tenant's own people: they get briefings and never answer."""
    casting: Casting = field(default_factory=Casting)
    _asked: set[str] = field(default_factory=set)
    """Idempotency keys of the WhatsApp requests so far."""
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def send(self, partner: str, key: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Accept a message and have its reader answer it. Raises ``ErrorResponse``."""
        is_phone = partner == WHATSAPP
        message = parsed(WhatsAppMessage, body) if is_phone else parsed(EmailMessage, body)
        with self._lock:
            if is_phone and self._wants_a_pause(key):
                raise ErrorResponse(429, "rate_limited", "too many messages: wait", retry_after=1)
            recipient = self._recipient(partner, key, message)
            answer, fresh = self.ledger.accept(
                partner,
                key,
                body,
                lambda number: {"messageId": f"{partner}-{number:05d}", "status": "accepted"},
            )
            said = recipient.hears(message.text) if recipient and fresh else None
        if recipient and said:
            self.reply(partner, message.to, recipient.persona.name, said)
        return answer

    def _recipient(self, partner: str, key: str, message: WhatsAppMessage | EmailMessage) -> Recipient | None:
        """Return the reader of a new message; None for a colleague, for a repeat and for a copy by e-mail."""
        address, is_phone = message.to, partner == WHATSAPP
        is_copy = not is_phone and is_notice(message.text) and not self.casting.knows(address)
        if address in self.colleagues or is_copy or self.ledger.knows(partner, key):
            return None
        recipient = self.casting.recipient(address, is_phone=is_phone)
        if recipient.persona.undeliverable:
            raise ErrorResponse(422, "undeliverable", "the number has no WhatsApp account")
        return recipient

    def _wants_a_pause(self, key: str) -> bool:
        if key in self._asked:
            return False
        self._asked.add(key)
        return len(self._asked) % SLOW_DOWN_EVERY == 3

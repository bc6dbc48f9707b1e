"""Mail to a host, through the e-mail partner.

Its answers mean what those to a contact's mail do: docs/system.md, "Sending: what an answer means".
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.common.partners import http
from handlers.common.rules import retries, secret_documents
from handlers.common.rules.outcomes import PartnerAnswer, classify
from handlers.common.rules.partner import Secret
from handlers.common.rules.retries import Again, AgainWithFreshSecret, Ending

_Call = Callable[[str, str, str, Mapping[str, str], str], PartnerAnswer]


@dataclass(frozen=True)
class HostMail:
    """``access`` reads how to reach the partner, ``forget`` makes it read again after a refused key."""

    access: Callable[[], Secret]
    forget: Callable[[], None]
    sleep: Callable[[float], None] = time.sleep
    call: _Call = http.call

    def send(self, to: str, subject: str, body: str, key: str, seconds: float) -> Ending:
        """Send a mail, all attempts under ``key`` and within ``seconds``; return its ending."""
        deadline = time.monotonic() + seconds
        outcomes = []
        while True:
            access = secret_documents.gateway(self.access())
            content = {"to": to, "subject": subject, "body": body}
            answer = self.call("POST", f"{access.endpoint}/send", access.api_key, content, key)
            outcomes.append(classify(answer))
            decision = retries.decide(
                outcomes,
                idempotent=access.idempotent,
                remaining=deadline - time.monotonic(),
                retry_after=answer.retry_after,
            )
            if isinstance(decision, Ending):
                return decision
            if isinstance(decision, AgainWithFreshSecret):
                self.forget()
            elif isinstance(decision, Again):
                self.sleep(decision.delay)

"""Mail to a host, with the retries that the rules allow.

What is answered means what it does for a contact's mail: docs/system.md, "Sending: what an answer means".
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from handlers.common.partners import http
from handlers.common.rules import retries, secret_documents
from handlers.common.rules.calendar_parts import attachment
from handlers.common.rules.outcomes import Verdict, verdict
from handlers.common.rules.partner import Secret
from handlers.common.rules.retries import Again, AgainWithFreshSecret, Ending


class HostLetter(NamedTuple):
    """A mail to a host; ``key`` is the same for every attempt at it."""

    to: str
    subject: str
    body: str
    key: str
    invitation: str | None = None
    """An iCalendar document to attach."""


def through_gateway(secret: Secret, letter: HostLetter) -> Verdict:
    """Make one request for a mail at a gateway, once."""
    access = secret_documents.gateway(secret)
    content: dict[str, Any] = {"to": letter.to, "subject": letter.subject, "body": letter.body}
    if letter.invitation:
        content["attachments"] = [attachment(letter.invitation)]
    return verdict(http.call("POST", f"{access.endpoint}/send", access.api_key, content, letter.key))


@dataclass(frozen=True)
class HostMail:
    """``access`` reads how to reach the partner, ``forget`` makes it read again after a refused key."""

    access: Callable[[], Secret]
    forget: Callable[[], None]
    sleep: Callable[[float], None] = time.sleep
    ask: Callable[[Secret, HostLetter], Verdict] = through_gateway

    def send(
        self, to: str, subject: str, body: str, key: str, seconds: float, invitation: str | None = None
    ) -> Ending:
        """Send a mail, all attempts under ``key`` and within ``seconds``; return its ending."""
        letter, deadline = HostLetter(to, subject, body, key, invitation), time.monotonic() + seconds
        outcomes = []
        while True:
            access = self.access()
            answer = self.ask(access, letter)
            outcomes.append(answer.outcome)
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

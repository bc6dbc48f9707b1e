"""Mail to a host, through the e-mail partner; it follows section 5's table of answers as mail to a contact does."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from handlers.common.partners import http
from handlers.common.rules import retries
from handlers.common.rules.outcomes import PartnerAnswer, classify
from handlers.common.rules.retries import Again, AgainWithFreshSecret, Ending

_Call = Callable[[str, str, str, Mapping[str, str], str], PartnerAnswer]


class Access(Protocol):
    """How to reach the partner; ``handlers.common.storage.secrets.PartnerSecret`` is one."""

    @property
    def endpoint(self) -> str: ...
    @property
    def api_key(self) -> str: ...
    @property
    def idempotent(self) -> bool: ...


@dataclass(frozen=True)
class HostMail:
    """``access`` reads how to reach the partner, ``forget`` makes it read again after a refused key."""

    access: Callable[[], Access]
    forget: Callable[[], None]
    sleep: Callable[[float], None] = time.sleep
    call: _Call = http.call

    def send(self, to: str, subject: str, body: str, key: str, seconds: float) -> Ending:
        """What became of the mail, with all attempts at it under ``key`` made within ``seconds``."""
        deadline = time.monotonic() + seconds
        outcomes = []
        while True:
            access = self.access()
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

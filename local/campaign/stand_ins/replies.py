"""The contacts' replies, handed to handle-replies as a webhook would: late, again after a failure, sometimes twice."""

import itertools
import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from local.campaign.stand_ins.courier import ATTEMPTS, Courier
from local.campaign.stand_ins.ledger import RequestLedger

Deliver = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Delivers a reply to handle-replies and returns its answer; raises if the function failed."""

THINKING_S = 0.6
"""The least time in which a contact answers; no answer overtakes the record of the message that it answers."""
REPEATED_EVERY = 3
"""Every third reply is delivered twice."""


class Replies:
    """The replies of the contacts on their way to handle-replies."""

    def __init__(
        self, tenant_id: str, deliver: Deliver, ledger: RequestLedger, attempts: int = ATTEMPTS
    ) -> None:
        self._tenant_id = tenant_id
        self._deliver = deliver
        self._ledger = ledger
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._courier = Courier(attempts)
        self.hold, self.resume = self._courier.hold, self._courier.resume

    @property
    def pending(self) -> int:
        """The number of replies that wait for delivery or are being delivered."""
        return self._courier.pending

    def add(self, channel: str, sender: str, persona: str, text: str) -> None:
        """Queue the answer ``text`` of the contact at ``sender``."""
        number = next(self._numbers)
        message_id = f"reply-{number:04d}"
        addressed = {"channel": channel, "from": sender, "messageId": message_id}
        reply = {"tenantId": self._tenant_id, "text": text, **addressed}
        outcome = self._ledger.replied(channel, sender, persona, message_id)

        def handed_over() -> None:
            self._hand_over(reply, outcome)

        moment = THINKING_S + (number % 7) / 10
        self._courier.send(handed_over, moment)
        if number % REPEATED_EVERY == 0:
            self._courier.send(handed_over, moment + 0.3)

    def _hand_over(self, reply: dict[str, Any], outcome: dict[str, Any]) -> None:
        reply.setdefault("receivedAt", datetime.now(UTC).isoformat(timespec="milliseconds"))
        try:
            answer = self._deliver(reply)
        except Exception as error:
            outcome["error"] = f"{type(error).__name__}: {error}"
            raise
        with self._lock:
            outcome["deliveries"] += 1
            outcome["error"] = None
            if not answer.get("duplicate"):
                outcome["intent"] = answer.get("intent")


def by_lambda(client: Any, function: str) -> Deliver:
    """Return a delivery that invokes the Lambda function through a boto3 client."""

    def deliver(reply: Mapping[str, Any]) -> Mapping[str, Any]:
        response = client.invoke(FunctionName=function, Payload=json.dumps(reply).encode())
        payload = json.loads(response["Payload"].read() or b"null")
        if response.get("FunctionError"):
            raise RuntimeError(f"{function} failed: {json.dumps(payload)[:300]}")
        return payload if isinstance(payload, dict) else {}

    return deliver

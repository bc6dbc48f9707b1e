"""Delivers the contacts' answers to handle-replies, as a provider's webhook would: late, and sometimes twice."""

import heapq
import itertools
import json
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from local.campaign.stand_ins.ledger import RequestLedger

Deliver = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Delivers a reply to handle-replies and returns its answer; raises if the function failed."""

THINKING_S = 0.6
"""The least time in which a contact answers; no answer overtakes the record of the message that it answers."""
REPEATED_EVERY = 3
"""Every third reply is delivered twice."""
ATTEMPTS = 4
LONGEST_PAUSE_S = 5.0
"""Seconds between two attempts at the most; the first pause is one second, and each further one a second longer."""
WORKERS = 4


class Replies:
    """A queue of replies, each delivered after a moment and, if the function failed, again a little later."""

    def __init__(
        self, tenant_id: str, deliver: Deliver, ledger: RequestLedger, attempts: int = ATTEMPTS
    ) -> None:
        self._tenant_id = tenant_id
        self._attempts = attempts
        self._held = False
        self._deliver = deliver
        self._ledger = ledger
        self._due: list[tuple[float, int, dict[str, Any], int]] = []
        self._numbers = itertools.count(1)
        self._tickets = itertools.count()
        self._changed = threading.Condition()
        self._running = 0
        self._outcomes: dict[str, dict[str, Any]] = {}
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="reply")
        threading.Thread(target=self._watch, name="replies", daemon=True).start()

    @property
    def pending(self) -> int:
        """The number of replies that wait for delivery or are being delivered."""
        with self._changed:
            return len(self._due) + self._running

    def hold(self) -> None:
        """Deliver nothing until ``resume``; return once nothing is being delivered."""
        with self._changed:
            self._held = True
            self._changed.wait_for(lambda: not self._running)

    def resume(self) -> None:
        """Deliver again."""
        with self._changed:
            self._held = False
            self._changed.notify_all()

    def add(self, channel: str, sender: str, persona: str, text: str) -> None:
        """Queue the answer ``text`` of the contact at ``sender``."""
        with self._changed:
            number = next(self._numbers)
            message_id = f"reply-{number:04d}"
            addressed = {"channel": channel, "from": sender, "messageId": message_id}
            reply = {"tenantId": self._tenant_id, "text": text, **addressed}
            self._outcomes[message_id] = _outcome(channel, sender, persona, message_id)
            self._ledger.replied(self._outcomes[message_id])
            moment = time.monotonic() + THINKING_S + (number % 7) / 10
            self._push(moment, reply, 1)
            if number % REPEATED_EVERY == 0:
                self._push(moment + 0.3, reply, 1)

    def _push(self, moment: float, reply: dict[str, Any], attempt: int) -> None:
        heapq.heappush(self._due, (moment, next(self._tickets), reply, attempt))
        self._changed.notify_all()

    def _watch(self) -> None:
        while True:
            with self._changed:
                while self._held or not self._due:
                    self._changed.wait()
                wait = self._due[0][0] - time.monotonic()
                if wait > 0:
                    self._changed.wait(wait)
                    continue
                _, _, reply, attempt = heapq.heappop(self._due)
                self._running += 1
            self._pool.submit(self._hand_over, reply, attempt)

    def _hand_over(self, reply: dict[str, Any], attempt: int) -> None:
        with self._changed:
            if self._held:
                self._running -= 1
                self._push(time.monotonic(), reply, attempt)
                return
        outcome = self._outcomes[reply["messageId"]]
        reply.setdefault("receivedAt", datetime.now(UTC).isoformat(timespec="milliseconds"))
        try:
            answer = self._deliver(reply)
        except Exception as error:  # a webhook tries again whatever went wrong, and the report shows it
            with self._changed:
                outcome["error"] = f"{type(error).__name__}: {error}"
                if attempt < self._attempts:
                    self._push(time.monotonic() + min(attempt, LONGEST_PAUSE_S), reply, attempt + 1)
        else:
            with self._changed:
                outcome["deliveries"] += 1
                outcome["error"] = None
                if not answer.get("duplicate"):
                    outcome["intent"] = answer.get("intent")
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()


def _outcome(channel: str, sender: str, persona: str, message_id: str) -> dict[str, Any]:
    """Return the ledger's entry of a reply that has not been delivered yet."""
    return {
        "partner": channel,
        "from": sender,
        "persona": persona,
        "messageId": message_id,
        "deliveries": 0,
        "intent": None,
        "error": None,
    }


def by_lambda(client: Any, function: str) -> Deliver:
    """Return a delivery that invokes the Lambda function through a boto3 client."""

    def deliver(reply: Mapping[str, Any]) -> Mapping[str, Any]:
        response = client.invoke(FunctionName=function, Payload=json.dumps(reply).encode())
        payload = json.loads(response["Payload"].read() or b"null")
        if response.get("FunctionError"):
            raise RuntimeError(f"{function} failed: {json.dumps(payload)[:300]}")
        return payload if isinstance(payload, dict) else {}

    return deliver

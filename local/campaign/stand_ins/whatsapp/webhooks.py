"""Signed webhooks: collected for a moment, sent to the function URL, and repeated until they are answered 200."""

import itertools
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from local.campaign.stand_ins.courier import Courier
from local.campaign.stand_ins.whatsapp.payloads import Change, batched, signature, webhook

COLLECTED_S = 0.25
"""Seconds in which messages and statuses are put together into one webhook."""
MOST_IN_ONE = 12
"""Messages and statuses in one webhook."""
REPEATED_EVERY = 3
"""Every third webhook comes twice."""
REPEATED_AFTER_S = 0.3

Post = Callable[[bytes, Mapping[str, str]], int]
"""Posts a body with its headers; returns the status of the answer."""
Delivered = Callable[[Change, str], None]
"""Called for each message and status: with an empty text when it was taken, else with what went wrong."""


class RefusedError(Exception):
    """A webhook was not answered 200."""


class Webhooks:
    """The webhooks of one business account."""

    def __init__(
        self,
        account: str,
        secret: str,
        numbers: Mapping[str, str],
        post: Post,
        courier: Courier,
        delivered: Delivered,
    ) -> None:
        """``numbers`` are the displayed numbers of the lines, by ``phone_number_id``."""
        self._account = account
        self._secret = secret
        self._numbers = numbers
        self._post = post
        self._courier = courier
        self._delivered = delivered
        self._waiting: list[Change] = []
        self._count = itertools.count(1)
        self._lock = threading.Lock()

    def tell(self, change: Change, after: float = 0.0) -> None:
        """Send a message or status, in so many seconds."""
        self._courier.send(lambda: self._collect(change), after)

    def _collect(self, change: Change) -> None:
        with self._lock:
            self._waiting.append(change)
            if len(self._waiting) == 1:
                self._courier.send(self._flush, COLLECTED_S)

    def _flush(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for changes in batched(waiting, MOST_IN_ONE):
            body = webhook(self._account, changes, self._numbers)
            errand = partial(self._hand_over, body, changes)
            self._courier.send(errand)
            if next(self._count) % REPEATED_EVERY == 0:
                self._courier.send(errand, REPEATED_AFTER_S)

    def _hand_over(self, body: bytes, changes: Sequence[Change]) -> None:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": signature(self._secret, body),
        }
        try:
            status = self._post(body, headers)
            if status != 200:
                raise RefusedError(f"the webhook was answered {status}")
        except Exception as error:
            self._told(changes, f"{type(error).__name__}: {error}")
            raise
        self._told(changes, "")

    def _told(self, changes: Sequence[Change], problem: str) -> None:
        for change in changes:
            self._delivered(change, problem)

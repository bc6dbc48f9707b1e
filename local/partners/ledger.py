"""What the partners have accepted, refused and seen twice; one for the three of them, safe for threads."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Accepted:
    """One request that a partner accepted, under the key that was new to it."""

    partner: str
    key: str
    at: str
    """When, in UTC, ISO 8601 with microseconds."""
    answer: Mapping[str, Any]
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Refused:
    """One request that a partner turned down with an error of the provider's kind."""

    partner: str
    key: str
    at: str
    status: int
    code: str


@dataclass
class Ledger:
    """The record. An idempotency key is accepted once; a repeat gets the first answer and is only counted."""

    accepted: list[Accepted] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    repeats: int = 0
    replies: list[dict[str, Any]] = field(default_factory=list)
    """What the contacts answered: partner, from, persona, messageId, deliveries, intent, error."""
    _answers: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def accept(
        self, partner: str, key: str, body: Mapping[str, Any], answer: Callable[[int], Mapping[str, Any]]
    ) -> tuple[Mapping[str, Any], bool]:
        """Accepts a request; ``answer`` makes the answer from its number.

        Returns the answer and whether the key was new.
        """
        with self._lock:
            known = self._answers.get((partner, key))
            if known is not None:
                self.repeats += 1
                return known, False
            made = answer(len(self.accepted) + 1)
            self._answers[partner, key] = made
            self.accepted.append(Accepted(partner, key, _now(), made, body))
            return made, True

    def knows(self, partner: str, key: str) -> bool:
        with self._lock:
            return (partner, key) in self._answers

    def refuse(self, partner: str, key: str, status: int, code: str) -> None:
        with self._lock:
            self.refused.append(Refused(partner, key, _now(), status, code))

    def replied(self, reply: dict[str, Any]) -> None:
        with self._lock:
            self.replies.append(reply)

    def as_data(self) -> dict[str, Any]:
        with self._lock:
            return {
                "accepted": [asdict(entry) for entry in self.accepted],
                "refused": [asdict(entry) for entry in self.refused],
                "repeats": self.repeats,
                "replies": [dict(reply) for reply in self.replies],
            }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")

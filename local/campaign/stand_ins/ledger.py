"""The record of requests accepted, refused and repeated; one for the three partners, safe for threads."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class AcceptedRequest:
    """A request that a partner accepted, under an idempotency key that was new to it."""

    partner: str
    key: str
    at: str
    """The moment, in UTC, ISO 8601 with microseconds."""
    answer: Mapping[str, Any]
    body: Mapping[str, Any]


@dataclass(frozen=True)
class RefusedRequest:
    """A request that a partner refused with an error of the provider's kind."""

    partner: str
    key: str
    at: str
    status: int
    code: str


@dataclass
class RequestLedger:
    """The record. An idempotency key is accepted once; a repeat gets the first answer and is only counted.

    A partner in ``forgetful`` does not know a key again: it accepts the message as often as it is asked to.
    """

    forgetful: frozenset[str] = frozenset()
    accepted: list[AcceptedRequest] = field(default_factory=list)
    refused: list[RefusedRequest] = field(default_factory=list)
    repeats: int = 0
    replies: list[dict[str, Any]] = field(default_factory=list)
    """The contacts' answers: partner, from, persona, messageId, deliveries, intent, error."""
    amendments: int = 0
    """The contacts' answers that word an earlier one anew or take it back."""
    undelivered: set[str] = field(default_factory=set)
    """The partners' ids of accepted messages that were reported as failed later."""
    _answers: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def accept(
        self, partner: str, key: str, body: Mapping[str, Any], answer: Callable[[int], Mapping[str, Any]]
    ) -> tuple[Mapping[str, Any], bool]:
        """Accept a request; ``answer`` makes the answer from its number.

        Returns the answer and whether the key was new.
        """
        with self._lock:
            known = self._answers.get((partner, key)) if partner not in self.forgetful else None
            if known is not None:
                self.repeats += 1
                return known, False
            made = answer(len(self.accepted) + 1)
            self._answers[partner, key] = made
            self.accepted.append(AcceptedRequest(partner, key, _now(), made, body))
            return made, True

    def knows(self, partner: str, key: str) -> bool:
        """Return True if the partner has accepted this idempotency key, and knows it again."""
        with self._lock:
            return partner not in self.forgetful and (partner, key) in self._answers

    def refuse(self, partner: str, key: str, status: int, code: str) -> None:
        """Record a refused request."""
        with self._lock:
            self.refused.append(RefusedRequest(partner, key, _now(), status, code))

    def replied(self, partner: str, sender: str, persona: str, message_id: str) -> dict[str, Any]:
        """Record a contact's answer that has not been delivered yet; return the entry, whose fields still change."""
        entry = {
            "partner": partner,
            "from": sender,
            "persona": persona,
            "messageId": message_id,
            "deliveries": 0,
            "intent": None,
            "error": None,
        }
        with self._lock:
            self.replies.append(entry)
        return entry

    def amended(self) -> None:
        """Record that a contact mends or takes back an answer."""
        with self._lock:
            self.amendments += 1

    def delivered(self, message_id: str, problem: str = "") -> None:
        """Record that a contact's answer was delivered once more, or what went wrong."""
        with self._lock:
            for entry in self.replies:
                if entry["messageId"] == message_id:
                    entry["deliveries"] += not problem
                    entry["error"] = problem or None

    def failed(self, message_id: str) -> None:
        """Record that an accepted message turned out not to be deliverable."""
        with self._lock:
            self.undelivered.add(message_id)

    def figures(self) -> dict[str, int]:
        """Return the number of requests accepted, refused and repeated, and of replies delivered."""
        with self._lock:
            return {
                "accepted": len(self.accepted),
                "refused": len(self.refused),
                "repeats": self.repeats,
                "replies": sum(reply["deliveries"] for reply in self.replies),
            }

    def as_data(self) -> dict[str, Any]:
        """Return a copy of the record for JSON."""
        with self._lock:
            return {
                "accepted": [asdict(entry) for entry in self.accepted],
                "refused": [asdict(entry) for entry in self.refused],
                "repeats": self.repeats,
                "replies": [dict(reply) for reply in self.replies],
                "amendments": self.amendments,
                "undelivered": sorted(self.undelivered),
            }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")

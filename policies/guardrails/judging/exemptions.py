"""Exemptions from a rule: given in the rule's own configuration, each with its resource, reason and last day.

    {"queue-encrypted": {"exemptions": [{"resource": "send-queue", "reason": "…", "expires": "2027-01-31"}]}}

The rule is named by the key under which the exemption stands, the resource by its Pulumi name or its URN.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

SCHEMA: dict[str, Any] = {
    "type": "array",
    "default": [],
    "description": "Resources that this rule leaves alone, each with a reason and a last day",
    "items": {
        "type": "object",
        "required": ["resource"],
        "additionalProperties": False,
        "properties": {
            "resource": {"type": "string", "minLength": 1, "description": "Pulumi name or URN"},
            "reason": {"type": "string", "description": "Why the resource may break the rule; obligatory"},
            "expires": {"type": "string", "description": "Last day, YYYY-MM-DD; obligatory"},
        },
    },
}

LONGEST = 180
"""Days for which an exemption may be granted from today, unless the rule's configuration says otherwise."""
LONGEST_SCHEMA: dict[str, Any] = {
    "type": "integer",
    "minimum": 1,
    "default": LONGEST,
    "description": "Days from today after which no exemption may end",
}


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exemption as it was configured, valid or not."""

    resource: str
    reason: str
    expires: str

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> "Exemption":
        """Return the exemption in an entry of the configuration; a missing field is empty."""
        return cls(*(str(entry.get(field) or "").strip() for field in ("resource", "reason", "expires")))

    def names(self, name: str, urn: str) -> bool:
        """Return True if the exemption is of the resource with this Pulumi name or URN."""
        return self.resource in (name, urn)

    def fault(self, today: date, longest: int = LONGEST) -> str | None:
        """Return the reason why the exemption is void on `today`, or None where it holds (its last day included).

        `longest` is the number of days from `today` after which none may end.
        """
        if not self.reason:
            return "has no reason. Write down why the resource may break the rule, or remove the exemption"
        try:
            last = date.fromisoformat(self.expires)
        except ValueError:
            found = self.expires or "not set"
            return f"has no expiry date (expires is {found}). Give the last day as YYYY-MM-DD"
        if last < today:
            return f"ended on {last}. Fix the resource, or decide anew and set a later day with its reason"
        if last > (end := today + timedelta(days=longest)):
            return f"ends on {last}, later than {longest} days from today. Set its last day to {end} at most"
        return None


def longest(config: Mapping[str, Any]) -> int:
    """Return the longest term of an exemption in days, from a rule's configuration."""
    return int(config.get("longestExemptionDays") or LONGEST)


def exemptions(config: Mapping[str, Any]) -> tuple[Exemption, ...]:
    """Return the exemptions in a rule's configuration, in their order."""
    return tuple(Exemption.read(entry) for entry in config.get("exemptions") or ())

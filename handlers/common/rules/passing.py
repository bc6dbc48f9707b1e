"""Variables of a message whose words hold until an instant, as "sua reunião continua marcada" does.

A message may wait for days, for its hour or for a person who is away: its words are chosen when it is written.
"""

from collections.abc import Mapping
from datetime import datetime

_UNTIL, _AFTER = "Until", "After"


def holding(name: str, words: str, until: datetime, after: str = "") -> dict[str, str]:
    """The variable ``name`` of a message to be queued: its ``words`` hold ``until`` an instant, then others do."""
    return {name: words, f"{name}{_UNTIL}": until.isoformat(), f"{name}{_AFTER}": after}


def over(variables: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The variables of a queued message whose first words hold no longer, with those that do."""
    return {
        name: variables[f"{name}{_AFTER}"]
        for name in variables
        if (until := variables.get(f"{name}{_UNTIL}")) and datetime.fromisoformat(until) <= now
    }

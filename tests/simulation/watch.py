"""What the tables went through in a history: looked at after every write."""

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.simulation import tables
from tests.simulation.clock import Clock

INSTANTS = ("reportedSentAt", "deliveredAt", "readAt", "failedAt", "complainedAt")
"""The attributes of a message's item that say when what was reported of it."""
PROGRESS = ("state", "status", *INSTANTS)


class Claimed(NamedTuple):
    """A claim that an attempt made."""

    at: float
    contact_id: str
    step: str
    attempt: str


class Moved(NamedTuple):
    """A change of what is known of a message: the attributes of its item before and after it."""

    at: float
    contact_id: str
    step: str
    before: dict[str, str]
    after: dict[str, str]


class Spells:
    """The times during which something was so, of one and another, each from its beginning to its end."""

    def __init__(self) -> None:
        self._of: dict[str, list[tuple[float, float]]] = {}

    def begin(self, name: str, now: float) -> None:
        """See that it is so of that one."""
        if not self.lasts(name):
            self._of.setdefault(name, []).append((now, math.inf))

    def end(self, name: str, now: float) -> None:
        """See that it is so no more."""
        if self.lasts(name):
            self._of[name][-1] = (self._of[name][-1][0], now)

    def lasts(self, name: str) -> bool:
        """True while it is so of that one."""
        return name in self._of and self._of[name][-1][1] == math.inf

    def since(self, name: str | None, instant: float) -> float | None:
        """The instant from which it has been so of that one at ``instant``; None where it was not."""
        spells = self._of.get(name or "", ())
        return next((began for began, ended in spells if began < instant <= ended), None)


@dataclass
class Watch:
    """The instants at which messages were claimed, people opted out and meetings changed."""

    clock: Clock
    claims: list[Claimed] = field(default_factory=list)
    opted_out: Spells = field(default_factory=Spells)
    """By contact: from when its state says so to an opt-in."""
    closed: Spells = field(default_factory=Spells)
    """By address of the tenant: from when its owner has opted out to an opt-in."""
    blocked: Spells = field(default_factory=Spells)
    """By address of the tenant: from when it is on the do-not-contact list."""
    meetings: dict[str, list[tuple[float, str, int, int]]] = field(default_factory=dict)
    """By meeting: its statuses and versions, each with the instant from which it had them."""
    moves: list[Moved] = field(default_factory=list)
    """The changes of messages."""
    _known: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _attempts: set[str] = field(default_factory=set)

    def look(self) -> None:
        """See what a write has changed."""
        for partition, items in tables.raw("contacts").items():
            if "ADDRESS" in items:
                self._address(partition.rpartition("#")[2], items["ADDRESS"])
            elif partition.startswith("CONTACT#"):
                self._opted_in(partition.removeprefix("CONTACT#"), items)
                for sort_key, item in items.items():
                    self._contact(partition.removeprefix("CONTACT#"), sort_key, item)
        for partition, items in tables.raw("meetings").items():
            if "MEETING" in items:
                item = items["MEETING"]
                version = item["version"]["N"]
                of_time = item.get("bookedVersion", {}).get("N", version)
                now = (item["status"]["S"], int(version), int(of_time))
                past = self.meetings.setdefault(partition.removeprefix("MEETING#"), [])
                if not past or past[-1][1:] != now:
                    past.append((self.clock.seconds, *now))

    def _address(self, address: str, item: tables.Item) -> None:
        if item.get("optedOut", {}).get("BOOL"):
            self.closed.begin(address, self.clock.seconds)
        elif "optedInAt" in item:
            self.closed.end(address, self.clock.seconds)
        if item.get("blocked", {}).get("BOOL"):
            self.blocked.begin(address, self.clock.seconds)

    def _opted_in(self, contact_id: str, items: dict[str, tables.Item]) -> None:
        is_out = items.get("CONTACT", {}).get("state", {}).get("S") == "opted_out"
        if self.opted_out.lasts(contact_id) and not is_out and any(map(_is_opt_in, items.values())):
            self.opted_out.end(contact_id, self.clock.seconds)

    def _contact(self, contact_id: str, sort_key: str, item: tables.Item) -> None:
        if sort_key == "CONTACT" and item["state"]["S"] == "opted_out":
            self.opted_out.begin(contact_id, self.clock.seconds)
        if sort_key == "CONTACT" or sort_key.startswith("MESSAGE#"):
            self._message(contact_id, sort_key, item)
        attempt = item.get("attempt", {}).get("S")
        if attempt and attempt not in self._attempts:
            self._attempts.add(attempt)
            step = "outreach" if sort_key == "CONTACT" else sort_key.removeprefix("MESSAGE#")
            self.claims.append(Claimed(self.clock.seconds, contact_id, step, attempt))

    def _message(self, contact_id: str, sort_key: str, item: tables.Item) -> None:
        now = {name: item[name]["S"] for name in PROGRESS if name in item}
        before = self._known.get((contact_id, sort_key))
        if before is not None and before != now:
            step = "outreach" if sort_key == "CONTACT" else sort_key.removeprefix("MESSAGE#")
            self.moves.append(Moved(self.clock.seconds, contact_id, step, before, now))
        self._known[contact_id, sort_key] = now

    def claimed_before(self, contact_id: str, step: str, instant: float) -> float | None:
        """The last claim of a message that was made by an instant; None if there is none."""
        made = [c.at for c in self.claims if (c.contact_id, c.step) == (contact_id, step) and c.at <= instant]
        return max(made, default=None)

    def meeting_at(self, meeting_id: str, instant: float) -> tuple[str, int, int] | None:
        """The status and version of a meeting, and the version that booked its time, at an instant."""
        past = [then for then in self.meetings.get(meeting_id, []) if then[0] <= instant]
        return past[-1][1:] if past else None

    def freed_at(self, meeting_id: str) -> float:
        """The instant at which a meeting last gave its time back; the end of days for one that never did."""
        past = self.meetings.get(meeting_id, [])
        held = [number for number, (_, status, *_) in enumerate(past) if status in ("confirmed", "completed")]
        following = held[-1] + 1 if held else 0
        return past[following][0] if following < len(past) else float("inf")


def _is_opt_in(item: tables.Item) -> bool:
    return item.get("what", {}).get("S") == "opted_in"

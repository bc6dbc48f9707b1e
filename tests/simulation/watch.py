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

    def look(self, name: str, now: float, *, is_so: bool) -> None:
        """See whether it is so of that one now."""
        spells = self._of.setdefault(name, [])
        is_known = bool(spells) and spells[-1][1] == math.inf
        if is_so and not is_known:
            spells.append((now, math.inf))
        elif is_known and not is_so:
            spells[-1] = (spells[-1][0], now)

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
    """By contact: while its state says so."""
    closed: Spells = field(default_factory=Spells)
    """By address of the tenant: while its owner has opted out."""
    blocked: Spells = field(default_factory=Spells)
    """By address of the tenant: while it is on the do-not-contact list."""
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
        for name, spells in (("optedOut", self.closed), ("blocked", self.blocked)):
            spells.look(address, self.clock.seconds, is_so=bool(item.get(name, {}).get("BOOL")))

    def _contact(self, contact_id: str, sort_key: str, item: tables.Item) -> None:
        if sort_key == "CONTACT":
            self.opted_out.look(contact_id, self.clock.seconds, is_so=item["state"]["S"] == "opted_out")
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

"""A conversation as a script: a title, how it begins, what people do and hear, and what stands at the end.

README.md, beside this file, describes the format.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules.model import Kind
from ops.approved_templates import ALWAYS_NEEDED

ZONE = ZoneInfo("America/Sao_Paulo")
"""The zone of the instants in a script."""
BEGINS = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
"""A Tuesday: the instant at which what a script tells begins. What it begins with has happened in the hour before."""
UNHURRIED = timedelta(minutes=1)
"""The time between one line and the next that has no instant of its own."""
FOLDER = Path(__file__).parent
SCRIPTS = FOLDER / "scripts"

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LATER = re.compile(r"\+(\d+)(s|m|h|d)\b")
_WHEN = re.compile(rf"(?:({'|'.join(_DAYS)})\b ?)?(?:(\d\d)/(\d\d)\b ?)?(\d\d):(\d\d)(?::(\d\d))?\b")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_QUOTED = re.compile(r'(not )?"([^"]+)"')
_TAIL = re.compile(r"(with (?:REQUEST|CANCEL)|without calendar|by e-mail|by WhatsApp)")


class ScriptError(Exception):
    """A script that cannot be read; the message names file, line and cure."""


class Begins(StrEnum):
    """What has happened before a script begins."""

    LOADED = "loaded"
    CONTACTED = "contacted"
    OFFERED = "offered"
    BOOKED = "booked"


@dataclass(frozen=True)
class Settings:
    """What a script says above its lines; README.md has the meaning of each."""

    title: str
    begins: Begins = Begins.OFFERED
    free: tuple[datetime, ...] = ()
    then_free: tuple[datetime, ...] = ()
    channel: str = "WhatsApp"
    number: str = "+5511988000001"
    zone: str = ""
    mail: str = ""
    host_zone: str = ""
    place: str = ""
    other_campaign: Begins | None = None
    other_by_mail: str = ""
    """Not empty where the other campaign's list names the person by the e-mail address alone."""
    other_host: str = ""
    """The name of the other campaign's host, with the same mailbox; empty where it has the same one."""
    follow_ups: tuple[int, ...] | None = None
    templates: frozenset[Kind] = frozenset(ALWAYS_NEEDED)
    """The kinds of message for which the tenant has a template that Meta has approved."""


@dataclass(frozen=True)
class Action:
    """Something that happens: ``who`` (``contact``, ``host``, ``human``, ``WhatsApp``, ``time``, …) does ``what``."""

    line: int
    at: datetime
    who: str
    what: str
    said: str = ""


@dataclass(frozen=True)
class Expected:
    """Something that is heard by the next action."""

    line: int
    who: str
    """``contact``, ``host``, ``team``, or ``human`` for the call for one."""
    kind: str = ""
    """The kind of message, or the reason for which a human is called; empty for any mail."""
    at: datetime | None = None
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    channel: str = ""
    calendar: str = ""
    """``REQUEST`` or ``CANCEL`` for the method of the iCalendar in it, ``none`` where there is to be none."""
    nothing: bool = False

    def __str__(self) -> str:
        parts = [
            self.kind or "a mail",
            *(f'"{each}"' for each in self.holds),
            *(f'not "{each}"' for each in self.lacks),
        ]
        parts += [f"with {self.calendar}"] * (self.calendar not in ("", "none"))
        parts += [f"by {self.channel}"] * bool(self.channel)
        parts += [f"about {self.at:%a %d/%m %H:%M}"] if self.at else []
        return " ".join(parts)


class Fact(NamedTuple):
    """Something that stands at the end."""

    line: int
    text: str


@dataclass(frozen=True)
class Script:
    """A script."""

    path: Path
    settings: Settings
    lines: tuple[Action | Expected, ...]
    facts: tuple[Fact, ...]

    @property
    def name(self) -> str:
        return self.path.stem


def every(folder: Path = SCRIPTS) -> dict[str, Script]:
    """Return the scripts of a folder by name."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.txt"))}


def read(path: Path) -> Script:
    """Return the script of a file. Raises ``ScriptError``."""
    return _Reader(path).script()


@dataclass
class _Line:
    number: int
    text: str
    """With the lines that go on below it, which begin with ``|``."""


@dataclass
class _Reader:
    """Reads one file."""

    path: Path
    clock: datetime = BEGINS
    begun: bool = False
    settings: dict[str, object] = field(default_factory=dict)
    lines: list[Action | Expected] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def script(self) -> Script:
        lines = list(self._joined())
        if not lines or not lines[0].text.startswith("# "):
            raise self._error(
                1, "the script has no title", "begin with a line such as '# A choice with a reason'"
            )
        for line in lines:
            if line.text.startswith("#"):
                continue
            self._read(line)
        if not self.facts:
            raise self._error(
                lines[-1].number, "nothing is said of the end", "add 'at the end: contact scheduled'"
            )
        title = lines[0].text.removeprefix("# ")
        return Script(self.path, Settings(title=title, **self.settings), tuple(self.lines), tuple(self.facts))  # ty: ignore[invalid-argument-type]

    def _joined(self) -> Iterator[_Line]:
        held: _Line | None = None
        for number, text in enumerate(self.path.read_text().splitlines(), start=1):
            bare = text.strip()
            if bare.startswith("|"):
                if held is None:
                    raise self._error(number, "a line goes on that has not begun", "put a line above it")
                held.text += "\n" + bare.removeprefix("|").removeprefix(" ")
            elif bare:
                if held is not None:
                    yield held
                held = _Line(number, bare)
                if bare.startswith("#"):
                    yield held
                    held = None
        if held is not None:
            yield held

    def _read(self, line: _Line) -> None:
        head, colon, rest = line.text.partition(":")
        if not self.begun and colon and head in _SETTINGS:
            self._set(line.number, head, rest.strip())
            return
        self.begun = True
        if line.text.startswith("at the end:"):
            for part in rest.split(";"):
                self.facts.append(Fact(line.number, self._checked_fact(line.number, part.strip())))
            return
        at, text = self._instant(line.number, line.text)
        head, colon, said = text.partition(":")
        head, said = head.strip(), said.strip()
        if not colon:
            raise self._error(line.number, f"{text!r} has no colon", "write 'contact: …', 'contact hears: …'")
        if head in _HEARING:
            self.lines += self._expected(line.number, head, said, at)
        elif head in _DOING:
            self._do(line.number, head, said, at)
        else:
            known = ", ".join([*_DOING, *_HEARING, "at the end"])
            raise self._error(line.number, f"{head!r} is nothing that happens or is heard", f"one of {known}")

    def _do(self, number: int, head: str, said: str, at: datetime | None) -> None:
        who, what, needs = _DOING[head]
        if needs and not said:
            raise self._error(number, f"{head!r} says nothing", "put words behind the colon")
        if self.lines and at is None:
            at = self.clock + UNHURRIED
        at = at or self.clock
        self.clock = at
        self.lines.append(Action(number, at, who, what, said))

    def _expected(self, number: int, head: str, said: str, at: datetime | None) -> Iterator[Expected]:
        who = _HEARING[head]
        if at is not None:
            self.clock = at
        if said == "nothing":
            yield Expected(number, who, nothing=True, at=at)
            return
        rest = _QUOTED.sub("", said)
        tails, kind = _TAIL.findall(rest), _TAIL.sub("", rest).strip()
        if who in ("contact", "human") and (unknown := {*kind.split(" or ")} - _kinds(who)):
            known = ", ".join(sorted(_kinds(who)))
            raise self._error(number, f"{unknown.pop()!r} is no kind that is heard", f"one of {known}")
        if who in ("host", "team") and kind:
            raise self._error(number, f"{kind!r} is outside quotation marks", "quote what the mail holds")
        quoted = _QUOTED.findall(said)
        calendar = [tail for tail in tails if "with" in tail]
        channel = [tail.removeprefix("by ") for tail in tails if tail.startswith("by ")]
        yield Expected(
            number,
            who,
            kind,
            at,
            tuple(text for denied, text in quoted if not denied),
            tuple(text for denied, text in quoted if denied),
            channel[0] if channel else "",
            ("none" if calendar[0] == "without calendar" else calendar[0].removeprefix("with "))
            if calendar
            else "",
        )

    def _instant(self, number: int, text: str) -> tuple[datetime | None, str]:
        if found := _LATER.match(text):
            return self.clock + timedelta(**{_UNITS[found[2]]: int(found[1])}), text[found.end() :].strip()
        if not (found := _WHEN.match(text)):
            return None, text
        at = self._moment(number, found, self.clock)
        if at < self.clock:
            raise self._error(number, f"{found[0]} is over by then", "give the instants in order, with dates")
        return at, text[found.end() :].strip()

    def moments(self, number: int, text: str) -> tuple[datetime, ...]:
        """Return the instants of a list."""
        return tuple(self._whole(number, each.strip()) for each in text.split(","))

    def _whole(self, number: int, text: str) -> datetime:
        found = _WHEN.fullmatch(text)
        if found is None or found[2] is None:
            raise self._error(number, f"{text!r} is no instant", "write one such as 'Fri 27/11 15:00'")
        return self._moment(number, found, self.clock)

    def _moment(self, number: int, found: re.Match[str], after: datetime) -> datetime:
        day, numbered, month, hour, minute, second = found.groups()
        try:
            on = _date(int(month), int(numbered)) if numbered else after.date()
            at = datetime.combine(on, time(int(hour), int(minute), int(second or 0)), ZONE)
        except ValueError as error:
            raise self._error(
                number, f"{found[0]!r} is no instant ({error})", "write 'Fri 27/11 15:00'"
            ) from None
        if not numbered:
            while at < after or (day and _DAYS[at.weekday()] != day):
                at += timedelta(days=1)
        elif day and _DAYS[at.weekday()] != day:
            raise self._error(number, f"{at:%d/%m} is no {day}", f"it is a {_DAYS[at.weekday()]}")
        return at

    def _set(self, number: int, name: str, value: str) -> None:
        try:
            key, made = _setting(self, number, name, value)
        except ValueError as error:
            raise self._error(number, f"{name} is {value!r}", str(error)) from None
        self.settings[key] = made

    def _checked_fact(self, number: int, text: str) -> str:
        if not any(re.fullmatch(each, text) for each in _FACTS):
            raise self._error(number, f"{text!r} is no end", f"one of {'; '.join(_FACTS.values())}")
        return text

    def _error(self, number: int, wrong: str, cure: str) -> ScriptError:
        place = self.path.relative_to(FOLDER) if self.path.is_relative_to(FOLDER) else self.path
        return ScriptError(f"{place}:{number}: {wrong}; {cure}")


def instant(text: str) -> datetime:
    """Return the instant of a fact or a calendar's line such as ``Fri 27/11 15:00``."""
    found = _WHEN.fullmatch(text.strip())
    assert found is not None
    on = _date(int(found[3]), int(found[2]))
    return datetime.combine(on, time(int(found[4]), int(found[5])), ZONE)


def _date(month: int, day: int) -> date:
    """Return the day of the year of the scripts; one before June is the next year's."""
    return date(BEGINS.year + (month < 6), month, day)


def _kinds(who: str) -> frozenset[str]:
    # The vocabulary is the handlers' own, so a kind that they do not know is an error of the script.
    from handlers.common.rules.model import Attention, Kind

    return frozenset(Attention) if who == "human" else frozenset(Kind)


def _begins(value: str) -> Begins:
    try:
        return Begins(value)
    except ValueError:
        raise ValueError(f"one of {', '.join(Begins)}") from None


def _setting(reader: _Reader, number: int, name: str, value: str) -> tuple[str, object]:
    match name:
        case "begins":
            return "begins", _begins(value)
        case "free":
            return "free", reader.moments(number, value)
        case "then free":
            return "then_free", reader.moments(number, value)
        case "other campaign's channel" if value != "e-mail":
            raise ValueError("e-mail")
        case "channel" if value not in ("WhatsApp", "e-mail"):
            raise ValueError("WhatsApp or e-mail")
        case "also in another campaign":
            return "other_campaign", _begins(value)
        case "follow-ups after":
            return "follow_ups", tuple(int(each) for each in value.split(","))
        case "templates":
            return "templates", frozenset(Kind(each.strip()) for each in value.split(","))
    return _SETTINGS[name], value


_SETTINGS: Mapping[str, str] = {
    "begins": "begins",
    "free": "free",
    "then free": "then_free",
    "channel": "channel",
    "number": "number",
    "zone": "zone",
    "mail": "mail",
    "host's zone": "host_zone",
    "place": "place",
    "also in another campaign": "other_campaign",
    "other campaign's channel": "other_by_mail",
    "other campaign's host": "other_host",
    "follow-ups after": "follow_ups",
    "templates": "templates",
}
_HEARING: Mapping[str, str] = {
    "contact hears": "contact",
    "host hears": "host",
    "team hears": "team",
    "human is called": "human",
}
_DOING: Mapping[str, tuple[str, str, bool]] = {
    "contact": ("contact", "writes", True),
    "contact by e-mail": ("contact", "writes an e-mail", True),
    "contact quotes offer 1": ("contact", "quotes offer 1", True),
    "contact quotes offer 2": ("contact", "quotes offer 2", True),
    "contact taps": ("contact", "taps", True),
    "contact forwards": ("contact", "forwards", True),
    "contact sends": ("contact", "sends", True),
    "contact edits": ("contact", "edits", True),
    "contact deletes": ("contact", "deletes", False),
    "contact unsubscribes": ("contact", "unsubscribes", False),
    "contact's mail program": ("contact", "answers by itself", True),
    "contact, from another address": ("contact", "writes from another address", True),
    "somebody else": ("contact", "is pretended", True),
    "calendar is taken": ("calendar", "taken", True),
    "calendar is free": ("calendar", "free", True),
    "host deletes the event": ("calendar", "deleted", False),
    "host moves the event": ("calendar", "moved", True),
    "host, in the thread": ("host", "writes in the thread", True),
    "host says": ("host", "says", True),
    "human": ("human", "answers", True),
    "human hands back": ("human", "hands back", False),
    "operator takes in": ("operator", "takes in", True),
    "operator opts in": ("operator", "opts in", True),
    "WhatsApp answers": ("WhatsApp", "answers with", True),
    "WhatsApp reports": ("WhatsApp", "reports", True),
    "time passes": ("time", "passes", False),
}
"""What may happen: who does what, and True where words have to follow."""
_WHEN_TEXT = r"\w{3} \d\d/\d\d \d\d:\d\d"
_FACTS: Mapping[str, str] = {
    rf"meeting [a-z_]+(?: {_WHEN_TEXT})?": "meeting confirmed Fri 27/11 15:00",
    r"no meeting": "no meeting",
    r"contact [a-z_]+": "contact scheduled",
    rf"other campaign's meeting [a-z_]+(?: {_WHEN_TEXT})?": "other campaign's meeting proposed",
    r"other campaign's contact [a-z_]+": "other campaign's contact contacted",
    rf"calendar {_WHEN_TEXT}(?:, {_WHEN_TEXT})*": "calendar Fri 27/11 15:00",
    r"calendar empty": "calendar empty",
    r"address closed": "address closed",
    r"address open": "address open",
}

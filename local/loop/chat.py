"""``make chat``: a terminal at which one writes as a contact, and sees what the agent answers."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from rich.console import Console

from local.errors import LocalError
from local.loop.conversation import Conversation, Heard
from local.loop.screen import Screen
from ops.nearest import suggestion

_SPAN = re.compile(r"(\d+)\s*(m|min|h|d)", re.IGNORECASE)
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days"}
STATE_FIELDS = (
    "state",
    "channel",
    "step",
    "timezone",
    "sentAt",
    "deliveredAt",
    "readAt",
    "meetingId",
    "updatedAt",
)


class LeaveError(Exception):
    """The person leaves the conversation."""


@dataclass
class Chat:
    """The loop between what is written and what is heard."""

    conversation: Conversation
    screen: Screen
    console: Console

    def run(self, lines: Iterator[str]) -> None:
        """Do what each line says, until the last one or ``/quit``."""
        for line in lines:
            try:
                self._do(line.strip())
            except LeaveError:
                return
            except LocalError as error:
                self.screen.refuse(str(error))
            except KeyboardInterrupt:
                self.screen.hint("not waited for; an empty line looks again")

    def prompt(self) -> str:
        """Return the words before what the person writes: the time that is told."""
        return f"{self.screen.when(self.conversation.clock.now())} ❯ "

    def wait(self, *, expecting: bool) -> None:
        """Wait for what the agent has to say, and show it."""
        with self.console.status("…", spinner="dots"):
            self.conversation.settle(expecting=expecting)
        heard = self.conversation.heard()
        self._show(heard)
        if expecting and not heard:
            self.screen.hint("nothing was heard: an empty line looks again, /why tells what became of it")

    def _do(self, line: str) -> None:
        if not line.startswith("/"):
            if line:
                self.conversation.telephone.write(line)
            self.wait(expecting=bool(line))
            return
        name, _, rest = line[1:].partition(" ")
        if name not in COMMANDS:
            raise LocalError(f"there is no /{name}: {suggestion(name, COMMANDS, '/help lists them')}")
        COMMANDS[name].run(self, rest.strip())

    def more(self, text: str) -> None:
        self.conversation.telephone.write(_needed(text, "the words"))

    def press(self, text: str) -> None:
        pressed = self.conversation.telephone.press(_number(text, "a button"))
        self.screen.hint(f"pressed: {pressed.title}")
        self.wait(expecting=True)

    def quote(self, text: str) -> None:
        number, _, words = text.partition(" ")
        self.conversation.telephone.write(_needed(words, "the words"), _number(number, "a message"))
        self.wait(expecting=True)

    def voice(self, _: str) -> None:
        self.conversation.telephone.speak()
        self.wait(expecting=True)

    def react(self, text: str) -> None:
        emoji, _, number = text.partition(" ")
        self.conversation.telephone.react(emoji or "👍", _number(number, "a message") if number else None)
        self.wait(expecting=False)

    def edit(self, text: str) -> None:
        self.conversation.telephone.edit(_needed(text, "the words"))
        self.wait(expecting=True)

    def delete(self, _: str) -> None:
        self.conversation.telephone.delete()
        self.wait(expecting=False)

    def later(self, text: str) -> None:
        if not (span := _SPAN.fullmatch(text)):
            raise LocalError(f"{text or 'nothing'} is no span: write /later 2h, /later 30m or /later 3d")
        self._leap(self.conversation.clock.now() + timedelta(**{_UNITS[span[2].lower()]: int(span[1])}))

    def at(self, text: str) -> None:
        try:
            given = datetime.fromisoformat(text)
        except ValueError:
            raise LocalError(f"{text or 'nothing'} is no instant: write /at 2026-12-01T10:00") from None
        zone = ZoneInfo(self.conversation.tenant.timezone)
        until = given if given.tzinfo else given.replace(tzinfo=zone)
        if until <= self.conversation.clock.now():
            raise LocalError(f"{self.screen.when(until)} has passed: the time only moves on")
        self._leap(until)

    def meetings(self, _: str) -> None:
        rows = [
            (
                each["meetingId"][:8],
                each["status"],
                self.screen.when(datetime.fromisoformat(each["start"])) if each.get("start") else "",
                str(each.get("hostId", "")),
            )
            for each in self.conversation.meetings()
        ]
        if rows:
            self.screen.table(("meeting", "status", "time", "host"), rows)
        else:
            self.screen.hint("no meeting")

    def state(self, _: str) -> None:
        contact = self.conversation.contact()
        if not contact:
            raise LocalError("the contact is not in the table: it may have been refused")
        self.screen.fields(contact, STATE_FIELDS)
        rows = [
            (
                self.screen.when(datetime.fromisoformat(each["at"])),
                str(each["what"]),
                " → ".join(str(each[side]) for side in ("from", "to") if each.get(side)),
                str(each.get("detail") or ""),
            )
            for each in self.conversation.history()
        ]
        self.screen.table(("when", "what", "state", "detail"), rows)

    def why(self, _: str) -> None:
        lines = self.conversation.said_about()
        self.screen.log(lines)
        if not lines:
            self.screen.hint("the functions have said nothing of this person since the last /why")

    def help(self, _: str) -> None:
        rows = [(f"/{name} {command.takes}".strip(), command.does) for name, command in COMMANDS.items()]
        self.screen.table(("write", "and"), [("anything", "it is sent to the agent"), *rows])

    def quit(self, _: str) -> NoReturn:
        raise LeaveError

    def _show(self, heard: list[Heard]) -> None:
        self.screen.hear(heard)
        if others := self.conversation.other_mails:
            self.screen.hint(f"{others} e-mail{'s' if others > 1 else ''} about other people")
            self.conversation.other_mails = 0

    def _leap(self, until: datetime) -> None:
        with self.console.status("…", spinner="clock"):
            runs = list(self.conversation.leap(until))
        self._show(self.conversation.heard())
        done = f"; something fell due on {', '.join(map(self.screen.when, runs))}" if runs else ""
        self.screen.hint(f"it is {self.screen.when(self.conversation.clock.now())}{done}")


@dataclass(frozen=True)
class Command:
    """Something that can be done beside writing."""

    run: Callable[[Chat, str], None]
    does: str
    takes: str = ""


COMMANDS: Mapping[str, Command] = {
    "press": Command(Chat.press, "presses a button of the last message that has any", "N"),
    "quote": Command(Chat.quote, "answers message N and no other", "N words"),
    "more": Command(Chat.more, "sends it without waiting: the next line belongs to the same turn", "words"),
    "voice": Command(Chat.voice, "sends a voice message"),
    "react": Command(Chat.react, "puts an emoji to the last message, or to message N", "[👍] [N]"),
    "edit": Command(Chat.edit, "words what was written last anew", "words"),
    "delete": Command(Chat.delete, "takes back what was written last"),
    "later": Command(Chat.later, "lets the time pass, and what falls due happen: 30m, 2h, 3d", "2h"),
    "at": Command(Chat.at, "lets it be that time, in the tenant's zone", "2026-12-01T10:00"),
    "meetings": Command(Chat.meetings, "shows the meetings with this person"),
    "state": Command(Chat.state, "shows the contact and its history"),
    "why": Command(Chat.why, "shows what the functions have said of this person since the last time"),
    "help": Command(Chat.help, "shows this"),
    "quit": Command(Chat.quit, "leaves; the cloud stays up, and its time as it is"),
}


def typed(chat: Chat) -> Iterator[str]:
    """Yield the lines that are typed; those from a pipe are shown."""
    if sys.stdin.isatty():
        import readline  # noqa: F401  # input() has a history with it

        while True:
            try:
                yield input(chat.prompt())
            except EOFError:
                return
            except KeyboardInterrupt:
                return
    for line in sys.stdin:
        chat.screen.wrote(chat.prompt(), line.rstrip("\n"))
        yield line


def _needed(text: str, what: str) -> str:
    if not text:
        raise LocalError(f"{what} are missing: /help shows how")
    return text


def _number(text: str, what: str) -> int:
    if not text.strip().isdecimal():
        raise LocalError(f"{text or 'nothing'} is no number of {what}: /help shows how")
    return int(text)

"""The terminal of ``make chat``: what everybody hears, drawn."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from local.loop.conversation import Call, Heard
from local.loop.log_lines import Line
from local.loop.log_printing import shown
from local.loop.mailbag import Mail
from local.loop.telephone import Message

DAYS = ("seg", "ter", "qua", "qui", "sex", "sáb", "dom")
AGENT, MAIL, HUMAN, HINT = "green", "magenta", "yellow", "dim"
BAR, NARROWEST = "│ ", 20
MAIL_LINES = 3
"""The lines of an e-mail that are shown."""


class Screen:
    """Draws on a terminal, and plain lines anywhere else; instants are shown in the tenant's zone."""

    def __init__(self, console: Console, agent: str, zone: str) -> None:
        self._console, self._agent, self._zone = console, agent, ZoneInfo(zone)

    def when(self, at: datetime) -> str:
        """Return an instant as people read it."""
        local = at.astimezone(self._zone)
        return f"{DAYS[local.weekday()]} {local:%d/%m %H:%M}"

    def hint(self, text: str) -> None:
        """Draw a line about the conversation itself."""
        self._console.print(Text(text, style=HINT), soft_wrap=True)

    def refuse(self, text: str) -> None:
        """Draw what could not be done."""
        self._console.print(Text(text, style="red"), soft_wrap=True)

    def wrote(self, prompt: str, text: str) -> None:
        """Draw what the person writes, where no terminal has shown it already."""
        self._console.print(Text(f"{prompt}{text}", style="bold"), soft_wrap=True)

    def hear(self, heard: Iterable[Heard]) -> None:
        """Draw what was heard."""
        for each in heard:
            match each:
                case Message():
                    self._message(each)
                case Mail():
                    self._mail(each)
                case Call():
                    text = f"⚑ {self.when(each.at)}  a human is called: {each.reason}"
                    self._console.print(Text(text, style=HUMAN), soft_wrap=True)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Draw a table."""
        drawn = Table(*columns, box=None, pad_edge=False, header_style="bold")
        for row in rows:
            drawn.add_row(*row)
        self._console.print(drawn)

    def fields(self, item: Mapping[str, Any], names: Iterable[str]) -> None:
        """Draw some fields of an item, those that it has."""
        self.table(("field", "value"), [(name, str(item[name])) for name in names if item.get(name)])

    def log(self, lines: Sequence[Line]) -> None:
        """Draw lines of logs."""
        width = max((len(line.function) for line in lines), default=0)
        for line in lines:
            self._console.print(shown(line, width), soft_wrap=True)

    def _message(self, message: Message) -> None:
        head = Text.assemble(
            (f"#{message.number} {self._agent}", f"bold {AGENT}"), (f"  {self.when(message.at)}", HINT)
        )
        self._console.print(head)
        self._bar(message.text, AGENT)
        for position, button in enumerate(message.buttons, 1):
            more = f"  {button.description}" if button.description else ""
            words = Text.assemble(
                ("  ", ""), (f"[{position}]", "bold cyan"), f" {button.title}", (more, HINT)
            )
            self._console.print(words, soft_wrap=True)

    def _mail(self, mail: Mail) -> None:
        invitation = f"  + iCalendar {mail.invitation}" if mail.invitation else ""
        head = Text(f"✉ {mail.to}: {mail.subject}{invitation}", style=MAIL)
        self._console.print(head, soft_wrap=True)
        lines = [line for line in mail.text.splitlines() if line.strip()]
        cut = ["…"] if len(lines) > MAIL_LINES else []
        self._bar("\n".join([*lines[:MAIL_LINES], *cut]), MAIL)

    def _bar(self, text: str, style: str) -> None:
        width = max(self._console.width - len(BAR), NARROWEST)
        for line in text.splitlines():
            for piece in Text(line).wrap(self._console, width) or [Text()]:
                self._console.print(Text.assemble((BAR, style), piece), soft_wrap=True)

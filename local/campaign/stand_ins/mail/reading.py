"""E-mails as a mail program reads them, and what is wrong with them. Pure, but for the threads it remembers."""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any, NamedTuple

from icalendar import Calendar

SINGLE = ("From", "To", "Subject", "Message-ID", "Reply-To", "In-Reply-To", "References", "List-Unsubscribe")
"""Headers that an e-mail holds once at the most (RFC 5322, section 3.6; RFC 2369)."""
LONGEST_LINE = 998
_ID = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
_ONE_CLICK = re.compile(r"<https://[^<>\s]+>")
_OPENING = re.compile(r"^((re|res|fwd?|enc):\s*)+", re.IGNORECASE)


class SentMail(NamedTuple):
    """An e-mail that SES has accepted."""

    message_id: str
    """The id that SES gave it, without a domain."""
    to: str
    content: bytes
    tags: Mapping[str, str]
    configuration_set: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "SentMail":
        """Return what the embedded cloud's outbox keeps (``local.cloud.emulated_mail``)."""
        content = base64.b64decode(kept["raw"])
        message = message_from_bytes(content, policy=policy.default)
        to = kept["to"][0] if kept["to"] else parseaddr(str(message["To"]))[1]
        return cls(kept["messageId"], to.lower(), content, kept["tags"], kept["configurationSet"])

    @property
    def own_id(self) -> str:
        """The Message-ID by which the world knows it: SES replaces that of the sender."""
        return f"<{self.message_id}@email.amazonses.com>"


@dataclass(frozen=True)
class Letter:
    """An e-mail, read."""

    sent: SentMail
    message: EmailMessage = field(repr=False)

    @classmethod
    def read(cls, sent: SentMail) -> "Letter":
        """Parse an e-mail."""
        message = message_from_bytes(sent.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return cls(sent, message)

    @property
    def text(self) -> str:
        """The words that a reader sees."""
        part = self.message.get_body(("plain", "html"))
        return str(part.get_content()) if part is not None else ""

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def topic(self) -> str:
        """The subject without the marks of answers."""
        return _OPENING.sub("", self.subject).strip()

    @property
    def sender(self) -> str:
        """The address in From."""
        return parseaddr(str(self.message["From"]))[1]

    @property
    def answers_to(self) -> str:
        """The address that an answer goes to."""
        return parseaddr(str(self.message["Reply-To"] or self.message["From"]))[1]

    @property
    def references(self) -> list[str]:
        """The ids of the e-mails before it, and the one that it gives itself."""
        return _ID.findall(f"{self.message['References'] or ''} {self.message['In-Reply-To'] or ''}")

    @property
    def given_id(self) -> str:
        """The Message-ID that its sender gave it; empty if there is none."""
        return str(self.message["Message-ID"] or "").strip()

    @property
    def unsubscribe_url(self) -> str:
        """The address that unsubscribes with one click (RFC 8058); empty if there is none."""
        found = _ONE_CLICK.search(str(self.message["List-Unsubscribe"] or ""))
        return found[0].strip("<>") if found else ""

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the e-mail by itself."""
        for name in SINGLE:
            if (count := len(self.message.get_all(name, []))) > 1:
                yield f"the header {name} is there {count} times"
        for name in ("From", "To", "Subject"):
            if not str(self.message[name] or "").strip():
                yield f"the header {name} is missing"
        if not self.text.strip():
            yield "there is no text to read"
        if any(len(line) > LONGEST_LINE for line in self.sent.content.splitlines()):
            yield f"a line is longer than {LONGEST_LINE} bytes"
        for part in self.message.walk():
            yield from _part_faults(part)


def _part_faults(part: Any) -> Iterator[str]:
    yield from (f"{part.get_content_type()}: {type(defect).__name__}" for defect in part.defects)
    if part.get_content_type() == "text/calendar":
        try:
            Calendar.from_ical(part.get_content())
        except ValueError as error:
            yield f"the invitation cannot be read: {error}"


def unsubscribe_faults(letter: Letter) -> Iterator[str]:
    """Yield what keeps a mail program from offering to unsubscribe with one click (RFC 8058)."""
    if not letter.unsubscribe_url:
        yield "List-Unsubscribe names no https address"
    if str(letter.message["List-Unsubscribe-Post"] or "") != "List-Unsubscribe=One-Click":
        yield "List-Unsubscribe-Post does not allow one click"


@dataclass
class Threads:
    """The threads in the readers' mail programs. Not safe for threads of the other kind by itself."""

    _first: dict[str, Letter] = field(default_factory=dict)
    _known: dict[str, set[str]] = field(default_factory=dict)

    def faults(self, letter: Letter) -> Iterator[str]:
        """Yield what makes an e-mail stand apart from the first one to the same reader, and remember it."""
        reader = letter.sent.to
        first = self._first.setdefault(reader, letter)
        known = self._known.setdefault(reader, set())
        if first is letter:
            yield from unsubscribe_faults(letter)
        elif not known & set(letter.references):
            yield "it refers to no e-mail of the thread"
        elif letter.topic != first.topic:
            yield f"its subject is not that of the thread, {first.topic!r}"
        known.update(filter(None, (letter.sent.own_id, letter.given_id)))

    def learn(self, reader: str, message_id: str) -> None:
        """Take note of an e-mail that the reader wrote."""
        self._known.setdefault(reader, set()).add(message_id)

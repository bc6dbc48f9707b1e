"""Everybody's mailbox: what SES has sent is read, answered and reported on."""

import hashlib
import itertools
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from local.campaign.stand_ins.courier import Courier
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.mail import events, writing
from local.campaign.stand_ins.mail.reading import Letter, SentMail, Threads
from local.campaign.stand_ins.mail.writing import Answer
from local.campaign.stand_ins.offers import is_notice
from local.campaign.stand_ins.personas import Casting, Recipient

EMAIL = "email"
LOOK_AGAIN_S = 0.1
THINKING_S = 0.9
"""The least time in which somebody answers; no answer overtakes the record of the e-mail that it answers."""
REPORTS = (
    (("Send", 0.1), ("Delivery", 0.5)),
    (("Delivery", 0.1), ("Send", 0.5)),
    (("Send", 0.0), ("Send", 0.3), ("Delivery", 0.6), ("Delivery", 0.8)),
)
"""The events of one e-mail after another, with seconds: in order, out of order, repeated."""

Receive = Callable[[str, str, bytes], None]
"""Takes an e-mail to a recipient of ours, under a key of its own (``receiving.Receiving.receive``)."""
Report = Callable[[Mapping[str, Any]], None]
"""Takes an event of SES, an entry for PutEvents."""
Post = Callable[[str, bytes, Mapping[str, str]], int]
"""Posts a body with its headers to an address; returns the status of the answer."""


@dataclass
class Mailboxes:
    """The people behind all addresses, and their mail programs. Safe for threads."""

    folder: Path
    """The folder in which the embedded cloud keeps what SES has sent."""
    casting: Casting
    ledger: RequestLedger
    courier: Courier
    receive: Receive
    report: Report
    post: Post
    colleagues: frozenset[str] = frozenset()
    """Addresses of the tenants' own people: they get briefings and invitations, and never answer."""
    faults: list[str] = field(default_factory=list)
    """The faults that mail programs found, each with the subject."""
    unsubscribed: list[int] = field(default_factory=list)
    """The statuses with which one-click unsubscribing was answered."""
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _threads: Threads = field(default_factory=Threads)
    _read: set[str] = field(default_factory=set)
    _opened: "itertools.count[int]" = field(default_factory=itertools.count)
    _answers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _closed: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Read what comes, on a thread of its own, until they are closed or the process ends."""
        threading.Thread(target=self._watch, name="mailboxes", daemon=True).start()

    def close(self) -> None:
        """Read nothing more."""
        self._closed.set()

    @property
    def unread(self) -> list[Path]:
        """The e-mails that nobody has read yet."""
        return sorted(file for file in self.folder.glob("*.json") if file.name not in self._read)

    def _watch(self) -> None:
        while not self._closed.wait(LOOK_AGAIN_S):
            for file in self.unread:
                self.open(SentMail.read(json.loads(file.read_text(encoding="utf-8"))))
                self._read.add(file.name)

    def open(self, sent: SentMail) -> None:
        """Let an e-mail arrive, or bounce, and be answered by its reader."""
        letter = Letter.read(sent)
        with self._lock:
            number = next(self._opened)
            self._record(letter)
            is_colleague = sent.to in self.colleagues
            is_copy = is_notice(letter.text) and not self.casting.knows(sent.to)
            is_alone = is_colleague or is_copy
            faults = [*letter.faults(), *(() if is_alone else self._threads.faults(letter))]
            self.faults += [f"{letter.subject!r}: {fault}" for fault in faults]
            reader = None if is_alone else self.casting.recipient(sent.to, is_phone=False)
            if reader is not None and reader.persona.bounces:
                self.ledger.failed(sent.message_id)
                self._tell(letter, ("Send", 0.0), ("Bounce", 0.4), ("Bounce", 0.9))
                return
            self._tell(letter, *REPORTS[number % len(REPORTS)])
            if reader is not None:
                self._read_by(reader, letter)

    def _record(self, letter: Letter) -> None:
        reference = letter.sent.tags.get("reference", "")
        body = {"to": letter.sent.to, "subject": letter.subject, "text": letter.text}
        self.ledger.accept(EMAIL, reference, body, lambda _: {"messageId": letter.sent.message_id})

    def _tell(self, letter: Letter, *reports: tuple[str, float]) -> None:
        if not letter.sent.configuration_set:
            return  # SES has nowhere to send its events to
        for kind, after in reports:
            self.courier.send(partial(self.report, events.event(kind, letter, self.clock())), after)

    def _read_by(self, reader: Recipient, letter: Letter) -> None:
        if reader.persona.taps_to_leave and letter.unsubscribe_url:
            message_id = f"one-click {letter.sent.message_id}"
            self.ledger.replied(EMAIL, letter.sent.to, reader.persona.name, message_id)
            self.courier.send(partial(self._unsubscribe, letter.unsubscribe_url, message_id), THINKING_S)
            return
        said = reader.reads(letter.text)
        if reader.persona.complains and reader.messages_read == 1:
            message_id = f"complaint {letter.sent.message_id}"
            self.ledger.replied(EMAIL, letter.sent.to, reader.persona.name, message_id)
            self._tell(letter, ("Complaint", THINKING_S))
            self.ledger.delivered(message_id)
        if said is None:
            return
        number = next(self._answers)
        automatic = said.text.startswith("Resposta automática")
        program = writing.PROGRAMS[number % len(writing.PROGRAMS)]
        answer = Answer(said.text, number, self.clock(), program, automatic)
        self._threads.learn(letter.sent.to, answer.message_id)
        self.ledger.replied(EMAIL, letter.sent.to, reader.persona.name, answer.message_id)
        key = hashlib.sha256(answer.message_id.encode()).hexdigest()[:40]
        errand = partial(
            self._reply, letter.answers_to, key, writing.reply(letter, answer), answer.message_id
        )
        self.courier.send(errand, THINKING_S + (number % 7) / 10)

    def _unsubscribe(self, url: str, message_id: str) -> None:
        """Do what a mail program does when its reader wants no more (RFC 8058)."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status = self.post(url, b"List-Unsubscribe=One-Click", headers)
        self.unsubscribed.append(status)
        problem = "" if 200 <= status < 300 else f"unsubscribing was answered {status}"
        self.ledger.delivered(message_id, problem)
        if problem:
            raise ConnectionError(problem)

    def _reply(self, to: str, key: str, content: bytes, message_id: str) -> None:
        try:
            self.receive(to, key, content)
        except Exception as error:
            self.ledger.delivered(message_id, f"{type(error).__name__}: {error}")
            raise
        self.ledger.delivered(message_id)

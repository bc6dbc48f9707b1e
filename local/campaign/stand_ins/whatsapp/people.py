"""The people who read messages on WhatsApp: their answers, and the statuses that their telephones cause."""

import hashlib
import itertools
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.offers import Button
from local.campaign.stand_ins.personas import Casting, Gesture, Recipient, Said
from local.campaign.stand_ins.whatsapp import payloads
from local.campaign.stand_ins.whatsapp.errors import GraphError
from local.campaign.stand_ins.whatsapp.limits import Window
from local.campaign.stand_ins.whatsapp.payloads import Change, Item, Person

WHATSAPP = "whatsapp"
STATUSES = (
    (("sent", 0.2), ("delivered", 0.6), ("read", 1.0)),
    (("delivered", 0.2), ("sent", 0.6), ("read", 1.0)),
    (("sent", 0.0), ("read", 0.4), ("delivered", 0.8)),
    (("delivered", 0.0), ("delivered", 0.5), ("sent", 1.0), ("sent", 1.2)),
)
"""The statuses of one message after another, with seconds: in order, out of order, before the answer, repeated."""
THINKING_S = 0.9
"""The least time in which somebody answers; no answer overtakes the record of the message that it answers."""
GESTURE_S = 0.5
"""Seconds between a message and its mending or deletion."""
SHORTENED_FROM = 31
"""Brazilian area codes from which WhatsApp knows mobile numbers without their ninth digit."""
_OLD_MOBILE = re.compile(r"55\d{2}9[6-9]\d{7}")
"""A mobile number that existed before there were nine digits."""

Tell = Callable[[Change, float], None]
"""Sends a message or status in so many seconds (``webhooks.Webhooks.tell``)."""


class Delivery(NamedTuple):
    """A message that the API has accepted."""

    line: str
    to: str
    """The number in digits."""
    message_id: str
    reference: str
    text: str
    buttons: tuple[Button, ...] = ()
    kind: str = "text"
    """``text``, ``button``, ``list`` or ``template``."""
    failure: GraphError | None = None
    """Fails it after all."""


def person(number: str, username: str = "") -> Person:
    """Return the person behind a number in digits."""
    digest = hashlib.sha256(number.encode()).hexdigest()
    wa_id, country = number, "BR" if number.startswith("55") else "US"
    if _OLD_MOBILE.fullmatch(number) and int(number[2:4]) >= SHORTENED_FROM:
        wa_id = number[:4] + number[5:]
    return Person(wa_id, f"{country}.{int(digest[:15], 16)}", f"Contato {digest[:4]}", username)


@dataclass
class People:
    """Everybody at the other end of the lines. Safe for threads."""

    casting: Casting
    ledger: RequestLedger
    window: Window
    tell: Tell
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    taken: Callable[[Delivery], bool] = lambda delivery: False
    """Lets somebody else read a message (``played.Played.take``); True if they did."""
    _statuses: itertools.count = field(default_factory=itertools.count)
    _messages: itertools.count = field(default_factory=lambda: itertools.count(1))
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def receive(self, delivery: Delivery) -> None:
        """Let a message arrive, or fail, and be answered by its reader."""
        if not delivery.failure and self.taken(delivery):
            return
        with self._lock:
            who = person(delivery.to)
            recipient = self.casting.recipient(f"+{delivery.to}", is_phone=True)
            failure = delivery.failure or (GraphError(131026) if recipient.persona.undeliverable else None)
            if failure:
                self._fail(delivery, who, failure)
                return
            for told, after in STATUSES[next(self._statuses) % len(STATUSES)]:
                if told != "read" or recipient.persona.opening:
                    self._status(delivery, who, told, after)
            said = recipient.reads(delivery.text, delivery.buttons)
            self._answer(delivery, who, recipient, said)

    def _fail(self, delivery: Delivery, who: Person, failure: GraphError) -> None:
        self.ledger.failed(delivery.message_id)
        for after in (0.4, 0.9):
            self._status(delivery, who, "failed", after, failure)

    def _status(
        self, delivery: Delivery, who: Person, told: str, after: float, failure: GraphError | None = None
    ) -> None:
        item = payloads.status(delivery.message_id, told, who, self.clock(), delivery.reference, failure)
        self.tell(Change(delivery.line, "statuses", item, who), after)

    def _answer(self, delivery: Delivery, who: Person, recipient: Recipient, said: Said | None) -> None:
        gesture = recipient.persona.gesture if recipient.messages_read == 1 else None
        if gesture is Gesture.REACTS:
            self._say(delivery, who, recipient, payloads.reaction(delivery.message_id, "👍"))
        if said is None:
            return
        match gesture:
            case Gesture.SPEAKS:
                self._say(delivery, who, recipient, payloads.voice(f"{1_000_000 + next(self._messages)}"))
            case Gesture.EDITS:
                first = self._say(delivery, who, recipient, payloads.text(_mistyped(said.text)))
                self._amend(delivery, who, payloads.edit(first, payloads.text(said.text)))
            case Gesture.DELETES:
                first = self._say(delivery, who, recipient, payloads.text(said.text))
                self._amend(delivery, who, payloads.revoke(first))
            case _:
                self._say(delivery, who, recipient, _content(delivery, said))

    def _say(self, delivery: Delivery, who: Person, recipient: Recipient, content: Item) -> str:
        """Send a message of a person that is to be counted as a reply; return its id."""
        message_id = self._message(delivery, who, content, THINKING_S)
        self.ledger.replied(WHATSAPP, f"+{delivery.to}", recipient.persona.name, message_id)
        return message_id

    def _amend(self, delivery: Delivery, who: Person, content: Item) -> None:
        """Mend or take back a message that was just sent; whoever reads both in time counts them as one."""
        self.ledger.amended()
        self._message(delivery, who, content, THINKING_S + GESTURE_S)

    def _message(self, delivery: Delivery, who: Person, content: Item, after: float) -> str:
        number = next(self._messages)
        message_id = f"wamid.{hashlib.sha256(f'{number}'.encode()).hexdigest()[:40].upper()}"
        now = self.clock()
        self.window.wrote((delivery.line, who.wa_id), now)
        tapped = content["type"] in ("button", "interactive")
        quoted = (delivery.line, delivery.message_id) if tapped else None
        item = payloads.message(message_id, who, now, content, quoted)
        self.tell(Change(delivery.line, "messages", item, who), after + (number % 7) / 10)
        return message_id


def _content(delivery: Delivery, said: Said) -> Item:
    """Return an answer in the form that the message invited to."""
    if said.tapped is None:
        return payloads.text(said.text)
    match delivery.kind:
        case "template":
            return payloads.quick_reply(said.tapped)
        case "list":
            return payloads.list_reply(said.tapped)
        case _:
            return payloads.button_reply(said.tapped)


def _mistyped(text: str) -> str:
    """Return a text with two of its letters swapped."""
    middle = len(text) // 2
    return text[: middle - 1] + text[middle] + text[middle - 1] + text[middle + 1 :]

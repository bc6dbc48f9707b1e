"""The telephone of the person who is played: what it hears and what is written on it, at the stand-in for WhatsApp."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import urllib3

from local.campaign.stand_ins.offers import Button
from local.campaign.stand_ins.whatsapp import payloads
from local.errors import LocalError
from local.loop.kept import AGAIN, StandIns

ANSWER_SECONDS = 30.0
_TAPS = {"template": payloads.quick_reply, "list": payloads.list_reply}


@dataclass(frozen=True)
class Message:
    """A message from the agent; ``number`` counts them from 1."""

    number: int
    id: str
    at: datetime
    text: str
    kind: str
    """``text``, ``button``, ``list`` or ``template``."""
    buttons: Sequence[Button] = ()


class Telephone:
    """A number, in digits, at one of the tenant's lines. Nobody else answers for it from now on."""

    def __init__(self, stand_ins: StandIns, line: str, number: str, name: str) -> None:
        self.number, self._line = number, line
        self.messages: list[Message] = []
        self.said: list[str] = []
        """The ids of what was written, the latest last."""
        self._url = stand_ins.endpoints["whatsapp"]
        self._key = stand_ins.key
        self._http = urllib3.PoolManager(retries=False, timeout=ANSWER_SECONDS)
        self._asked("POST", "/_play", {"number": number, "name": name})

    def listen(self) -> list[Message]:
        """Return the messages that are new."""
        seen = len(self.messages)
        found = self._asked("GET", f"/_heard?number={self.number}&after={seen}")["messages"]
        new = [
            Message(
                number=position,
                id=each["id"],
                at=datetime.fromisoformat(each["at"]),
                text=each["text"],
                kind=each["kind"],
                buttons=[Button(*words) for words in each["buttons"]],
            )
            for position, each in enumerate(found, seen + 1)
        ]
        self.messages += new
        return new

    def write(self, text: str, quoted: int | None = None) -> None:
        """Write a text; ``quoted`` is the number of the message that it answers."""
        self._say(payloads.text(text), self._message(quoted).id if quoted is not None else None)

    def press(self, button: int) -> Button:
        """Press a button of the last message that has any, counted from 1; return it."""
        message = next((each for each in reversed(self.messages) if each.buttons), None)
        if message is None:
            raise LocalError("no message has a button yet")
        if not 1 <= button <= len(message.buttons):
            raise LocalError(
                f"there is no button {button}: message {message.number} has {len(message.buttons)}"
            )
        pressed = message.buttons[button - 1]
        self._say(_TAPS.get(message.kind, payloads.button_reply)(pressed), message.id)
        return pressed

    def speak(self) -> None:
        """Send a voice message."""
        self._say(payloads.voice(f"{len(self.said) + 1}"))

    def react(self, emoji: str, number: int | None = None) -> None:
        """Put an emoji to a message, by default the last one."""
        self._say(payloads.reaction(self._message(number).id, emoji))

    def edit(self, text: str) -> None:
        """Word what was written last anew."""
        self._say(payloads.edit(self._last(), payloads.text(text)), amends=True)

    def delete(self) -> None:
        """Take back what was written last."""
        self._say(payloads.revoke(self._last()), amends=True)

    def pending(self) -> int:
        """Return the number of webhooks and e-mails that are on their way."""
        return self._asked("GET", "/_pulse")["pending"]

    def _message(self, number: int | None) -> Message:
        if not self.messages:
            raise LocalError("there is no message yet")
        if number is not None and not 1 <= number <= len(self.messages):
            raise LocalError(f"there is no message {number}: there are {len(self.messages)}")
        return self.messages[(number or 0) - 1]

    def _last(self) -> str:
        if not self.said:
            raise LocalError("nothing was written yet")
        return self.said[-1]

    def _say(self, content: Mapping[str, Any], quoted: str | None = None, *, amends: bool = False) -> None:
        body = {"number": self.number, "line": self._line, "content": content, "quoted": quoted}
        said = self._asked("POST", "/_say", body)["id"]
        if not amends:
            self.said.append(said)

    def _asked(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        content = None if body is None else json.dumps(body).encode()
        try:
            answer = self._http.request(method, f"{self._url}{path}", body=content, headers=headers)
        except urllib3.exceptions.HTTPError:
            raise LocalError(f"the stand-in for WhatsApp no longer answers: {AGAIN}") from None
        if answer.status != 200:
            raise LocalError(f"the stand-in for WhatsApp answered {answer.status}: {answer.data.decode()}")
        return json.loads(answer.data)

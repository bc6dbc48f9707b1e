"""The contacts' behaviour: a fixed cast of characters, each of which reads its messages and may answer them.

Pure: an answer depends only on the persona and on the texts sent to it, never on the clock or chance.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, cycle
from typing import NamedTuple

from local.campaign.stand_ins.offers import Button, Offer, in_own_words, on_buttons, read_offer

Choice = Callable[[Offer], str]

_CHECK = re.compile(r"^1\) Sim\s+2\) Não\s*$", re.MULTILINE)
_LEAVING = re.compile(r"\b(sair|parar|não receber|descadastrar)\b", re.IGNORECASE)


def _says(text: str) -> Choice:
    return lambda _offer: text


def _names(position: int, otherwise: str) -> Choice:
    """Choose the slot at ``position`` (0 to 2) by its day and hour."""
    return lambda offer: (
        f"Pode ser {in_own_words(offer[position])}" if in_own_words(offer[position]) else otherwise
    )


class Gesture(StrEnum):
    """Something that people do on WhatsApp beside writing."""

    REACTS = "reacts"
    """Puts an emoji to the first message, and says no more by that."""
    SPEAKS = "speaks"
    """Speaks its opening in a voice message."""
    EDITS = "edits"
    """Writes its opening with a typing error, and mends it at once."""
    DELETES = "deletes"
    """Writes something else first, and takes that back at once."""


@dataclass(frozen=True)
class Persona:
    """A character. ``opening`` answers the first message, ``choices`` the offers of slots, one after another
    (the last one answers all later offers), ``afterthought`` the confirmation. None, or no choice: silence."""

    name: str
    opening: str | None = None
    choices: tuple[Choice, ...] = ()
    afterthought: str | None = None
    undeliverable: bool = False
    """True if its WhatsApp number does not exist."""
    taps: tuple[int, ...] = ()
    """The positions (0 to 2) of the slots that it taps, where a message has buttons, in place of ``choices``."""
    taps_to_leave: bool = False
    """True if it taps the button that ends the messages, where there is one, in place of its opening."""
    gesture: Gesture | None = None
    only: str | None = None
    """The channel, ``whatsapp`` or ``email``, that it can be reached by; None: any."""
    bounces: bool = False
    """True if its mailbox does not exist."""
    complains: bool = False
    """True if it calls the first e-mail spam."""
    leaves: bool = False
    """True if it means to end something: asked back, it says yes; everybody else says no."""


class Said(NamedTuple):
    """A persona's answer: its words, or those on the button that it taps."""

    text: str
    tapped: Button | None = None


_PICKS_BY_NUMBER = Persona(
    "picks by number", "Tenho interesse sim, pode me mandar os horários?", (_says("2"), _says("1"))
)
_DECLINES = Persona("declines", "Obrigado, mas não tenho interesse no momento.", leaves=True)
_OPTS_OUT = Persona("opts out", "SAIR", leaves=True)
_PICKS_BY_POSITION = Persona(
    "picks by position",
    "Quero saber mais, vamos conversar",
    (_says("A primeira opção"), _says("a 2ª opção")),
    taps=(0, 1),
)
_ASKS = Persona("asks", "Qual é o valor da mensalidade?")
_HAS_NO_WHATSAPP = Persona("has no WhatsApp", undeliverable=True, only="whatsapp")
_PICKS_BY_DAY_AND_HOUR = Persona(
    "picks by day and hour", "Sim, podemos marcar!", (_names(2, "3"), _names(0, "1"))
)
_STAYS_SILENT = Persona("stays silent")
_WANTS_OTHER_TIMES = Persona(
    "wants other times",
    "Tenho interesse",
    (_says("Nenhum desses horários dá para mim, tem outro?"), _says("Pode ser a terceira opção")),
)
_IS_AWAY = Persona(
    "is away",
    "Resposta automática: estou de férias e sem acesso às mensagens. Retorno em breve.",
)
_CANCELS_LATER = Persona(
    "cancels later",
    "Me interessa, sim",
    (_says("opção 2"), _says("opção 1")),
    afterthought="Surgiu um imprevisto, preciso cancelar a reunião",
    taps=(1, 0),
    leaves=True,
)
_LETS_THE_OFFER_PASS = Persona("lets the offer pass", "Tenho interesse, sim")
_LEAVES_BY_BUTTON = Persona("leaves by a button", "SAIR", taps_to_leave=True)
_REACTS = Persona("reacts", gesture=Gesture.REACTS, only="whatsapp")
_SPEAKS = Persona("speaks", "Oi, tudo bem? Me liga quando puder.", gesture=Gesture.SPEAKS, only="whatsapp")
_EDITS = Persona(
    "edits", "Tenho interesse", (_says("2"), _says("1")), gesture=Gesture.EDITS, only="whatsapp", taps=(1, 0)
)
_DELETES = Persona("deletes", "Qual é o valor da mensalidade?", gesture=Gesture.DELETES, only="whatsapp")
_HAS_NO_MAILBOX = Persona("has no mailbox", only="email", bounces=True)
_COMPLAINS = Persona("complains", only="email", complains=True)

CAST = (
    _PICKS_BY_NUMBER,
    _DECLINES,
    _OPTS_OUT,
    _PICKS_BY_POSITION,
    _ASKS,
    _HAS_NO_WHATSAPP,
    _PICKS_BY_DAY_AND_HOUR,
    _STAYS_SILENT,
    _WANTS_OTHER_TIMES,
    _IS_AWAY,
    _CANCELS_LATER,
    _LETS_THE_OFFER_PASS,
)
"""The first contacts, in this order: ten show the whole mix up to the one who is away."""
CLOUD_CAST = (
    *CAST,
    _LEAVES_BY_BUTTON,
    _REACTS,
    _HAS_NO_MAILBOX,
    _SPEAKS,
    _EDITS,
    _COMPLAINS,
    _DELETES,
)
"""The first contacts where the providers have buttons, gestures and reports of their own."""
CROWD = (
    _STAYS_SILENT,
    _DECLINES,
    _STAYS_SILENT,
    _PICKS_BY_NUMBER,
    _STAYS_SILENT,
    _ASKS,
    _STAYS_SILENT,
    _OPTS_OUT,
    _STAYS_SILENT,
    _PICKS_BY_DAY_AND_HOUR,
    _STAYS_SILENT,
    _IS_AWAY,
)
"""All contacts after them, in rotation: most people do not answer, and two weeks hold few meetings."""


class Recipient:
    """The person at one address, with the messages sent there so far."""

    def __init__(self, persona: Persona) -> None:
        self.persona = persona
        self._heard = 0
        self._offers = 0
        self._done = False

    @property
    def messages_read(self) -> int:
        """The number of messages so far."""
        return self._heard

    def hears(self, text: str) -> str | None:
        """Return the person's answer to a message without buttons; None is silence."""
        said = self.reads(text)
        return said.text if said else None

    def reads(self, text: str, buttons: Sequence[Button] = ()) -> Said | None:
        """Return the person's answer to a message; None is silence."""
        self._heard += 1
        if _CHECK.search(text):
            return self._confirm(buttons)
        offer = read_offer(text) or on_buttons(buttons)
        if offer is not None:
            return self._choose(offer, buttons)
        if self._heard == 1:
            leaving = next((each for each in buttons if _LEAVING.search(each.title)), None)
            if leaving and self.persona.taps_to_leave:
                return Said(leaving.title, leaving)
            return Said(self.persona.opening) if self.persona.opening else None
        if self.persona.afterthought and self._offers and not self._done and "confirmad" in text.casefold():
            self._done = True
            return Said(self.persona.afterthought)
        return None

    def _confirm(self, buttons: Sequence[Button]) -> Said:
        """Answer the question if something was really meant, by a button where there is one."""
        word, number = ("Sim", "1") if self.persona.leaves else ("Não", "2")
        button = next((each for each in buttons if each.title == word), None)
        return Said(word, button) if button else Said(number)

    def _choose(self, offer: Offer, buttons: Sequence[Button]) -> Said | None:
        choices, taps = self.persona.choices, self.persona.taps
        if not choices or self._done:
            return None
        self._offers += 1
        if taps and (position := taps[min(self._offers, len(taps)) - 1]) < len(buttons):
            return Said(buttons[position].title, buttons[position])
        return Said(choices[min(self._offers, len(choices)) - 1](offer))


class Casting:
    """Assigns each new address the next persona that can live there. Not safe for threads by itself."""

    def __init__(self, cast: Iterable[Persona] = CAST, crowd: Iterable[Persona] = CROWD) -> None:
        self._next = chain(cast, cycle(crowd))
        self._passed_over: deque[Persona] = deque()
        self._recipients: dict[str, Recipient] = {}

    def knows(self, address: str) -> bool:
        """Return True for an address that has been assigned a persona."""
        return address in self._recipients

    def recipient(self, address: str, *, is_phone: bool) -> Recipient:
        """Return the person at an address; the order of first calls decides, so a run with the same order repeats."""
        if address not in self._recipients:
            self._recipients[address] = Recipient(self._draw(is_phone))
        return self._recipients[address]

    def _draw(self, is_phone: bool) -> Persona:
        # A character that another channel must play waits for the next address there and is not lost.
        channel = "whatsapp" if is_phone else "email"
        for persona in self._passed_over:
            if persona.only in (None, channel):
                self._passed_over.remove(persona)
                return persona
        for persona in self._next:
            if persona.only in (None, channel):
                return persona
            if persona not in self._passed_over:
                self._passed_over.append(persona)
        raise ValueError("the cast is empty")

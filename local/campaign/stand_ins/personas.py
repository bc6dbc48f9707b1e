"""The contacts' behaviour: a fixed cast of characters, each of which reads its messages and may answer them.

Pure: an answer depends only on the persona and on the texts sent to it, never on the clock or chance.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, cycle

Offer = tuple[str, str, str]
"""The wording of the three slots, in the order in which they were offered."""
Choice = Callable[[Offer], str]

_OPTION = re.compile(r"^[\s*_>-]*([123])[\s*_]*[).:–—-]\s*(\S.*)$", re.MULTILINE)
_WEEKDAY = re.compile(r"\b(segunda|terça|quarta|quinta|sexta|sábado|domingo)\b", re.IGNORECASE)
_HOUR = re.compile(r"\b([01]?\d|2[0-3])(?::|h)([0-5]\d)?", re.IGNORECASE)


def read_offer(text: str) -> Offer | None:
    """Return the three numbered options in a message; None if it holds no such list."""
    options = {match[1]: match[2].strip() for match in _OPTION.finditer(text)}
    return (options["1"], options["2"], options["3"]) if len(options) == 3 else None


def in_own_words(option: str) -> str | None:
    """Return a slot the way people name it, such as "quinta às 10h"; None if the wording holds no day and hour."""
    day, hour = _WEEKDAY.search(option), _HOUR.search(option)
    if day is None or hour is None:
        return None
    minutes = hour[2] if hour[2] and hour[2] != "00" else ""
    return f"{day[1].lower()} às {int(hour[1])}h{minutes}"


def _says(text: str) -> Choice:
    return lambda _offer: text


def _names(position: int, otherwise: str) -> Choice:
    """Choose the slot at ``position`` (0 to 2) by its day and hour."""
    return lambda offer: (
        f"Pode ser {in_own_words(offer[position])}" if in_own_words(offer[position]) else otherwise
    )


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


_PICKS_BY_NUMBER = Persona(
    "picks by number", "Tenho interesse sim, pode me mandar os horários?", (_says("2"), _says("1"))
)
_DECLINES = Persona("declines", "Obrigado, mas não tenho interesse no momento.")
_OPTS_OUT = Persona("opts out", "SAIR")
_PICKS_BY_POSITION = Persona(
    "picks by position", "Quero saber mais, vamos conversar", (_says("A primeira opção"), _says("a 2ª opção"))
)
_ASKS = Persona("asks", "Qual é o valor da mensalidade?")
_HAS_NO_WHATSAPP = Persona("has no WhatsApp", undeliverable=True)
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
)
_LETS_THE_OFFER_PASS = Persona("lets the offer pass", "Tenho interesse, sim")

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

    def hears(self, text: str) -> str | None:
        """Return the person's answer to a message; None is silence."""
        self._heard += 1
        offer = read_offer(text)
        if offer is not None:
            return self._choose(offer)
        if self._heard == 1:
            return self.persona.opening
        if self.persona.afterthought and self._offers and not self._done and "confirmad" in text.casefold():
            self._done = True
            return self.persona.afterthought
        return None

    def _choose(self, offer: Offer) -> str | None:
        choices = self.persona.choices
        if not choices or self._done:
            return None
        self._offers += 1
        return choices[min(self._offers, len(choices)) - 1](offer)


class Casting:
    """Assigns each new address the next persona that can live there. Not safe for threads by itself."""

    def __init__(self, cast: Iterable[Persona] = CAST, crowd: Iterable[Persona] = CROWD) -> None:
        self._next = chain(cast, cycle(crowd))
        self._passed_over: deque[Persona] = deque()
        self._recipients: dict[str, Recipient] = {}

    def recipient(self, address: str, *, is_phone: bool) -> Recipient:
        """Return the person at an address; the order of first calls decides, so a run with the same order repeats."""
        if address not in self._recipients:
            self._recipients[address] = Recipient(self._draw(is_phone))
        return self._recipients[address]

    def _draw(self, is_phone: bool) -> Persona:
        # A character that only a phone can play waits for the next phone and is not lost to an e-mail address.
        if is_phone and self._passed_over:
            return self._passed_over.popleft()
        for persona in self._next:
            if is_phone or not persona.undeliverable:
                return persona
            if not self._passed_over:
                self._passed_over.append(persona)
        raise ValueError("the cast is empty")

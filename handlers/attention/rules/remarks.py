"""The remarks of a machine beside the reason of an entry, in Portuguese, as far as they are codes that are known."""

from collections.abc import Mapping
from types import MappingProxyType

from handlers.briefing.rules.composition import MESSAGES
from handlers.common.rules.model import Kind

_KNOWN: Mapping[str, str] = MappingProxyType(
    {
        "voice": "mensagem de voz",
        "audio": "áudio",
        "image": "imagem",
        "video": "vídeo",
        "document": "documento",
        "sticker": "figurinha",
        "location": "localização",
        "contacts": "cartão de contato",
        "reaction": "reação",
        "order": "pedido",
        "forwarded": "mensagem encaminhada",
        "edited": "mensagem editada depois de lida",
        "deleted": "mensagem apagada depois de lida",
        "unsupported": "algo que o WhatsApp não mostra",
        "empty e-mail": "e-mail sem texto",
        "suspicious e-mail": "e-mail suspeito",
        "calendar declined": "recusou o convite na agenda",
        "calendar tentative": "respondeu “talvez” ao convite na agenda",
        "calendar counter": "propôs outro horário na agenda",
        "no_template": "falta um modelo aprovado no WhatsApp",
        "CalendarUnavailableError": "a agenda do anfitrião não respondeu",
    }
)
_BEGINNINGS: Mapping[str, str] = MappingProxyType(
    {
        "event_changed_": "o evento mudou na agenda",
        "host_not_mailed_": "não é certo que um e-mail ao anfitrião tenha chegado",
    }
)
"""Codes that go on with what they are about."""


def in_portuguese(note: str) -> str:
    """Return the remark in words, or as it is where it is no code that is known.

    ``<kind>: <code>`` is of a message of that kind which has not gone out.
    """
    kind, colon, code = note.partition(": ")
    if colon and kind in MESSAGES:
        return f"{MESSAGES[Kind(kind)]}: {in_portuguese(code)}"
    begun = (words for beginning, words in _BEGINNINGS.items() if note.startswith(beginning))
    return _KNOWN.get(note) or next(begun, note)

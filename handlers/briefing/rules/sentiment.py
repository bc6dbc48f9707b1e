"""The sentiment of a contact's replies, from word lists and from what the replies were read as."""

from collections.abc import Iterable
from enum import StrEnum

from handlers.briefing.rules.facts import ReplyLine
from handlers.briefing.rules.findings import any_of, is_denied
from handlers.common.rules.model import Intent

_POSITIVE = any_of(
    r"tenho (?:muito |sim )*interesse|interessad[oa]|quero|adorei|gostei|otim[oa]|excelente|perfeito|"
    r"maravilha|show|"
    r"com certeza|claro|sim|obrigad[oa]|bora|vamos|legal|top|joinha|parabens|ansios[oa]|animad[oa]|boa"
)
_NEGATIVE = any_of(
    r"nao (?:tenho interesse|quero|gostei|preciso|posso|consigo|vou)|sem interesse|ruim|pessim[oa]|"
    r"horrivel|caro|golpe|"
    r"spam|chat[oa]|absurdo|reclam\w+|desisti|nunca|negativo|irritad[oa]|incomod\w+|infelizmente|"
    r"complicado|dificil"
)
_FAVOURABLE = (Intent.INTERESTED, Intent.SLOT_CHOICE)
_UNFAVOURABLE = (Intent.NOT_INTERESTED, Intent.OPT_OUT, Intent.CANCEL)
_WEIGHT_OF_INTENT = 2
"""The words that an intent counts for."""


class Sentiment(StrEnum):
    """The sentiment, by its name in the briefing."""

    POSITIVE = "positivo"
    NEGATIVE = "negativo"
    MIXED = "misto"
    NEUTRAL = "neutro"


def sentiment(replies: Iterable[ReplyLine]) -> Sentiment | None:
    """Return the sentiment over all replies; ``None`` if there are none but absence notices."""
    written = [reply for reply in replies if reply.intent is not Intent.OUT_OF_OFFICE]
    if not written:
        return None
    positive, negative = sum(map(_positive, written)), sum(map(_negative, written))
    if positive and negative and max(positive, negative) < 3 * min(positive, negative):
        return Sentiment.MIXED
    if positive == negative:
        return Sentiment.NEUTRAL
    return Sentiment.POSITIVE if positive > negative else Sentiment.NEGATIVE


def _positive(reply: ReplyLine) -> int:
    said = reply.said
    words = sum(not is_denied(said, match) for match in _POSITIVE.finditer(said))
    return words + _WEIGHT_OF_INTENT * (reply.intent in _FAVOURABLE)


def _negative(reply: ReplyLine) -> int:
    return len(_NEGATIVE.findall(reply.said)) + _WEIGHT_OF_INTENT * (reply.intent in _UNFAVOURABLE)

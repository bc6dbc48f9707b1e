"""The time of a booked meeting, said again or asked after: by its day and hour, or by its number in the offer.

The grammar is that of choices (``slot_choice``): a word that it does not know, or a refusal, makes it something else.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.conversation.rules import slot_choice, slot_grammar, slot_notation, slot_vocabulary, slot_words
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slot_mentions import Aspect, fitting, offer
from handlers.meetings.rules.times import Slot

_DAYS = frozenset({Aspect.WEEKDAY, Aspect.DATE})
_TIMES = _DAYS | {Aspect.HOUR, Aspect.PERIOD}
_ASKED_WORDS = """
    reuniao compromisso horario marcada marcado marcou marcaram agendada agendado agendou confirmada confirmado
    confirmou confirmaram ainda continua mantem mantida mantido de pe ficou foi esta ta eh nossa nosso gente correto
    isso hoje temos meeting still confirmed booked scheduled right correct is are was there have has got
    sigue cita confirmada agendada quedo queda verdad cierto correcto en pie todavia aun tenemos
"""
_ASKED = slot_words.FILLERS | frozenset(_ASKED_WORDS.split())
_WISHES = Phrases(
    r"\b(?:pode|podem|podemos|posso|consig\w+|da|daria|tem como|can|could|puede\w*|podria\w*|melhor|prefir\w+)\b"
)
"""The words that ask for a time rather than after it."""


def names(text: str, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text says nothing but the day and the hour of the agreed time.

    ``zone`` is the contact's; "amanhã" counts from ``now`` (aware).
    """
    named = aspects(text)
    is_whole = Aspect.HOUR in named and not _DAYS.isdisjoint(named) and Aspect.OPTION not in named
    return is_whole and _chooses(text, agreed, (agreed,), zone, now)


def asks_after(text: str, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text asks whether the agreed time stands, and names no other; ``zone`` and ``now`` as above."""
    if "?" not in text:
        return False
    said = slot_vocabulary.known(slot_notation.spoken(text))
    parsed = [slot_grammar.parse(clause) for clause in portuguese.clauses(said)]
    mentions = [mention for each in parsed for mention in each.mentions]
    return (
        bool(mentions)
        and all(_ASKED.issuperset(each.rest) for each in parsed)
        and _TIMES.issuperset(mention.aspect for mention in mentions)
        and bool(fitting(mentions, offer((agreed,), zone, now)))
        and not _WISHES.search(said)
    )


def numbers(text: str, agreed: Slot, offered: Sequence[Slot], zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text chooses the agreed time by its place among ``offered``; ``zone`` and ``now`` as above.

    What would choose it in any other place, too ("o mais cedo", "de tarde"), may be a wish for another time.
    """
    elsewhere = (*offered[1:], *offered[:1])
    return _chooses(text, agreed, offered, zone, now) and not _chooses(text, agreed, elsewhere, zone, now)


def are_places(text: str) -> bool:
    """Return True if a text names places in an offer ("2", "a segunda opção"), and no day, hour or part of a day."""
    return aspects(text) == {Aspect.OPTION}


def aspects(text: str) -> set[Aspect]:
    """Return what a text names of a slot."""
    said = slot_vocabulary.known(slot_notation.spoken(text))
    return {
        each.aspect for clause in portuguese.clauses(said) for each in slot_grammar.parse(clause).mentions
    }


def _chooses(text: str, agreed: Slot, offered: Sequence[Slot], zone: ZoneInfo, now: datetime) -> bool:
    choice = slot_choice.choose(text, offered, zone, now)
    return choice.slot == agreed and not choice.asks

"""The time that is wanted in the place of another one: "troca a de quinta por sexta", "sexta em vez de quinta"."""

from handlers.conversation.rules.phrases.meetings import swaps
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import grammar

_MOVES = Phrases(
    r"\b(?:remarc|reagend|mud|troc|transfer|adi|antecip|pass|mov|alter)\w*\b.*?\b(?:para|pra)\b (?P<to>.*)"
)
"""A wish to move a meeting that says whereto."""
_INSTEAD = Phrases(
    r"\b(?:(?:em|en) (?:vez|lugar|cambio)|ao inves|no lugar|instead|rather than)\b[^.,;!?]*?"
    r"(?=$|[.,;!?]|\b(?:pode|podia|podemos|poderia|seria|prefiro|quero|mas|could|puede|podria)\b)"
)
"""The time that another one is wanted for."""


def wanted(said: str) -> str:
    """Return the words but for those of a time that another one is wanted for.

    ``said`` is in the words of the grammar of slots. Where no time is left the words are as they were.
    """
    said = _INSTEAD.sub(" ", said)
    moved = _MOVES.search(said)
    if moved is not None and _names_a_time(moved["to"]):
        return moved["to"]
    for exchanged in swaps.EXCHANGED.finditer(said):
        if _names_a_time(exchanged["given"]) and _names_a_time(exchanged["to"]):
            return exchanged["to"]
    left = swaps.GIVEN_UP.sub(" ", said)
    return left if _names_a_time(left) else said


def _names_a_time(said: str) -> bool:
    return bool(grammar.parse(said).mentions)

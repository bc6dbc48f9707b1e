"""Words for what holds a choice: a condition on the meeting, or a confirmation that is to come."""

from handlers.conversation.rules.phrases.choosing import held_back, no_choice, others_decide
from handlers.conversation.rules.slots import grammar
from handlers.conversation.rules.slots.mentions import Mention

_HOLDS = (*no_choice.HELD, held_back.HELD_BACK)


def is_held(said: str) -> bool:
    """Return True if a result of ``vocabulary.known`` takes a slot, if any, not for certain."""
    return any(each.search(said) for each in _HOLDS) or _without_confirmation(said) != said


def named(said: str) -> tuple[Mention, ...]:
    """Return what is mentioned by words that take a slot so; nothing of any others."""
    return grammar.parse(_without_confirmation(said)).mentions if is_held(said) else ()


def _without_confirmation(said: str) -> str:
    """Return the words without the confirmation to come of what they have named: "confirmo amanhã 9h" is a choice."""
    said = others_decide.KNOWN_LATER.sub(" ", said) if others_decide.UNLESS.search(said) else said
    found = no_choice.CONFIRMED_LATER.search(said)
    if found is None or not grammar.parse(said[: found.start()]).mentions:
        return said
    return f"{said[: found.start()]} {said[found.end() :]}"

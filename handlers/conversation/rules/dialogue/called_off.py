"""The sentence about meetings that are called off, in Portuguese. Pure."""

from collections.abc import Sequence

from handlers.conversation.rules.dialogue.check_questions import all_of


def sentence(times: Sequence[str]) -> str:
    """Return the news that the meetings of those days and hours, of which there is one at least, are called off."""
    if len(times) == 1:
        return f"Sua reunião de {times[0]} foi cancelada."
    return f"Suas reuniões {all_of(f'de {each}' for each in times)} foram canceladas."

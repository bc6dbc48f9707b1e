"""Telling thanks for a meeting from something else, in what is written until its end is on record."""

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Reading

_OF_THANKS = frozenset({Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.UNKNOWN})
"""The readings of thanks where they stand alone: nobody but who is booked says "até a próxima"."""


def read(alone: Reading, booked: Reading) -> Reading:
    """Return the reading of words that were read as if nothing were booked, and as if the meeting were to come.

    ``interested``: thanks for the meeting, and wishes beside it, are about that one. Where one reading says so and the
    other that something is moved, called off or asked, a human decides what of. So it is of another time for a meeting
    that is over.
    """
    intents = {alone.intent, booked.intent}
    if intents == {Intent.RESCHEDULE}:
        return Reading(Intent.UNKNOWN)
    if Intent.INTERESTED not in intents or alone.intent is Intent.OPT_OUT:
        return alone
    if intents <= _OF_THANKS and not (alone.intent is Intent.NOT_INTERESTED and alone.certain):
        return Reading(Intent.INTERESTED, certain=booked.intent is Intent.INTERESTED and booked.certain)
    return Reading(Intent.QUESTION if Intent.QUESTION in intents else Intent.UNKNOWN)

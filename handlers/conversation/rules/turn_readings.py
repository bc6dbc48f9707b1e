"""Reading a turn of several messages, of which nobody knows where its sentences end: as lines, and as one sentence."""

from collections.abc import Callable
from dataclasses import replace

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.understanding import ASKED_BACK


def read(lines: str, sentence: str, classify: Callable[[str], Reading]) -> Reading:
    """Return the reading on which both agree.

    "não" / "consigo" / "terça" chooses Tuesday as lines, "não" / "quero" / "cancelar" cancels: neither does as a
    sentence. Where the readings differ no slot is chosen, a human decides; an order to stop is merely likely; all else
    is as the sentence says it, and merely likely where it ends something.
    """
    apart, together = classify(lines), classify(sentence)
    if apart.intent is together.intent and apart.slot == together.slot:
        return replace(together, urgent=apart.urgent or together.urgent)
    if Intent.OPT_OUT in (apart.intent, together.intent):
        return Reading(Intent.OPT_OUT)
    if Intent.SLOT_CHOICE in (apart.intent, together.intent):
        return Reading(Intent.UNKNOWN)
    return replace(together, certain=False) if together.intent in ASKED_BACK else together

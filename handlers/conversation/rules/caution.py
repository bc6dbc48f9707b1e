"""The readings that may be acted on, by who or what has written a reply."""

from handlers.common.rules.model import Intent
from handlers.conversation.rules.incoming import Reply
from handlers.conversation.rules.replies import Reading

IRREVOCABLE = frozenset({Intent.SLOT_CHOICE, Intent.RESCHEDULE, Intent.CANCEL, Intent.NOT_INTERESTED})
"""The intents that a sender who may be somebody else does not decide. A certain opt-out is honoured: the safe side."""


def permitted(reading: Reading, reply: Reply) -> Reading:
    """Return the reading as far as it may be acted on; ``unknown``, for a human, where it may not.

    What a machine wrote is an absence at the most.
    """
    if reply.automatic:
        away = reading.intent is Intent.OUT_OF_OFFICE
        return Reading(Intent.OUT_OF_OFFICE, returns=reading.returns if away else None)
    likely_opt_out = reading.intent is Intent.OPT_OUT and not reading.certain
    if not reply.trusted and (reading.intent in IRREVOCABLE or likely_opt_out):
        return Reading(Intent.UNKNOWN)
    return reading

"""The readings that may be acted on, by who or what has written a reply."""

from collections.abc import Callable
from dataclasses import replace

from handlers.common.rules.model import Intent
from handlers.conversation.rules.inbound.incoming import Reply
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.understanding import ASKED_BACK

IRREVOCABLE = frozenset({Intent.SLOT_CHOICE, Intent.RESCHEDULE, Intent.CANCEL, Intent.NOT_INTERESTED})
"""The intents that a sender who may be somebody else does not decide, and no machine either."""


def permitted(reading: Reading, reply: Reply, ends_meeting: Callable[[], bool]) -> Reading:
    """Return the reading as far as it may be acted on; ``unknown``, for a human, where it may not.

    What a subject says is asked back or a human's. A certain opt-out of a sender who may be somebody else is honoured,
    which an operator can undo, unless it ``ends_meeting``: nobody brings back one that was called off.
    """
    if reply.automatic:
        return _of_a_machine(reading, reply)
    if reply.inSubject:
        reading = replace(reading, certain=False) if reading.intent in ASKED_BACK else Reading(Intent.UNKNOWN)
    if reply.trusted:
        return reading
    if reading.intent is Intent.OPT_OUT:
        return Reading(Intent.UNKNOWN) if not reading.certain or ends_meeting() else reading
    return Reading(Intent.UNKNOWN) if reading.intent in IRREVOCABLE else reading


def _of_a_machine(reading: Reading, reply: Reply) -> Reading:
    """Return an absence for what a machine wrote, or ``unknown`` where somebody may have decided by it.

    Help desks send what people write under the headers of machines. Notices of absences hardly ever decide anything.
    """
    decides = reading.intent is Intent.OPT_OUT or (reading.certain and reading.intent in IRREVOCABLE)
    if decides and reply.trusted:
        return Reading(Intent.UNKNOWN)
    return Reading(Intent.OUT_OF_OFFICE, returns=reading.returns, certain=True)

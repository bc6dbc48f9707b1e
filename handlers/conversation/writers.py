"""The contact that a reply is found to be from, and the intents by which that is told."""

from collections.abc import Callable
from typing import NamedTuple

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Context, Reading

Classify = Callable[[Context], Reading]
"""The classifier in use, over the words of the reply."""

REQUESTS = frozenset({Intent.RESCHEDULE, Intent.CANCEL})
"""The intents that are about one meeting."""
ANSWERS = frozenset({Intent.INTERESTED, Intent.NOT_INTERESTED})
"""The intents that are about the message that came last."""
ANYBODYS = frozenset({Intent.OPT_OUT, Intent.OUT_OF_OFFICE, Intent.QUESTION})
"""The intents that are what they are whichever of a person's contacts is meant."""


class Writer(NamedTuple):
    """The contact who writes; None where the address is nobody's."""

    contact: Contact | None
    is_clear: bool = True
    """False where a request may be about more than one meeting: a human decides about which."""
    is_humans: bool = False
    """True where it is unclear what the words are about at all: a human decides, but of what ``ANYBODYS`` has."""

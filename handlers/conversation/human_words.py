"""Short words that answer a human: a number, a yes, a no or an "ok" is said to whoever spoke last.

docs/system.md, "Conversation: humans".
"""

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent
from handlers.conversation import seen_checks
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.replies import Reading
from handlers.conversation.storage import sendings


def are_answered(delivery: Delivery, contact: Contact, reading: Reading) -> bool:
    """True of short words where a human's are the last thing that had arrived at the person, or are quoted.

    While a human talks all words are said to the human. Costs as ``seen_checks.is_last``, and nothing for whom no
    human has ever answered.
    """
    spoke_at, reply = contact.human_spoke_at, delivery.reply
    if spoke_at is None or contact.is_with_human(delivery.now) or not _are_short(reply.text, reading):
        return False
    person = seen_checks.person(delivery, contact)
    return sendings.human_spoke_last(person, spoke_at, delivery.wrote_at, reply.context)


def _are_short(text: str, reading: Reading) -> bool:
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules import check_answers, repeated_times

    if check_answers.is_bare(text):
        return True
    chooses = reading.intent in (Intent.SLOT_CHOICE, Intent.INTERESTED)
    return chooses and repeated_times.are_places(text)

"""Short words that answer a human, or wait for one: a number, a yes or an "ok" is said to whoever spoke last.

docs/system.md, "Conversation: humans".
"""

from handlers.common import handover
from handlers.common.rules import portuguese
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent, State
from handlers.conversation import seen_checks
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.understanding import ASKED_BACK
from handlers.conversation.storage import sendings


def are_answered(delivery: Delivery, contact: Contact, reading: Reading) -> bool:
    """True of short words where a human's are the last thing that had arrived at the person, or are quoted.

    So are thanks for the news that a person is going to answer. While a human talks all words are said to the human.
    Costs as ``seen_checks.is_last``, and nothing for whom no human has ever answered.
    """
    if _thanks_for_a_handover(delivery, contact, reading):
        return True
    spoke_at, reply = contact.human_spoke_at, delivery.reply
    if spoke_at is None or contact.is_with_human(delivery.now) or not _are_short(reply.text, reading):
        return False
    person = seen_checks.person(delivery, contact)
    return sendings.human_spoke_last(person, spoke_at, delivery.wrote_at, reply.context)


def _thanks_for_a_handover(delivery: Delivery, contact: Contact, reading: Reading) -> bool:
    """True of a courtesy that resembles interest or a refusal, of who waits for a human without a meeting."""
    from handlers.conversation.rules import bearing

    told = contact.handed_over_at
    resembles = reading.intent is Intent.INTERESTED or (reading.intent in ASKED_BACK and not reading.certain)
    if told is None or contact.state is not State.CONTACTED or not resembles:
        return False
    waits = delivery.now < told + handover.NOT_AGAIN_FOR
    return waits and bearing.is_courteous(portuguese.words(delivery.reply.text))


def _are_short(text: str, reading: Reading) -> bool:
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules import check_answers, repeated_times

    if check_answers.is_bare(text):
        return True
    chooses = reading.intent in (Intent.SLOT_CHOICE, Intent.INTERESTED)
    return chooses and repeated_times.are_places(text)

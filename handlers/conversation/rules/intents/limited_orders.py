"""Orders to stop that are not about everything: with a bound of their own, beside a wish or what keeps a meeting."""

from handlers.conversation.rules.intents.intent_rules import Utterance, has_order_to_stop
from handlers.conversation.rules.phrases.asking import beside_a_wish
from handlers.conversation.rules.phrases.meetings import left_standing, meeting_changes
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.stopping import limited_orders, other_channels
from handlers.conversation.rules.phrases.telling import doubt, interest
from handlers.conversation.rules.sentences.negation import affirmed


def is_limited(reply: Utterance) -> bool:
    """Return True if an order to stop in a reply may not be about all messages, so that it is no plain one."""
    if other_channels.ANOTHER_CHANNEL.search(reply.said) or limited_orders.OF_ANOTHER.search(reply.said):
        return True
    if limited_orders.OUT_OF_THIS.search(reply.said):
        return True
    if (reply.offered or reply.scheduled) and limited_orders.NAMES_NOTHING.fullmatch(reply.said.strip()):
        return True
    if affirmed(beside_a_wish.GIVE_INSTEAD, reply.said) or _is_of_one_place(reply.said):
        return True
    if _is_of_one_channel(reply) or (reply.scheduled and _is_only_told(reply.said)):
        return True
    agrees = reply.scheduled and limited_orders.AGREES.search(reply.said) is not None
    return _keeps_meeting(reply) or (agrees and limited_orders.OF_A_PART.search(reply.said) is not None)


def is_beside_a_consent(reply: Utterance, *, chooses: bool) -> bool:
    """Return True if an order with a bound stands beside what keeps the meeting, or ``chooses`` a slot.

    The bound is another sender, somebody else's number, or one channel or list; or it tells of what is done already.
    """
    bounds = (limited_orders.OF_ANOTHER, limited_orders.OF_A_PART)
    if reply.scheduled and _is_only_told(reply.said) and says_to_keep_it(reply.said):
        return True
    if reply.scheduled and _wants_none_until_then(reply.said):
        return True
    return (chooses or _keeps_meeting(reply)) and any(each.search(reply.said) for each in bounds)


def _wants_none_until_then(said: str) -> bool:
    """Return True for who wants no reminders, or nothing until the meeting, and comes."""
    bounds = (limited_orders.NO_REMINDERS, limited_orders.UNTIL_THEN)
    is_bounded = any(all(bound.search(each) for bound in bounds) for each in SENTENCE.findall(said))
    return is_bounded and (says_to_keep_it(said) or affirmed(limited_orders.COMES, said))


def _is_of_one_place(said: str) -> bool:
    """Return True for the phone at which messages are unwanted, and a word of who is reached by mail."""
    return bool(beside_a_wish.ON_A_PHONE.search(said)) and affirmed(beside_a_wish.BY_MAIL, said)


def _is_only_told(said: str) -> bool:
    """Return True for who tells to have left a list, and orders nothing beside that."""
    left = limited_orders.DONE.sub(" . ", said)
    return left != said and not has_order_to_stop(left)


def _keeps_meeting(reply: Utterance) -> bool:
    gives_up = affirmed(meeting_changes.CANCEL_ORDERS, reply.said)
    return reply.scheduled and not gives_up and affirmed(limited_orders.CONFIRMS, reply.said)


def says_to_keep_it(said: str) -> bool:
    """Return True for words that keep a meeting, as nobody says them who wants to hear no more."""
    keeps = affirmed(limited_orders.CONFIRMS, said) or affirmed(left_standing.STANDS, said)
    return keeps or doubt.KEEPS_MEETING.search(said) is not None


def _is_of_one_channel(reply: Utterance) -> bool:
    """Return True beside slots or a meeting if calls or e-mails are to stop, and nothing else is said to end."""
    if not (reply.scheduled or reply.offered):
        return False
    left = limited_orders.OF_ONE_CHANNEL.sub(" . ", reply.said)
    ends = (meeting_changes.CANCEL_ORDERS, meeting_changes.CANCEL_ABSENCE, interest.PLAIN_REFUSALS)
    return left != reply.said and not (has_order_to_stop(left) or any(affirmed(each, left) for each in ends))

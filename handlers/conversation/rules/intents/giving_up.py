"""Telling whether something else than the meeting is given up."""

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents import another_time
from handlers.conversation.rules.phrases.meetings import given_up, meeting_changes, swaps
from handlers.conversation.rules.phrases.meetings.another_meeting import ANOTHER_MEETING
from handlers.conversation.rules.sentences.negation import affirmed


def is_of_another_thing(said: str) -> bool:
    """Return True if something is given up, and all that is, is named and is no meeting.

    ``said`` is ``portuguese.words`` of a sentence or of a reply; who speaks of a meeting in it, too, may mean that.
    """
    if not given_up.OTHER_THINGS.search(said):
        return False
    left = given_up.OTHER_THINGS.sub(" ", said)
    return not given_up.VERB.search(left) and not given_up.MEETINGS.search(left)


def names_another_thing(said: str) -> bool:
    """Return True if ``portuguese.words`` cancel something else, whatever else they give up."""
    return given_up.CANCELS_ELSE.search(said) is not None


def may_be_of_the_move(text: str) -> bool:
    """Return True for a text that gives something up and does not say what: "desisti", but not "desisto, cancela"."""
    said = portuguese.words(text)
    left = given_up.GIVES_UP.sub(" ", said)
    ends = meeting_changes.CANCEL_ORDERS.search(left) or given_up.VERB.search(left)
    return left != said and not ends and not given_up.MEETINGS.search(left)


def of_the_move(said: str) -> frozenset[Intent]:
    """Return what ``portuguese.words`` do not want that give up another time: "cancela a remarcação"."""
    if not affirmed(given_up.OF_THE_MOVE, said):
        return frozenset()
    left = given_up.OF_THE_MOVE.sub(" ", said)
    ends = affirmed(meeting_changes.CANCEL_ORDERS, left) or given_up.VERB.search(left)
    unwanted = {Intent.CANCEL: not ends, Intent.RESCHEDULE: not another_time.is_wanted(left)}
    return frozenset(intent for intent, is_unwanted in unwanted.items() if is_unwanted)


def is_for_another_time(said: str) -> bool:
    """Return True if a time of the meeting is given up to have another one: "cancela quinta e marca sexta"."""
    return affirmed(swaps.SET_INSTEAD, said) and not is_of_another_thing(said)


def but_for_another_meeting(said: str) -> str:
    """Return ``portuguese.words`` without what gives up another meeting than the one that is booked."""
    return ANOTHER_MEETING.sub(" ", said)


def is_of_another_meeting(said: str) -> bool:
    """Return True if another meeting is given up, and nothing else ends or moves the one that is booked."""
    left = but_for_another_meeting(said)
    ends = (given_up.VERB, meeting_changes.CANCEL_ORDERS, meeting_changes.CANCEL_ABSENCE)
    return (
        left != said and not any(affirmed(each, left) for each in ends) and not another_time.is_wanted(left)
    )

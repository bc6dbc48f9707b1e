"""Telling whether something else than the meeting is given up."""

from handlers.conversation.rules.phrases import given_up


def is_of_another_thing(said: str) -> bool:
    """Return True if something is given up, and all that is, is named and is no meeting.

    ``said`` is ``portuguese.words`` of a sentence or of a reply; who speaks of a meeting in it, too, may mean that.
    """
    if not given_up.OTHER_THINGS.search(said):
        return False
    left = given_up.OTHER_THINGS.sub(" ", said)
    return not given_up.VERB.search(left) and not given_up.MEETINGS.search(left)

"""The words of somebody whose meeting the host has called off: another hour for it, or thanks for the news."""

from dataclasses import replace

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent, MeetingStatus, Side
from handlers.conversation.rules.beside import beside_an_end, further_wishes
from handlers.conversation.rules.intents import bearing
from handlers.conversation.rules.phrases.meetings import regrets
from handlers.conversation.rules.phrases.parts import PART
from handlers.conversation.rules.phrases.stopping import complaints
from handlers.conversation.rules.phrases.telling import bearing as greetings
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.sentences import courtesies
from handlers.meetings.rules.meeting import Meeting

ABOUT_IT = frozenset({Intent.INTERESTED, Intent.RESCHEDULE})
"""The intents that are about the meeting that was called off: thanks for the news, and another hour."""
_OF_THANKS = frozenset({Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.UNKNOWN, Intent.CANCEL})
"""The readings of thanks and regret where they stand alone."""


def is_so(meeting: Meeting | None) -> bool:
    """Return True for the latest meeting of somebody whom its host has let down."""
    return (
        meeting is not None
        and meeting.status is MeetingStatus.CANCELLED
        and meeting.cancelled_by is Side.HOST
    )


def read(text: str, reading: Reading, *, attached: bool = False) -> Reading:
    """Return a reading of the words as an answer to the news: ``interested`` needs none, and is no interest.

    Who is interested has been so all along, and wants another hour; who complains is a human's. Of something
    ``attached`` a human learns.
    """
    said = portuguese.words(text)
    is_read_so = reading.intent in _OF_THANKS or _consoles(said)
    is_note = takes_note(said) or (courtesies.are_all(text) and not regrets.ASSENTS.search(said))
    if is_read_so and not _is_refusal(reading) and is_note:
        return Reading(Intent.UNKNOWN) if attached else Reading(Intent.INTERESTED, certain=True)
    is_order = reading.certain and reading.intent not in ABOUT_IT
    if not is_order and complains(said):
        return Reading(Intent.UNKNOWN)
    if reading.intent in ABOUT_IT:
        return replace(reading, intent=Intent.RESCHEDULE, certain=True)
    return reading


def read_unaware(text: str, reading: Reading) -> Reading | None:
    """Return the meaning of words about a meeting that stood as far as their writer knew; None for what is no answer.

    ``reading`` is that of somebody booked. The news answers who confirms the meeting or gives it up, and asks for
    nothing else: ``interested``, as above. Who wants another hour wants it all the same.
    """
    if reading.intent is Intent.RESCHEDULE:
        return replace(reading, certain=True)
    is_coming = reading.intent is Intent.INTERESTED
    if not (is_coming or reading.intent is Intent.CANCEL):
        return None
    wants_more = beside_an_end.asks(text) or beside_an_end.stays_interested(text)
    if is_coming and (wants_more or not reading.certain or further_wishes.reason(text) is not None):
        return Reading(Intent.UNKNOWN)
    return None if wants_more else Reading(Intent.INTERESTED, certain=True)


def complains(said: str) -> bool:
    """Return True for a complaint in ``portuguese.words`` beside which nothing asks for another hour, or names one."""
    told = PART.findall(said)
    rest = [each for each in told if not complaints.COMPLAINS.search(each)]
    wants_another = any("?" in each or bearing.speaks_of_another_time(each) for each in rest)
    return len(rest) < len(told) and not wants_another


def _is_refusal(reading: Reading) -> bool:
    return reading.certain and reading.intent in (Intent.NOT_INTERESTED, Intent.CANCEL)


def _consoles(said: str) -> bool:
    """True for regret and consolation alone, which name no time: "ningún problema" is no word for other slots."""
    return not regrets.REGRETS.sub(" ", said).strip(" .,!")


def takes_note(said: str) -> bool:
    """Return True for ``portuguese.words`` of courtesy and regret that say neither yes nor hello.

    Behind those something may be to come.
    """
    if regrets.ASSENTS.search(said) or greetings.GREETING.fullmatch(said.strip()):
        return False
    left = regrets.REGRETS.sub(" ", said).strip(" .,!")
    return any(map(str.isalpha, said)) and (not left or bearing.is_courteous(left))

"""Requests about an agreed meeting that may mean another one: an earlier one, or one of another day or hour."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.agreed import named_meetings
from handlers.conversation.rules.choices import dropped_options
from handlers.conversation.rules.choices.dropped_options import Dropped
from handlers.conversation.rules.intents import giving_up
from handlers.conversation.rules.phrases.asking import open_words
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.understanding import ASKED_BACK
from handlers.meetings.rules.meeting import Meeting

_ENDS = ASKED_BACK - {Intent.OPT_OUT}
_REQUESTS = _ENDS | {Intent.RESCHEDULE}


def doubted(reading: Reading, meeting: Meeting, text: str, written: datetime, zone: ZoneInfo) -> Reading:
    """Return the reading of somebody booked, as far as it is about ``meeting``; ``zone`` is the contact's.

    What was written before the time was agreed may mean an earlier one, as may words that name a time which is not the
    meeting's: an end is merely likely then. Who asked for another time may have got it: that is a human's, and so is
    whatever is about another meeting than the one that it names. Who wants to know no more ("não quero mais saber") may
    mean the meeting or what was asked about it, and is merely likely to want no messages. Where other slots were asked
    for and none is chosen yet, who gives up ("desisti", "cancela isso") may give up just that, and what drops one of
    them ("cancela a segunda opção") ends and moves nothing: a human's.
    """
    if reading.intent is Intent.OPT_OUT and open_words.WANTS_NO_MORE_OF_IT.fullmatch(portuguese.words(text)):
        return replace(reading, certain=False)
    if meeting.time is None:
        return reading
    if reading.intent in _REQUESTS and named_meetings.excepts(text):
        return Reading(Intent.UNKNOWN)
    offered = meeting.slots if meeting.awaits_choice else ()
    dropped = dropped_options.beside(text, meeting.time, offered, zone, written)
    if reading.intent in _REQUESTS and dropped is Dropped.SLOTS:
        return Reading(Intent.UNKNOWN)
    agreed = meeting.confirmed_at
    # WhatsApp tells whole seconds.
    is_earlier = agreed is not None and written < agreed.replace(microsecond=0)
    if reading.intent is Intent.RESCHEDULE and is_earlier:
        return Reading(Intent.UNKNOWN)
    if reading.intent not in _ENDS or not reading.certain:
        return reading
    is_other = is_earlier or named_meetings.names_another(text, meeting.time, zone, written)
    is_other = is_other or dropped is Dropped.EITHER
    is_other = is_other or (meeting.awaits_choice and giving_up.may_be_of_the_move(text))
    return replace(reading, certain=False) if is_other else reading

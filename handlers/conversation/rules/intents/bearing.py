"""The steps that the words of a reply bear out: none about a meeting follows from a resemblance alone.

A model takes a greeting for a wish for another time because both name a day. Where a reply has no word of which such a
step could be made, the step is not among its readings.
"""

from collections.abc import Mapping

from handlers.common.rules.model import Intent
from handlers.conversation.rules.choices import taken_times
from handlers.conversation.rules.intents import another_time, customers
from handlers.conversation.rules.intents.hearing import Heard
from handlers.conversation.rules.phrases.asking import beside_an_end, news
from handlers.conversation.rules.phrases.meetings import left_standing, meeting_changes
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.telling import bearing, interest
from handlers.conversation.rules.sentences.negation import affirmed
from handlers.conversation.rules.slots import grammar, vocabulary
from handlers.conversation.rules.slots.mentions import Aspect

_MEETING = Phrases(
    r"\b(?:reuni\w+|meeting|call|cita|llamada|appointment|booking|agenda\w*|encontro|conversa|horario|hora|hour|slot"
    r"|compromisso)\b"
)
_LEAST_OF_A_MEETING = 0.6
"""The model's least probability of a cancellation that speaks of the meeting in no word of giving it up."""
_LEAST_INTERESTED = 0.45
"""The least share of interest that no rule finds, of all that a reply without a meeting may be but an opt-out."""
_NO_DAY = frozenset({Aspect.OPTION})


def weigh(heard: Heard, probable: Mapping[Intent, float], weights: dict[Intent, float]) -> None:
    """Move the weight of each step without a word for it to what is left: a question, a courtesy, or nobody's."""
    reply = heard.utterance
    is_late = news.LATE.search(reply.said) and not meeting_changes.MOVES.search(reply.said)
    moves = speaks_of_another_time(reply.said) and not is_late
    if reply.scheduled and heard.rule is not Intent.RESCHEDULE and not moves:
        _move(heard, Intent.RESCHEDULE, weights)
    if reply.scheduled and is_courteous(reply.said) and not bearing.GREETING.fullmatch(reply.said.strip()):
        weights[Intent.INTERESTED] += weights[Intent.UNKNOWN]
    if reply.scheduled and _drops_what_was_said(reply.said):
        _move(heard, Intent.CANCEL, weights)
    stands = reply.scheduled or reply.offered
    if stands and Intent.CANCEL not in (heard.rule, heard.order) and not _speaks_of_ending(heard, probable):
        _move(heard, Intent.CANCEL, weights)
    is_said = heard.rule is Intent.INTERESTED or stands
    is_little = weights[Intent.INTERESTED] < _LEAST_INTERESTED * sum(weights.values())
    if (not is_said and is_little) or _refuses_and_wants_somebody(reply.said):
        _move(heard, Intent.INTERESTED, weights)
    if customers.is_one(reply.said) or (not stands and customers.has_dealt(reply.said)):
        _move_what_a_customer_leaves_open(heard, weights)


def _move_what_a_customer_leaves_open(heard: Heard, weights: dict[Intent, float]) -> None:
    """Move what the words of a customer merely resemble, and nothing beside them says; "satisfeito" refuses nothing."""
    meant = {heard.rule} - {Intent.NOT_INTERESTED} | {heard.order}
    for intent in (Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.CANCEL):
        if intent not in meant:
            _move(heard, intent, weights)


def _refuses_and_wants_somebody(said: str) -> bool:
    """Return True for who refuses, and wants to speak with somebody: to complain, and not to meet."""
    return interest.PLAIN_REFUSALS.search(said) is not None and affirmed(beside_an_end.SOMEBODY, said)


def speaks_of_another_time(said: str) -> bool:
    """Return True if a result of ``portuguese.words`` has a word for another time, a reason for one, or a time."""
    told = bearing.COURTESIES.sub(" ", said)
    if "?" not in told:
        told = bearing.NO_CHANGE.sub(" ", told)
    if _changes(told):
        return True
    mentions = grammar.parse(vocabulary.known(told)).mentions
    return any(mention.aspect not in _NO_DAY for mention in mentions)


def changes(said: str) -> bool:
    """Return True if words, but for times and courtesies, are those of a wish for another time."""
    return _changes(bearing.COURTESIES.sub(" ", said))


def _changes(said: str) -> bool:
    return bool(
        meeting_changes.RESCHEDULE.search(said)
        or another_time.is_wanted(said)
        or meeting_changes.RESCHEDULE_OFFER.search(said)
        or bearing.CHANGES.search(said)
        or bearing.ENDS.search(said)
    )


def is_assured(said: str) -> bool:
    """Return True for words beside which nothing speaks against coming, or against the meeting."""
    if bearing.NOT_COMING.search(bearing.NO_CHANGE.sub(" ", said)):
        return False
    return not taken_times.keep_from_coming(said) or affirmed(left_standing.STANDS, said)


def _drops_what_was_said(said: str) -> bool:
    gives_up = meeting_changes.CANCEL_VERB.search(said) or _MEETING.search(said)
    return bool(bearing.DROPS.search(said)) and not gives_up


def is_courteous(said: str) -> bool:
    """Return True for greetings, thanks and good wishes, and nothing else."""
    left = bearing.COURTESIES.sub(" ", said).strip(" .,!")
    is_said = any(map(str.isalpha, said))
    return is_said and (not left or bearing.POLITE.fullmatch(left) is not None)


def _speaks_of_ending(heard: Heard, probable: Mapping[Intent, float]) -> bool:
    said = bearing.COURTESIES.sub(" ", heard.utterance.said)
    if bearing.ENDS.search(said):
        return True
    of_papers = bearing.PAPERS.search(said) is not None
    return not of_papers and bool(_MEETING.search(said)) and probable[Intent.CANCEL] >= _LEAST_OF_A_MEETING


def _move(heard: Heard, intent: Intent, weights: dict[Intent, float]) -> None:
    said = heard.utterance.said
    weight = weights.pop(intent, 0.0)
    if heard.rule is Intent.QUESTION or "?" in said:
        to = Intent.QUESTION
    elif heard.utterance.scheduled and is_courteous(said):
        to = Intent.INTERESTED
    else:
        to = Intent.UNKNOWN
    weights[to] += weight

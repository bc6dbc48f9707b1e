"""The wishes for something beside the meeting that is booked: all else that keeps a meeting needs no answer.

Words that say both that somebody comes and that nobody does keep no meeting.
"""

from handlers.common.rules.model import Attention
from handlers.conversation.rules.beside import news
from handlers.conversation.rules.intents import giving_up
from handlers.conversation.rules.phrases.asking import further_wishes, questions, requested_beside, who_comes
from handlers.conversation.rules.phrases.asking import news as news_phrases
from handlers.conversation.rules.phrases.meetings import another_meeting, meeting_changes, words_of_coming
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.stopping import limited_orders, removed_elsewhere
from handlers.conversation.rules.phrases.telling import doubt, interest
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.sentences.negation import affirmed


def reason(text: str) -> Attention | None:
    """Return why a human answers a reply that seems to keep the meeting; None for one that asks for nothing else."""
    said = words_of_coming.NOBODY_MEANT_IT.sub(" ", own_sentences.of(text))
    sentences = SENTENCE.findall(said)
    wavers = meeting_changes.CANCEL_ABSENCE.search(said) or news_phrases.SECOND_THOUGHTS.search(said)
    gives_up = any(map(_cancels, sentences)) or giving_up.but_for_another_meeting(said) != said
    if wavers or gives_up:
        return Attention.UNCLEAR_REPLY
    if _say(sentences, further_wishes.TO_MEET, another_meeting.BESIDE_IT):
        return Attention.INTERESTED_WITHOUT_CHOICE
    if any(map(own_sentences.asks, sentences)) or _say(
        sentences,
        further_wishes.TO_BE_SENT,
        further_wishes.TO_GET,
        removed_elsewhere.REMOVED_ELSEWHERE,
        requested_beside.REQUESTED,
        requested_beside.TO_US,
        who_comes.TO_BE_ADDED,
    ):
        return Attention.QUESTION
    needed = any(map(further_wishes.NEEDS_SOMEBODY.search, sentences)) or news.are_told(said)
    needed = needed or limited_orders.NO_REMINDERS.search(said)
    if needed or _say(sentences, further_wishes.TO_BE_LEFT_OUT, news_phrases.ON_THE_WAY):
        return Attention.UNCLEAR_REPLY
    if _say(sentences, interest.INTERESTED, questions.ASKS_FOR_TIMES):
        return Attention.INTERESTED_WITHOUT_CHOICE
    return None


def _cancels(sentence: str) -> bool:
    """Return True for a sentence that gives up a meeting, whatever the others say."""
    gives_up = further_wishes.GIVES_UP.search(doubt.FORGOTTEN.sub(" ", sentence))
    return gives_up is not None and doubt.KEEPS_MEETING.search(sentence) is None


def _say(sentences: list[str], *wishes: Phrases) -> bool:
    return any(affirmed(each, sentence) for sentence in sentences for each in wishes)

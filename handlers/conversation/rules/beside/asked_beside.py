"""The questions and requests beside what a reply chooses or wants: it is carried out, and a human answers the rest.

So it is with the news that somebody has to hear ("só tenho meia hora"). A courtesy ("tudo bem?", "pode ser?", "ok?")
and a question for times ask nothing that a human has to answer.
"""

import re

from handlers.conversation.rules.beside import news
from handlers.conversation.rules.choices import asides
from handlers.conversation.rules.intents import data_demands
from handlers.conversation.rules.phrases.asking import asked_beside, requested_beside
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.short import short_answers
from handlers.conversation.rules.phrases.telling import interest
from handlers.conversation.rules.sentences import own_sentences, requests
from handlers.conversation.rules.sentences.negation import affirmed
from handlers.conversation.rules.slots import grammar, slot_words, vocabulary

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def asks(text: str) -> bool:
    """Return True if a reply asks for something that neither slots nor their confirmation answer."""
    said = own_sentences.of(text)
    sentences = SENTENCE.findall(asides.TITLE.sub(r"\1", said))
    is_first = asked_beside.FIRST.search(said) is not None
    return is_first or data_demands.asks(said) or any(map(requests.is_made, sentences))


def is_for_somebody(text: str) -> bool:
    """Return True if a reply asks, wishes or tells something beside a choice or an interest, be it ever so slight."""
    said = own_sentences.of(text)
    if asks(text) or _wants_to_be_told_more(said.strip()):
        return True
    return (
        any(map(_asks_anything, SENTENCE.findall(said)))
        or news.are_told(said)
        or affirmed(requested_beside.FORMALLY, said)
        or _ADDRESS.search(own_sentences.without_notices(text)) is not None
    )


def _wants_to_be_told_more(said: str) -> bool:
    """Return True for nothing but that; whoever says yes to a meeting beside it will be told there."""
    return bool(short_answers.TELL_MORE.fullmatch(said)) and not affirmed(interest.CONSENT, said)


def _asks_anything(sentence: str) -> bool:
    """Return True for a question that is about no time of a meeting, and no mere courtesy."""
    if not own_sentences.asks(sentence) or asked_beside.OF_TIMES.search(sentence):
        return False
    parsed = grammar.parse(vocabulary.known(slot_words.COURTESY.sub(" ", sentence.rstrip(" ?"))))
    told = set(filter(str.isalpha, parsed.rest)) - slot_words.FILLERS - asked_beside.NODS
    return bool(told) and not parsed.mentions

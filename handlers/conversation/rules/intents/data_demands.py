"""Demands about one's own data (LGPD, article 18): with an opt-out, and without one."""

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.stopping import data_demands
from handlers.conversation.rules.sentences import own_sentences


def is_made(text: str) -> bool:
    """Return True for an opt-out of which more has to follow than silence: it speaks of the person's own data."""
    return data_demands.OWN_DATA.search(portuguese.words(text)) is not None or is_asked(text)


def is_asked(text: str) -> bool:
    """Return True for a question or a request about the person's own data, which somebody has to answer."""
    return asks(own_sentences.of(text))


def asks(said: str) -> bool:
    """Return what ``is_asked`` does, of ``portuguese.words``."""
    asks_of_address = data_demands.LAWS.search(said) and data_demands.ASKS_OF_AN_ADDRESS.search(said)
    return bool(asks_of_address or data_demands.ASKS.search(said))


def only_asks(said: str) -> bool:
    """Return True for a question or a request about one's data beside which nothing is to stop or to be removed."""
    return asks(said) and not data_demands.STOPS_TOO.search(said)


def demands_deletion(said: str) -> bool:
    """Return True for words that demand the deletion of the person's own data; something may deny them."""
    return data_demands.DELETES.search(said) is not None

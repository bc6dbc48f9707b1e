"""Replies of who is a customer already, or has spoken with somebody: that alone is neither a refusal nor interest."""

from handlers.conversation.rules.phrases.telling import customers
from handlers.conversation.rules.sentences.negation import affirmed


def is_one(said: str) -> bool:
    """Return True for ``portuguese.words`` of a customer."""
    return affirmed(customers.CUSTOMER, said)


def has_dealt(said: str) -> bool:
    """Return True for words of who has spoken with somebody already, or agreed on a time."""
    return affirmed(customers.SPOKEN_WITH, said)


def without(said: str) -> str:
    """Return the words without those of a customer, in which "já usamos" refuses nothing."""
    return customers.CUSTOMER.sub(" ", said) if is_one(said) else said

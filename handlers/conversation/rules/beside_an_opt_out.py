"""Telling an opt-out, and the plain repeat of one, from what holds something more that somebody has to hear."""

from handlers.common.rules import portuguese
from handlers.conversation.rules import own_sentences
from handlers.conversation.rules.negation import affirmed
from handlers.conversation.rules.phrases import beside_an_opt_out
from handlers.conversation.rules.phrases.parts import SENTENCE


def says_more(text: str, *, again: bool) -> bool:
    """Return True if an opt-out speaks for a third person, or demands an answer.

    Of who had opted out before (``again``) also a question, a threat, the complaint that messages came since, and
    the wish to have them again.
    """
    said = own_sentences.of(text)
    if beside_an_opt_out.SOMEBODY_ELSE.search(said) or affirmed(beside_an_opt_out.DEMANDS, said):
        return True
    if not again:
        return False
    if beside_an_opt_out.WANTS_THEM_AGAIN.fullmatch(portuguese.words(text)):
        return True
    threatens = beside_an_opt_out.THREATENS.search(said) is not None
    asks = any(map(own_sentences.asks, SENTENCE.findall(said)))
    return threatens or asks or affirmed(beside_an_opt_out.COMPLAINS, said)

"""Telling an opt-out, and the plain repeat of one, from what holds something more that somebody has to hear."""

from handlers.common.rules import portuguese
from handlers.conversation.rules.intents import limited_orders
from handlers.conversation.rules.phrases.meetings import meeting_changes
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.stopping import beside_an_opt_out, opt_out_hints
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.sentences.negation import affirmed


def says_more(text: str, *, again: bool) -> bool:
    """Return True if an opt-out speaks for a third person, or demands an answer.

    Of who had opted out before (``again``) also a question, a threat, the complaint that messages came since, the wish
    to have them again, and a meeting that is not refused: it was called off, and its writer may come.
    """
    said = own_sentences.of(text)
    if beside_an_opt_out.SOMEBODY_ELSE.search(said) or affirmed(beside_an_opt_out.DEMANDS, said):
        return True
    if not again:
        return False
    if beside_an_opt_out.WANTS_THEM_AGAIN.fullmatch(portuguese.words(text)):
        return True
    if beside_an_opt_out.THREATENS.search(said) or affirmed(beside_an_opt_out.COMPLAINS, said):
        return True
    return any(map(own_sentences.asks, SENTENCE.findall(said))) or _counts_on_a_meeting(said)


def threatens(text: str) -> bool:
    """Return True if a reply announces steps with the law or an authority."""
    return beside_an_opt_out.GOES_TO_LAW.search(own_sentences.of(text)) is not None


def _counts_on_a_meeting(said: str) -> bool:
    return limited_orders.says_to_keep_it(said) or any(map(_names_a_meeting, portuguese.clauses(said)))


def _names_a_meeting(clause: str) -> bool:
    """Return True for a clause of a meeting that neither refuses it nor speaks of messages."""
    ends = (meeting_changes.CANCEL_VERB, opt_out_hints.STOPS, opt_out_hints.OF_MESSAGES)
    return affirmed(beside_an_opt_out.A_MEETING, clause) and not any(each.search(clause) for each in ends)

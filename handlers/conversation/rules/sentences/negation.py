"""Negation: a phrase counts only where its clause does not deny it."""

import re

from handlers.conversation.rules.phrases.notation import Phrases

_REACH = 80
"""Characters before a phrase that may hold its negation: more than four words."""
_CONTRACTED = (
    r"(?:cannot|(?:ai|are|ca|could|did|does|had|has|have|is|might|must|need|should|was|were|would) ?n ?t)"
    r"(?: (?:actually|been|being|even|ever|going|have|having|just|mean|need|planning|really|that|want|wanted|yet|it"
    r"|to|estou|i|we|m|re))*"
)
_NOBODY = (
    r"(?:nadie|nobody|no one|none of us)(?: (?:asked|going|had|has|is|me|said|told|us|wanted|wants|was|will|would|you"
    r"|a|ha|la|lo|nos|pidio|pide|que|quiere|quiso|se|te|va|to|estou))*"
)
_SPANISH = (
    r"(?:no|nao) (?:deb|h|hab|necesit|pod|pud|pued|quer|quis|tengo (?:que|por)|tuv|ten)[a-z]*"
    r"(?: (?:a|de|que|la|lo|me|nos|por|se|te))*"
)
_NEXT_TO_IT = rf"(?:{_CONTRACTED}|{_NOBODY}|{_SPANISH})"
"""Negations that reach no further than their own verb: "I can't cancel", but not "can't make it please cancel"."""
_NEGATED_BEFORE = Phrases(
    r"\b(?:nao|nem|ni|nunca|never|jama(?:i)?s|sem|ninguem|fora de (?:questao|cogitacao)|don t|dont|not|won t|no need"
    r"|wouldn t|nearly|almost|nada (?:de|a|para|que|por)|nem pensar em|nothing (?:to|estou)|no reason (?:to|estou)"
    r"|longe de|evit(?:a|e|em|ar|o|amos)|quase|por pouco|cheguei a|pensei em|ia|iria|was about|was going|considered"
    r"|tampoco(?= (?:quier|kier|quer|dese|me|nos|hace))"
    r"|no (?:la|lo|me|se|te|nos|quiero|queremos|hace falta|voy|vamos|va|vayan?|pienso|piensa))(?: [a-z]+){0,3} ?$"
    r"|\b(?:no|nada disso) $"
    r"|\b(?:nenhum[a]?(?: (?:pedido|intencao|vontade|motivo|razao) (?:de|para))?"
    r"|(?:ao|em) (?:inves|vez|lugar) de|impossivel(?: eu)?|chances?(?: \w+)? de|zero"
    r"|parei de pensar em|recus\w+(?: o| a| ess[ae])?) ?$"
    r"|\b(?:se|si|if|caso|quando) (?:[a-z]+ ){0,5}(?:quiser\w*|quiero|quiere\w*|quisiera|want|decid\w+|precisar\w*)"
    r"(?: [a-z]+){0,3} ?$"
    r"|\b(?:ajuda\w*|serve|feito) (?:a|para) ?$"
    r"|\bnao (?:se de(?:em)? ao trabalho|percam?(?: seu)? tempo) (?:de|em|com) (?:me |nos )?$"
    rf"|\b{_NEXT_TO_IT} ?$"
)
_NEGATED_AFTER = Phrases(
    r"(?: (?!que\b|nao\b|nem\b|mas\b|e\b|por\b)[a-z]+){0,4} nao"
    r"(?= ?(?:$|[.,!])| (?:hein|heim|viu|visse|moc[oa]|ta|kk?)\b)"
)
"""The only negation of a colloquial order: "me tira da lista não"."""
_NEGATION = Phrases(r"\b(?:nao|nem|nunca|jamais|no|not|don t|dont)\b")
# An "e" after a negation is "é": "não é pra cancelar".
_CLAUSE_ENDS = re.compile(
    r"[.,!?]|\b(?:mas|porem|so que|entretanto|contudo|entao|k)\b|(?<!nao )(?<!nem )\be\b|\band\b"
    r"|\bso (?=(?:please|pls|plz|can|could|kindly) )|\bentonces\b"
    r"|\bse nao (?:[a-z]+ ){1,6}(?<!nao )(?=podem?\b)"
)


def affirmed(phrases: Phrases, said: str) -> bool:
    """Return True for a match without a negation up to four words before it, or after it, in the same clause."""
    return any(not _is_negated(said, match) for match in phrases.finditer(said))


def negated(phrases: Phrases, said: str) -> bool:
    """Return True for a match that its clause denies."""
    return any(_is_negated(said, match) for match in phrases.finditer(said))


def _is_negated(said: str, match: re.Match[str]) -> bool:
    before = said[max(0, match.start() - _REACH) : match.start()]
    if _NEGATED_BEFORE.search(_CLAUSE_ENDS.split(before)[-1]):
        return True
    return not _NEGATION.search(match[0]) and bool(_NEGATED_AFTER.match(said, match.end()))

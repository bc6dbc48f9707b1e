"""Negation: a phrase counts only where its clause does not deny it."""

import re

from handlers.conversation.rules.phrases.notation import Phrases

_REACH = 80
"""Characters before a phrase that may hold its negation: more than four words."""
_NEGATED_BEFORE = Phrases(
    r"\b(?:nao|nem|ni|nunca|never|jamais|sem|ninguem|fora de (?:questao|cogitacao)|don t|dont|not|won t|no need"
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

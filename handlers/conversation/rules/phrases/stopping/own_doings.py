"""The words that resemble an order to stop and are none: one's own writing, messages that do not come, and banter."""

from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import MARKS

_HENCE = r"(?<!assim )(?<!como )(?<!que )(?<!que eu )(?<!asi )"
"""Before what somebody receives no more: nothing that makes a wish or a purpose of it."""
_BOTHER = r"(?:incomod|perturb|molest|importun|atrapalh|aborrec|chate)"
_TO_YOU = r"(?:(?:te|os|as|l[oae]s|lhes?|vos|voces?|ustedes|mais|mas) )*"
_MEANS_TO = r"(?:vou|vamos|voy a|vamos a|irei|iremos|quero|queria|queremos|quiero|quisiera|pretendo)"
_WRITING = r"(?:mandar|enviar|escrev|escrib|incomod|perturb|molest|importun|insist|chatear|encher)\w*"
_WRITES = r"(?:text|bother|writ|messag|call|email|annoy|pester|contact|bugg|disturb|trouble)\w*"
_WILL = (
    r"(?:(?:i|we) (?:ll|will|shall|promise (?:to|estou)|(?:m|am|re|are) going (?:to|estou)) (?:now |just )?)"
)
_JOKES = group(r"""
    (?:(?:you|u)(?: (?:re|are|r|guys))* (?:killing|kidding|making (?:me|us) (?:laugh|blush)|too (?:kind|funny|much|sweet
        |nice)|so (?:kind|funny|sweet|nice)|funny|hilarious|embarrassing)|take (?:my|our) money)
""")

NO_ORDERS = any_of(rf"""
    {_HENCE}(?:deixei|deixamos|parei|paramos) de (?:receber|ver)\b
    {_HENCE}(?<!numero )(?<!correo )(?<!telefono )(?<!celular )(?<!mail )dej(?:e|amos) de recibir\b
    {_HENCE}(?:nao|nunca|no|ya no) (?:mais |mas |estou |estamos |ando )*(?:receb(?:i|o|emos|endo)|recib(?:i|o|imos))\b
    (?:i|we) (?:haven t|have not|didn t|did not|no longer|never|stopped|am not|m not|aren t) (?:receiv|get|got)\w*
    {_HENCE}(?:nao|nem|no) {_TO_YOU}(?:{_BOTHER}(?:o|amos|emos)|encho|enchemos)\b(?! se\b)(?: (?:voces?|ustedes))?
    (?:nao|no) {_MEANS_TO} {_TO_YOU}{_BOTHER}ar(?:los|las|te|les|os)?\b
    (?:paro|paramos|(?:vou|vamos|prometo) parar|dejo|dejamos|(?:voy|vamos) a dejar) de {_TO_YOU}{_WRITING}
    {_WILL}(?:stop|quit) {_WRITES}
    (?:i|we) (?:won t|will not|don t want (?:to|estou)) (?:bother|disturb|annoy|pester|trouble|bug|keep {_WRITES})\b
    block\w* [^.!?]{{0,40}} ?, not you\b
    (?<![a-z] )(?:oh|aw+|ah|ooh|omg|haha|lol)(?: ?,)? stop(?: it)?(?= ?(?:$|[.,!]))
    (?<!please )stop(?: it)?(?: lol| haha)?{MARKS} (?:oh )?{_JOKES}
""")
"""Its words, which are left out before an order is looked for."""

"""The phrases of somebody who has still to decide, to ask or to see: to be asked which slot it is would press them."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group

_SEES = group(r"""
    (?:ver|verificar|checar|chec[oa]|chequear|conferir|confirmar|consult(?:ar|o|e)|perguntar|preguntar|ped(?:ir|e)
        |pens(?:ar|o|e)|analisar|avaliar|decidir|combinar|alinhar|falar|hablar|validar|revisar|mirar|olhar
        |check|ask|see|hear|confirm|talk|speak|consult|decide|think|find out|sleep on)
""")
_IS_TO = group(r"""
    (?:vou|vamos|precis(?:o|amos)|t(?:enho|emos|eria) (?:que|de)|falta|deixa?(?: eu|me)?|dejame|quero|voy a|vamos a
        |tengo que|necesito|habria que|hay que|have to|need to|got to|gotta|let me|i ?ll|we ?ll|must|first)
""")
_A_SLOT = rf"(?: (?:a|o|para|que|as|n[ao]|dia|{WORKDAYS}|amanha|\d\S*)\b)"

ANSWERS_LATER = any_of(rf"""
    {_IS_TO} (?:\w+ ){{0,3}}?{_SEES}\b
    (?:aviso|avisamos|retorno|retornamos|respondo|respondemos|confirmo|confirmamos|leio|vejo|olho)\b(?!{_A_SLOT})
    (?:te|lhe|le|les) (?:falo|digo|aviso|conto|retorno|respondo|confirmo|dire|contare)\b
    (?:let you know|(?:and )?tell you|get back to|come back to|to be confirmed|tbc|sleep on it|know more)\b
    (?:deja|dejame|dejeme|deixa) (?:eu )?(?:pens|organiz|ver)\w*
    (?:depois|mais tarde|ai|despues|luego) (?:eu |a gente |yo |lo |la )?(?:vejo|ve|vemos|veo|decido|decide|leio|olho
        |escolho)\b
    (?:vou|vamos) passar (?:para|p)\b
""")
"""An answer that is promised for later."""

OTHERS_DECIDE = any_of(r"""
    (?:el[ea]s?|quem|chefe|diretoria|soci[oa]s?|patrao|jefe|jefa|he|she|they|who|mujer|marido|esposa|colleague
        |companer[oa]|doctor) (?:\w+ ){0,3}?(?:decid\w+|manda|diz|dizer|dice|diga|resolve|resolvendo|define|escolh\w+
        |elija|prefer\w+)\b
    que (?:ele|ela|elija) \w+|elija mi|ask (?!me\b|you)[a-z]+
    estao (?:se )?(?:resolvendo|decidindo|discutindo)\b
    empat(?:e|ou|amos|ad[oa]s?)\b
    (?:so|solo|only) (?:quem|minha|meu|mi|my|quien)\b
""")
"""The decision is somebody else's."""

CONDITIONAL = any_of(rf"""
    (?:se|caso|if)\b(?! (?:for )?(?:possivel|possible)| pud| quiser| precis| nao (?:for|se) (?:incomod|import)| you\b)
    (?:once|unless|provided|assuming|depende\w*|depends?|depending|dependiendo|desde que|siempre que)\b
    (?<=[a-z] )si (?!el (?:{WORKDAYS_SPANISH})|la (?:\d|primera|segunda|tercera)|[,.!])
    ^si (?:llueve|no|mi|me|el jefe|se)\b
    (?:talvez|quizas?|perhaps|maybe|might|a lo mejor|tal vez|acho que|creo que|i think|i guess|parece que)\b
    (?:nao|no) (?:prometo|garanto|garantizo|sei|se|promises?)\b|not sure\b
""")
"""A condition, or a doubt."""

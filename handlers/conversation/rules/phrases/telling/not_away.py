"""Absences that keep nobody from reading us: denied, over, somebody else's, or still to come."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group

_GONE = (
    r"(?:ferias|licenca|folga|recesso|viagem|vacaciones|licencia|viaje|vacation|holidays?|leave|sick leave)"
)
_OUT = rf"(?:(?:on|away|out)(?: of (?:the )?office)?(?: {_GONE})?)"
_IS = r"(?:esta|estao|saiu|is|s|sim|sigue|anda|entrou)"
_DAY = rf"(?:{WORKDAYS}|{WORKDAYS_SPANISH}|{WORKDAYS_ENGLISH})"
_SOMEBODY = group(r"""
    (?:(?:meu|minha|mi|my|our|noss[ao]|nuestr[ao]) (?:colega|chefe|jef[ea]|soci[oa]|gerente|diretora?|directora?|esposa
        |marido|funcionari[oa]|boss|colleague|partner|manager|assistant|wife|husband))
""")
_TO_ME = group(r"""
    (?:(?:fal[ae]m?|falar|trat[ae]|tratar|conversar|respond[ae]|habl[ae]n?|hablar) (?:comigo|conmigo|direto comigo)
        |(?:talk|speak|write) to me|eu (?:respondo|falo|decido|cuido|resolvo) por el[ae]
        |(?:estou|estoy|fiquei) (?:no|en) (?:su )?lugar)
""")
NOT_AWAY = any_of(rf"""
    (?:nao|no) (?:mais )?(?:estou|estamos|estoy|estar[ae]\w*)(?: mais| mas)? (?:(?:de|em) {_GONE}|fora|fuera|ausente)\b
    (?:i m|i am|we re|we are|am|are) (?:not|no longer) {_OUT}\b
    (?:voltei|retornei|regressei|volvi|volvimos|regrese)\b(?! (?:e|mas) (?:saio|vou|ja))
    (?:estou|estamos|estoy) de (?:volta|vuelta)(?= ?(?:$|[.,!])| (?:ao|al|hoje|aqui|do|da|das|de)\b)
    (?:^|i m |i am |we re |we are |just |got |now |[.,!] )back (?:from {_GONE}|at work)\b(?! (?:on|by|until|in)\b)
    (?:i|we) (?:was|were) (?:just )?{_OUT}\b|(?:estava|estavamos|estaba|estabamos|estive|estuve) de {_GONE}\b
    {_SOMEBODY} {_IS} (?:de|em|on|out|away|fora|fuera)\b
    {_GONE}\b[^!?]{{0,60}} {_TO_ME}\b
    (?:entro|entramos|saio|saimos|salgo|salimos) (?:de|em) {_GONE}\b[^!?]{{0,60}} (?:antes|before)\b
    (?:i m going|i go|we go) on {_GONE}\b[^!?]{{0,60}} before\b
    {_DAY}(?: feira)?(?: eu| yo)? (?:ja|ya) (?:estou|entrei|estoy) de {_GONE}
""")
"""Of such words no absence follows: what is meant is for a human to see, or stands beside them."""

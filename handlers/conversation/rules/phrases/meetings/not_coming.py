"""The words that say of a booked meeting that it does not take place, beside which nothing keeps it."""

from handlers.conversation.rules.phrases.notation import any_of, group, one_of
from handlers.conversation.rules.phrases.parts import MARKS, MEETING

_A_MEETING = rf"(?:{MEETING}|reunion|cita|(?:video)?llamada|meeting)"
MISSES = any_of(r"""
    (?:vou|vamos|irei|iremos|ter que|ter de|precisar(?:ei|emos)?|precis(?:o|amos)) faltar\b
    (?:terei|teremos|tenho|temos|tendre|tendremos|tengo|tenemos) (?:que|de) faltar\b
    (?:voy a|vamos a|debo|debere|deberemos) faltar\b
    faltar(?:ei|emos)\b|faltare(?:mos)?\b
    (?:i|we) (?:(?:ll|will) )?(?:have (?:to|estou) )?miss (?:it|(?:the|our|this) (?:meeting|call))\b
""")
"""The meeting that will be missed, which a negation before it takes back."""

_DONE = r"(?:cancel(?:ei|amos|e|led|ado)|desmar(?:quei|camos)|desagend(?:ei|amos)|suspend(?:i|emos)|anul(?:ei|amos|e))"
_MORE = rf"(?! (?!{_A_MEETING}|esta\b|viu\b|aqui\b|ja\b|hoje\b|por|pois\b|mas\b|e\b)\w)"
_OURS = group(rf"""
    (?:(?:(?:a|o|la|com|con) )?(?:noss[ao]|nuestra){_MORE}|(?:(?:a|o|la|com|con) )?(?:de )?(?:voces?|ustedes)
        |ours|yours)(?![a-z])
""")
_TAKEN_OFF = r"(?:tir(?:ei|amos)|apag(?:uei|amos)|remov(?:i|emos)|risquei|exclu(?:i|imos)|saque|borre|quite)"
_IT = rf"(?:(?:(?:a|la|noss[ao]|ess[ae]) )?{_A_MEETING} |ela )?"
TOLD = any_of(rf"""
    {_DONE} (?:{_A_MEETING} )?{_OURS}
    {_DONE} (?:a|o|la|the|ess[ae]|est[ae]) {_A_MEETING} (?:com|de|con|with) (?:voces?|ustedes|you)\b
    {_TAKEN_OFF} {_IT}(?:d[ao]|n?a|de) (?:(?:minha|nossa|meu|mi|la) )?(?:agenda|calendario)\b(?! (?:o|os|as|tudo)\b)
    (?:took|removed|deleted|dropped) (?:it|(?:the|our) {_A_MEETING}) (?:off|from) (?:my|our|the) (?:calendar|diary)\b
    (?:ha|han|has|have) (?:rechazado|declined) (?:esta|la|this|the|your|su) (?:invitacion|invitation|convocatoria)\b
    (?:recusou|declinou) (?:est[ae]|ess[ae]|o|seu) convite\b
""")
"""Our meeting, told as called off already: "cancelei a nossa, a outra tá de pé"."""

_REASON = r"(?:por que|porque|como|razao|motivo|sentido)"
NOT_WORTH = any_of(rf"""
    (?:nao|nem) (?:tem|ha|vejo|faz) (?:mais )?{_REASON}(?: para| de| em)? mant(?:er|ermos)\b
    (?:nao|nem) vale (?:mais )?a pena mant(?:er|ermos)\b
    no (?:vale la pena|tiene (?:caso|sentido)|hay (?:por que|razon)(?: para)?) mantener\w*
    (?:no point|not worth|no reason)(?: in| to| estou)? keep(?:ing)?\b
""")
"""A meeting that is not worth keeping."""

_CANNOT = r"(?:nao|no) (?:consegui|conseguimos|deu para|dava para|pude|pudemos|teve como|tinha como)"
_TO_MOVE = r"(?:cancelar|desmarcar|adiar|remarcar|mover|mudar|reagendar|anular|aplazar|posponer)"
_A_THING = r"(?:d?[ao]s?|al|el|la|um|uma|un|una|me[iu]|minha|mi)"
OBSTACLE = any_of(rf"""
    {_CANNOT} {_TO_MOVE} {_A_THING} (?!{_A_MEETING}|noss|nuestr|de voces)\w
""")
"""Something else, that could not be moved and stands in the way of the meeting."""

_MOVES = group(r"""
    (?:mud(?:a|e|em|ar)|adi(?:a|e|em|ar)|remarqu\w+|remarc(?:a|ar)|reagend\w+|empurr\w+|(?:pass|jog)\w+ (?:ela )?para
        |troqu\w+|troc(?:a|ar)|transf(?:ere|ira|iram|erir)|(?:just )?(?:move|postpone|push|shift|reschedule) it
        |postpone|reschedule|change it|cambi(?:a|e|en|ar)l[ao]|muev[ae]n?l[ao]|mover(?:l[ao])?|aplaz\w+|aplac\w+
        |pospon\w+|pospong\w+|reprogram\w+)
""")
_FIRST = r"(?:(?:so|solo|just|apenas|mas|but|por favor|please|e|and|quero|rather|melhor) )*"
_DENIED = r"(?:cancel|desmar[cq]|anul)\w*(?: (?:nao|it|that|ela|isso))?"
INSTEAD_OF_ENDING = one_of(rf"""
    (?:nao|no|don t|do not|dont) (?:(?:l[ao]s?|precisa|quero) )?{_DENIED}{MARKS} {_FIRST}{_MOVES}\b(?! nada)
""")
MOVED_INSTEAD = any_of(INSTEAD_OF_ENDING)
"""The move that is wanted in place of a cancellation: "não cancela, adia"."""

"""The words that leave a booked meeting as it is, whatever else is told beside them."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import MEETING

_MEETING = rf"(?:{MEETING}|reu\b|reunion|(?:video)?llamada|cita|junta|meeting|turno|combinado)"
_DAY = group(rf"""
    (?:hoje|amanha|{WORKDAYS}|hoy|manana|{WORKDAYS_SPANISH}|today|tomorrow
        |{WORKDAYS_ENGLISH})
""")
_OURS = group(r"""
    (?:(?:a|o|la|el|lo|the|com|con|with) )?(?:noss[ao]|nuestr[ao]|(?:de )?(?:voces?|ustedes|vos|ti)|su[ay]?a|tu[ay]a
        |yours|ours|your \w+|this \w+|you)(?![a-z])
""")
_ALL = group(r"""
    (?:tudo|tod[ao]s?|inteir[ao]|enter[ao]|resto|demais|demas|outr[ao]s|otr[ao]s|everything|everybody|all|every|rest
        |whole|semana|agenda|week)
""")
_ENDING = r"(?:cancel|desmarc|suspend|anul|remarc|reagend|reprogram|mov|clear|limp|adi)\w*"
ALL_BUT_OURS = any_of(rf"""
    {_ENDING}(?: \w+){{0,8}}? {_ALL}(?: \w+){{0,5}}?(?: ,)? (?:menos|exceto|excepto|salvo|fora|tirando|except(?: for)?
        |but|apart from|other than) {_OURS}
""")
"""All else is called off: "cancelar tudo da semana menos a de vocês"."""

_SAME = group(r"""
    (?:[ao] mesm[ao]|(?:el|la|lo) mism[ao]|the same|igual|mantid[ao]|de pe|en pie|valendo|como (?:esta|estava|estaba
        |combinad[oa])|tal cual|firme)
""")
_STAYS = r"(?:segue|sigue|seguira|continua|permanece|fica|queda|e|es|esta|va|stays?|remains?|is)"
_TIME = r"(?:horario|hora|data|fecha|dia|time)"
_IT = r"(?:(?:a|o|noss[ao]|ess[ae]) )*(?:noss[ao]|reuniao|conversa|call|encontro|horario|compromisso)"
STANDS = any_of(rf"""
    {ALL_BUT_OURS.pattern}
    pode[m]? (?:sim )?(?:manter|deixar (?:marcad|agendad|reservad|combinad)[oa]|deixar (?:assim|como (?:esta|estava)))\b
    (?:pued[ae]n?|podes|puedes) (?:mantener|dejar)(?:l[oa])?\b
    (?:^|[.,!] )(?:mant(?:em|enho|emos|enha|enham)(?=(?: (?:sim|ai|por favor|tambem|{_IT}))* ?(?:$
        |[.,!]))|mant(?:en|enga|engan|engamos|enemos|engo|ene)l[oa]\b)
    (?:la|lo) (?:mantenemos|mantengo|mantenes)\b
    (?:l[oa] )?dej(?:[ae]|en|o|amos|emos)(?:l[oa])? (?:como (?:esta|estaba|quedo)|tal cual|igual)\b
    (?:deix(?:a|e|em|amos|o)|fica|leave it|keep it) (?:como|do jeito que|as) (?:esta|estava|it (?:is|was))\b
    (?:nao|no) (?:muda|altera|cambia|modifica|afecta|afeta) nada\b|nada (?:muda|cambia)\b|nothing (?:changes|changed)\b
    (?:doesn t|does not|won t) change (?:a thing|anything)\b
    (?:sigo|seguimos|continuo|continuamos|permaneco|permanecemos|estou|estamos|estoy) (?:(?:de|en) pe|en pie
        |firmes?)(?= ?(?:$|[.,!])| (?:(?:para|com|con|en|n?[ao]s?|el|la|noss[ao]|nuestr[ao]|n?ess[ae]) )+(?:{_MEETING}
        |{_DAY}))
    (?:sigo|seguimos)(?: \w+)? (?:igual|com o combinado|con lo (?:acordado|combinado|planeado))(?= ?(?:$|[.,!]))
    {_MEETING} (?:{_STAYS} (?:{_SAME})|acontece|rola|se (?:hace|mantiene)|va igual)\b
    {_TIME} (?:(?:lo|la|eu|se) )?(?:mant(?:engo|enemos|enho|emos|iene|em)|{_STAYS}(?: (?:sendo|siendo))? {_SAME}
        |(?:nao|no) (?:muda|mudou|cambia|cambio))\b(?! (?:para|a las?|as) )
    mant(?:engo|enemos|enho|emos) (?:el|o|la|a) (?:mism[oa] |mesm[oa] )?(?:{_TIME}|{_MEETING})\b
""")
"""The meeting stays, or its hour does: "sigo firme", "el horario lo mantengo", "não muda nada"."""

_ANOTHER_WEEK = group(r"""
    (?:(?:n?a |la |el |the )?(?:semana que (?:vem|viene)|(?:outra|otra|proxima|siguiente) semana|mes que (?:vem|viene)
        |proximo mes|next (?:week|month)))
""")
_CANNOT = group(r"""
    (?:(?:nao|no) (?:consigo|conseguimos|posso|podemos|puedo|pode|da|rola|tenho|dou)|(?:can t|cannot)|se me complica
        |(?:estou|estoy|tenho|tengo)(?: \w+){0,2} (?:viaj\w+|fora|llena|cheia|lotada|complicada))
""")
ANOTHER_WEEK = any_of(rf"""
    (?:(?:[ao] )?que |quem |quien |lo que )?(?:(?:eu|yo|i) )?{_CANNOT}(?: (?:e|es|is))? {_ANOTHER_WEEK}(?: sou eu)?
    {_ANOTHER_WEEK}(?: (?:e|es|is|a|la|que|quando|cuando))*(?: (?:eu|yo|i|a gente|sim))? {_CANNOT}
    {_ANOTHER_WEEK} (?:la )?que tengo llena
    (?:so|recien|solo|only) (?:se )?(?:decid[ae]n?|volt[ae]m?|vuelve|sai|sale|encontra|reun[ei]|junta|liber[ae]
        |aprov[ae]|aprueba|respond[ae]|retorna|fecha|cierra|abre|vota|chega|meets|decides)(?: \w+)? {_ANOTHER_WEEK}
""")
"""Another week in which somebody cannot, or somebody else can: it is wanted by nobody."""

BUT = any_of(r"""
    (?:mas|porem|pero|but|so que|however)\b
""")
"""The words that set two things against each other."""

NO_HURRY = any_of(r"""
    (?:sem (?:pressa|problema|stress)|sim (?:apuro|prisa)|no (?:rush|hurry|worries)|nao tem pressa
        |no hay (?:apuro|prisa)|(?:com|con) calma|take your time|tranquil[oa])\b
""")
"""Nobody is pressed."""

IS_THERE = any_of(r"""
    (?:estou|estamos|estoy|i m|we re|i am|ja|ya|already)(?: (?:ja|ya|already|in|na|no|en|aqui|la|el|the|your|sua
        |tu))* (?:lobby|waiting room|sala de espera|saguao|recepcao|recepcion|antesala)\b
    waiting (?:to|estou) be (?:let in|admitted)\b
    (?:esperando|aguardando|espero|aguardo) (?:(?:que|para|me|nos) )*(?:entrar|deixem|liberem|liberarem|admitan|dejen
        |abran|abrirem)\b
""")
"""Somebody is at the door, and waits to be let in."""

TO_WAIT = any_of(r"""
    (?:(?:me )?(?:esper|aguard)(?:a|e|em|en|ame|eme|enme)(?: por mim)?|wait for me)\b
""")
"""The wish of somebody who is late."""

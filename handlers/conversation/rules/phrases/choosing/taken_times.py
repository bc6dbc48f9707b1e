"""The words by which a diary, or a day of one's own, is said to be taken up: "minha agenda na sexta está cheia"."""

from handlers.conversation.rules.phrases.calendar_names import (
    ANY_WEEKDAY,
    WORKDAYS,
    WORKDAYS_ENGLISH,
    WORKDAYS_SPANISH,
)
from handlers.conversation.rules.phrases.notation import any_of, group, pattern

_TIME = group(rf"""
    (?:{ANY_WEEKDAY}|amanha|hoje|dia|semana|manha|tarde|noite|primeir|terceir|ultim
        |{WORKDAYS_ENGLISH}|{WORKDAYS_SPANISH}|\d|[ao]s? |es[st][ea]|mes
        |agora|fim|comeco|final)
""")
_TITLES = r"(?:(?:dr|dra|sr|sra|doutora?|dona|seu|meu|minha|nossa|nosso|mi|la|el) ){0,2}"
_OWNER = rf"(?: del[ea]s?| (?:d[ao]|de|del) {_TITLES}(?!{_TIME})[a-z]+)"
_ITS = r"(?:(?:n?[ao]s?|em|en|la|el|on|in|minha|meu|mi|sua|su|nossa|my|our|his|her|the|their) ){0,3}"
DIARY = any_of(rf"""
    {_ITS}(?:agenda|calendario|calendar|diary|schedule){_OWNER}?\b
""")
"""A diary, and whose it is."""

OWN_DAY = any_of(rf"""
    (?:minha|meu|mi|my|his|her) (?:{WORKDAYS}|manha|tarde|dia|{WORKDAYS_ENGLISH}|{WORKDAYS_SPANISH}|tomorrow|morning
        |afternoon)\b
""")
"""A day of one's own."""

_IS = r"(?:(?:ja|esta|estara|fica|ficou|anda|segue|continua|encontra se|is|are|s|queda|quedo|looks) )"
_VERY = group(r"""
    (?:(?:ja|tod[ao]|inteir[ao]|muito|bem|super|meio|completamente|totalmente|muy|bastante|already|all|fully|totally
        |completely|very|pretty|quite|rather) )
""")
_HAS = r"(?:tem|tenho|temos|ha|hay|tengo|there is|there s)(?: ja| ya)?"
_OTHER = r"(?:uma?|outr[oa]|un[ao]?|otr[oa]|an?|another)(?: outr[oa])?"
_ROOM = group(r"""
    (?:hor|vag|espac|brech|janel|huec|lugar|livre|libre|reuniao|conversa|chance|possib|opca|slot|gap|opening|window|free
        |tempo|tiempo)
""")
TAKEN = any_of(rf"""
    {_IS}{{0,2}}{_VERY}{{0,3}}(?:chei[ao]|lotad[ao]|ocupad[ao]|tomad[ao]|preenchid[ao]|travad[ao]|trancad[ao]
        |comprometid[ao]|abarrotad[ao]|estourad[ao]|apertad[ao]|complicad[ao]|corrid[ao]|llen[ao]|copad[ao]|saturad[ao]
        |full|taken|packed|busy|jammed|crammed)\b
    {_IS}{{1,2}}{_VERY}{{0,3}}(?:fechad[ao]|cerrad[ao]|bloquead[ao]|closed|booked(?: up| solid| out)?
        |blocked(?: off| out)?)\b
    (?:(?:ja|se) ){{0,2}}(?:lotou|encheu|fechou|fecharam|travou|estourou
        |lleno)\b(?! (?:em |n?[ao] ){{0,2}}(?:minha|nossa|agenda))
    (?:esta |ja ){{0,2}}(?:sem|nao tem|no tiene|no hay|has no)(?: mais| mas| nenhum| nenhuma)? (?:espaco|horario
        |vaga|brecha|janela|lugar|hueco|espacio|room|space|gap)s?\b
    (?:ja )?constam? (?:(?:ja|uma?|outr[oa]) ){{0,2}}(?!n[ao]\b|d[ao]s?\b|em\b|aqui|sim\b|que\b|como\b|ess[ae]\b
        |noss[ao]\b|reuniao|conversa|{_TIME})[a-z]+
    (?:ja )?{_HAS} {_OTHER} (?!{_ROOM})[a-z]+(?: marcad[oa]| agendad[oa])?
""")
"""Words by which a time is taken."""

_IN_MY = r"(?:n[ao]|en|in|on)(?: (?:minha|meu|nossa|mi|my|our|the|la|el))?"
SPARES = any_of(rf"""
    (?:menos|exceto|excepto|salvo|tirando|except|but|so nao|fora)\b
    (?:com|para|con|for|with|por) (?:voces?|ti|ustedes|usted|you|a gente|nos|nossa|our
        |(?:a |essa |esta |the |this )?(?:reuniao|meeting|call|conversa))\b
    (?:nao|nem|no|not) (?:esta|fica|vai|is|estara|anda)\b
    (?:bloquead[ao]|booked|blocked)(?: (?:aqui|off|out))? {_IN_MY} (?:agenda|calendario
        |calendar|diary)\b(?! d(?:el[ea]|[ao])\b)
""")
"""Words by which some of it is not taken, or for this very meeting."""

COMES = any_of(r"""
    (?:mas|porem|pero|but|so que)\b[^.!?]*\b(?<!nao )(?:vou|irei|estarei|estaremos|estare|confirm(?:o|amos)
        |particip(?:o|amos)
        |comparec\w+|mant(?:enho|emos|engo|enemos)|consigo|i ll be there|i ll make it|i m coming)\b
""")
"""The words beside them of who comes all the same."""

CLAUSE = pattern(r"""
    [^.,!?]+?(?=[.,!?]| (?:mas|porem|so que|pero|entao|entonces|por isso|asi que|que|porque|por que|pois|ja que)\b|$)
""")
"""A clause of which one thing is said; of two days, that is one."""

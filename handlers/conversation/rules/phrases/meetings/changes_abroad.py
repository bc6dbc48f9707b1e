"""The ways of moving and giving up a meeting in English and Spanish, and the refusal of another time."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group, one_of

_TIME = group(r"""
    (?:hueco|dia|hora|fecha|horario|momento|espacio|turno|cita|opciones|(?:time|slot|date|day|appointment)s?|timings?)\b
""")
_DAY = group(rf"""
    (?:{WORKDAYS_SPANISH}|{WORKDAYS}|{WORKDAYS_ENGLISH})
""")

MOVES_ABROAD = one_of(rf"""
    (?:otr[oa]s?|nuev[oa]s?|new|fresh|different|later|earlier) {_TIME}
    (?:puede|podria|podriamos|podemos|pueda|can|could|may)(?: \w+){{0,4}} (?:mas (?:tarde|temprano)|antes|later
        |earlier)\b
    (?:\d+|1|una|un|an|1?/2|media|half an?) (?:horas?|hours?|minut\w+)(?: \w+)? (?:antes|despues|mas tarde|later
        |earlier)\b
    y (?:mas tarde|mas temprano|por la (?:noche|tarde|manana)|antes)\b
    (?:la|lo) (?:mueves?|muevan?|movemos|pasan?|pasamos|corren?|corremos|cambian?|cambiamos|atras\w+)\b
    (?:muevan?|corran?|pasen?|tiren?|tira|correr?|mueve|dejemos|dejar|pasar|mover)l[oa]\b(?= (?:para|pal|al|a|mas|unos
        |otro|el)\b)
    (?:retrasemos|retrasar|adelantemos|aplacemos|pospon\w+)\b
    (?:no )?(?:hay|habra|tiene[ns]?|tenes|tendra[ns]?|tendria[ns]?) (?:algo|algun\w*|otr[oa])\b
    (?:move|switch|push|shift|bump) (?:me|us|it|this|that|our|the)(?: \w+)? (?:off|onto|to|estou|back|forward|by)\b
    (?:send|give|book|find|get) (?:me|us) (?:something|one|1|another|a (?:slot|date|time))(?: \w+)? (?:next|in|for
        |after)\b
    (?:offer|suggest|propose) (?:us |me )?(?:something|another|other)\b
    puede ser (?:el |la |a las |tipo |a eso de |por la |en la )?(?:[0-9]|{_DAY}|noche|tarde|manana)
""")
"""The wish for another time."""

RESCHEDULES_ABROAD = one_of(r"""
    (?:it|we|this|that|the (?:meeting|call)) (?:could|can|might|may)(?: be)? (?:moved?|shift(?:ed)?|push(?:ed)?
        |rescheduled|postponed)\b
    (?:need|like|want|prefer) (?:it|this|that) (?:to|estou) be (?:on )?(?:an? )?(?:different|another|other)\b
    (?:slide|push|nudge|shift|bump|move) (?:it|this|that|us|the (?:call|meeting)) (?:\w+ ){0,3}(?:later|down|back
        |forward|to|estou)\b
    (?:(?:half )?an hour|(?:1|2|two) hours?|\d+ min\w*) (?:later|earlier)\b(?! than)
    (?:find|pick|do|try) (?:something|another (?:day|time)|a (?:day|time)) (?:(?:the|in|later|next) )*(?:week|month)\b
    (?:just|only) not (?:on )?(?:that|this) (?:day|week|date|hour|time)\b
    take (?:the (?:meeting|call)|it) out of this week\b
    (?:give|share|send|provide|suggest|fix|arrange|propose|offer|need|request|allot|get|set)(?: (?:me
        |us))?(?: (?:an?|some
        |the))? (?:fresh|new|different)(?: (?:meeting|call))? (?:date|slot|time|timing|day|appointment)s?\b
    (?:podemos|podriamos|puedo|podria|se puede|posso|poderia|da para|can (?:i|we)|could (?:i|we))(?: (?:l[ao]|a gente
        |nos))?(?: volver a)? (?:agendar|marcar|coordinar|programar|book|schedule|set)(?: (?:it|this|up|um[ao]?|una|a
        |la))* (?:de (?:nuevo|novo)|otra vez|outra vez|nuevamente|novamente|again)\b
    volver a (?:agendar|marcar|coordinar|programar)(?:l[ao])?\b
""")
"""The wish for another time, which a negation before it takes back."""

CANCEL_ORDERS_ABROAD = one_of(rf"""
    (?:scrap|bin|axe|ditch) (?:it|the (?:call|meeting|appointment))\b(?! (?:and|for) )
    call(?:ing)? (?:it|this|the (?:meeting|call|whole thing)) off\b|unbook\b
    un book (?:me|us|it)\b
    (?:i m|we re|i am|we are) (?:cancell?ing|(?:pulling|backing|dropping) out)(?= ?(?:$|[.,!]| of (?:it|this
        |the (?:call
        |meeting)|{_DAY})| (?:the|our|this|it)\b))
    (?:drop|take|remove|scratch|strike|cross|pull) (?:me|us) (?:from|off|out of) (?:(?:the|your|this|that
        |our) )?(?:schedule
        |calendar|diary|{_DAY}|appointment|meeting|call|demo)\b
    (?<!one )(?<!that )(?<!what )(?<!meeting )(?:i|we) (?:have |ve )?cancelled(?= ?(?:$|[.,!])| (?:it|our|the (?:call
        |meeting))\b)
    our (?:meeting|call|appointment|demo) is (?:off|cancelled)\b
    (?:i|we) (?:won t|will not) be (?:meeting|needing (?:the (?:slot|call|meeting)))\b
    no need (?:to|estou) (?:keep|hold) (?:my|our|the) (?:place|slot|spot|seat)\b
    (?:give|release|free) (?:up )?(?:my|our|the) (?:slot|place|spot|seat)(?= ?(?:$|[.,!])| (?:to|estou) (?:some|any
        |an)\w*)
    withdraw (?:from the (?:meeting|call|demo)|(?:my|our) request for (?:a|the) (?:demo|meeting|call))\b
    (?:delete|remove|take) it (?:from|off|out of) (?:the|my|our|your) (?:calendar|diary|schedule)\b
    there (?:ll|will) be no (?:meeting|call)\b|(?:ve|have) dropped the (?:meeting|call)\b
    cancel[ae]r?n?(?:me|nos)?l[oa]\b|anul[ae]n?la\b|abort[ae]n\b
    (?:dej(?:a|e|en|emos|amos)|queda)(?:l[oa])? si[mn] efecto\b
    no cuent[ae]n? conmigo\b
    (?:borr|elimin|quit|retir)(?:[ae]n?|ad) (?:la (?:cita|reunion|(?:video)?llamada)|(?:por favor )?mi (?:reserva
        |cita)|lo nuestro)\b
    (?:remov|delet)\w+ the (?:meeting|call) from my (?:side|calendar|end)\b
""")
"""Orders to give up a meeting."""

NO_OTHER_TIME = any_of(rf"""
    (?:no need for|no hace falta|no hara falta|no (?:se )?(?:requiere|necesit\w+)|no (?:quiero|busqu\w+)|nao quiero
        |nao busqu\w+
        |nao necesit\w+|sim|without)(?: (?:de|a|an|ni))?(?: \w+)? (?:otr[oa]|nuev[oa]|new|another|other) {_TIME}
    (?:tampoco|nem) (?:busqu\w+|necesit\w+|quiero) (?:otr[oa]|nuev[oa]) {_TIME}
    (?<!por que )(?:nao|nem|sem|nunca) (?:(?:precisa[m]?|e para|quero|queremos|vou|vamos|voces?) )*(?:remarc
        |reagend)\w+\b
    (?:no|(?:don t|do not) (?:\w+ ){{1,2}}?)(?: ?any)? ?(?:new|fresh|other|different) {_TIME}
    (?:don t|do not) (?:want|need|give me|send me|offer me) (?:an?other (?:time|slot|date|day|appointment|1|one)|(?:1
        |one) next week)\b
    ja (?:remarcamos|reagendamos|remarcaram|reagendaram|remarquei|reagendei)\b
    (?:don t|do not|not|no) (?:rebook\w*|reschedul\w*|reagend\w*|reprogram\w*)\b
""")
"""The refusal of another time."""

"""The ways of moving and giving up a meeting in English and Spanish."""

from handlers.conversation.rules.phrases.notation import any_of, group, one_of

_TIME = group(r"""
    (?:hueco|dia|hora|fecha|horario|momento|espacio|turno|cita|opciones|time|slot|date|day|appointment)\b
""")
_DAY = group(r"""
    (?:lunes|martes|miercoles|jueves|viernes|segunda|terca|quarta|quinta|sexta|monday|tuesday|wednesday|thursday|friday)
""")

MOVES_ABROAD = one_of(rf"""
    (?:otr[oa]s?|nuev[oa]s?|new|different|later|earlier) {_TIME}
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
    (?:offer|suggest|propose) (?:us |me )?(?:something|another|other)\b
    puede ser (?:el |la |a las |tipo |a eso de |por la |en la )?(?:[0-9]|{_DAY}|noche|tarde|manana)
""")
"""The wish for another time."""

CANCEL_ORDERS_ABROAD = one_of(r"""
    (?:scrap|bin|axe|ditch) (?:it|the (?:call|meeting|appointment))\b(?! (?:and|for) )
    call(?:ing)? (?:it|this|the (?:meeting|call|whole thing)) off\b|unbook\b
    cancel[ae]r?n?(?:me|nos)?l[oa]\b|anul[ae]n?la\b|abort[ae]n\b
    (?:dej(?:a|e|en|emos|amos)|queda)(?:l[oa])? si[mn] efecto\b
    no cuent[ae]n? conmigo\b
    (?:borr|elimin|quit|retir)[ae]n? (?:la (?:cita|reunion|llamada)|(?:por favor )?mi (?:reserva|cita)|lo nuestro)\b
    (?:remov|delet)\w+ the (?:meeting|call) from my (?:side|calendar|end)\b
""")
"""Orders to give up a meeting."""

NO_OTHER_TIME = any_of(rf"""
    (?:no need for|no hace falta|no hara falta|no (?:se )?(?:requiere|necesit\w+)|no (?:quiero|busqu\w+)|nao quiero
        |nao busqu\w+
        |nao necesit\w+|sim|without)(?: (?:de|a|an|ni))?(?: \w+)? (?:otr[oa]|nuev[oa]|new|another|other) {_TIME}
    (?:tampoco|nem) (?:busqu\w+|necesit\w+|quiero) (?:otr[oa]|nuev[oa]) {_TIME}
    (?:don t|do not|not|no) (?:rebook\w*|reschedul\w*|reagend\w*|reprogram\w*)\b
""")
"""The refusal of another time."""
